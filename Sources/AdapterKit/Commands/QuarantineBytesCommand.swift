import ArgumentParser

/// `quarantine bytes`.
struct QuarantineBytesCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "bytes", abstract: "Write an item's bytes, as mended or as they came.",
            discussion:
                "They are a person's data as the agency sent it: look only to mend something. It is written down.")
    }

    @OptionGroup var by: OperatorOptions

    @Flag(help: "As they came, before any edit.")
    var original = false

    @Argument(help: "The item's id.")
    var id: String

    func run() async throws {
        let configuration = try AdapterConfiguration(path: by.config, agency: Product.agency)
        let archive = try IntakeArchive(configuration)
        let bytes = try archive.bytes(of: id, isOriginal: original)
        // Written down before they are shown.
        _ = try await OperatorChannel<Product>(configuration).perform(by.order(.look, QuarantineSelection(ids: [id])))
        try StandardOutput.write(bytes)
    }
}
