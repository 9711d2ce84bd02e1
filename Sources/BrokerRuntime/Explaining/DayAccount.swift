import CanonicalModel
import Formats
public import RecordStore
import Routing

/// The account of a day in plain words: one line an effect, each naming the input that caused it.
///
/// Ids, clock times and deadlines are left out, so that the same inputs always give the same account
/// (Contracts/samples/day/README.md holds the form).
public struct DayAccount {
    private let reader: StoreReader
    private var seen: [String: String] = [:]
    private var alreadyNotTold: Set<String> = []

    /// An account over the record.
    public init(_ reader: StoreReader) { self.reader = reader }

    /// The lines of an input; inputs must be given in the order of the day.
    public mutating func lines(of input: DayInput) throws -> [String] {
        if let refusal = input.refusal {
            return ["\(input.name): \(refusal.status) \(place(refusal.problem))"]
        }
        let effects = try input.messages.flatMap { try lines(ofMessage: $0, input: input.name) }
        return (effects + input.remarks.map { "noted \(place($0))" }).map { "\(input.name): \($0)" }
    }

    private func place(_ problem: FormatError) -> String {
        "at \(problem.path): \(problem.message) \(problem.remedy) (\(problem.rule))"
    }

    private mutating func lines(ofMessage id: String, input: String) throws -> [String] {
        if let earlier = seen[id] { return ["nothing told: the same message had come before as \(earlier)."] }
        seen[id] = input
        guard let item = try reader.item(id) else { return ["nothing is on record yet."] }
        if item.fate == .acknowledged { return try acknowledged(item) }
        let person = try item.nominal.map { try reader.history(of: $0).name?.value.text ?? "somebody" }
        let notices = try reader.notices(causedBy: item.sequence)
        var lines = counted(item, person) + (try told(notices, person))
        let isSilent = lines.isEmpty
        lines += try notTold(item, id: id, person)
        if isSilent { lines.append("nothing told\(person.map { " about " + $0 } ?? ""): \(item.fate.sentence).") }
        lines += try reader.tasks(causedBy: item.sequence).map { task in
            let about = person.map { " about " + $0 } ?? ""
            guard let detail = task.detail, let scheme = detail.scheme else {
                return "task \(task.kind.rawValue)\(about): \(task.kind.sentence)"
            }
            let ladder = ([detail.to] + [scheme.deputy, scheme.supervisor].compactMap(\.self)).joined(separator: ", ")
            return "task \(scheme.kind)\(about): \(scheme.sentence) To \(ladder), by \(detail.rule)."
        }
        return lines
    }

    // MARK: What was told

    private func counted(_ item: StoredItem, _ person: String?) -> [String] {
        guard case .selection(let decision)? = item.message?.fact, !decision.alreadyTold.isEmpty else { return [] }
        return ["counted as told \(decision.alreadyTold.sorted().joined(separator: ", ")): selection of \(person ?? "")."]
    }

    private func told(_ notices: [StoredNotice], _ person: String?) throws -> [String] {
        var groups = [(recipients: [String], text: String)]()
        for notice in notices {
            let text = try sentence(notice, person ?? "")
            if groups.last?.text == text {
                groups[groups.count - 1].recipients.append(notice.recipient)
            } else {
                groups.append(([notice.recipient], text))
            }
        }
        return groups.map { "told \($0.recipients.joined(separator: ", ")): \($0.text)" }
    }

    private func sentence(_ notice: StoredNotice, _ person: String) throws -> String {
        let entries = try reader.auditEntries(of: notice)
        let audit = AuditFields(entries.first?.record ?? "")
        let fields = notice.fields.filter { $0.name != "name" }.map { "; \(words($0.name)) \($0.value)" }.joined()
        var text = "\(what(notice.kind)) \(person)\(fields)."
        if notice.supersedes != nil { text += " Replaces an earlier notice." }
        if !audit.toBeFetched.isEmpty { text += " To be fetched: \(grouped(audit.toBeFetched, by: \.rule))." }
        if !audit.refused.isEmpty { text += " Withheld: \(grouped(audit.refused, by: \.reason))." }
        let rules = audit.released.map(\.rule).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        if !rules.isEmpty { text += " By \(rules.joined(separator: ", "))." }
        if let given = notice.acknowledgement { return text + " Acknowledged by \(given.officer)." }
        return notice.acknowledgeBy == nil ? text : text + " Not acknowledged."
    }

