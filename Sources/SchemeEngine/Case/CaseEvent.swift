public import CanonicalModel

/// Something that happened to one person, in the scheme's classes: the wording an agency used never gets here.
public struct CaseEvent: Sendable, Hashable {
    /// What happened.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        // Police
        case arrest
        case charge
        /// No further action, caution, and the like; ``CaseEvent/Detail/outcome`` says which.
        case disposal
        case intelligence
        case crime
        case nomination
        // Courts
        /// A result of a hearing: ``CaseEvent/Detail/outcome`` is "convicted", "acquitted", "discontinued" or "adjourned".
        case courtResult = "court-result"
        /// A sentence passed: ``CaseEvent/Detail/order``, ``CaseEvent/Detail/days``, ``CaseEvent/Detail/until``.
        case sentence
        case warrantIssued = "warrant-issued"
        case warrantWithdrawn = "warrant-withdrawn"
        // Prisons
        case releasePlanned = "release-planned"
        case absconded
        case died
        // Probation
        case supervisionStarted = "supervision-started"
        case supervisionEnded = "supervision-ended"
        case appointmentMissed = "appointment-missed"
        case appointmentAttended = "appointment-attended"
        case breach
        case recall
        case recallDeclined = "recall-declined"
        case riskAssessed = "risk-assessed"
        /// A warning for the safety of officers: ``CaseEvent/Detail/alarm`` says which, ``CaseEvent/Detail/until`` its
        /// last day.
        case safetyWarning = "safety-warning"
        // Youth offending, treatment, monitoring
        case youthAssessed = "youth-assessed"
        case drugTest = "drug-test"
        case treatment
        case monitoring
        // The hub, the teams and the person
        case plan
        case visitPlanned = "visit-planned"
        case visitMade = "visit-made"
        case refusedSupport = "refused-support"
        case agreedToSupport = "agreed-to-support"
        case moved
        case review
        case exitInterview = "exit-interview"
        /// A team took a flag down; ``CaseEvent/Detail/reference`` says which, ``CaseEvent/Detail/party`` who.
        case flagsWithdrawn = "flags-withdrawn"
        /// A meeting agreed an action: ``CaseEvent/Detail/party`` owns it, ``CaseEvent/Detail/until`` is its day (ROL-13).
        case action
        /// Somebody did what a task asked: ``CaseEvent/Detail/outcome`` is its kind or ``CaseEvent/Detail/reference`` its key.
        case taskDone = "task-done"
        /// What earlier events rested on was somebody else's: it comes down at once (DESIGN decision 16).
        case mistakenIdentity = "mistaken-identity"
    }

    /// The message that said so; a correction keeps it.
    public var id: String
    /// What happened.
    public var kind: Kind
    /// When it happened.
    public var occurred: Timestamp
    /// When the broker learnt of it.
    public var recorded: Timestamp
    /// What is known besides, in codes.
    public var detail: Detail {
        get { particulars.detail }
        set { particulars = Particulars(newValue) }
    }

    /// Held apart: a look orders and sifts histories many times over, and a move of seventeen members is most of its cost.
    private var particulars: Particulars

    /// Puts an event together.
    public init(id: String, kind: Kind, occurred: Timestamp, recorded: Timestamp, detail: Detail = Detail()) {
        self.id = id
        self.kind = kind
        self.occurred = occurred
        self.recorded = recorded
        particulars = Particulars(detail)
    }
}

extension CaseEvent {
    /// A detail that is never changed in place, so that copies of an event may share it.
    private final class Particulars: Sendable, Hashable {
        let detail: Detail

        init(_ detail: Detail) { self.detail = detail }

        static func == (one: Particulars, other: Particulars) -> Bool { one === other || one.detail == other.detail }

        func hash(into hasher: inout Hasher) { hasher.combine(detail) }
    }
}

extension CaseEvent {
    /// What is known of an event besides, in codes; which members mean anything depends on the event's kind.
    public struct Detail: Sendable, Hashable {
        /// The class of offence, a word of the pack ("burglary-dwelling").
        public var offence: String?
        /// How it ended ("no-further-action", "acquitted", "discontinued", "convicted", "positive", "refused").
        public var outcome: String?
        /// The arrest summons number, case or item that ties a result to its arrest.
        public var reference: String?
        /// The agency it came from, by its id in the agreement.
        public var party: String?
        /// What an assessment was made with ("ogrs3", "oasys", "asset", "rm2000v", "matrix:leeds-2008").
        public var tool: String?
        /// Its score, in hundredths where the tool has fractions.
        public var score: Int?
        /// Its band ("high", "very-high").
        public var band: String?
        /// Intelligence: whether it is graded and significant; nil where nobody said.
        public var isSignificant: Bool?
        /// Whether what was missed or broken belongs to a statutory order.
        public var isStatutory: Bool?
        /// A marker that always alerts: "life-risk", "recall-at-large", "victim-threat" (DESIGN decision 16).
        public var alarm: String?
        /// The order or sentence ("licence", "community-order", "dto", "custody").
        public var order: String?
        /// The length of a custodial sentence.
        public var days: Int?
        /// The day it ends, or a release is planned for.
        public var until: CalendarDate?
        /// The area or team it concerns, by its id in the directory.
        public var area: String?
        /// The cohort it concerns.
        public var cohort: String?
        /// Times a week, of visits.
        public var perWeek: Int?
        /// The day the offence behind a sentence was committed; which law of release applies hangs on it (``StatutoryStatus``).
        public var committed: CalendarDate?

        /// Nothing known besides.
        public init() {}
    }
}
