import AgreementEngine
import ArgumentParser
import Formats

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
                equal, or narrower and nothing more.
                """)
        @Argument(help: "The version that stands.") var old: String
        @Argument(help: "The version that would replace it.") var new: String
        @Option(help: "Print at most so many changes of each kind.") var limit = 20

        func run() throws {
            let difference = AgreementDifference(from: try Self.agreement(old), to: try Self.agreement(new))
            difference.report(limit: limit).forEach { print($0) }
            if difference.verdict == .wider || difference.verdict == .both { throw ExitCode.failure }
            if difference.asksForALook { throw ExitCode(2) }
        }

        private static func agreement(_ file: String) throws -> Agreement {
            try PolicyFile.reading(file) { (bytes) throws(FormatError) in try Agreement(yaml: bytes) }
        }
    }
}
