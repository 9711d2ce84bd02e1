import ArgumentParser

/// The scheme packs: what they say, and what they come to in written cases.
struct SchemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scheme", abstract: "Read and try a partnership's scheme: cohorts, colours, grounds, rhythm.",
        subcommands: [Test.self, Show.self, Schema.self, Coverage.self, Replay.self])
}
