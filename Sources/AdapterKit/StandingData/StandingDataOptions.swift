import ArgumentParser

/// Where a command that needs no configuration finds an installation's code tables.
struct StandingDataOptions: ParsableArguments {
    @Option(help: "A folder of code tables beside the ones that ship; Adapters/README.md describes its files.")
    var standingData: String?
}