    private mutating func notTold(_ item: StoredItem, id: String, _ person: String?) throws -> [String] {
        var groups = [(kind: String, recipients: [String])]()
        for entry in try reader.auditEntries(ofItem: item.sequence, mentioning: "\"message\":\"\(id)\"") {
            let audit = AuditFields(entry.record)
            guard audit.what == "disclosure-withheld",
                alreadyNotTold.insert("\(audit.spell) \(audit.recipient) \(audit.kind)").inserted
            else { continue }
            let text = "\(audit.recipient) (\(audit.refused.first?.reason ?? audit.toBeFetched.first?.reason ?? ""))"
            if groups.last?.kind == audit.kind {
                groups[groups.count - 1].recipients.append(text)
            } else {
                groups.append((audit.kind, [text]))
            }
        }
        return groups.map { "not told \($0.recipients.joined(separator: ", ")): \(what($0.kind)) \(person ?? "")." }
    }

    private func acknowledged(_ item: StoredItem) throws -> [String] {
        guard let notice = try reader.notice(acknowledgedBy: item.sequence), let given = notice.acknowledgement else { return [] }
        let person = notice.fields.first { $0.name == "name" }?.value ?? "somebody"
        return ["acknowledged by \(given.officer) for \(notice.recipient): \(what(notice.kind)) \(person)."]
    }

    // MARK: Words

    private func what(_ kind: String) -> String {
        [
            "selection": "selection of", "deselection": "de-selection of", "stop-visits": "stop visits to",
            "rag-escalation": "higher risk of", "rag-reduction": "lower risk of", "custody": "custody of",
            "court-result": "court result of", "recalled": "earlier notice withdrawn about",
        ][kind] ?? kind
    }

    /// "dateOfBirth" as "date of birth".
    private func words(_ name: String) -> String {
        name.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
    }

    /// "pnc, cohort (no-rule-permits), rag (guardrail)".
    private func grouped(_ fields: [AuditFields.Field], by code: KeyPath<AuditFields.Field, String>) -> String {
        var groups = [(code: String, names: [String])]()
        for field in fields {
            if groups.last?.code == field[keyPath: code] {
                groups[groups.count - 1].names.append(words(field.name))
            } else {
                groups.append((field[keyPath: code], [words(field.name)]))
            }
        }
        return groups.map { "\($0.names.joined(separator: ", ")) (\($0.code))" }.joined(separator: ", ")
    }
}

/// The fields of a disclosure's audit entry, each with its rule and reason.
struct AuditFields {
    struct Field {
        var name: String
        var rule: String
        var reason: String
    }

    let what, kind, recipient, spell: String
    let released: [Field]
    let withheld: [Field]

    init(_ text: String) {
        let record = (try? StrictJSON.parse(Array(text.utf8)))?.object ?? JSONObject()
        func word(_ key: String) -> String { record[key]?.string ?? "" }
        func fields(_ key: String) -> [Field] {
            (record[key]?.array ?? []).compactMap { entry in
                let parts = (entry.array ?? []).compactMap(\.string)
                return parts.count == 3 ? Field(name: parts[0], rule: parts[1], reason: parts[2]) : nil
            }
        }
        (what, kind, recipient, spell) = (word("what"), word("kind"), word("recipient"), word("spell"))
        released = fields("released")
        withheld = fields("withheld")
    }

    /// Fields that wait to be fetched, because a consent has to be asked again then.
    var toBeFetched: [Field] { withheld.filter { $0.reason == "consent-checked-at-fetch" } }
    /// Fields that no rule released.
    var refused: [Field] { withheld.filter { $0.reason != "consent-checked-at-fetch" } }
}
