/// A panel's decision that states too little to stand: it is held, with what is missing.
public struct IncompleteDecision: Sendable, Hashable {
    /// Something that is missing.
    public struct Piece: Sendable, Hashable {
        /// The rule of the pack that asks for it.
        public var rule: String
        /// What is missing, in words ("the meeting's date").
        public var what: String

        /// Puts a piece together.
        public init(rule: String, what: String) {
            self.rule = rule
            self.what = what
        }
    }

    /// The decision's message.
    public var decision: String
    /// What is missing.
    public var missing: [Piece]
    /// Whether it is refused rather than held: it breaks a rule that no further word can mend (SEL-25).
    public var isRefused: Bool

    /// Puts it together.
    public init(decision: String, missing: [Piece], isRefused: Bool = false) {
        self.decision = decision
        self.missing = missing
        self.isRefused = isRefused
    }
}
