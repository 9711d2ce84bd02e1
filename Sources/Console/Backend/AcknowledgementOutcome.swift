public import CanonicalModel

/// What became of an officer's acknowledgement.
public enum AcknowledgementOutcome: Sendable, Hashable {
    /// It was recorded; the notice is closed.
    case acknowledged(at: Timestamp)
    /// Somebody was first; nothing changed.
    case already(by: String, at: Timestamp)
    /// The team has no such notice, or the asker may not see it.
    case unknown
}
