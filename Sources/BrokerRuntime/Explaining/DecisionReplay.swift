public import AgreementEngine
import CanonicalModel
import Formats
public import RecordStore

/// Makes stored decisions again from what was kept of them and says whether the same bytes come out (DESIGN decision 7).
public struct DecisionReplay {
    /// What came of one decision.
    public enum Outcome: String, Sendable {
        case same
        case different
        /// The agreement it was decided under is not among those given.
        case agreementMissing
        /// The person was erased: only commitments are left, and they were checked.
        case erased
        /// What the decision rested on was erased when its time was over; the person is not erased.
        case expired
        case neverKept
        /// What is stored is not what the audit committed to.
        case damaged
    }

    /// One decision made again.
    public struct Report: Sendable {
        /// The audit entry that tells the decision.
        public var sequence: Int64
        /// What came of it.
        public var outcome: Outcome
        /// What an officer reads.
        public var lines: [String]
        /// The decision's canonical JSON as made again.
        public var bytes: String?

        /// Whether everything that can be proved was proved.
        public var isProved: Bool { outcome == .same || outcome == .erased || outcome == .expired }
    }

    private let reader: StoreReader
    private let agreements: [String: Agreement]

    /// A replay over the record.
    ///
    /// - Parameter agreements: the versions at hand as they were signed; what each is in each of its schemes is found, too.
    public init(_ reader: StoreReader, agreements: [Agreement]) {
        self.reader = reader
        self.agreements = Dictionary(agreements.flatMap(\.everyScope).map { ($0.digest, $0) }) { first, _ in first }
    }

    /// Makes a decision again.
    ///
    /// - Parameter id: a notice, a message (every decision that it led to) or the number of an audit entry.
    /// - Returns: nil when the record knows no such decision.
    public func replay(_ id: String) throws -> [Report]? {
        let found = try decisions(id)
        return found.isEmpty ? nil : try found.map(report)
    }

    private func decisions(_ id: String) throws -> [StoredDecision] {
        if let sequence = Int64(id) { return try reader.decision(auditEntry: sequence).map { [$0] } ?? [] }
        if let notice = try reader.notice(id) {
            return try reader.decisions(ofItem: notice.cause, mentioning: "\"notice\":\"\(id)\"")
        }
        guard let item = try reader.item(id) else { return [] }
        return try reader.decisions(ofItem: item.sequence, mentioning: "\"message\":\"\(id)\"")
    }

    // MARK: One decision

    private func report(_ decision: StoredDecision) throws -> Report {
        let entry = DecisionEntry(decision.record)
        let head =
            "Decision \(decision.sequence) of \(decision.at): \(entry.summary), under the agreement \(entry.agreement)\(entry.scope)."
        func report(_ outcome: Outcome, _ lines: [String], bytes: String? = nil) -> Report {
            Report(sequence: decision.sequence, outcome: outcome, lines: [head] + lines, bytes: bytes)
        }
        switch decision.request {
        case .neverKept:
            return report(.neverKept, ["It was made before decisions were kept; the audit entry is all there is."])
        case .erased(let at): return try report(erasure(at))
        case .expired:
            let (outcome, line) = try gone("What it rested on was erased when its time was over: it cannot be decided again.")
            return report(outcome == .erased ? .expired : outcome, [line])
        case .kept(let bytes, let commitment):
            guard commitment == entry.request else {
                return report(.damaged, ["What is stored is NOT the request that the audit entry committed to."])
            }
            guard let agreement = agreements[entry.agreement] else {
                return report(
                    .agreementMissing,
                    ["That version of the agreement is not at hand; name its file with --with to replay it."])
            }
            let again = PolicyDecisionPoint(agreement).decide(
                try DisclosureRequest(canonicalBytes: bytes))
            let text = String(decoding: again.canonicalBytes, as: UTF8.self)
            let isSame = again.digest == entry.decision
            return report(
                isSame ? .same : .different, isSame ? same(text, again.digest) : entry.differences(from: again),
                bytes: text)
        }

        func report(_ erasure: (outcome: Outcome, line: String)) -> Report { report(erasure.outcome, [erasure.line]) }
    }

    private func same(_ text: String, _ digest: String) -> [String] {
        ["Decided again with the same \(text.utf8.count) bytes; SHA-256 \(digest)."]
    }

    /// After an erasure nothing can be decided again; what is left is that the entry is what was written then.
    private func erasure(_ at: Timestamp?) throws -> (outcome: Outcome, line: String) {
        let when = at.map { "erased on \($0)" } ?? "erased"
        return try gone("The person was \(when), and with the key the request: it cannot be decided again.")
    }

    private func gone(_ gone: String) throws -> (outcome: Outcome, line: String) {
        let check = try AuditCheck(reader)
        return check.isIntact
            ? (.erased, "\(gone) The commitment verifies: the audit entry with it is what was written. \(check.sentence)")
            : (.damaged, "\(gone) \(check.sentence)")
    }
}

/// An audit entry about a decision, read back.
struct DecisionEntry {
    private let record: JSONObject

    init(_ text: String) { record = (try? StrictJSON.parse(Array(text.utf8)))?.object ?? JSONObject() }

    var agreement: String { text("agreement") }
    /// What the agreement that decided was made from, when it was one scheme's.
    var scope: String {
        guard let scheme = record["agreementScheme"]?.string else { return "" }
        return ", which is the agreement \(text("agreementSigned")) as it is in \(scheme)"
    }
    var decision: String { text("decision") }
    var request: String { text("request") }
    var recipient: String { text("recipient") }
    var kind: String { record["kind"]?.string ?? text("what") }
    var outcome: DisclosureDecision.Outcome? { DisclosureDecision.Outcome(rawValue: text("outcome")) }

    private func text(_ key: String) -> String { record[key]?.string ?? "" }

    var summary: String {
        let what = text("notice").isEmpty ? kind : "\(kind), notice \(text("notice"))"
        return "\(what), to \(recipient), \(outcome?.rawValue ?? "without an outcome")"
    }

    /// What became of each field: its effect and the rule and reason.
    var fields: [String: (effect: FieldDecision.Effect, rule: String, reason: String)] {
        var fields = [String: (effect: FieldDecision.Effect, rule: String, reason: String)]()
        for (member, goes) in [("released", true), ("withheld", false)] {
            for parts in (record[member]?.array ?? []).compactMap({ $0.array?.compactMap(\.string) })
            where parts.count == 3 {
                let onRequest = parts[2] == ReasonCode.consentCheckedAtFetch.rawValue
                fields[parts[0]] = (goes ? .permit : onRequest ? .onRequest : .refuse, parts[1], parts[2])
            }
        }
        return fields
    }

    /// Where a decision made again is not the one on record.
    func differences(from again: DisclosureDecision) -> [String] {
        var lines = ["Decided again it is NOT the same."]
        if again.outcome != outcome {
            lines.append("  outcome: \(outcome?.rawValue ?? "none") then, \(again.outcome.rawValue) now")
        }
        let then = fields
        for field in again.fields {
            let now = "\(field.effect.rawValue) by \(field.rule) (\(field.reason.rawValue))"
            let before = then[field.name].map { "\($0.effect.rawValue) by \($0.rule) (\($0.reason))" } ?? "not asked"
            if now != before { lines.append("  \(field.name): \(before) then, \(now) now") }
        }
        let names = Set(again.fields.map(\.name))
        lines += then.keys.filter { !names.contains($0) }.sorted().map { "  \($0): not asked now" }
        if lines.count == 1 {
            lines.append("  The fields and the outcome are the same; what is owed or what is nearest is not.")
        }
        return lines
    }
}
