public import AgreementEngine
import CanonicalModel
import Formats
public import RecordStore
import Routing

/// Answers "why did this happen, or not happen?" in plain sentences, from what was recorded at the time.
public struct Explanation {
    private let reader: StoreReader
    private let directory: PartnershipDirectory

    /// An explanation over the record.
    public init(_ reader: StoreReader, directory: PartnershipDirectory) {
        self.reader = reader
        self.directory = directory
    }

    /// One paragraph about a message or a notice.
    ///
    /// - Parameter id: a message id or a notice id.
    /// - Returns: nil when the record knows neither.
    public func why(_ id: String) throws -> String? {
        if let notice = try reader.notice(id) { return try why(notice) }
        if let item = try reader.item(id) { return try why(item, id: id) }
        return nil
    }

    private func why(_ notice: StoredNotice) throws -> String {
        let cause = try reader.item(sequence: notice.cause)
        var sentences = [
            "\(name(notice.recipient)) was sent notice \(notice.id) (\(notice.kind), revision \(notice.revision)) on \(notice.decidedAt)."
        ]
        if let cause { sentences.append("It was caused by \(describe(cause)).") }
        for entry in try reader.auditEntries(of: notice) {
            let said = AuditSentence(entry.record)
            sentences += [said.released, said.scheme, try colour(said.transition, of: notice)].compactMap(\.self)
        }
        if let before = notice.supersedes { sentences.append("It replaces notice \(before).") }
        sentences.append(state(notice))
        return sentences.joined(separator: " ")
    }

    /// Which change of colour a notice tells, and what else it stands for.
    private func colour(_ transition: String?, of notice: StoredNotice) throws -> String? {
        guard let transition else { return nil }
        let folded = try reader.transitions(foldedInto: transition, of: notice.nominal)
        let others = folded.isEmpty ? "" : " It stands for \(folded.joined(separator: ", ")) too, which nobody was alerted of."
        return "It tells the change of colour \(transition).\(others)"
    }

    private func why(_ item: StoredItem, id: String) throws -> String {
        var sentences = ["Message \(id) (\(item.type) from \(item.source)) was taken in on \(item.receivedAt): \(item.fate.sentence)."]
        if let reason = item.reason { sentences.append("Reason code: \(reason).") }
        for notice in try reader.notices(causedBy: item.sequence) {
            sentences.append("\(name(notice.recipient)) was sent \(notice.kind) notice \(notice.id), revision \(notice.revision).")
            sentences.append(state(notice))
        }
        for entry in try reader.auditEntries(ofItem: item.sequence, mentioning: "\"message\":\"\(id)\"") {
            if let sentence = AuditSentence(entry.record).withheld { sentences.append(sentence) }
        }
        for task in try reader.tasks(causedBy: item.sequence) {
            sentences.append("A task was raised for \(task.owner), due \(task.dueBy): \(task.kind.sentence)")
        }
        return sentences.joined(separator: " ")
    }

    /// The whole history of a message or a notice, a line a step, from source file to acknowledgement.
    public func trace(_ id: String) throws -> [String]? {
        if let notice = try reader.notice(id) {
            let before = try reader.item(sequence: notice.cause).map { try steps($0) } ?? []
            return try before + steps(notice)
        }
        guard let item = try reader.item(id) else { return nil }
        return try steps(item) + reader.notices(causedBy: item.sequence).flatMap { try steps($0) }
    }

    private func steps(_ item: StoredItem) throws -> [String] {
        var lines = [String]()
        if let message = item.message {
            if let file = message.sourceItem {
                lines.append("\(message.recordedTime)  adapter   took in \(file.name) as intake item \(file.id)")
            } else {
                lines.append("\(message.recordedTime)  sender    published from \(message.source)")
            }
            if let external = message.correlationID { lines.append("                      sender's own id: \(external)") }
            lines.append("\(message.recordedTime)  message   \(message.id) \(item.type), happened \(message.time)")
        }
        let reason = item.reason.map { " (\($0))" } ?? ""
        lines.append("\(item.receivedAt)  core      accepted as item \(item.sequence): \(item.fate.rawValue)\(reason)")
        for task in try reader.tasks(causedBy: item.sequence) {
            lines.append("\(task.raisedAt)  task      \(task.kind.rawValue) for \(task.owner), due \(task.dueBy)")
        }
        return lines
    }

