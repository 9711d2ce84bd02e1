import CanonicalModel

/// What truly happened to one invented person. The generator writes it while it makes things happen; the report's code never
/// reads it.
struct TrueLife {
    struct Stay {
        var start: Timestamp
        var end: Timestamp?
        var ground: String?
        var isStatutory: Bool
        /// The cohort since when, oldest first; more than one when it changed.
        var cohorts: [(since: Timestamp, cohort: String)]
        var isImported: Bool
        /// Leaves within a month, by plan.
        var isEarly = false
        /// The colour since when.
        var colours: [(since: Timestamp, colour: RAGRating)] = []
    }

    /// An event that proposes a colour, as the agencies that report it know.
    struct Trigger {
        var at: Timestamp
        /// When the partnership hears of it.
        var known: Timestamp
        var raises: RAGRating
        /// One that always alerts.
        var isAlarm = false
    }

    /// A colour that somebody decided.
    struct Rate {
        var at: Timestamp
        var known: Timestamp
        var colour: RAGRating
    }

    /// A time in prison, and when the partnership hears of its beginning and its end.
    struct Prison {
        var from: Timestamp
        var begins: Timestamp
        var until: Timestamp?
        var ends: Timestamp?
    }

    struct Decision {
        var at: Timestamp
        var colour: RAGRating
        var before: RAGRating?
        var trigger: String
    }

    struct Arrest {
        var at: Timestamp
        var asn: String
        var isWithdrawn = false
    }

    struct Telling {
        var team: String
        var kind: String
        var decidedAt: Timestamp
        /// After how many minutes an officer acknowledges; nil for never.
        var acknowledgedAfter: Int?
    }

    var identity: InventedPerson
    var postcode: String
    /// The team that is responsible now.
    var team: String
    var stays: [Stay] = []
    var died: Timestamp?
    var arrests: [Arrest] = []
    var decisions: [Decision] = []
    var custody: [(at: Timestamp, isHeld: Bool)] = []
    var attendances: [(at: Timestamp, isAttended: Bool, isRequired: Bool, isAcceptable: Bool)] = []
    var outcomes: [(at: Timestamp, asn: String?, offences: Int)] = []
    var breaches: [Timestamp] = []
    var recalls: [Timestamp] = []
    var tagEvents: [Timestamp] = []
    var tests: [(at: Timestamp, result: TreatmentReport.TestResult)] = []
    var intelligence: [Timestamp] = []
    var nominations: [Timestamp] = []
    var recordings: [(at: Timestamp, arrived: Timestamp)] = []
    var plans: [(at: Timestamp, actions: [(need: String, state: String)])] = []
    var tellings: [Telling] = []
    var triggers: [Trigger] = []
    var rates: [Rate] = []
    var prison: [Prison] = []
    /// The teams that became responsible, since when; the first from the beginning.
    var moves: [(at: Timestamp, team: String)] = []
    /// What panels and officers decided, and when what stated too little was recorded again.
    var panel: [(at: Timestamp, matter: String, completed: Timestamp?)] = []
    /// When the partnership hears of the death.
    var deathKnown: Timestamp?
    /// The hub's messages about the person, by when they were sent.
    var words: [Timestamp: String] = [:]

    // What the generator itself has to remember.
    var releaseDay: Int?
    /// Meetings at which somebody looks at the colour, and the class of what brought it there.
    var considerations: [(day: Int, slot: Int, word: String)] = []
    /// Nothing is made to happen before: the partnership has still to hear of a release or of a correction.
    var quietUntil = Timestamp(microseconds: 0)
    /// A decision to take the person off is held, and will be recorded again.
    var isLeaving = false
    var hearings: [(day: Int, asn: String, offences: Int)] = []
    var habit = 80
    var isDrugUser = false
    var isTagged = false
    var isPaired = false
    /// Numbers of a second record of this person, until the registers unite them.
    var secondNumber: String?

    var isOn: Bool { died == nil && (stays.last.map { $0.end == nil } ?? false) }
    var isHeld: Bool { custody.last?.isHeld ?? false }
    var colour: RAGRating? { stays.last?.colours.last?.colour }

    /// The team that is responsible at an instant.
    func team(at instant: Timestamp) -> String { moves.last { $0.at <= instant }?.team ?? moves.first?.team ?? team }
}
