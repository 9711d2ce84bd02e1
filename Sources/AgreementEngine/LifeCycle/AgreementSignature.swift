public import CanonicalModel

/// One person's signature.
public struct AgreementSignature: Sendable, Hashable {
    /// As what they signed.
    public var role: SigningRole
    /// Who signed.
    public var name: String
    /// The party whose office they hold.
    public var party: String
    /// The id of the key.
    public var key: String
    /// When they say that they signed; signed with the rest.
    public var at: Timestamp
    /// Ed25519, 128 hexadecimal digits.
    public var signature: String
}