    private func steps(_ notice: StoredNotice) throws -> [String] {
        var lines = ["\(notice.decidedAt)  notice    \(notice.id) \(notice.kind) revision \(notice.revision) to \(notice.recipient)"]
        for entry in try reader.auditEntries(of: notice) {
            lines.append("                      audit entry \(entry.sequence): \(AuditSentence(entry.record).summary)")
        }
        if let sent = notice.sentAt { lines.append("\(sent)  rabbitmq  took the notice over (confirmed)") }
        if let given = notice.acknowledgement {
            lines.append("\(given.at)  officer   \(given.officer) acknowledged\(given.isAsserted ? " (asserted)" : "")")
        } else if let due = notice.acknowledgeBy {
            lines.append("                      not acknowledged yet; due \(due)")
        }
        return lines
    }

    private func describe(_ item: StoredItem) -> String {
        let file = item.message?.sourceItem.map { ", from \($0.name)" } ?? ""
        return "message \(item.message?.id ?? "\(item.sequence)") (\(item.type) from \(item.source)\(file))"
    }

    private func state(_ notice: StoredNotice) -> String {
        if let given = notice.acknowledgement {
            return "\(given.officer) acknowledged it on \(given.at)\(given.isAsserted ? " (asserted: no sign-in vouches for the name)" : "")."
        }
        let due = notice.acknowledgeBy.map { ", due \($0)" } ?? ""
        return notice.sentAt == nil ? "RabbitMQ has not confirmed it yet." : "Nobody has acknowledged it yet\(due)."
    }

    private func name(_ recipient: String) -> String { directory.recipient(recipient)?.name ?? recipient }
}

/// Reads an audit entry back as a sentence.
struct AuditSentence {
    private let record: JSONObject

    init(_ text: String) { record = (try? StrictJSON.parse(Array(text.utf8)))?.object ?? JSONObject() }

    /// "Released: name, dateOfBirth (L3-npt-selected). Withheld: address (builtin.deny-by-default, no-rule-permits)."
    var released: String? {
        guard record["what"]?.string == "disclosure" else { return nil }
        let withheld = list("withheld").isEmpty ? "" : " Withheld: \(list("withheld"))."
        return "Released: \(list("released")).\(withheld)"
    }

    /// "The scheme leeds-hub 1.0.0 (digest 3f…) led to it."
    var scheme: String? {
        guard record["what"]?.string == "disclosure", let digest = record["scheme"]?.string else { return nil }
        return "The scheme \(record["schemeName"]?.string ?? "") (digest \(digest)) led to it."
    }

    /// The change of colour that was told, by the name it has in the log.
    var transition: String? { record["what"]?.string == "disclosure" ? record["transition"]?.string : nil }

    /// Why somebody was not told.
    var withheld: String? {
        guard record["what"]?.string == "disclosure-withheld" else { return nil }
        return "\(record["recipient"]?.string ?? "") was not told (\(record["kind"]?.string ?? "")): \(list("withheld"))."
    }

    var summary: String {
        if record["what"]?.string == "fetched" { return "fetched by \(record["recipient"]?.string ?? ""): \(list("released"))" }
        return released ?? withheld ?? record["what"]?.string ?? ""
    }

    private func list(_ member: String) -> String {
        (record[member]?.array ?? []).compactMap(\.array).map { entry in
            let parts = entry.compactMap(\.string)
            return parts.count == 3 ? "\(parts[0]) (\(parts[1])\(parts[2] == "permitted" ? "" : ", " + parts[2]))" : ""
        }.joined(separator: ", ")
    }
}
