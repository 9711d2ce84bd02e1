public import CanonicalModel

/// One person's page at the hub: who, what stands now, and everything in the order it happened.
public struct NominalFile: Sendable, Hashable, Identifiable {
    /// Something that happened, or that somebody was told.
    public struct Moment: Sendable, Hashable {
        /// Which of the three columns of a life it belongs to.
        public enum Kind: String, Sendable, Hashable {
            /// What an agency said.
            case fact
            /// What a panel, an officer or the person decided.
            case decision
            /// What a team or partner was told.
            case told
        }

        /// The column.
        public var kind: Kind
        /// When it happened.
        public var at: Timestamp
        /// "Arrest recorded".
        public var title: String
        /// "West Yorkshire Police", "Headingley NPT: acknowledged by PC 4127 Booth".
        public var detail: String
        /// The message or notice, for `throughgate why`.
        public var reference: String

        /// Puts a moment together.
        public init(kind: Kind, at: Timestamp, title: String, detail: String, reference: String) {
            self.kind = kind
            self.at = at
            self.title = title
            self.detail = detail
            self.reference = reference
        }
    }

    /// An answer about sharing, as it stands.
    public struct Consent: Sendable, Hashable, Identifiable {
        /// Its place among the person's answers.
        public var id: String
        /// "Engagement, to resettle, with voluntary organisations".
        public var scope: String
        /// "Given", "Refused", "Withdrawn", "Expired".
        public var state: String
        /// Whether sharing rests on it now.
        public var isGiven: Bool
        /// When the person decided.
        public var decided: Timestamp
        /// When it lapses.
        public var expires: Timestamp?

        /// Puts an answer together.
        public init(
            id: String, scope: String, state: String, isGiven: Bool, decided: Timestamp, expires: Timestamp? = nil
        ) {
            self.id = id
            self.scope = scope
            self.state = state
            self.isGiven = isGiven
            self.decided = decided
            self.expires = expires
        }
    }

    /// The record.
    public var id: String
    /// "Jordan ASHWORTH".
    public var name: String
    /// Who they are and what stands: date of birth, identifiers, address, cohort, strand, lead, custody.
    public var facts: [InboxNotice.Field]
    /// The colour shown; nil when on no cohort.
    public var colour: CohortEntry.Colour?
    /// Whether the colour is only proposed.
    public var isProposed: Bool
    /// Grounds for de-selection that are open, in words.
    public var grounds: [String]
    /// Open tasks about them.
    public var tasks: [HubTaskEntry]
    /// Answers about sharing.
    public var consents: [Consent]
    /// The timeline, newest first.
    public var timeline: [Moment]

    /// Puts a file together.
    public init(
        id: String, name: String, facts: [InboxNotice.Field], colour: CohortEntry.Colour? = nil,
        isProposed: Bool = false, grounds: [String] = [], tasks: [HubTaskEntry] = [], consents: [Consent] = [],
        timeline: [Moment] = []
    ) {
        self.id = id
        self.name = name
        self.facts = facts
        self.colour = colour
        self.isProposed = isProposed
        self.grounds = grounds
        self.tasks = tasks
        self.consents = consents
        self.timeline = timeline
    }
}
