/// Why a person said that records are, or are not, one person. A code and not a text: free text would name third persons.
public enum IdentityReason: String, Sendable, Hashable, CaseIterable {
    /// Fingerprints were compared.
    case fingerprints
    /// The register that issued the identifiers says so.
    case registerConfirmed = "register-confirmed"
    /// The person said so.
    case personConfirmed = "person-confirmed"
    /// Papers were seen.
    case documents
    /// Somebody else's identity was given.
    case mistakenIdentity = "mistaken-identity"
    /// A number or a name was written down wrongly.
    case clericalError = "clerical-error"
}
