import AgreementEngine
import ArgumentParser
import Formats
import Foundation

extension AgreementCommand {
    /// Runs scenario files.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Decide every scenario of a file and compare with what it calls for.",
            discussion: """
                One line a scenario, "ok" or "NOT OK" with each difference in words, then the rules and guardrails that no \
                scenario exercises. Without --agreement every agreement of Contracts/agreements is tested with the scenario \
                file of its name. The status is 0 when every scenario is met. Contracts/agreements/README.md says how to \
                write one.
                """)
        @Option(help: "The agreement; without it, every one that ships.") var agreement: String?
        @Option(help: "Decide as in this scheme, narrowed by its section.") var scheme: String?
        @Flag(help: "Also end with 1 when a rule or a guardrail is exercised by no scenario.") var demandCoverage =
            false
        @Flag(help: "Tell only of scenarios that are not met.") var quiet = false
        @Argument(help: "Scenario files; without any, the one of the agreement's name.") var files: [String] = []

        private static let folder = "Contracts/agreements"

        func run() throws {
            let agreements = try agreement.map { [$0] } ?? Self.shipped()
            var isWhole = true
            for agreement in agreements { isWhole = try test(agreement) && isWhole }
            if !isWhole { throw ExitCode.failure }
        }

        private static func shipped() throws -> [String] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            return names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder + "/" + $0 }
        }

        /// "Contracts/agreements/scenarios/leeds.yaml" for "Contracts/agreements/leeds.yaml".
        private func scenarioFiles(of agreement: String) -> [String] {
            guard files.isEmpty else { return files }
            let parts = agreement.split(separator: "/", omittingEmptySubsequences: false)
            return [(parts.dropLast() + ["scenarios"] + parts.suffix(1)).joined(separator: "/")]
        }

        private func test(_ path: String) throws -> Bool {
            let agreement = try PolicyFile.agreement(path, in: scheme)
            let point = PolicyDecisionPoint(agreement)
            var results = [ScenarioResult]()
            for file in scenarioFiles(of: path) {
                let read = try PolicyFile.reading(file) { (bytes) throws(FormatError) in
                    try ScenarioFile(yaml: bytes, for: agreement)
                }
                results += read.scenarios.map { $0.result(under: point) }
            }
            let entries = results.chunked
            entries.forEach(tell)
            let coverage = ScenarioCoverage(of: agreement, by: results)
            Self.tell(coverage)
            let failed = entries.count { !$0.allSatisfy(\.isMet) }
            print(
                "\(entries.count - failed) scenarios met, \(failed) not met; \(results.count) questions; "
                    + "\(agreement.title) \(agreement.version)")
            return failed == 0 && (!demandCoverage || coverage.gaps.isEmpty)
        }

        private func tell(_ entry: ArraySlice<ScenarioResult>) {
            guard let scenario = entry.first?.scenario else { return }
            let unmet = entry.filter { !$0.isMet }
            if quiet && unmet.isEmpty { return }
            print("\(unmet.isEmpty ? "ok    " : "NOT OK")  \(scenario.entry): \(scenario.says)")
            for result in unmet {
                if entry.count > 1 { print("        \(result.scenario.request.asked):") }
                for difference in result.differences { print("        \(difference)") }
                if let nearest = result.decision.nearest { print("        nearest: \(nearest)") }
            }
        }

        private static func tell(_ coverage: ScenarioCoverage) {
            let used = coverage.ruleCount - coverage.gaps.count
            print("\n\(used) of \(coverage.ruleCount) rules and guardrails are exercised")
            for gap in coverage.gaps { print("        by none: \(gap.rule): \(gap.says)") }
        }
    }
}

extension [ScenarioResult] {
    /// The results, those of one entry of the file together.
    fileprivate var chunked: [ArraySlice<ScenarioResult>] {
        var chunks = [ArraySlice<ScenarioResult>]()
        var rest = self[...]
        while let first = rest.first {
            let chunk = rest.prefix { $0.scenario.entry == first.scenario.entry }
            chunks.append(chunk)
            rest = rest.dropFirst(chunk.count)
        }
        return chunks
    }
}

extension DisclosureRequest {
    /// Which question of a scenario this is, in words.
    fileprivate var asked: String {
        "\(message.rawValue) from \(discloser.party)/\(discloser.role) to \(recipient.party)/\(recipient.role)"
    }
}
