public import AgreementEngine
public import Formats
public import RecordStore

/// What a draft agreement would have done over the broker's own history, before anyone signs it.
///
/// Every stored decision is made again by itself under the draft, as if it had been in force and signed. What would have
/// followed from another decision (that somebody never told is not told of the end either) is not played through.
public struct AgreementReplay: Sendable {
    /// What changes for one recipient.
    public struct Tally: Sendable {
        /// Decisions made again.
        public var decisions = 0
        /// Notices that did not go and would.
        public var noticesAppeared = 0
        /// Notices that went and would not.
        public var noticesVanished = 0
        /// Fields, by what would become of them.
        public var fieldsAppeared = 0
        /// Fields that went, or could be fetched, and would not.
        public var fieldsVanished = 0
        /// Fields that would be fetched instead of sent, or sent instead of fetched.
        public var fieldsChanged = 0
        /// A few of them in words.
        public var samples = [String]()

        /// Whether anything changes.
        public var isChanged: Bool {
            noticesAppeared + noticesVanished + fieldsAppeared + fieldsVanished + fieldsChanged > 0
        }
    }

    private static let samplesARecipient = 3

    private let draft: Agreement
    private let point: PolicyDecisionPoint
    /// By recipient.
    public private(set) var tallies: [String: Tally] = [:]
    /// Decisions that were made again.
    public private(set) var replayed = 0
    /// Decisions about people who were erased since.
    public private(set) var erased = 0
    /// Decisions made before decisions were kept.
    public private(set) var neverKept = 0

    /// A replay of a draft.
    ///
    /// - Parameters:
    ///   - draft: the draft as it would be signed.
    ///   - scheme: the scheme that the partnership runs: its section is what would have decided.
    /// - Throws: a `FormatError`: the draft has sections and it is not clear which holds here.
    public init(_ draft: Agreement, in scheme: String? = nil) throws(FormatError) {
        self.draft = draft
        point = PolicyDecisionPoint(try draft.asIfInForce().decided(in: scheme))
    }

    /// Makes one decision again.
    public mutating func add(_ decision: StoredDecision) throws {
        switch decision.request {
        case .erased, .expired: erased += 1
        case .neverKept: neverKept += 1
        case .kept(let bytes, _):
            var request = try DisclosureRequest(canonicalBytes: bytes)
            // A scheme's settings are the agreement's own words: the draft's would have been asked.
            if point.narrowedFrom != nil { request.scheme = point.settings }
            replayed += 1
            compare(decision, DecisionEntry(decision.record), point.decide(request))
        }
    }

    private mutating func compare(_ stored: StoredDecision, _ before: DecisionEntry, _ after: DisclosureDecision) {
        var tally = tallies[before.recipient] ?? Tally()
        tally.decisions += 1
        var changes = [String]()
        let (went, goes) = (before.outcome.map(isReleased) ?? false, isReleased(after.outcome))
        if went != goes {
            if goes { tally.noticesAppeared += 1 } else { tally.noticesVanished += 1 }
            changes.append(goes ? "the notice would go" : "the notice would not go")
        }
        let fields = before.fields
        for field in after.fields {
            // A field of a notice that does not go does not go either.
            let then = went ? fields[field.name]?.effect ?? .refuse : .refuse
            let now = goes ? field.effect : .refuse
            guard then != now else { continue }
            if then == .refuse {
                tally.fieldsAppeared += 1
            } else if now == .refuse {
                tally.fieldsVanished += 1
            } else {
                tally.fieldsChanged += 1
            }
            changes.append(
                "\(field.name) \(Self.words(then)) then, would \(Self.words(now, isFuture: true)) by \(field.rule)")
        }
        if !changes.isEmpty, tally.samples.count < Self.samplesARecipient {
            tally.samples.append(
                "decision \(stored.sequence) of \(stored.at), \(before.kind): \(changes.joined(separator: "; "))")
        }
        tallies[before.recipient] = tally
    }

    private func isReleased(_ outcome: DisclosureDecision.Outcome) -> Bool {
        outcome == .release || outcome == .releaseReduced
    }

    private static func words(_ effect: FieldDecision.Effect, isFuture: Bool = false) -> String {
        switch effect {
        case .permit: isFuture ? "go" : "went"
        case .refuse: isFuture ? "stay" : "stayed"
        case .onRequest: isFuture ? "be fetched" : "was fetched"
        }
    }

    /// The report, a paragraph a recipient, the most changed first.
    public var lines: [String] {
        var lines = [
            "\(draft.title) \(draft.version) (\(draft.status.rawValue))\(scope) over \(replayed) decisions, as if in force and signed by all."
        ]
        let changed = tallies.filter(\.value.isChanged).sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }
        for (recipient, tally) in changed { lines += Self.lines(recipient, tally) }
        let same = tallies.count - changed.count
        lines.append(
            changed.isEmpty
                ? "Nothing would have been told otherwise."
                : "\(same) other recipients: nothing would have been told otherwise.")
        if erased > 0 { lines.append("\(erased) decisions could not be made again: the people were erased since.") }
        if neverKept > 0 {
            lines.append(
                "\(neverKept) decisions could not be made again: they are older than the keeping of decisions.")
        }
        return lines
    }

    private var scope: String { point.narrowedFrom.map { " as it is in \($0.scheme)" } ?? "" }

    private static func lines(_ recipient: String, _ tally: Tally) -> [String] {
        let counts = [
            ("notices appear", tally.noticesAppeared), ("notices vanish", tally.noticesVanished),
            ("fields appear", tally.fieldsAppeared), ("fields vanish", tally.fieldsVanished),
            ("fields change", tally.fieldsChanged),
        ]
        let said = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        return ["\(recipient): of \(tally.decisions) decisions \(said)"] + tally.samples.map { "    \($0)" }
    }
}

extension AgreementReplay.Tally {
    fileprivate var weight: Int { noticesAppeared + noticesVanished + fieldsAppeared + fieldsVanished + fieldsChanged }
}
