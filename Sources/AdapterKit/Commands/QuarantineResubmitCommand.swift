import ArgumentParser
import Formats

/// `quarantine resubmit`, as it was once called `retry`.
struct QuarantineResubmitCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "resubmit", abstract: "Send items back to the step that failed.",
            discussion: """
                One first, then two, five and more at once, and no further after the first that fails again. Ends with 1 \
                when it stopped. While the adapter does not run, items are translated now and published when it starts.
                """, aliases: ["retry"])
    }

    @OptionGroup var by: OperatorOptions
    @OptionGroup var items: SelectionOptions

    func run() async throws {
        let order = by.order(.resubmit, try items.selection())
        let configuration = try AdapterConfiguration(path: by.config, agency: Product.agency)
        let lines = try await OperatorChannel<Product>(configuration).perform(order)
        for line in lines { try StandardOutput.writeLine(line) }
        if lines.last?.object?["stoppedAt"] != nil { throw ExitCode.failure }
    }
}
