import CanonicalModel
import Formats

/// What somebody puts their name to: the agreement's structure, the English of it, and the seals, by their digests.
public struct AgreementStatement: Sendable, Hashable {
    /// The agreement's id.
    public var agreement: String
    /// Its version.
    public var version: String
    /// SHA-256 of its canonical JSON.
    public var digest: String
    /// SHA-256 of its rendering.
    public var rendering: String
    /// SHA-256 of its seals.
    public var seals: String

    /// The statement about an agreement as it is sealed.
    public init(_ agreement: Agreement, seals: AgreementSeals) {
        self.agreement = agreement.id
        version = agreement.version
        digest = agreement.digest
        rendering = AgreementRendering(agreement).digest
        self.seals = seals.digest
    }

    init(agreement: String, version: String, digest: String, rendering: String, seals: String) {
        self.agreement = agreement
        self.version = version
        self.digest = digest
        self.rendering = rendering
        self.seals = seals
    }

    /// The bytes that one signature is over: the statement, who signs, as what, and when.
    ///
    /// The format's name stands first in the object's canonical form's sense: bytes signed here can be taken for nothing
    /// else that anybody signs with the same key.
    func bytes(as role: SigningRole, name: String, party: String, at: Timestamp) -> [UInt8] {
        var object = JSONObject([
            .init(key: "format", value: .string(AgreementSignatures.format)),
            .init(key: "agreement", value: .string(agreement)),
            .init(key: "version", value: .string(version)), .init(key: "digest", value: .string(digest)),
            .init(key: "rendering", value: .string(rendering)), .init(key: "seals", value: .string(seals)),
        ])
        for (key, value) in [("as", role.rawValue), ("name", name), ("party", party), ("at", at.description)] {
            object[key] = .string(value)
        }
        return JSONValue.object(object).canonicalBytes()
    }
}
