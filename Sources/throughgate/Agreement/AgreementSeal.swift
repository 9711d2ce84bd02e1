import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Foundation

extension AgreementCommand {
    /// Seals rules as they were read.
    struct Seal: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "seal", abstract: "List the rules that nobody has read as they now stand, and seal them.",
            discussion: """
                Without --write it lists the rules that are not sealed, each sentence beside the engine's English, and ends with 1 \
                when there are any. With --write it seals what is new, and what has a new sentence over the old structure. A rule \
                whose structure or meaning changed, or whose sentence was sealed under another id, is sealed only with \
                --reviewed-by NAME: read it first. The seals are in \
                seals/NAME.yaml beside the agreement.
                """)
        @Argument(help: "The agreement.") var file = "Contracts/agreements/leeds.yaml"
        @Flag(help: "Write the seals.") var write = false
        @Option(help: "Who read every listed rule again.") var reviewedBy: String?
        @Option(help: "Only this rule.") var rule: String?

        func run() throws {
            let files = AgreementFiles(agreement: file, keyring: "")
            let agreement = try files.readAgreement()
            let rendering = AgreementRendering(agreement)
            var seals = try files.readSeals() ?? AgreementSeals(of: agreement)
            tell(seals, rendering)
            if write {
                seals = seals.sealing(rendering, only: rule, reviewedBy: reviewedBy, on: Present.clock().date)
                try FileManager.default.createDirectory(
                    at: URL(fileURLWithPath: files.seals).deletingLastPathComponent(), withIntermediateDirectories: true
                )
                try Data(seals.yaml.utf8).write(to: URL(fileURLWithPath: files.seals), options: .atomic)
            }
            try conclude(seals.findings(for: rendering), rendering, files.seals)
        }

        private func tell(_ seals: AgreementSeals, _ rendering: AgreementRendering) {
            for finding in seals.findings(for: rendering) where rule == nil || finding.rule == rule {
                print("\(finding.description) [\(finding.difference.rawValue)]")
                guard let candidate = rendering.rules.first(where: { $0.id == finding.rule }) else { continue }
                print(SideBySide.text(candidate) + "\n")
            }
        }

        private func conclude(_ open: [SealFinding], _ rendering: AgreementRendering, _ seals: String) throws {
            let unsealed = Set(open.map(\.rule))
            let sealed = rendering.rules.count { !unsealed.contains($0.id) }
            print("\(sealed) of \(rendering.rules.count) rules are sealed\(write ? " in \(seals)" : "")")
            guard !open.isEmpty else { return }
            if write, open.contains(where: \.difference.demandsReview), reviewedBy == nil {
                print("Read what is listed above again, then seal it with --reviewed-by NAME.")
            }
            throw ExitCode.failure
        }
    }
}
