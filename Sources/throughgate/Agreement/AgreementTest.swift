import AgreementEngine
import ArgumentParser
import Formats

extension AgreementCommand {
    /// Runs scenario files.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Decide every scenario of a file and compare with what it calls for.",
            discussion: """
                One line a scenario, "ok" or "NOT OK" with each difference in words, then the rules and guardrails that no \
                scenario exercises. The status is 0 when every scenario is met. Contracts/agreements/README.md says how to \
                write one.
                """)
        @Option(help: "The agreement.") var agreement = "Contracts/agreements/leeds.yaml"
        @Flag(help: "Also end with 1 when a rule or a guardrail is exercised by no scenario.") var demandCoverage =
            false
        @Argument(help: "Scenario files.") var files: [String] = ["Contracts/agreements/scenarios/leeds.yaml"]

        func run() throws {
            let agreement = try PolicyFile.reading(self.agreement) { (bytes) throws(FormatError) in try Agreement(yaml: bytes)
            }
            let point = PolicyDecisionPoint(agreement)
            var results = [ScenarioResult]()
            for file in files {
                let read = try PolicyFile.reading(file) { (bytes) throws(FormatError) in
                    try ScenarioFile(yaml: bytes, for: agreement)
                }
                results += read.scenarios.map { $0.result(under: point) }
            }
            results.forEach(Self.tell)
            let coverage = ScenarioCoverage(of: agreement, by: results)
            Self.tell(coverage)
            let failed = results.count { !$0.isMet }
            print("\(results.count - failed) scenarios met, \(failed) not met; \(agreement.title) \(agreement.version)")
            if failed > 0 || demandCoverage && !coverage.gaps.isEmpty { throw ExitCode.failure }
        }

        private static func tell(_ result: ScenarioResult) {
            print("\(result.isMet ? "ok    " : "NOT OK")  \(result.scenario.id): \(result.scenario.says)")
            for difference in result.differences { print("        \(difference)") }
            if !result.isMet, let nearest = result.decision.nearest { print("        nearest: \(nearest)") }
        }

        private static func tell(_ coverage: ScenarioCoverage) {
            let used = coverage.ruleCount - coverage.gaps.count
            print("\n\(used) of \(coverage.ruleCount) rules and guardrails are exercised")
            for gap in coverage.gaps { print("        by none: \(gap.rule): \(gap.says)") }
        }
    }
}
