/// What a recipient is told, one word for it in agreements, queue names and messages ("notice.stop-visits.v1").
public enum NoticeKind: String, Sendable, Hashable, CaseIterable {
    /// Somebody was selected for a cohort.
    case selection
    /// Somebody was de-selected: stop.
    case deselection
    /// Stop visiting, for a reason that is not a de-selection: a move, a reception into prison, a death.
    case stopVisits = "stop-visits"
    /// The colour rose.
    case ragEscalation = "rag-escalation"
    /// The colour fell.
    case ragReduction = "rag-reduction"
    /// Somebody went into custody, came out of it or is unlawfully at large.
    case custody
    /// A court resulted a hearing, or issued or withdrew a warrant.
    case courtResult = "court-result"
    /// An earlier notice was wrong and is withdrawn.
    case recalled

    /// Whether the notice only takes back what was told: these reach whoever was told, come what may (DESIGN decision
    /// 8).
    public var isUntelling: Bool {
        switch self {
        case .deselection, .stopVisits, .recalled: true
        case .selection, .ragEscalation, .ragReduction, .custody, .courtResult: false
        }
    }
}
