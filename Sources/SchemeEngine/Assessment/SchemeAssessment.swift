public import CanonicalModel

/// Everything a scheme says about one person at one instant; a pure function of the case file, the pack and the clock.
public struct SchemeAssessment: Sendable, Hashable {
    /// Open candidacies, each with its evidence (a score makes a candidate, never a selection).
    public var candidates: [Candidate] = []
    /// Decisions that do not stand yet, each with what is missing.
    public var incomplete: [IncompleteDecision] = []
    /// What the selection rules say besides.
    public var selection = SelectionFindings()
    /// Grounds for de-selection that are open.
    public var grounds: [OpenGround] = []
    /// De-selections that stand, each with what follows from it.
    public var exits: [ExitState] = []
    /// The life of an entry on the dormant list; nil for a person who is not on it.
    public var dormancy: DormancyState?
    /// Colours; nil for a scheme without them or a person on no cohort.
    public var colour: ColourState?
    /// What officers are warned of, on a cohort or on none; no part of the colour, and it goes with no flag (DESIGN decision 16).
    public var warnings: [ColourState.Warning] = []
    /// What becomes of planned visits, one ruling a plan (reference 6.6).
    public var visits: [VisitRuling] = []
    /// Strand and lead; nil for a person on no cohort.
    public var strand: StrandState?
    /// What people have to do.
    public var tasks: [SchemeTask] = []
    /// What people would have to do had nobody said that it is done.
    public var done: [SchemeTask] = []
    /// What the scheme's calendar has next, one entry a rule, today's included.
    public var calendar: [CalendarEntry] = []
    /// The next instant at which time alone changes anything here; nil when none does.
    public var next: Timestamp?

    /// Nothing to say.
    public init() {}

    /// Notes an instant at which time alone changes something; the earliest counts.
    mutating func wake(at instant: Timestamp?) {
        guard let instant else { return }
        next = next.map { min($0, instant) } ?? instant
    }
}
