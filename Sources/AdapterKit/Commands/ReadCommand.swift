import ArgumentParser
import CanonicalModel
import Formats

/// `read FILE…`: what the translator reads from each file, before any judgement.
struct ReadCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "read",
            abstract: "Print what was read from each file before translation, one JSON line a file.",
            discussion: "Ends with 0 when every file could be read, even if nothing was found in it.")
    }

    @OptionGroup var standing: StandingDataOptions

    @Argument(help: "Files of the feed.")
    var files: [String]

    func run() async throws {
        let translator = try Product.translator(standingData: standing.standingData)
        var isEveryFileRead = true
        for path in files {
            let file = CommandFile(path: path)
            switch file.read() {
            case .read(let bytes):
                try StandardOutput.writeLine(translator.read(file.item(bytes, receivedTime: SystemClock.now())))
            case .refused(let refusal):
                try StandardOutput.writeLine(["file": .string(file.name), "problems": [refusal.json]])
            case .unreadable(let refusal):
                try StandardOutput.writeLine(["file": .string(file.name), "problems": [refusal.json]])
                isEveryFileRead = false
            }
        }
        if !isEveryFileRead { throw ExitCode.failure }
    }
}
