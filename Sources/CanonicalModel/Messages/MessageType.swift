/// The type of a canonical message: a fact in the past tense, dotted, with its version ("custody.released.v1").
public struct MessageType: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The CloudEvents `type`.
    public let rawValue: String
    /// Names a type.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The CloudEvents `type`.
    public var description: String { rawValue }
    private init(_ name: String) { rawValue = name }

    /// A hearing was resulted; a later version for the same hearing and case supersedes.
    public static let hearingResulted = MessageType("court.hearing.resulted.v1")
    /// A court issued a warrant.
    public static let warrantIssued = MessageType("court.warrant.issued.v1")
    /// A court withdrew a warrant.
    public static let warrantWithdrawn = MessageType("court.warrant.withdrawn.v1")
    /// A court expects somebody at a hearing.
    public static let hearingListed = MessageType("court.hearing.listed.v1")
    /// A court took a hearing off its list.
    public static let hearingCancelled = MessageType("court.hearing.cancelled.v1")
    /// A prison received somebody.
    public static let custodyReceived = MessageType("custody.received.v1")
    /// A prison released somebody.
    public static let custodyReleased = MessageType("custody.released.v1")
    /// Somebody left a prison for a while: to court or on temporary licence.
    public static let absenceStarted = MessageType("custody.absence.started.v1")
    /// Somebody came back from court or temporary licence.
    public static let absenceEnded = MessageType("custody.absence.ended.v1")
    /// Somebody moved between prisons.
    public static let custodyTransferred = MessageType("custody.transferred.v1")
    /// Somebody absconded: unlawfully at large, not released.
    public static let custodyAbsconded = MessageType("custody.absconded.v1")
    /// Somebody went from prison to hospital and stays detained.
    public static let custodyHospitalised = MessageType("custody.hospitalised.v1")
    /// Somebody was removed from the country.
    public static let custodyRemoved = MessageType("custody.removed.v1")
    /// Somebody died.
    public static let personDied = MessageType("person.died.v1")
    /// One register found that two of its records are one person.
    public static let personMerged = MessageType("person.merged.v1")
    /// A person settled whose record a held item belongs to.
    public static let personLinked = MessageType("person.linked.v1")
    /// Somebody's address changed.
    public static let addressChanged = MessageType("address.changed.v1")
    /// A panel selected somebody for a cohort.
    public static let selectionDecided = MessageType("selection.decided.v1")
    /// A panel de-selected somebody.
    public static let deselectionDecided = MessageType("deselection.decided.v1")
    /// A person or meeting decided a colour.
    public static let ragDecided = MessageType("rag.decided.v1")
    /// A consent was given, refused or withdrawn.
    public static let consentRecorded = MessageType("consent.recorded.v1")
    /// A named officer acknowledged a notice.
    public static let noticeAcknowledged = MessageType("notice.acknowledged.v1")

    /// Every type the core takes in; anything else is refused at the door.
    public static let inbound: Set<MessageType> = [
        hearingResulted, warrantIssued, warrantWithdrawn, hearingListed, hearingCancelled, custodyReceived, custodyReleased, absenceStarted, absenceEnded,
        custodyTransferred, custodyAbsconded, custodyHospitalised, custodyRemoved, personDied, personMerged, personLinked,
        addressChanged, selectionDecided, deselectionDecided, ragDecided, consentRecorded, noticeAcknowledged,
    ]
}
