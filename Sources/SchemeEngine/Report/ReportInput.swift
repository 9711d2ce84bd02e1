public import CanonicalModel

/// Everything a monthly report is computed from: what the broker knows of each person, without who they are.
///
/// Nothing in it names anybody, so that no page made from it can. Whoever fills it decides what the broker knows; the
/// report only counts.
public struct ReportInput: Sendable {
    /// The people of the scheme, in no order.
    public var people: [Person]
    /// The notices to neighbourhood teams that ask for an acknowledgement.
    public var notices: [Notice]
    /// Tasks that rules of the scheme raised.
    public var tasks: [Task] = []
    /// How many people whom the broker does not know were spoken of.
    public var strangers: [StrangerTally] = []
    /// The names of teams, by the ids that notices bear.
    public var teamNames: [String: String] = [:]
    /// Whether a scheme is chosen: without one nothing proposes, holds or asks.
    public var hasScheme = false
    /// When the record was read; nil when everything that could become of a notice has.
    public var knownAt: Timestamp?

    /// Puts an input together.
    public init(people: [Person] = [], notices: [Notice] = []) {
        self.people = people
        self.notices = notices
    }

    /// One person, whoever it is.
    public struct Person: Sendable {
        /// Date of birth.
        public var born: CalendarDate?
        /// When the person died.
        public var died: Timestamp?
        /// Stays on cohorts.
        public var spells: [Spell] = []
        /// Colours that somebody decided.
        public var ratings: [Rating] = []
        /// Every change of custody, oldest first.
        public var custody: [Custody] = []
        /// Appointments.
        public var attendances: [Attendance] = []
        /// Arrests that stand.
        public var arrests: [Arrest] = []
        /// Outcomes of courts, by the police's record of them.
        public var outcomes: [CourtOutcome] = []
        /// Breaches and recalls.
        public var enforcement: [Enforcement] = []
        /// Interventions plans.
        public var plans: [Plan] = []
        /// Drug tests.
        public var drugTests: [DrugTest] = []
        /// When intelligence about the person was recorded.
        public var intelligence: [Timestamp] = []
        /// When appointments and movements happened, and when the first of the partnership's systems heard of them.
        public var recordings: [Recording] = []
        /// When somebody nominated the person.
        public var nominations: [Timestamp] = []
        /// Softer outcomes, where somebody records them (EVAL 3.6).
        public var softOutcomes: [SoftOutcome] = []
        /// Colours that triggers proposed.
        public var proposals: [Proposal] = []
        /// What panels and officers decided.
        public var decisions: [Decision] = []
        /// Times before the panel by a rule of the scheme.
        public var candidacies: [Candidacy] = []
        /// When a panel considered the person and did not select them.
        public var declines: [Timestamp] = []

        /// A person nothing is known of.
        public init(born: CalendarDate? = nil, died: Timestamp? = nil) {
            self.born = born
            self.died = died
        }
    }

    /// One stay on one cohort.
    public struct Spell: Sendable, Hashable {
        /// The cohort's word ("ppo").
        public var cohort: String
        /// Selected when.
        public var start: Timestamp
        /// De-selected when; nil while the stay goes on.
        public var end: Timestamp?
        /// The ground of the de-selection.
        public var ground: String?
        /// Supervised by statute; nil when nobody said.
        public var isStatutory: Bool?
        /// The colours that its selections gave, oldest first; a selection may be repeated while a stay goes on.
        public var colours: [Rating]
        /// Loaded as an existing cohort: when it really started is hearsay.
        public var isImported: Bool

        /// Puts a spell together.
        public init(
            cohort: String, start: Timestamp, end: Timestamp? = nil, ground: String? = nil, isStatutory: Bool? = nil,
            colours: [Rating] = [], isImported: Bool = false
        ) {
            self.cohort = cohort
            self.start = start
            self.end = end
            self.ground = ground
            self.isStatutory = isStatutory
            self.colours = colours
            self.isImported = isImported
        }
    }

    /// A colour that a named person decided.
    public struct Rating: Sendable, Hashable {
        /// When.
        public var at: Timestamp
        /// The colour.
        public var rating: RAGRating
        /// The class of what triggered it.
        public var trigger: String?
        /// When that happened, where the broker holds it.
        public var triggeredAt: Timestamp?

        /// Puts a rating together.
        public init(at: Timestamp, rating: RAGRating, trigger: String? = nil, triggeredAt: Timestamp? = nil) {
            self.at = at
            self.rating = rating
            self.trigger = trigger
            self.triggeredAt = triggeredAt
        }
    }

    /// A change of custody.
    public struct Custody: Sendable, Hashable {
        /// When.
        public var at: Timestamp
        /// Held from now on, or not.
        public var isHeld: Bool
        /// Puts a change together.
        public init(at: Timestamp, isHeld: Bool) {
            self.at = at
            self.isHeld = isHeld
        }
    }

