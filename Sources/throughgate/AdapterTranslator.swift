import ArgumentParser
import Formats
import Foundation

/// An adapter's own executable, asked what an item becomes; the broker knows no agency's format.
struct AdapterTranslator {
    private let executable: URL

    /// An adapter by its name, looked for beside this executable, or by its path.
    init(_ name: String) throws {
        let here = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        executable = name.contains("/") ? URL(fileURLWithPath: name) : here.appendingPathComponent(name)
        guard FileManager.default.isExecutableFile(atPath: executable.path) else {
            throw ValidationError("There is no executable \(executable.path); --adapter wants a name such as courts-adapter.")
        }
    }

    /// The line that `translate` prints for a file.
    func translate(_ path: String) throws -> JSONObject {
        let process = Process()
        let output = Pipe()
        process.executableURL = executable
        process.arguments = ["translate", "--", path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else { throw Failure.ended(path) }
        guard let line = try StrictJSON.parse(Array(bytes), limits: .feed).object else { throw Failure.ended(path) }
        return line
    }

    /// An adapter that does not answer; its own words are on standard error.
    enum Failure: Error, CustomStringConvertible {
        case ended(String)
        var description: String {
            switch self { case .ended(let path): "The adapter did not translate \(path); report it: hostile bytes are rejected." }
        }
    }
}
