import ArgumentParser
import Formats

/// `quarantine list`.
struct QuarantineListCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: "Print rejected and held items, one JSON line an item, oldest first.")
    }

    @Option(help: "The adapter's configuration file.")
    var config: String

    @OptionGroup var items: SelectionOptions

    @Option(help: "The most items to print.")
    var limit = 1_000

    func run() async throws {
        let archive = try IntakeArchive(try AdapterConfiguration(path: config, agency: Product.agency))
        for record in try archive.quarantined(try items.selection(), limit: limit) {
            try StandardOutput.writeLine(.object(record.json))
        }
    }
}
