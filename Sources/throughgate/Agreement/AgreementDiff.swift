import AgreementEngine
import ArgumentParser

extension AgreementCommand {
    /// Compares two versions of an agreement.
    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff", abstract: "Say what a new version of an agreement would newly let go, and no longer.",
            discussion: """
                Every question is answered under both versions, as if both were signed and in force, for every \
                combination of facts that the rules of either tell apart. The status is 1 when the new version lets \
                more go, or obliges to less, somewhere. It is 2 when it does not, and yet something else changed: \
                the same goes under other sentences, sources, powers, purposes or duties, or less goes and \
                signatures, dates, status, powers, purposes or duties are others. It is 0 when the new version is \
                equal, or narrower and nothing more. Where either version has a section for a scheme, the two are \
                compared once more as they are in it; the status is that of all comparisons together.
                """)
        @Argument(help: "The version that stands.") var old: String
        @Argument(help: "The version that would replace it.") var new: String
        @Option(help: "Print at most so many changes of each kind.") var limit = 20

        func run() throws {
            let pairs = AgreementPair.all(from: try PolicyFile.agreement(old), to: try PolicyFile.agreement(new))
            let differences = pairs.map { pair in
                let difference = AgreementDifference(from: pair.old, to: pair.new)
                if pairs.count > 1 { print("\(pair.scope)\n") }
                difference.report(limit: limit).forEach { print($0) }
                if pairs.count > 1 { print("") }
                return difference
            }
            if differences.contains(where: { [.wider, .both].contains($0.verdict) }) { throw ExitCode.failure }
            if differences.contains(where: \.asksForALook) { throw ExitCode(2) }
        }
    }
}
