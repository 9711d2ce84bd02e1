public import ArgumentParser

/// The command line that every adapter has.
public struct AdapterCommand<Product: AdapterProduct>: AsyncParsableCommand {
    /// Name, version and subcommands.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Product.commandName,
            abstract: "Turns what the agency \(Product.agency) sends into canonical messages.",
            version: "\(Product.commandName) \(AdapterVersion.current)",
            subcommands: [
                TranslateCommand<Product>.self, ReadCommand<Product>.self, RunCommand<Product>.self,
                CheckConfigCommand<Product>.self, QuarantineCommand<Product>.self, JournalCommand<Product>.self,
                FeedCommand<Product>.self, TokenCommand<Product>.self,
            ])
    }

    /// A command line with nothing on it.
    public init() {}
}

/// The version of the adapters; the one place that says it.
enum AdapterVersion {
    static let current = "0.1.0"
}
