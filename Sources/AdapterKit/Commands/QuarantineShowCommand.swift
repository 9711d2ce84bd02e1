import ArgumentParser
import Formats

/// `quarantine show`.
struct QuarantineShowCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: "Print one item and what operators did with it.")
    }

    @Option(help: "The adapter's configuration file.")
    var config: String

    @Argument(help: "The item's id.")
    var id: String

    func run() async throws {
        let archive = try IntakeArchive(try AdapterConfiguration(path: config, agency: Product.agency))
        var object = try archive.record(of: id).json
        object["actions"] = .array(try archive.actions(of: id).map(\.json))
        try StandardOutput.writeLine(.object(object))
    }
}
