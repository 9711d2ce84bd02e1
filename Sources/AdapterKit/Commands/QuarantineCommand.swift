import ArgumentParser

/// `quarantine list|show|bytes|fix|resubmit|close`: items that did not travel, with their bytes.
struct QuarantineCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "quarantine", abstract: "Look at rejected and held items, mend them, and settle them.",
            discussion: """
                Orders go to the adapter when it runs, over control.sock in its state folder, and are carried out here when \
                it does not. Each is written down with its author.
                """,
            subcommands: [
                QuarantineListCommand<Product>.self, QuarantineShowCommand<Product>.self,
                QuarantineBytesCommand<Product>.self, QuarantineFixCommand<Product>.self,
                QuarantineResubmitCommand<Product>.self, QuarantineCloseCommand<Product>.self,
            ])
    }
}