    /// An appointment that was kept or missed.
    public struct Attendance: Sendable, Hashable {
        /// When.
        public var at: Timestamp
        /// Whether the person came.
        public var isAttended: Bool
        /// Whether a licence or an order required it.
        public var isRequired: Bool
        /// Of a missed one, whether the reason was accepted.
        public var isAcceptable: Bool
        /// Puts an attendance together.
        public init(at: Timestamp, isAttended: Bool, isRequired: Bool, isAcceptable: Bool = false) {
            self.at = at
            self.isAttended = isAttended
            self.isRequired = isRequired
            self.isAcceptable = isAcceptable
        }
    }

    /// An arrest.
    public struct Arrest: Sendable, Hashable {
        /// When.
        public var at: Timestamp
        /// The arrest summons number, which ties it to its outcome.
        public var asn: String?
        /// Puts an arrest together.
        public init(at: Timestamp, asn: String? = nil) {
            self.at = at
            self.asn = asn
        }
    }

    /// What a court decided on one occasion.
    public struct CourtOutcome: Sendable, Hashable {
        /// When.
        public var at: Timestamp
        /// The arrest summons number.
        public var asn: String?
        /// How many offences it was about.
        public var offences: Int
        /// Puts an outcome together.
        public init(at: Timestamp, asn: String? = nil, offences: Int) {
            self.at = at
            self.asn = asn
            self.offences = offences
        }
    }

    /// A breach or a recall.
    public struct Enforcement: Sendable, Hashable {
        /// What was enforced.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case breach
            case recall
        }
        /// When.
        public var at: Timestamp
        /// What.
        public var kind: Kind
        /// Puts one together.
        public init(at: Timestamp, kind: Kind) {
            self.at = at
            self.kind = kind
        }
    }

    /// An interventions plan as it stood after an update.
    public struct Plan: Sendable, Hashable {
        /// Since when.
        public var at: Timestamp
        /// The need that each action is about, and how far it has come.
        public var actions: [Action]
        /// One action.
        public struct Action: Sendable, Hashable {
            /// The need's code ("accommodation").
            public var need: String
            /// How far it has come.
            public var status: PlanUpdate.Action.Status
            /// Puts an action together.
            public init(need: String, status: PlanUpdate.Action.Status) {
                self.need = need
                self.status = status
            }
        }
        /// Puts a plan together.
        public init(at: Timestamp, actions: [Action]) {
            self.at = at
            self.actions = actions
        }
    }

    /// A drug test.
    public struct DrugTest: Sendable, Hashable {
        /// When.
        public var at: Timestamp
        /// What it showed.
        public var result: TreatmentReport.TestResult
        /// Puts a test together.
        public init(at: Timestamp, result: TreatmentReport.TestResult) {
            self.at = at
            self.result = result
        }
    }

    /// How late something was heard of.
    public struct Recording: Sendable, Hashable {
        /// When it happened.
        public var at: Timestamp
        /// When the first of the partnership's own systems heard of it.
        public var recordedAt: Timestamp
        /// Puts one together.
        public init(at: Timestamp, recordedAt: Timestamp) {
            self.at = at
            self.recordedAt = recordedAt
        }
    }

    /// A softer outcome.
    public struct SoftOutcome: Sendable, Hashable {
        /// When.
        public var at: Timestamp
        /// Which ("settled-home").
        public var kind: String
        /// Puts an outcome together.
        public init(at: Timestamp, kind: String) {
            self.at = at
            self.kind = kind
        }
    }

    /// A notice that asks for an acknowledgement.
    public struct Notice: Sendable, Hashable {
        /// The team.
        public var team: String
        /// The notice's kind ("deselection").
        public var kind: String
        /// When it was decided.
        public var decidedAt: Timestamp
        /// Until when it had to be acknowledged.
        public var dueAt: Timestamp
        /// When a named officer acknowledged it.
        public var acknowledgedAt: Timestamp?
        /// Puts a notice together.
        public init(team: String, kind: String, decidedAt: Timestamp, dueAt: Timestamp, acknowledgedAt: Timestamp?) {
            self.team = team
            self.kind = kind
            self.decidedAt = decidedAt
            self.dueAt = dueAt
            self.acknowledgedAt = acknowledgedAt
        }
    }
}

/// What a partnership chooses about its report.
public struct ReportSettings: Sendable, Hashable {
    /// The scheme's name, for the heading.
    public var scheme: String
    /// The day whose cohort is followed unchanged: the static cohort of a half-yearly selection (CLV 7.19, 8.9; LDS 1.26).
    public var fixedOn: CalendarDate
    /// The first day that the scheme's records are complete from.
    public var begins: CalendarDate
    /// Officers who work with the cohort and nothing else; nil when nobody said (CLV 8.17).
    public var officers: Int?

    /// Puts settings together.
    public init(scheme: String, fixedOn: CalendarDate, begins: CalendarDate, officers: Int? = nil) {
        self.scheme = scheme
        self.fixedOn = fixedOn
        self.begins = begins
        self.officers = officers
    }
}
