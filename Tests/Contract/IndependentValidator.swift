import Foundation
import Testing

/// Runs `validate.py`, which judges by the JSON Schemas and knows nothing of our reader.
///
/// It needs a Python with Tests/requirements.txt: `THROUGHGATE_PYTHON` names it (ops/test makes one in `.venv`). Without
/// it the tests fail rather than pass unseen; `THROUGHGATE_SKIP_PYTHON=1` leaves them out on purpose, and says so.
enum IndependentValidator {
    private static let environment = ProcessInfo.processInfo.environment
    /// Whether somebody asked to go without.
    static let isSkipped = environment["THROUGHGATE_SKIP_PYTHON"] == "1"

    /// What a run came to.
    struct Answer {
        let status: Int32
        let output: String
        let complaints: String
    }

    /// Runs a command of the validator over lines.
    ///
    /// - Parameters:
    ///   - command: "schemas", "samples", "emitted" or "verdicts".
    ///   - lines: goes to its standard input, a message a line.
    static func run(_ command: String, _ lines: [[UInt8]] = []) throws -> Answer {
        let python = try #require(
            environment["THROUGHGATE_PYTHON"],
            "Set THROUGHGATE_PYTHON to a Python with Tests/requirements.txt, or THROUGHGATE_SKIP_PYTHON=1."
        )
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("validate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files instead of pipes: nobody has to read while the other writes.
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-B", ContractFolder.path("Tests/Contract/validate.py"), command]
        let input = folder.appendingPathComponent("in")
        try Data(lines.joined(separator: [UInt8(ascii: "\n")])).write(to: input)
        process.standardInput = try FileHandle(forReadingFrom: input)
        let output = try file(folder, "out")
        let complaints = try file(folder, "err")
        process.standardOutput = output.handle
        process.standardError = complaints.handle
        try process.run()
        process.waitUntilExit()
        return Answer(
            status: process.terminationStatus, output: try String(contentsOf: output.url, encoding: .utf8),
            complaints: try String(contentsOf: complaints.url, encoding: .utf8))
    }

    private static func file(_ folder: URL, _ name: String) throws -> (url: URL, handle: FileHandle) {
        let url = folder.appendingPathComponent(name)
        try Data().write(to: url)
        return (url, try FileHandle(forWritingTo: url))
    }
}

extension Trait where Self == ConditionTrait {
    /// For tests that ask the independent validator.
    static var needsPython: Self {
        .disabled(if: IndependentValidator.isSkipped, "THROUGHGATE_SKIP_PYTHON=1: the schemas were not asked.")
    }
}
