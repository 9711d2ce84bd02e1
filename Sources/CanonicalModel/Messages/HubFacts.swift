import Formats

/// A colour of risk: red, amber, green. Blue (custody) and white (dormant) are other facts (agreement reference 0.10).
public enum RAGRating: String, Sendable, Hashable, Comparable, CaseIterable {
    case green
    case amber
    case red

    /// Green is lowest, red highest.
    public static func < (left: RAGRating, right: RAGRating) -> Bool { left.rank < right.rank }
    private var rank: Int { switch self { case .green: 0; case .amber: 1; case .red: 2 } }
}

/// A panel or a tasking meeting selected somebody for a cohort.
public struct SelectionDecision: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// The cohort, a word of the scheme ("iom", "ppo", "dyo").
    public var cohort: String
    /// Licence, order or none.
    public var isStatutory: Bool?
    /// The colour at selection.
    public var rag: RAGRating?
    /// The meeting that decided.
    public var meeting: String?
    /// The named person who recorded it.
    public var decidedBy: String
    /// For an imported cohort: the recipients that were already told before Throughgate; the spell counts as told to them.
    public var alreadyTold: [String]
    /// The meeting and what it rested on.
    public var panel: PanelRecord?

    /// Puts a selection together.
    public init(
        person: Person, cohort: String, isStatutory: Bool? = nil, rag: RAGRating? = nil, meeting: String? = nil,
        decidedBy: String, alreadyTold: [String] = [], panel: PanelRecord? = nil
    ) {
        self.panel = panel
        self.person = person
        self.cohort = cohort
        self.isStatutory = isStatutory
        self.rag = rag
        self.meeting = meeting
        self.decidedBy = decidedBy
        self.alreadyTold = alreadyTold
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        cohort = try reader.string("cohort", atMost: 24)
        isStatutory = try reader.optionalBool("statutory")
        rag = try reader.optionalWord("rag")
        meeting = try reader.optionalString("meeting", atMost: 120)
        decidedBy = try reader.string("decidedBy", atMost: 120)
        alreadyTold = try reader.strings("alreadyTold")
        panel = try reader.panel()
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["cohort"] = .string(cohort)
        object.setIfPresent("statutory", isStatutory.map(JSONValue.bool))
        object.setIfPresent("rag", rag?.rawValue)
        object.setIfPresent("meeting", meeting)
        object["decidedBy"] = .string(decidedBy)
        if !alreadyTold.isEmpty { object["alreadyTold"] = .array(alreadyTold.map(JSONValue.string)) }
        object.setIfPresent("panel", panel?.json)
        return object
    }
}

/// A panel de-selected somebody. The grounds are for the lead professional; no neighbourhood team is ever told them.
public struct DeselectionDecision: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// The cohort left.
    public var cohort: String
    /// The ground, a code of the scheme ("six-months-clear", "moved-area").
    public var ground: String
    /// Further grounds.
    public var moreGrounds: [String]
    /// The meeting that decided.
    public var meeting: String?
    /// The named person who recorded it.
    public var decidedBy: String
    /// The meeting and what it rested on.
    public var panel: PanelRecord?
    /// How the person left; for the lead professional (reference DES-16).
    public var exit: ExitRecord?
    /// The area that takes them over, where they moved to one.
    public var transferTo: String?
    /// Who gets intelligence about them from now on, by the recipient's id.
    public var intelligenceTo: String?

    /// Puts a de-selection together.
    public init(
        person: Person, cohort: String, ground: String, moreGrounds: [String] = [], meeting: String? = nil,
        decidedBy: String, panel: PanelRecord? = nil, exit: ExitRecord? = nil, transferTo: String? = nil,
        intelligenceTo: String? = nil
    ) {
        self.person = person
        self.cohort = cohort
        self.ground = ground
        self.moreGrounds = moreGrounds
        self.meeting = meeting
        self.decidedBy = decidedBy
        self.panel = panel
        self.exit = exit
        self.transferTo = transferTo
        self.intelligenceTo = intelligenceTo
    }

    /// Every ground, the first in front.
    public var grounds: [String] { [ground] + moreGrounds.filter { $0 != ground } }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        cohort = try reader.string("cohort", atMost: 24)
        ground = try reader.string("ground", atMost: 48)
        moreGrounds = try reader.strings("moreGrounds", eachAtMost: 48)
        meeting = try reader.optionalString("meeting", atMost: 120)
        decidedBy = try reader.string("decidedBy", atMost: 120)
        panel = try reader.panel()
        exit = try reader.exit()
        transferTo = try reader.optionalString("transferTo", atMost: 64)
        intelligenceTo = try reader.optionalString("intelligenceTo", atMost: 64)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["cohort"] = .string(cohort)
        object["ground"] = .string(ground)
        object.setIfSaid("moreGrounds", moreGrounds)
        object.setIfPresent("meeting", meeting)
        object["decidedBy"] = .string(decidedBy)
        object.setIfPresent("panel", panel?.json)
        object.setIfPresent("exit", exit?.json)
        object.setIfPresent("transferTo", transferTo)
        object.setIfPresent("intelligenceTo", intelligenceTo)
        return object
    }
}

