import ArgumentParser
import Formats

/// `journal find MESSAGE-ID`: from a message back to the file it was made of.
struct JournalCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "journal", abstract: "Ask what the adapter received and what became of it.",
            subcommands: [JournalFindCommand<Product>.self])
    }
}

/// `journal find`.
struct JournalFindCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "find",
            abstract: "Print the intake items a message was made of, one JSON line an item, oldest first.",
            discussion: "Ends with 1 when there is none.")
    }

    @Option(help: "The adapter's configuration file.")
    var config: String

    @Argument(help: "The message's id.")
    var messageID: String

    func run() async throws {
        let archive = try IntakeArchive(try AdapterConfiguration(path: config, agency: Product.agency))
        let records = try archive.records(messageID: messageID)
        for record in records { try StandardOutput.writeLine(.object(record.json)) }
        if records.isEmpty { throw ExitCode.failure }
    }
}

extension IntakeArchive {
    /// Opens the database that a configuration names.
    init(_ configuration: AdapterConfiguration) throws(AdapterError) {
        try self.init(folder: configuration.stateFolder, masterKeyFile: configuration.masterKeyFile)
    }
}
