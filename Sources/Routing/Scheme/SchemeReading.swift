public import CanonicalModel

/// What the scheme says of a record at the moment it is looked at; derived, never folded and never stored.
///
/// Put there by the router before it tells anybody anything. A record that no router has read, or of a partnership without a
/// scheme, has none, and then every decision stands and every colour is the one that was decided.
public struct SchemeReading: Sendable, Hashable {
    /// Decisions that state too little to stand, or that no further word can mend, by their messages.
    public var held: Set<String> = []
    /// The colour that triggers propose where it differs from what was decided; it authorises no visit (DESIGN decision 16).
    public var proposed: RAGRating?
    /// The class of what proposed it.
    public var trigger: String?
    /// Whether teams are to stop visits while the stay goes on: in custody, or dead.
    public var areVisitsStopped = false

    /// Nothing said.
    public init() {}
}
