/// What became of an item for a person: each kind of "nothing happened" has its own code (DESIGN decision 6).
///
/// Fates are for operations alone. A receipt to a sender never carries one, because most of them tell whether somebody is on
/// a cohort.
public enum Fate: String, Sendable, Hashable, CaseIterable {
    /// Recipients were told something.
    case notified
    /// Taken into the history; nobody needed to be told.
    case recorded
    /// Taken into the history; somebody should be told but no rule permits it.
    case noRulePermits = "no-rule-permits"
    /// A later report already stands.
    case superseded
    /// The same message came before and had its effect.
    case duplicate
    /// The same id came before with other content: an exception for a person.
    case conflictingDuplicate = "conflicting-duplicate"
    /// The person is on no cohort; no trace is kept but a keyed hash.
    case notOnCohort = "not-on-cohort"
    /// It is probably, or contradictorily, somebody we know: a person must settle it.
    case heldForIdentity = "held-for-identity"
    /// A hub decision about somebody the broker does not know, or without any identifier it could ever match; or one that states
    /// less than the scheme asks of it.
    case heldForHub = "held-for-hub"
    /// Two records were united.
    case merged
    /// What was held to be one person's is two people's; notices about the wrong one were withdrawn.
    case separated
    /// A person settled that it is about nobody on record; its bytes were destroyed.
    case nobodys
    /// The person's key was destroyed, by order.
    case erased
    /// An officer's acknowledgement closed a notice.
    case acknowledged
    /// An acknowledgement of a notice that does not exist, is not this recipient's, or was already acknowledged.
    case acknowledgementRefused = "acknowledgement-refused"
    /// A word that a task is done which closes none: an unknown task, or one that is not this post's to close.
    case taskRefused = "task-refused"
    /// Refused at the door: not a canonical message, or not this sender's to send.
    case refusedAtDoor = "refused-at-door"

    /// Whether the item had an effect, so that its repetition is a duplicate and not evaluated afresh (DESIGN decision 13).
    public var hadEffect: Bool { self != .notOnCohort && self != .refusedAtDoor }

    /// The fate in a plain sentence, for `throughgate why`.
    public var sentence: String {
        switch self {
        case .notified: "it changed what somebody should know, and they were told"
        case .recorded: "it was recorded; it changed nothing that any recipient has to be told"
        case .noRulePermits: "it was recorded, but no rule of the agreement permits telling the recipients it concerns"
        case .superseded: "a later report of the same thing already stood, so it changed nothing"
        case .duplicate: "the same message had come before and had its effect then"
        case .conflictingDuplicate: "the same id had come before with other content; a person has to look at it"
        case .notOnCohort: "nobody it speaks of is on a cohort; nothing of it was kept"
        case .heldForIdentity: "it is probably about somebody known, but no strong identifier says so; a person has to settle it"
        case .heldForHub:
            "the hub decided about somebody the broker cannot identify, or stated less than the scheme asks; the hub has to supply the rest"
        case .merged: "it showed that two records are one person; they were united"
        case .separated: "it showed that one record held two people; they were separated and notices about the wrong one withdrawn"
        case .nobodys: "a person settled that it is about nobody on record; nothing of it was kept"
        case .erased: "the person was erased: the keys are destroyed, and the log still verifies"
        case .acknowledged: "a named officer acknowledged the notice"
        case .acknowledgementRefused: "it acknowledges a notice that is not open for that recipient"
        case .taskRefused: "it says that a task is done which nobody's word closes, which is unknown, or which is not that post's"
        case .refusedAtDoor: "it was refused at the door"
        }
    }
}
