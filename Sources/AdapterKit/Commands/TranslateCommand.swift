import ArgumentParser
import CanonicalModel
import Formats

/// `translate FILE…`: what would be published, and what would be refused and why; nothing is kept or sent.
struct TranslateCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "translate", abstract: "Print what each file becomes, one JSON line a file.",
            discussion: "Ends with 0 when every file could be read, even if it was rejected.")
    }

    @Option(help: "The time the items count as received, RFC 3339; now unless given.")
    var receivedTime: String?

    @OptionGroup var standing: StandingDataOptions

    @Argument(help: "Files of the feed.")
    var files: [String]

    func run() async throws {
        let receivedTime = try receivedTime.map(Self.instant) ?? SystemClock.now()
        let judge = Judge(translator: try Product.translator(standingData: standing.standingData))
        var isEveryFileRead = true
        for path in files {
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

    private static func instant(_ text: String) throws -> Timestamp {
        guard let instant = Timestamp(text) else {
            throw ValidationError("--received-time wants an RFC 3339 date-time such as 2026-11-20T09:00:00Z.")
        }
        return instant
    }
}
