/// One piece of evidence for a panel, and who may be shown it, as far as the scheme says.
///
/// The scheme only narrows: it says by class which kinds of body an item is not for, and which data categories have to
/// be asked for. **The agreement engine decides**, recipient by recipient and field by field, with the person's
/// consent; an item that the scheme lets pass is not released by that.
public struct EvidenceItem: Sendable, Hashable {
    /// The event.
    public var event: String
    /// What it is.
    public var evidenceClass: EvidenceClass
    /// The agency it came from, by its id in the agreement.
    public var party: String?
    /// The tool of an assessment.
    public var tool: String?
    /// The categories to ask the agreement for.
    public var categories: [String]
    /// The kinds of body it may be asked for; nil for every kind.
    public var only: [String]?
    /// Whether the question to the agreement has to name the person's consent.
    public var needsConsent: Bool
    /// The rules of the pack that said so.
    public var rules: [String]

    /// Whether the agreement is asked for a member at all.
    ///
    /// - Parameters:
    ///   - kind: what kind of body the member is, a word of the agreement ("vcs").
    ///   - party: the member's id in the agreement; what it brought itself it has seen.
    /// - Returns: false where the item does not go before this member; true where the agreement decides.
    public func mayBeAsked(kind: String, party: String) -> Bool {
        self.party == party || only.map { $0.contains(kind) } ?? true
    }
}
