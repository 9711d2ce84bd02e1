/// A system of the agency that may POST items: by a token, by a certificate, or by either.
struct ItemClient: Sendable, Equatable {
    /// Bound to every item it sends; only it may fetch their receipts.
    let name: String
    /// SHA-256 of the tokens it may bear; more than one while a token is being replaced.
    var tokenHashes: [[UInt8]] = []
    /// SHA-256 of the certificates (DER) that it may show.
    var certificateHashes: [[UInt8]] = []
}
