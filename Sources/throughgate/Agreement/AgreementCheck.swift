import AgreementEngine
import ArgumentParser

extension AgreementCommand {
    /// Proves an agreement before anyone signs it.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Prove an agreement, as if it were signed and in force, before anyone signs it.",
            discussion: """
                One line a check, "ok" or "FAILED"; under it each finding with what to do and a case that shows it. \
                Every question that the agreement can be asked is answered for every combination of facts that its \
                rules tell apart; nothing is sampled. The status is 0 when nothing failed. \
                Contracts/agreements/README.md explains the checks.
                """)
        @Argument(help: "The agreement.") var file = "Contracts/agreements/leeds.yaml"
        @Option(help: "Prove it as it is in this scheme, narrowed by its section.") var scheme: String?
        @Flag(help: "Print the cases as a scenario file instead: each is met once its fault is repaired.")
        var scenarios =
            false
        @Option(help: .init("Instead try so many random cases against the engine.", visibility: .hidden))
        var bruteForce = 0
        @Option(help: .init("Seed of the random cases.", visibility: .hidden)) var seed: UInt64 = 20_261_121

        func run() throws {
            let agreement = try PolicyFile.agreement(file, in: scheme)
            if bruteForce > 0 { return try audit(agreement) }
            let proof = AgreementProof(of: agreement)
            if scenarios {
                print(proof.scenarioFile(for: agreement), terminator: "")
            } else {
                proof.report.forEach { print($0) }
                if !agreement.dutiesNotRun.isEmpty {
                    print("\nRead and not run by this version, so rely on a person for them: \(agreement.dutiesNotRun.joined(separator: ", "))")
                }
                print(
                    "\n\(proof.questionCount) questions, \(proof.groupCount) different sets of rules, "
                        + "\(proof.pointCount) combinations of facts that stand for \(proof.rawPointCount) cases, "
                        + "\(proof.decisionCount) decisions; \(agreement.title) \(agreement.version)"
                )
            }
            if !proof.holds { throw ExitCode.failure }
        }

        private func audit(_ agreement: Agreement) throws {
            let audit = QuotientAudit(of: agreement, cases: bruteForce, seed: seed)
            audit.disagreements.forEach { print($0) }
            print("\(audit.caseCount) random cases (seed \(seed)), \(audit.disagreements.count) disagreements")
            if !audit.disagreements.isEmpty { throw ExitCode.failure }
        }
    }
}
