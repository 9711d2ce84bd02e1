import ArgumentParser
import CanonicalModel
import Formats
import Foundation

/// `translate FILE…`: what would be published, and what would be refused and why; nothing is kept or sent.
struct TranslateCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "translate", abstract: "Print what each file becomes, one JSON line a file.",
            discussion: "Ends with 0 when every file could be read, even if it was rejected.")
    }

    @Option(help: "The time the items count as received, RFC 3339; now unless given.")
    var receivedTime: String?

    @Option(help: "A list of files, a line each: the time it counts as received, a tab, its path.")
    var list: String?

    @OptionGroup var standing: StandingDataOptions

    @Argument(help: "Files of the feed.")
    var files: [String] = []

    func validate() throws {
        guard list == nil ? !files.isEmpty : files.isEmpty && receivedTime == nil else {
            throw ValidationError("Name files, or a list of them with --list, not both.")
        }
    }

    func run() async throws {
        let judge = Judge(translator: try Product.translator(standingData: standing.standingData))
        var isEveryFileRead = true
        for (path, receivedTime) in try items() {
            let file = CommandFile(path: path)
            let translation: Translation
            switch file.read() {
            case .read(let bytes): translation = judge.preview(of: file.item(bytes, receivedTime: receivedTime))
            case .refused(let refusal): translation = Translation(outcome: .rejected, problems: [refusal])
            case .unreadable(let refusal):
                translation = Translation(outcome: .rejected, problems: [refusal])
                isEveryFileRead = false
            }
            try StandardOutput.writeLine(translation.json(file: file.name))
        }
        if !isEveryFileRead { throw ExitCode.failure }
    }

    /// The files with the times they count as received at.
    private func items() throws -> [(path: String, receivedTime: Timestamp)] {
        if let list { return try Self.listed(list) }
        let receivedTime = try receivedTime.map(Self.instant) ?? SystemClock.now()
        return files.map { ($0, receivedTime) }
    }

    private static func listed(_ path: String) throws -> [(path: String, receivedTime: Timestamp)] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard parts.count == 2, let time = Timestamp(parts[0]) else {
                throw ValidationError("A line of \(path) is not a time, a tab and a path: \(line)")
            }
            return (parts[1], time)
        }
    }

    private static func instant(_ text: String) throws -> Timestamp {
        guard let instant = Timestamp(text) else {
            throw ValidationError("--received-time wants an RFC 3339 date-time such as 2026-11-20T09:00:00Z.")
        }
        return instant
    }
}
