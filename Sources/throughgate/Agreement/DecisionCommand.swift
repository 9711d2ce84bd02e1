import AgreementEngine
import ArgumentParser
import BrokerRuntime
import Formats
import Foundation
import RecordStore

/// Decisions that were made.
struct DecisionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decision", abstract: "Decisions that were made: make one again.", subcommands: [Replay.self])

    /// Makes a decision again.
    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replay", abstract: "Make a stored decision again and compare, byte by byte.",
            discussion: """
                The request, its facts and its clock were kept with the decision; the agreement is found by its digest among \
                those that the broker activated, the files given and those beside them. The status is 0 when the same bytes come out, or, after an erasure, \
                when the commitments that are left are intact.
                """)
        @OptionGroup var options: PartnershipOptions
        @Option(name: .customLong("with"), help: "Another version of the agreement; may be given several times.")
        var others: [String] = []
        @Flag(help: "Also print the decision's canonical JSON.") var bytes = false
        @Argument(help: "A notice id, a message id or the number of an audit entry.") var id: String

        func run() throws {
            try options.folder.demandRecord()
            let agreements = try versions()
            let reports = try options.ask { try DecisionReplay($0, agreements: agreements).replay(id) }
            guard let reports else { throw ValidationError("No decision with the id \(id) is on record.") }
            for report in reports {
                report.lines.forEach { print($0) }
                if bytes, let text = report.bytes { print(text) }
            }
            if !reports.allSatisfy(\.isProved) { throw ExitCode.failure }
        }

        /// Every version at hand; a file beside the agreement that is none is passed over, one that was named is an error.
        private func versions() throws -> [Agreement] {
            let named = try ([options.agreement] + others).map { file in
                try PolicyFile.reading(file) { (bytes) throws(FormatError) in try Agreement(yaml: bytes) }
            }
            let folder = URL(fileURLWithPath: options.agreement).deletingLastPathComponent()
            let beside = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            return try named + AgreementArchive(options.folder).activated()
                + beside.filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }.compactMap { file in
                    try? PolicyFile.reading(file.path) { (bytes) throws(FormatError) in try Agreement(yaml: bytes) }
                }
        }
    }
}
