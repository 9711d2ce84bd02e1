import CanonicalModel

/// A case file as it was known at one instant: one event an id, in order, without what was somebody else's.
///
/// Doubled, shuffled and corrected input end in the same view, so that every rule built on it does too.
struct CaseView {
    let file: CaseFile
    let now: Timestamp
    /// Until when reports count.
    let known: Timestamp
    let events: [CaseEvent]
    let decisions: [PanelDecision]
    let stays: [CohortStay]

    /// What was known of a file.
    ///
    /// - Parameters:
    ///   - file: everything.
    ///   - now: the instant that is looked at.
    ///   - known: the instant until which reports count; later than `now` for a decision written up afterwards.
    init(_ file: CaseFile, at now: Timestamp, known: Timestamp? = nil) {
        let known = max(known ?? now, now)
        self.file = file
        self.known = known
        self.now = now
        let reported = Self.latest(file.events.filter { $0.recorded <= known })
        // A mistake that was found later than now, and written up by then, is out as well.
        let mistaken = ClearedMatters(reported.filter { $0.kind == .mistakenIdentity })
        events = reported.filter { $0.occurred <= now && !mistaken.isTakenBack($0, by: .writable.upperBound) }
        decisions = Self.unique(file.decisions.filter { $0.recorded <= known && $0.at <= now })
        stays = Dictionary(file.stays.map { ($0.id, $0) }, uniquingKeysWith: Self.longer).values
            .sorted { ($0.from, $0.id) < ($1.from, $1.id) }
    }

    /// The London day that is looked at.
    var today: CalendarDate { now.londonDay }

    /// When the person died, as far as known.
    var died: Timestamp? {
        let recorded = file.died.map(\.londonMidnight).flatMap { $0 <= now ? $0 : nil }
        return [recorded, last(.died)?.occurred].compactMap(\.self).min()
    }

    /// Whether the person is in prison.
    var isInCustody: Bool { file.isInCustody(at: now) }

    /// Whether the person is under eighteen; nil where the day of birth is unknown.
    var isChild: Bool? { file.born.map { $0.wholeYears(to: today) < 18 } }

    /// The colour that was decided last.
    var rated: RAGRating? {
        for decision in decisions.reversed() { if case .rate(let rating) = decision.matter { return rating } }
        return nil
    }

    /// The last event of some kinds.
    func last(_ kinds: CaseEvent.Kind...) -> CaseEvent? { events.last { kinds.contains($0.kind) } }

    private static func latest(_ events: [CaseEvent]) -> [CaseEvent] {
        Dictionary(events.map { ($0.id, $0) }) { ($0.recorded, $0.occurred) < ($1.recorded, $1.occurred) ? $1 : $0 }
            .values.sorted { ($0.occurred, $0.id) < ($1.occurred, $1.id) }
    }

    private static func unique(_ decisions: [PanelDecision]) -> [PanelDecision] {
        Dictionary(decisions.map { ($0.id, $0) }) { $0.recorded < $1.recorded ? $1 : $0 }
            .values.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    private static func longer(_ one: CohortStay, _ other: CohortStay) -> CohortStay {
        (one.until ?? one.from) < (other.until ?? other.from) ? other : one
    }
}