/// A named person or meeting decided a colour.
public struct RAGDecision: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// The colour.
    public var rating: RAGRating
    /// The class of what triggered it; detail does not travel.
    public var triggerClass: String?
    /// The named person who decided.
    public var decidedBy: String
    /// The meeting and what it rested on.
    public var panel: PanelRecord?
    /// The proposed change that it confirms or turns down, by the key of its transition.
    public var confirms: String?

    /// Puts a decision together.
    public init(
        person: Person, rating: RAGRating, triggerClass: String? = nil, decidedBy: String, panel: PanelRecord? = nil,
        confirms: String? = nil
    ) {
        self.panel = panel
        self.confirms = confirms
        self.person = person
        self.rating = rating
        self.triggerClass = triggerClass
        self.decidedBy = decidedBy
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        rating = try reader.word("rating")
        triggerClass = try reader.optionalString("triggerClass", atMost: 48)
        decidedBy = try reader.string("decidedBy", atMost: 120)
        panel = try reader.panel()
        confirms = try reader.optionalString("confirms", atMost: 256)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["rating"] = .string(rating.rawValue)
        object.setIfPresent("triggerClass", triggerClass)
        object["decidedBy"] = .string(decidedBy)
        object.setIfPresent("panel", panel?.json)
        object.setIfPresent("confirms", confirms)
        return object
    }
}

/// A consent the person gave, refused or withdrew; a condition of sharing, never a power.
///
/// The message's time is when the person decided, its recorded time when somebody wrote it down (agreement reference 5.3).
public struct ConsentRecord: Sendable, Hashable {
    /// What became of it.
    public enum State: String, Sendable, Hashable {
        case given
        case refused
        case withdrawn
        /// An earlier record of it should never have been made: it is as if it never was (agreement reference 5.1).
        case enteredInError = "entered-in-error"
    }

    /// Who.
    public var person: Person
    /// The data category it covers ("engagement.*").
    public var covers: String
    /// The purpose it is for ("resettle").
    public var purpose: String
    /// The class of recipient it is with ("vcs").
    public var with: String
    /// Given, refused or withdrawn.
    public var state: State
    /// "written" or "spoken".
    public var form: String?
    /// The lead professional who recorded it.
    public var recordedBy: String
    /// When it lapses, if the form says so; otherwise the broker's own term runs (agreement reference 5.3).
    public var expiresAt: Timestamp?
    /// From when it may be relied on, if that is later than the person's decision.
    public var effectiveFrom: Timestamp?
    /// How it was asked for and answered.
    public var evidence: ConsentEvidence?
    /// How it was taken back.
    public var withdrawal: ConsentWithdrawal?
    /// The id of the message that was entered in error; there exactly when the state says so.
    public var corrects: String?

