import CanonicalModel
import Formats
import Foundation
import SchemeEngine

/// A synthetic area on disk.
struct SyntheticFolder {
    /// Where it is.
    let path: String

    /// Writes an area below a folder.
    init(_ area: SyntheticArea, in folder: String) throws {
        path = folder + "/" + area.specification.id
        for file in area.files { try Self.write(Data(file.bytes), to: path + "/" + file.name) }
        try Self.write(Data(area.directory.utf8), to: path + "/directory.yaml")
        try Self.write(Self.lines(area.files.map(Self.json)), to: path + "/schedule.jsonl")
        try Self.write(Self.lines(area.answers.map(Self.json)), to: path + "/answers.jsonl")
        try Self.write(Self.lines(area.truth.map(Self.json)), to: path + "/truth.jsonl")
    }

    private static func write(_ data: Data, to file: String) throws {
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try data.write(to: URL(fileURLWithPath: file))
    }

    private static func lines(_ objects: [JSONObject]) -> Data {
        Data(objects.flatMap { JSONValue.object($0).encoded() + [10] })
    }

    private static func json(_ file: SyntheticFile) -> JSONObject {
        [
            "at": .string(file.arrivesAt.description), "user": .string(file.feed.user),
            "adapter": .string(file.feed.adapter ?? "hub"), "file": .string(file.name),
        ]
    }

    private static func json(_ answer: SyntheticAnswer) -> JSONObject {
        [
            "cause": .string(answer.cause), "team": .string(answer.team), "kind": .string(answer.kind),
            "afterMinutes": .integer(Int64(answer.afterMinutes)),
        ]
    }

    private static func json(_ figure: TrueFigure) -> JSONObject {
        [
            "month": .string(figure.month.description), "metric": .string(figure.metric), "row": .string(figure.row),
            "numerator": .integer(Int64(figure.numerator)), "denominator": .integer(Int64(figure.denominator)),
        ]
    }
}
