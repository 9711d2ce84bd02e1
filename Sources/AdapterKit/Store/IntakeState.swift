/// Where an item stands.
public enum IntakeState: String, Sendable, Hashable, CaseIterable {
    /// Its bytes are sealed. Can transition to: translated, ignored, rejected, held.
    case received
    /// It has messages that the broker has not all confirmed. Can transition to: published, held.
    case translated
    /// The broker has confirmed every message. The end.
    case published
    /// It says nothing that the feed carries. The end.
    case ignored
    /// It breaks the feed's contract; the bytes wait in the quarantine. Can transition to: received or closed, by an
    /// operator.
    case rejected
    /// It does not travel and the sender need not be wrong: no translator can read it without a person, the translator
    /// failed it, or the broker keeps refusing it. Can transition to: published (the broker relents), received or closed
    /// (an operator).
    case held
    /// An operator has closed it with a reason. The end.
    case closed
}
