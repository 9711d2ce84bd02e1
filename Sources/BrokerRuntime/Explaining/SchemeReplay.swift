public import AgreementEngine
public import CanonicalModel
public import RecordStore
public import Routing
public import SchemeEngine

/// What a draft of a scheme would have said otherwise over the broker's own history, before a partnership takes it.
///
/// Every person is looked at by the pack in force and by the draft, each as if it had been in force all the time, at every
/// instant at which more was recorded or at which one of them says that time alone changes something. What anybody would
/// have done about it (a selection, a visit) is not played through: decisions of people are facts.
public struct SchemeReplay: Sendable {
    private let inForce: SchemeHindsight
    private let draft: SchemeHindsight
    /// What was found so far.
    public private(set) var report: SchemeReplayReport

    /// A replay that nobody was looked at in yet.
    ///
    /// - Parameters:
    ///   - inForce: the scheme in force.
    ///   - draft: the draft.
    ///   - directory: says which team owns an address.
    ///   - from: the first instant.
    ///   - until: the first instant that is not looked at.
    public init(
        inForce: Scheme, draft: Scheme, directory: PartnershipDirectory, from: Timestamp, until: Timestamp
    ) {
        self.inForce = SchemeHindsight(inForce, directory: directory)
        self.draft = SchemeHindsight(draft, directory: directory)
        report = SchemeReplayReport(inForce: inForce.pack, draft: draft.pack, from: from, until: until)
        let differs = inForce.offences != draft.offences
        report.remarks.append(
            differs
                ? "The draft was tried with its own table of offence classes."
                : "Both were tried with one table of offence classes.")
    }

    /// Looks at one person.
    ///
    /// - Parameters:
    ///   - life: what was said about them; nil for somebody who was erased.
    ///   - record: the number of the record.
    public mutating func add(_ life: StoredLife?, of record: Int64) {
        guard let life else { return report.addErased() }
        var replay = LifeReplay(inForce: report.inForce, draft: report.draft)
        var (history, facts) = (NominalHistory(), life.facts[...])
        var start = report.from
        while start < report.until {
            while let fact = facts.first, fact.message.recordedTime <= start {
                _ = history.fold(fact)
                facts = facts.dropFirst()
            }
            let end = min(facts.first?.message.recordedTime ?? report.until, report.until)
            look(&replay, life.assembled(history), from: start, until: end)
            start = end
        }
        report.add(replay, of: String(record))
    }

    private func look(_ replay: inout LifeReplay, _ history: NominalHistory, from: Timestamp, until: Timestamp) {
        var (own, other) = (inForce.view(of: history), draft.view(of: history))
        replay.add(from: from, until: until) {
            own.assessment(at: $0)
        } draft: {
            other.assessment(at: $0)
        }
    }
}
