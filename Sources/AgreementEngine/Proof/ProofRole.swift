/// A role at a party, as one end of a disclosure.
struct ProofRole: Sendable, Hashable {
    var party: String
    var role: String
    var kind: PartyKind
    var isCompetentAuthority: Bool

    /// "disc/case-manager"
    var name: String { party + "/" + role }

    /// Total, so that the order of roles is the same in every run.
    var sortingKey: (String, String, Int, Int) { (party, role, kind.ordinal, isCompetentAuthority ? 1 : 0) }
}

/// One question that an agreement answers: may this recipient have this category in this notice, from this discloser,
/// for this purpose. Places in the lists of ``ProofGround``.
struct ProofQuestion: Sendable, Hashable {
    var discloser: UInt16
    var recipient: UInt16
    var message: UInt16
    var purpose: UInt16
    var category: UInt16
}
