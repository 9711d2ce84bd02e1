import Formats

/// A movement into, out of or between prisons, as the prison service reports it.
public struct CustodyMovement: Sendable, Hashable {
    /// What kind of movement; each is its own message type, because "reason: RELEASED" is not always a release.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case received = "custody.received.v1"
        case released = "custody.released.v1"
        case absenceStarted = "custody.absence.started.v1"
        case absenceEnded = "custody.absence.ended.v1"
        case transferred = "custody.transferred.v1"
        case absconded = "custody.absconded.v1"
        case hospitalised = "custody.hospitalised.v1"
        case removed = "custody.removed.v1"
        /// Left for good, by a feed without the code that tells a release from a death (feeds.md 0.5).
        case departed = "custody.departed.v1"

        /// The kind a message type stands for.
        public init?(_ type: MessageType) { self.init(rawValue: type.rawValue) }
        /// The message type of this kind.
        public var messageType: MessageType { MessageType(rawValue: rawValue) }
    }

    /// Why somebody was received, where the feed's code says so.
    public enum Admission: String, Sendable, Hashable {
        /// A licence was revoked (NOMIS L, B, Y).
        case recall
        /// Unconvicted remand (NOMIS N).
        case remand
        /// Anything else, or no code.
        case other
    }

    /// Where somebody goes who leaves for a while.
    public enum Absence: String, Sendable, Hashable {
        case court
        case temporaryLicence = "temporary-licence"
    }

    /// The prisoner.
    public var person: Person
    /// What kind of movement.
    public var kind: Kind
    /// The prison's three-letter code.
    public var establishment: String?
    /// The NOMIS movement reason code, as written.
    public var movementReasonCode: String?
    /// For a reception: why; nil when the feed has no code, so that it overrules nothing another feed knows.
    public var admission: Admission?
    /// For an absence: where to.
    public var absence: Absence?

    /// Puts a movement together.
    public init(
        person: Person, kind: Kind, establishment: String? = nil, movementReasonCode: String? = nil,
        admission: Admission? = nil, absence: Absence? = nil
    ) {
        self.person = person
        self.kind = kind
        self.establishment = establishment
        self.movementReasonCode = movementReasonCode
        self.admission = admission
        self.absence = absence
    }

    init(_ reader: inout ObjectReader, kind: Kind, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        self.kind = kind
        establishment = try reader.optionalString("establishment", atMost: 8)
        movementReasonCode = try reader.optionalString("movementReasonCode", atMost: 16)
        admission = try reader.optionalWord("admission")
        absence = try reader.optionalWord("absence")
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object.setIfPresent("establishment", establishment)
        object.setIfPresent("movementReasonCode", movementReasonCode)
        object.setIfPresent("admission", admission?.rawValue)
        object.setIfPresent("absence", absence?.rawValue)
        return object
    }
}
