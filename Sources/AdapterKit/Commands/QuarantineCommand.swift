import ArgumentParser
import Formats

/// `quarantine list|show|retry`: items that did not travel, with their bytes.
struct QuarantineCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "quarantine", abstract: "Look at rejected and held items.",
            subcommands: [
                QuarantineListCommand<Product>.self, QuarantineShowCommand<Product>.self,
                QuarantineRetryCommand<Product>.self,
            ])
    }
}

/// `quarantine list`.
struct QuarantineListCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: "Print rejected and held items, one JSON line an item, oldest first.")
    }

    @Option(help: "The adapter's configuration file.")
    var config: String

    @Option(help: "The most items to print.")
    var limit = 1_000

    func run() async throws {
        let archive = try IntakeArchive(try AdapterConfiguration(path: config, agency: Product.agency))
        for record in try archive.quarantined(limit: limit) { try StandardOutput.writeLine(.object(record.json)) }
    }
}

/// `quarantine show`.
struct QuarantineShowCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show", abstract: "Print one item, or the bytes it came as.",
            discussion: "The bytes are a person's data as the agency sent it; look at them only to mend something.")
    }

    @Option(help: "The adapter's configuration file.")
    var config: String

    @Flag(help: "Write the item's own bytes instead.")
    var bytes = false

    @Argument(help: "The item's id.")
    var id: String

    func run() async throws {
        let archive = try IntakeArchive(try AdapterConfiguration(path: config, agency: Product.agency))
        if bytes {
            try StandardOutput.write(try archive.bytes(of: id))
        } else {
            try StandardOutput.writeLine(.object(try archive.record(of: id).json))
        }
    }
}

/// `quarantine retry`.
struct QuarantineRetryCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "retry", abstract: "Have an item translated again at the next start.",
            discussion: "The adapter must be stopped: only one process writes its database.")
    }

    @Option(help: "The adapter's configuration file.")
    var config: String

    @Argument(help: "The item's id.")
    var id: String

    func run() async throws {
        let configuration = try AdapterConfiguration(path: config, agency: Product.agency)
        let store = try IntakeStore(folder: configuration.stateFolder, masterKeyFile: configuration.masterKeyFile)
        try await store.retry(id)
        print("\(id): will be translated again when the adapter starts.")
    }
}
