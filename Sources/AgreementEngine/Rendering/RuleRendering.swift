/// A rule as the engine reads it, beside the sentence that an officer wrote.
///
/// The English is made from the structure alone. Where the two say different things, the engine does what the English
/// says (CNL4DSA's idea, reference 4.1).
public struct RuleRendering: Sendable, Hashable {
    /// The rule's id; `not-in-this-scheme.custody` for an exclusion.
    public let id: String
    /// The officer's sentence.
    public let says: String
    /// The engine's English.
    public let english: String
    /// The rule's whole canonical JSON, sentence included: what a seal is over.
    let canonical: [UInt8]
}
