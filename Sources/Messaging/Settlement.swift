/// What a handler decides about one delivery; returned, so none is settled twice or forgotten.
public enum Settlement: Sendable, Hashable, CaseIterable {
    /// Its effects are stored: it may be forgotten.
    case accept
    /// Something outside the message stood in the way: deliver it again after a pause. The queue's delivery limit counts.
    case retry
    /// No retry can cure it: to the dead letter channel.
    case deadLetter
}
