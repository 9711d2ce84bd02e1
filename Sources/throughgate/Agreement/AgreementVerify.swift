import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel

extension AgreementCommand {
    /// Says whether the broker would activate an agreement.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Say whether the broker would activate an agreement, and every reason why not.",
            discussion: """
                An agreement with schemes is taken as it is in the scheme that the broker runs: name it as for the broker, with \
                --scheme, or with the directory that names it.
                """)
        @Argument(help: "The agreement.") var file = "Contracts/agreements/leeds.yaml"
        @Option(help: "The public keys that may sign; agreement/keyring.yaml in the state folder when not given.")
        var keyring: String?
        @Option(
            name: .customLong("run"), help: "The state folder of the broker whose agreement it would take over from.")
        var runFolder = ".run"
        @Option(help: "The directory of the broker; it may name the scheme.")
        var directory = "Contracts/directory/leeds.yaml"
        @Option(help: "The scheme's pack; the directory names one when not given.") var scheme: String?

        func run() throws {
            let files = AgreementFiles(agreement: file, keyring: keyring ?? runFolder + "/agreement/keyring.yaml")
            let archive = AgreementArchive(RunFolder(runFolder))
            let current = try archive.current()
            let (candidate, decision) = files.decide(
                current: current.map(AgreementActivation.Current.init),
                history: try archive.activated().map(AgreementActivation.Current.init), scheme: try chosenScheme(files),
                now: Present.clock())
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

        /// The directory is asked only where it matters which scheme it names; what cannot be read, the decision says.
        private func chosenScheme(_ files: AgreementFiles) throws -> String? {
            guard let schemes = try? files.readAgreement().schemes, !schemes.isEmpty else { return nil }
            return try SchemeFiles(scheme).chosen(in: directory)
        }

        private func stage(_ candidate: Agreement, _ decision: ActivationDecision, _ current: Agreement?) -> String {
            AgreementLifeCycle.stage(
                of: candidate, isVerified: !decision.isAlarm, isSuperseded: false, today: Present.clock().date
            ).rawValue
        }
    }
}
