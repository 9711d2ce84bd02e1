import ArgumentParser
import CanonicalModel
import Formats
import Foundation
import SchemeEngine

/// The real adapters' executables, asked what a month of one feed becomes: one process a folder instead of one a file.
actor AdapterBatches {
    private let folder: String
    private let programs: String
    private let batches: [String: [SyntheticFile]]
    private var translated: [String: [[UInt8]]] = [:]

    /// - Parameters:
    ///   - area: its files lie below the folder.
    ///   - programs: where the adapters' executables are.
    init(_ area: SyntheticArea, in folder: String, programs: String) {
        self.folder = folder
        self.programs = programs
        batches = Dictionary(grouping: area.files.filter { $0.feed.adapter != nil }, by: Self.batch)
    }

    /// The canonical messages of a file, taken out of what was translated.
    func messages(of file: SyntheticFile) throws -> [[UInt8]] {
        if translated[file.name] == nil { try translate(Self.batch(file)) }
        return translated.removeValue(forKey: file.name) ?? []
    }

    private static func batch(_ file: SyntheticFile) -> String {
        String(file.name.prefix(upTo: file.name.lastIndex(of: "/") ?? file.name.startIndex))
    }

    private func translate(_ batch: String) throws {
        guard let files = batches[batch], let adapter = files.first?.feed.adapter else { return }
        let list = "\(folder)/\(batch)/list.tsv"
        let output = "\(folder)/\(batch)/translated.jsonl"
        let lines = files.map { "\($0.arrivesAt)\t\(folder)/\($0.name)\n" }
        try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: list))
        try run(adapter, list: list, output: output)
        let results = try Data(contentsOf: URL(fileURLWithPath: output)).split(separator: 10)
        guard results.count == files.count else { throw Failure.lines(batch, results.count, files.count) }
        for (file, line) in zip(files, results) { translated[file.name] = try Self.messages(Array(line)) }
        try FileManager.default.removeItem(atPath: output)
    }

    private func run(_ adapter: String, list: String, output: String) throws {
        try Data().write(to: URL(fileURLWithPath: output))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: programs + "/" + adapter)
        process.arguments = ["translate", "--list", list]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        try process.run()
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw Failure.ended(adapter, list)
        }
    }

    private static func messages(_ line: [UInt8]) throws -> [[UInt8]] {
        let object = try StrictJSON.parse(line, limits: .feed).object
        return (object?["messages"]?.array ?? []).map { $0.encoded() }
    }

    /// An adapter that does not answer; its own words are on standard error.
    enum Failure: Error, CustomStringConvertible {
        case ended(String, String)
        case lines(String, Int, Int)

        var description: String {
            switch self {
            case .ended(let adapter, let list): "\(adapter) did not translate the files of \(list)."
            case .lines(let batch, let got, let wanted): "\(batch) has \(wanted) files and \(got) answers."
            }
        }
    }
}
