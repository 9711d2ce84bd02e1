import ArgumentParser

/// The information-sharing agreement: what it says, and what it comes to in written cases.
struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "Read, try, seal, sign and verify an information-sharing agreement.",
        subcommands: [
            Test.self,
            Check.self,
            Diff.self,
            Show.self,
            Seal.self,
            Key.self,
            Sign.self,
            Verify.self,
            Demonstrate.self,
            Ask.self,
            Replay.self,
            Schema.self,
        ])
}
