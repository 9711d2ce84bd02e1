public import CanonicalModel

/// Somebody's colours at one instant: what was decided, what is proposed, what is shown, whose they are.
public struct ColourState: Sendable, Hashable {
    /// The colour shown (reference 6.1).
    public enum Shown: String, Sendable, Hashable, CaseIterable {
        case red, amber, green, blue, white
    }

    /// A change of colour, stored: no alert goes out without one.
    public struct Transition: Sendable, Hashable {
        /// Unique and stable: person, scheme, from, to and trigger (reference 6.5).
        public var key: String
        /// When it took effect.
        public var at: Timestamp
        /// Before.
        public var from: Shown?
        /// After.
        public var to: Shown
        /// The classes of what triggered it; detail does not travel.
        public var triggers: [String]
        /// Whether a named person or a meeting decided it; a proposal is alerted as unconfirmed.
        public var isConfirmed: Bool

        /// Puts a transition together.
        public init(key: String, at: Timestamp, from: Shown?, to: Shown, triggers: [String], isConfirmed: Bool) {
            self.key = key
            self.at = at
            self.from = from
            self.to = to
            self.triggers = triggers
            self.isConfirmed = isConfirmed
        }
    }

    /// The risk that people decided; nil while nobody has.
    public var confirmed: RAGRating?
    /// The risk that triggers propose, where it differs from what was decided.
    public var proposed: RAGRating?
    /// The colour shown.
    public var shown: Shown
    /// The role or team that owns the person now: exactly one (reference 6.5).
    public var owner: String
    /// Every change so far, in order.
    public var transitions: [Transition]

    /// Puts a state together.
    public init(
        confirmed: RAGRating?, proposed: RAGRating?, shown: Shown, owner: String, transitions: [Transition]
    ) {
        self.confirmed = confirmed
        self.proposed = proposed
        self.shown = shown
        self.owner = owner
        self.transitions = transitions
    }
}
