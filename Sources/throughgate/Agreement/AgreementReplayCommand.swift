import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Formats
import Foundation
import RecordStore

extension AgreementCommand {
    /// Replays a draft over history.
    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replay", abstract: "What a draft would have told otherwise, over the decisions on record.",
            discussion: """
                Every decision since a day is made again under the draft, as if it had been in force and signed by all, and \
                compared with what was decided then. It reads the record beside a running broker and writes nothing: stop it \
                with Ctrl-C at any time. Progress is on standard error. A draft with schemes is taken as it is in the scheme \
                that the directory or --scheme names.
                """)
        @OptionGroup var options: PartnershipOptions
        @Option(help: "The first day, YYYY-MM-DD; everything on record when left out.") var since: String?
        @Argument(help: "The draft.") var draft: String

        func run() throws {
            let agreement = try PolicyFile.reading(draft) { (bytes) throws(FormatError) in try Agreement(yaml: bytes) }
            // The directory is asked only where it matters which scheme it names.
            let scheme = agreement.schemes.isEmpty ? nil : try options.chosenScheme()
            let folder = options.folder
            try folder.demandRecord()
            let snapshot = try RecordSnapshot(path: folder.storePath, keys: folder.masterKey())
            var replay = try AgreementReplay(agreement, in: scheme)
            var last: Int64 = 0
            let start = try startOfDay()
            // A page a reading, so that the broker's checkpoints are not held up.
            while let page = try snapshot.read({ try $0.decisions(since: start, after: last) }) {
                for decision in page.decisions { try replay.add(decision) }
                last = page.last
                Self.tell("\r\(replay.replayed) decisions made again, up to audit entry \(last) ")
            }
            Self.tell("\n")
            replay.lines.forEach { print($0) }
        }

        private func startOfDay() throws -> Timestamp {
            guard let since else { return Timestamp(microseconds: .min) }
            guard let day = CalendarDate(since) else { throw ValidationError("--since takes a day, YYYY-MM-DD.") }
            return day.startOfDay
        }

        private static func tell(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
    }
}
