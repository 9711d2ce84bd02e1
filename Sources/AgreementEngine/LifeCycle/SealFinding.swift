/// A rule that nobody has looked at as it now stands.
public struct SealFinding: Sendable, Hashable {
    /// What differs between a rule and its seal.
    public enum Difference: String, Sendable, Hashable, CaseIterable {
        /// It has no seal.
        case unsealed = "seal.missing"
        /// The officer's sentence is another one, and the structure is as it was.
        case newSentence = "seal.sentence-changed"
        /// The structure of a known rule changed, or a known sentence stands under another id: what nobody may miss.
        case newStructure = "seal.structure-changed"
        /// The rule's own text is the same, and means something else: a party joined its kind, a power was redefined.
        case newMeaning = "seal.meaning-changed"
        /// There is a seal and no such rule.
        case noSuchRule = "seal.no-such-rule"

        /// Whether sealing again takes a named person's word that they looked.
        public var demandsReview: Bool { self == .newStructure || self == .newMeaning }
    }

    /// The rule's id.
    public var rule: String
    /// What differs.
    public var difference: Difference

    /// Puts a finding together.
    public init(rule: String, difference: Difference) {
        self.rule = rule
        self.difference = difference
    }

    /// What it is, in a sentence with its remedy.
    public var description: String {
        switch difference {
        case .unsealed: "\(rule) has no seal. Read its sentence beside the engine's English, then seal it."
        case .newSentence: "\(rule) has a new sentence. Read it beside the engine's English, then seal it."
        case .newStructure:
            "\(rule) changed its structure, or has a sentence that was sealed under another id. Read it beside the engine's "
                + "English, and seal it with --reviewed-by NAME."
        case .newMeaning:
            "\(rule) means something else than when it was sealed, because a party, purpose or power that it names changed. "
                + "Read it again, and seal it with --reviewed-by NAME."
        case .noSuchRule: "There is a seal for \(rule) and no such rule. Sealing again removes it."
        }
    }
}
