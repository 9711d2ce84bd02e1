public import CanonicalModel

/// What a panel, a tasking meeting or a named officer decided about one person; decisions are facts and never re-derived.
public struct PanelDecision: Sendable, Hashable {
    /// What was decided.
    public enum Matter: Sendable, Hashable {
        /// On a cohort.
        case select(cohort: String)
        /// From one cohort to another; no de-selection (DES-01).
        case changeCohort(from: String, to: String)
        /// Off a cohort, on a ground of the scheme.
        case deselect(cohort: String, grounds: [String])
        /// Off the cohort and on the list of those brought back on new information (DES-11, DES-12).
        case makeDormant(cohort: String, grounds: [String])
        /// Considered and not selected; counted, never told (SEL-09).
        case decline(cohort: String)
        /// A colour.
        case rate(RAGRating)
        /// A strand and who leads.
        case strand(StrandDecision.Strand, lead: String?)
        /// Somebody was looked at again and stays (TIM-02, SEL-34).
        case review
    }

    /// A meeting: who sat, who disagreed.
    public struct Meeting: Sendable, Hashable {
        /// The kind, a word of the pack ("selection-panel", "tasking", "case-conference").
        public var kind: String
        /// Its day.
        public var date: CalendarDate
        /// The agencies that sat, by their ids in the agreement.
        public var members: [String]
        /// The agencies that disagreed; kept, never weighed (SEL-23).
        public var dissent: [String]

        /// Puts a meeting together.
        public init(kind: String, date: CalendarDate, members: [String] = [], dissent: [String] = []) {
            self.kind = kind
            self.date = date
            self.members = members
            self.dissent = dissent
        }
    }

    /// The message that recorded it.
    public var id: String
    /// What was decided.
    public var matter: Matter
    /// When it takes effect.
    public var at: Timestamp
    /// When the broker learnt of it.
    public var recorded: Timestamp
    /// The named person who recorded it.
    public var decidedBy: String
    /// The meeting, if one decided.
    public var meeting: Meeting?
    /// What it rested on, by the ids of events.
    public var evidence: [String] = []
    /// How it came to the panel: "cycle", "interim", "nomination", "import", a word of the pack.
    public var route: String?
    /// Why this person ("sac", "hot-spot"), a word of the pack (SEL-03, SEL-15).
    public var reason: String?
    /// Why a score alone was enough, "in very few circumstances" (LDS 1.27).
    public var exception: String?
    /// The lead professional's agency (SEL-19, ROL-05).
    public var lead: String?
    /// The lead professional's role ("responsible-officer", "vcs-worker").
    public var leadRole: String?
    /// Whether the person agreed to be managed, where the cohort asks it (SEL-28).
    public var isAgreedByPerson: Bool?
    /// Who decides alone, by rank ("inspector").
    public var rank: String?
    /// The agency whose choice it was, where one alone may choose (SEL-25).
    public var party: String?

    /// Which points of the exit record were written down (DES-16); the words are for the lead professional, not for a rule.
    public var exitRecord: Set<ExitPoint> = []
    /// The area that takes the person over, where they moved to one (DES-05).
    public var transferTo: String?
    /// Who gets intelligence about them from now on (DES-06).
    public var intelligenceTo: String?

    /// Puts a decision together.
    public init(id: String, matter: Matter, at: Timestamp, recorded: Timestamp, decidedBy: String, meeting: Meeting? = nil) {
        self.id = id
        self.matter = matter
        self.at = at
        self.recorded = recorded
        self.decidedBy = decidedBy
        self.meeting = meeting
    }
}
