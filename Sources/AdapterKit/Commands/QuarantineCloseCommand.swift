import ArgumentParser

/// `quarantine close`.
struct QuarantineCloseCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "close", abstract: "Close items that shall not travel, with a coded reason.")
    }

    @OptionGroup var by: OperatorOptions
    @OptionGroup var items: SelectionOptions

    @Option(help: "Why: \(CloseCode.allCases.map(\.rawValue).joined(separator: ", ")).")
    var code: CloseCode

    func run() async throws {
        var order = by.order(.close, try items.selection())
        order.closeCode = code
        let configuration = try AdapterConfiguration(path: by.config, agency: Product.agency)
        for line in try await OperatorChannel<Product>(configuration).perform(order) {
            try StandardOutput.writeLine(line)
        }
    }
}
