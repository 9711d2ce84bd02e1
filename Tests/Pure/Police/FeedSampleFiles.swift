import CanonicalModel
import Formats
import Foundation
import TestSupport

/// Sample files of an agency beside the lines they become.
struct FeedSampleFiles {
    let agency: String

    var folder: String { RepositoryRoot.path + "/Contracts/samples/" + agency }

    /// The samples, without READMEs and expected lines.
    var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { !$0.hasSuffix(".expected.json") && !$0.hasSuffix(".md") }.sorted()
    }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }

    /// The line beside a sample.
    func expected(_ name: String) throws -> JSONValue {
        let stem = name.split(separator: ".").dropLast().joined(separator: ".")
        return try StrictJSON.parse(try bytes(stem + ".expected.json"), limits: .feed)
    }

    /// The line that a translator makes of it, as the command prints it.
    func line(_ name: String, by translator: some MessageTranslator) throws -> JSONValue {
        let item = IntakeItem(
            id: "command-line", name: name, bytes: try bytes(name),
            receivedTime: Timestamp("2026-11-20T09:00:00Z") ?? Timestamp(microseconds: 0))
        return try StrictJSON.parse(translator.translate(item).json(file: name).encoded(), limits: .feed)
    }
}
