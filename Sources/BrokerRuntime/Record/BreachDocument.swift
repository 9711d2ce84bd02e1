public import CanonicalModel
import Formats
public import RecordStore

/// A personal data breach as a document for whoever has to assess it: what left, to whom, and what was done about it.
public struct BreachDocument {
    private let breach: StoredBreach
    private let notices: [Astray]
    private let now: Timestamp

    /// A notice that went astray, with what became of it.
    private struct Astray {
        var notice: StoredNotice
        var fields: [String]
        var isStopped: Bool
        var fetches: [Timestamp]
        var withdrawal: StoredNotice?
    }

    /// Gathers what the record knows of a breach.
    ///
    /// - Parameters:
    ///   - reader: the record.
    ///   - id: the id of the message that opened it, with or without its source.
    ///   - now: the present.
    /// - Returns: nil when there is no such breach.
    public init?(_ reader: StoreReader, named id: String, now: Timestamp) throws {
        guard let breach = try reader.breaches().first(where: { $0.message == id || $0.message.hasSuffix(" " + id) })
        else {
            return nil
        }
        self.breach = breach
        self.now = now
        notices = try breach.notices.compactMap { try reader.notice($0) }.map { notice in
            let withdrawals = try reader.notices(superseding: notice.id, of: notice.recipient)
            return Astray(
                notice: notice, fields: try Self.releasedFields(of: notice, reader),
                isStopped: try reader.isStopped(notice), fetches: try reader.fetches(of: notice.id),
                withdrawal: withdrawals.first { $0.kind == "recalled" })
        }
    }

    /// Names of fields from the record of disclosures: they are there when the notice's body is erased.
    private static func releasedFields(of notice: StoredNotice, _ reader: StoreReader) throws -> [String] {
        var names = [String]()
        for entry in try reader.auditEntries(of: notice) {
            guard let record = try StrictJSON.parse(Array(entry.record.utf8)).object,
                ["disclosure", "fetched"].contains(record["what"]?.string ?? "")
            else { continue }
            for field in record["released"]?.array ?? [] {
                if let name = field.array?.first?.string, !names.contains(name) { names.append(name) }
            }
        }
        return names
    }

    /// A breach as a row of a table.
    public static func row(_ breach: StoredBreach, now: Timestamp) -> String {
        [
            "\(breach.openedAt)", timeLeft(breach, now), breach.outcome ?? "not assessed", breach.reason,
            breach.notices.joined(separator: " "), breach.message,
        ].joined(separator: "\t")
    }

    private static func timeLeft(_ breach: StoredBreach, _ now: Timestamp) -> String {
        if breach.assessedAt != nil { return "assessed" }
        let minutes = (breach.dueBy.microseconds - now.microseconds) / 60_000_000
        return minutes < 0
            ? "OVERDUE by \(-minutes / 60) h \(-minutes % 60) min" : "\(minutes / 60) h \(minutes % 60) min"
    }

    /// The document.
    public var markdown: String {
        (head + notices.flatMap(section) + assessment).joined(separator: "\n")
    }

    private var head: [String] {
        [
            "# Personal data breach \(breach.message)", "",
            "We became aware of it on \(breach.openedAt). Unless it is unlikely to put anybody at risk, the Information "
                + "Commissioner is told by \(breach.dueBy) (Data Protection Act 2018 s.67); time left: "
                + "\(Self.timeLeft(breach, now)).", "", "What was wrong: \(Self.words(breach.reason)).", "",
        ]
    }

    private func section(_ astray: Astray) -> [String] {
        let notice = astray.notice
        var lines = ["## Notice \(notice.id)", ""]
        lines.append("- Told: \(notice.recipient), by a \(notice.kind) notice decided on \(notice.decidedAt).")
        lines.append(
            "- What left: \(astray.fields.isEmpty ? "no field that names or describes anybody" : astray.fields.joined(separator: ", "))."
                + (notice.isErased ? " Its body was erased since." : ""))
        lines.append("- Sent: \(sent(astray)).")
        lines.append(
            "- Read: "
                + (notice.acknowledgement.map { "acknowledged by \($0.officer) on \($0.at)" } ?? "not acknowledged")
                + (astray.fetches.isEmpty
                    ? "." : "; fetched on \(astray.fetches.map(\.description).joined(separator: ", "))."))
        lines.append("- Withdrawn: \(withdrawn(astray)).")
        return lines + [""]
    }

    private func sent(_ astray: Astray) -> String {
        if astray.isStopped { return "no, it was stopped before it left" }
        return astray.notice.sentAt.map { "RabbitMQ took it over on \($0)" }
            ?? "committed, and not confirmed by RabbitMQ yet"
    }

    private func withdrawn(_ astray: Astray) -> String {
        guard let withdrawal = astray.withdrawal else {
            return "by no notice of its own; see what replaced it, and tell \(astray.notice.recipient) by hand"
        }
        let answer =
            withdrawal.acknowledgement.map { "acknowledged by \($0.officer) on \($0.at)" } ?? "not acknowledged yet"
        return "by notice \(withdrawal.id) of \(withdrawal.decidedAt), \(answer)"
    }

    private var assessment: [String] {
        guard let assessed = breach.assessedAt else {
            return ["## Assessment", "", "Nobody has assessed it yet: `throughgate hub assess-breach`.", ""]
        }
        let told = breach.toldAt.map {
            " The Commissioner was told on \($0)\($0 > breach.dueBy ? ", late: say why" : "")."
        }
        return [
            "## Assessment", "",
            "Assessed on \(assessed): \(Self.words(breach.outcome ?? "")).\(told ?? "")", "",
        ]
    }

    private static func words(_ code: String) -> String {
        switch code {
        case "wrong-recipient": "it told somebody whom it should not have told"
        case "wrong-person": "it told of the wrong person"
        case "wrong-content": "it told something that it should not have told"
        case "no-risk": "unlikely to result in a risk to anybody; the Commissioner need not be told"
        case "commissioner-told": "a risk; the Commissioner was told"
        case "commissioner-and-person-told": "a high risk; the Commissioner and the person were told"
        default: code
        }
    }
}
