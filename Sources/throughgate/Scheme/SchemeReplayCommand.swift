import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Formats
import Foundation
import RecordStore
import SchemeEngine

extension SchemeCommand {
    /// Tries a draft over history.
    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replay",
            abstract: "What a draft would have said otherwise, over the records the broker holds.",
            discussion: """
                Every record is looked at by the scheme in force and by the draft, at every instant at which either says \
                something new, knowing only what was recorded by then: who would have been a candidate, which decisions \
                would have waited, whose colour would have changed, for whom a ground would have opened, what people would \
                have been asked. Nobody is named; `throughgate why ID` tells what a finding rests on. It reads the record \
                beside a running broker and writes nothing: stop it with Ctrl-C at any time. Progress is on standard error.
                With --scenarios no record is needed: the draft is tried over written cases.
                """)
        @OptionGroup var options: PartnershipOptions
        @Option(help: "The first day, YYYY-MM-DD; twelve months before the last when left out.") var from: String?
        @Option(help: "The last day, YYYY-MM-DD; that of the record's last message when left out.") var until: String?
        @Option(help: "Try it over the cases of this file instead (Contracts/schemes/README.md, Scenarios).")
        var scenarios: String?
        @Flag(help: "Print JSON.") var json = false
        @Argument(help: "The draft: a pack's file, or the id of one that ships.") var draft: String

        /// Records one reading looks at, so that the broker's checkpoints are not held up.
        private static let batch = 50

        func run() throws {
            let path = SchemeFolder.path(draft)
            let pack = try SchemeFolder.pack(path)
            let report = try scenarios.map { try overCases(pack, SchemeFolder.path($0)) } ?? overRecord(path)
            if json { print(PrettyJSON.text(report.json)) } else { report.lines.forEach { print($0) } }
        }

        // MARK: Written cases

        private func overCases(_ draft: SchemePack, _ path: String) throws -> SchemeReplayReport {
            let file = try PolicyFile.reading(path) { (bytes) throws(FormatError) in
                try SchemeScenarioFile(yaml: bytes)
            }
            let inForce = options.scheme.map(SchemeFolder.path) ?? SchemeFolder.pack(of: file.scheme, besides: path)
            return SchemeReplayReport(
                over: file.scenarios, inForce: try SchemeFolder.pack(inForce), draft: draft)
        }

        // MARK: The record

        private func overRecord(_ path: String) throws -> SchemeReplayReport {
            let partnership = try options.partnershipInForce()
            guard let inForce = partnership.scheme, let draft = try SchemeFiles(path).draft(for: partnership) else {
                throw ValidationError("The directory chooses no scheme; name the one to compare with by --scheme.")
            }
            let folder = options.folder
            try folder.demandRecord()
            let snapshot = try RecordSnapshot(path: folder.storePath, keys: folder.masterKey())
            let (records, last) = try snapshot.read { (try $0.people(), try $0.lastReceived()) }
            guard let last else { throw ValidationError("There is no message on record yet.") }
            let period = try period(endingAt: last)
            var replay = SchemeReplay(
                inForce: inForce, draft: draft, directory: partnership.directory, from: period.lowerBound,
                until: period.upperBound)
            try Self.look(at: records, snapshot, &replay)
            return replay.report
        }

        private static func look(at records: [Int64], _ snapshot: RecordSnapshot, _ replay: inout SchemeReplay) throws {
            for start in stride(from: 0, to: records.count, by: batch) {
                let end = min(start + batch, records.count)
                let lives = try snapshot.read { reader in
                    try records[start..<end].map { ($0, try reader.life(of: $0)) }
                }
                for (record, life) in lives { replay.add(life, of: record) }
                tell("\r\(end) of \(records.count) records looked at ")
            }
            tell("\n")
        }

        private func period(endingAt last: Timestamp) throws -> Range<Timestamp> {
            let end = try until.map { try Self.day($0, "--until").adding(days: 1).londonMidnight }
            let stop = end ?? last.adding(seconds: 1)
            let start =
                try from.map { try Self.day($0, "--from").londonMidnight }
                ?? stop.londonDay.adding(months: -12).londonMidnight
            guard start < stop else { throw ValidationError("--from lies after --until; give the earlier day first.") }
            return start..<stop
        }

        private static func day(_ text: String, _ option: String) throws -> CalendarDate {
            guard let day = CalendarDate(text) else { throw ValidationError("\(option) takes a day, YYYY-MM-DD.") }
            return day
        }

        private static func tell(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
    }
}
