public import CanonicalModel

/// What the enforcement point asks: may this recipient have these fields of this notice, for this purpose, at this time.
///
/// The answer depends on nothing but the request and the agreement, so a stored request can be decided again years
/// later.
public struct DisclosureRequest: Sendable, Hashable {
    /// How the fields would travel.
    public enum Delivery: String, Sendable, Hashable {
        /// Sent, over AMQP or otherwise: what has left cannot be called back.
        case pushed
        /// Asked for by the recipient at this moment, against a claim ticket.
        case fetched
    }

    /// What would be told.
    public var message: NoticeKind
    /// Whose disclosure it is: the role that holds the data.
    public var discloser: Discloser
    /// Whom it would be told to.
    public var recipient: RecipientFacts
    /// What is known about the person it is about.
    public var subject: SubjectFacts
    /// The fields that would be told.
    public var fields: [DataField]
    /// What the recipient needs it for, a purpose of the agreement.
    public var purpose: String
    /// The broker's clock.
    public var now: Timestamp
    /// Sent, or fetched against a claim ticket.
    public var delivery: Delivery
    /// An officer's emergency override; known to be nil when none was made.
    public var override: Knowable<EmergencyOverride?>
    /// The scheme's settings by name ("scheme.exit-interviews"); one that is not here is unknown.
    public var scheme: [String: String]

    /// Puts a request together.
    public init(
        message: NoticeKind, discloser: Discloser, recipient: RecipientFacts, subject: SubjectFacts,
        fields: [DataField],
        purpose: String, now: Timestamp, delivery: Delivery = .pushed,
        override: Knowable<EmergencyOverride?> = .known(nil), scheme: [String: String] = [:]
    ) {
        self.message = message
        self.discloser = discloser
        self.recipient = recipient
        self.subject = subject
        self.fields = fields
        self.purpose = purpose
        self.now = now
        self.delivery = delivery
        self.override = override
        self.scheme = scheme
    }
}

/// The party and role that disclose; a gateway is a power between two parties, so a rule names both ends.
public struct Discloser: Sendable, Hashable {
    /// The party ("west-yorkshire-police").
    public var party: String
    /// The role ("iom-hub").
    public var role: String
    /// Names a discloser.
    public init(party: String, role: String) {
        self.party = party
        self.role = role
    }
}

/// What is known about the recipient; whether it has signed is read from the agreement, never asserted.
public struct RecipientFacts: Sendable, Hashable {
    /// The recipient's id in the directory ("npt-headingley").
    public var id: String
    /// The party ("west-yorkshire-police").
    public var party: String
    /// The role ("npt").
    public var role: String
    /// The kind of body.
    public var kind: PartyKind
    /// Whether the recipient's area covers where the person lives.
    public var coversArea: Knowable<Bool>
    /// Whether the told ledger says that this recipient was told of this person's stay on the cohort.
    public var previouslyNotified: Bool
    /// What binds a recipient that is no party.
    public var undertaking: Knowable<Undertaking>
    /// Whether the person who receives is vetted (ISH-16).
    public var isVetted: Knowable<Bool>

    /// Puts a recipient together.
    public init(
        id: String, party: String, role: String, kind: PartyKind, coversArea: Knowable<Bool>, previouslyNotified: Bool,
        undertaking: Knowable<Undertaking> = .unknown("no undertaking recorded"),
        isVetted: Knowable<Bool> = .unknown("no vetting recorded")
    ) {
        self.id = id
        self.party = party
        self.role = role
        self.kind = kind
        self.coversArea = coversArea
        self.previouslyNotified = previouslyNotified
        self.undertaking = undertaking
        self.isVetted = isVetted
    }
}

