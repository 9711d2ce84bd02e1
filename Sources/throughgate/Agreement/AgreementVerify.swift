import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel

extension AgreementCommand {
    /// Says whether the broker would activate an agreement.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Say whether the broker would activate an agreement, and every reason why not.")
        @Argument(help: "The agreement.") var file = "Contracts/agreements/leeds.yaml"
        @Option(help: "The public keys that may sign; agreement/keyring.yaml in the state folder when not given.")
        var keyring: String?
        @Option(
            name: .customLong("run"), help: "The state folder of the broker whose agreement it would take over from.")
        var runFolder = ".run"

        func run() throws {
            let files = AgreementFiles(agreement: file, keyring: keyring ?? runFolder + "/agreement/keyring.yaml")
            let archive = AgreementArchive(RunFolder(runFolder))
            let current = try archive.current()
            let (candidate, decision) = files.decide(
                current: current.map(AgreementActivation.Current.init),
                history: try archive.activated().map(AgreementActivation.Current.init), now: Present.clock())
            if let current { print("in force: \(current.id) \(current.version), \(current.status.rawValue)") }
            if let candidate {
                print("offered:  \(candidate.id) \(candidate.version), \(stage(candidate, decision, current))")
            }
            guard !decision.refusals.isEmpty else {
                return print(
                    candidate?.digest == current?.digest ? "It is in force and stays." : "It would be activated.")
            }
            print("It would not be activated:")
            for refusal in decision.refusals { print("  - \(refusal)") }
            throw ExitCode.failure
        }

        private func stage(_ candidate: Agreement, _ decision: ActivationDecision, _ current: Agreement?) -> String {
            AgreementLifeCycle.stage(
                of: candidate, isVerified: !decision.isAlarm, isSuperseded: false, today: Present.clock().date
            ).rawValue
        }
    }
}
