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
    /// It breaks the feed's contract; the bytes wait in the quarantine. Can transition to: received, by an operator.
    case rejected
    /// The sender did nothing wrong and it does not travel: the translator failed it, or the broker keeps refusing it.
    /// Can transition to: published (the broker relents), received (an operator).
    case held
}