/// What is known about the person; every fact has to be given, known or unknown.
public struct SubjectFacts: Sendable, Hashable {
    /// Child or adult.
    public var ageBand: Knowable<AgeBand>
    /// The cohort the person is on now.
    public var cohort: Knowable<CohortType>
    /// The supervision the person is under.
    public var statutory: Knowable<StatutoryStatus>
    /// The risk.
    public var rag: Knowable<RiskColour>
    /// Held or at liberty.
    public var custody: Knowable<CustodyPlace>
    /// Every consent recorded; a known empty list means that none was ever sought.
    public var consents: Knowable<[Consent]>
    /// Managed under MAPPA or not.
    public var mappa: Knowable<MappaStatus>
    /// How the person came onto the cohort.
    public var selectionRoute: Knowable<SelectionRoute>
    /// Whether the person is moving between two schemes of the agreement (CLV 8.3).
    public var isTransferInProgress: Knowable<Bool>
    /// Every risk assessment recorded; a known empty list means that none was ever made.
    public var riskAssessments: Knowable<[DisclosureRiskAssessment]>

    /// Puts a person's facts together.
    public init(
        ageBand: Knowable<AgeBand>, cohort: Knowable<CohortType>, statutory: Knowable<StatutoryStatus>,
        rag: Knowable<RiskColour>, custody: Knowable<CustodyPlace>, consents: Knowable<[Consent]>,
        mappa: Knowable<MappaStatus> = .unknown("nobody has said"),
        selectionRoute: Knowable<SelectionRoute> = .unknown("nobody has said"),
        isTransferInProgress: Knowable<Bool> = .unknown("nobody has said"),
        riskAssessments: Knowable<[DisclosureRiskAssessment]> = .unknown("nobody has said")
    ) {
        self.ageBand = ageBand
        self.cohort = cohort
        self.statutory = statutory
        self.rag = rag
        self.custody = custody
        self.consents = consents
        self.mappa = mappa
        self.selectionRoute = selectionRoute
        self.isTransferInProgress = isTransferInProgress
        self.riskAssessments = riskAssessments
    }
}

/// A field of the notice, without its value: the engine decides about kinds of data and never sees the data.
public struct DataField: Sendable, Hashable {
    /// The field's name in the notice.
    public var name: String
    /// Its data category ("cohort.status").
    public var category: String
    /// Whether the notice makes no sense without it.
    public var isRequired: Bool
    /// The feeds it is known from ("courts", "idiom"); a fact with two sources is bound by neither alone (guardrail
    /// G8).
    public var sources: Knowable<[String]>
    /// Until when what it says was known; a rule may demand a maximum age (ISH-04).
    public var asOf: Knowable<Timestamp>
    /// The handling code, for intelligence.
    public var handling: Knowable<HandlingCode>
    /// Whether it was recorded about the person as a child; that never wears off.
    public var isYouthRecord: Knowable<Bool>
    /// Whether the conviction is spent (Rehabilitation of Offenders Act 1974).
    public var isSpent: Knowable<Bool>
    /// Whether the originator of an intelligence item released it.
    public var originatorRelease: Knowable<Presence>
    /// Whether a named person has read and cleared free text.
    public var clearedBy: Knowable<Presence>

    /// Puts a field together; what is left out is unknown, and refuses where a guardrail asks for it.
    public init(
        name: String, category: String, required: Bool, sources: Knowable<[String]> = .unknown("sources not stated"),
        asOf: Knowable<Timestamp> = .unknown("not stated until when it was known"),
        handling: Knowable<HandlingCode> = .unknown("no handling code"),
        isYouthRecord: Knowable<Bool> = .unknown("not stated whether a youth record"),
        isSpent: Knowable<Bool> = .unknown("not stated whether spent"),
        originatorRelease: Knowable<Presence> = .unknown("no release recorded"),
        clearedBy: Knowable<Presence> = .unknown("no clearance recorded")
    ) {
        self.name = name
        self.category = category
        isRequired = required
        self.sources = sources
        self.asOf = asOf
        self.handling = handling
        self.isYouthRecord = isYouthRecord
        self.isSpent = isSpent
        self.originatorRelease = originatorRelease
        self.clearedBy = clearedBy
    }
}