    /// Puts a consent together.
    public init(
        person: Person, covers: String, purpose: String, with: String, state: State, form: String? = nil,
        recordedBy: String, expiresAt: Timestamp? = nil, effectiveFrom: Timestamp? = nil,
        evidence: ConsentEvidence? = nil, withdrawal: ConsentWithdrawal? = nil, corrects: String? = nil
    ) {
        self.expiresAt = expiresAt
        self.person = person
        self.covers = covers
        self.purpose = purpose
        self.with = with
        self.state = state
        self.form = form
        self.recordedBy = recordedBy
        self.effectiveFrom = effectiveFrom
        self.evidence = evidence
        self.withdrawal = withdrawal
        self.corrects = corrects
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        covers = try reader.string("covers", atMost: 48)
        purpose = try reader.string("purpose", atMost: 48)
        with = try reader.string("with", atMost: 48)
        state = try reader.word("state")
        form = try reader.optionalString("form", atMost: 16)
        recordedBy = try reader.string("recordedBy", atMost: 120)
        expiresAt = try reader.optionalTimestamp("expiresAt")
        effectiveFrom = try reader.optionalTimestamp("effectiveFrom")
        evidence = try reader.optionalObject("evidence") { (evidence) throws(FormatError) in
            try ConsentEvidence(&evidence)
        }
        withdrawal = try reader.optionalObject("withdrawal") { (withdrawal) throws(FormatError) in
            try ConsentWithdrawal(&withdrawal)
        }
        corrects = try reader.optionalString("corrects", atMost: 64)
        guard (state == .enteredInError) == (corrects != nil), corrects != "" else {
            throw .correctsNothing(reader.path)
        }
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["covers"] = .string(covers)
        object["purpose"] = .string(purpose)
        object["with"] = .string(with)
        object["state"] = .string(state.rawValue)
        object.setIfPresent("form", form)
        object["recordedBy"] = .string(recordedBy)
        object.setIfPresent("expiresAt", expiresAt?.description)
        object.setIfPresent("effectiveFrom", effectiveFrom?.description)
        object.setIfPresent("evidence", evidence.map { .object($0.json) })
        object.setIfPresent("withdrawal", withdrawal.map { .object($0.json) })
        object.setIfPresent("corrects", corrects)
        return object
    }
}

extension FormatError {
    fileprivate static func correctsNothing(_ path: String) -> FormatError {
        FormatError(
            path: path + "/corrects", rule: "consent.corrects",
            message: "A record entered in error names the message that it corrects, and no other record does.",
            remedy: "Name the message with the state entered-in-error, or leave it out with any other state.")
    }
}

/// A named officer says that a notice was read and will be acted on.
public struct NoticeAcknowledgement: Sendable, Hashable {
    /// The notice's id.
    public var notice: String
    /// The recipient the officer belongs to.
    public var recipient: String
    /// The officer's name and number, as given.
    public var officer: String
    /// Whether a signed-in session vouches for the name; until sign-in exists it is only asserted (DESIGN decision 19).
    public var isAsserted: Bool

    /// Puts an acknowledgement together.
    public init(notice: String, recipient: String, officer: String, isAsserted: Bool) {
        self.notice = notice
        self.recipient = recipient
        self.officer = officer
        self.isAsserted = isAsserted
    }

    init(_ reader: inout ObjectReader) throws(FormatError) {
        notice = try reader.string("notice", atMost: 64)
        recipient = try reader.string("recipient", atMost: 64)
        officer = try reader.string("officer", atMost: 120)
        isAsserted = try reader.bool("asserted")
    }

    var json: JSONObject {
        var object = JSONObject()
        object["notice"] = .string(notice)
        object["recipient"] = .string(recipient)
        object["officer"] = .string(officer)
        object["asserted"] = .bool(isAsserted)
        return object
    }
}
