import ArgumentParser

/// The information-sharing agreement: what it says about cases that an officer wrote down.
struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "Try an information-sharing agreement on written cases.",
        subcommands: [
            Test.self,
            Ask.self,
            Replay.self,
        ])
}
