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
        /// The teams that were told, and whether they believe that it goes on.
        var told: [String: Bool] = [:]
        /// The last colour that the team in charge was told.
        var toldColour: RAGRating?
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

    // What the generator itself has to remember.
    var releaseDay: Int?
    var pendingColour: (day: Int, slot: Int, colour: RAGRating, trigger: String)?
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
}
