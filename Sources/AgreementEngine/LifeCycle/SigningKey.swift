public import CanonicalModel
private import Crypto
public import Formats
import PolicyText

/// A person's private Ed25519 key.
public struct SigningKey: Sendable {
    /// The only format there is.
    public static let format = "iom-signing-key/1"
    /// Random bytes that a key is made of.
    public static let seedLength = 32

    private let key: Curve25519.Signing.PrivateKey

    /// A key from random bytes, which the caller supplies: this room has no randomness.
    ///
    /// - Returns: nil unless there are exactly ``seedLength`` of them.
    public init?(seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
        self.key = key
    }

    /// Loads a key's file.
    public init(yaml bytes: [UInt8]) throws(FormatError) {
        var reader = try PolicyReader(try StrictYAML.parse(bytes))
        try reader.demandFormat(Self.format)
        let secret = try reader.hexadecimal("secret", digits: Self.seedLength * 2)
        try reader.finish()
        guard let key = secret.hexadecimalBytes.flatMap(Self.init(seed:)) else {
            throw .wrongKind(reader.place, "a key file of `throughgate agreement key`")
        }
        self = key
    }

    /// The file that holds the key; nobody but its owner may read it.
    public var yaml: String {
        """
        # A private key. Whoever has it signs in its owner's name.
        format: "\(Self.format)"
        secret: "\(key.rawRepresentation.hexadecimal)"

        """
    }

    /// The public half, 64 hexadecimal digits.
    public var publicKey: String { key.publicKey.rawRepresentation.hexadecimal }

    /// Signs a statement.
    ///
    /// - Throws: when the cryptographic library refuses, which it does for no key that it made.
    public func sign(
        _ statement: AgreementStatement, as role: SigningRole, name: String, party: String, at: Timestamp
    ) throws -> AgreementSignature {
        let signature = try key.signature(for: statement.bytes(as: role, name: name, party: party, at: at))
        return AgreementSignature(
            role: role, name: name, party: party, key: Keyring.id(ofPublicKey: publicKey), at: at,
            signature: signature.hexadecimal)
    }
}

extension AgreementSignature {
    /// Whether the signature is the key's over the statement.
    func isGenuine(over statement: AgreementStatement, by publicKey: String) -> Bool {
        guard let bytes = signature.hexadecimalBytes,
            let key = publicKey.hexadecimalBytes.flatMap({ try? Curve25519.Signing.PublicKey(rawRepresentation: $0) })
        else { return false }
        return key.isValidSignature(bytes, for: statement.bytes(as: role, name: name, party: party, at: at))
    }
}
