import Crypto

/// Says who sends, from a bearer token or a client certificate.
///
/// Tokens are random and long, so a plain SHA-256 of each is all that is kept. Every hash is compared with every known one
/// to its last byte, whatever the outcome: the time of an answer tells nothing about how close a guess came.
struct ClientRegistry: Sendable {
    /// Longer ones are nobody's.
    static let maxTokenBytes = 512

    let clients: [ItemClient]

    /// The client that bears a token.
    ///
    /// - Parameter authorization: the header's value, "Bearer …".
    func client(authorization: String) -> ItemClient? {
        guard authorization.utf8.count <= Self.maxTokenBytes, let token = Self.token(authorization) else { return nil }
        let hash = Array(SHA256.hash(data: Array(token.utf8)))
        return clients.reduce(nil as ItemClient?) { found, client in
            let isMine = client.tokenHashes.reduce(false) { Self.areEqual($1, hash) || $0 }
            return isMine ? client : found
        }
    }

    /// The client that has shown a certificate in the handshake, which proved that it holds its key.
    func client(certificateDER: [UInt8]) -> ItemClient? {
        let hash = Array(SHA256.hash(data: certificateDER))
        return clients.first { $0.certificateHashes.contains(hash) }
    }

    /// RFC 9110 section 11.1: the scheme in any case; RFC 6750: one space and the token.
    private static func token(_ authorization: String) -> Substring? {
        guard authorization.utf8.count > 7, authorization.prefix(7).lowercased() == "bearer " else { return nil }
        let token = authorization.dropFirst(7)
        let isToken = token.utf8.allSatisfy { (33...126).contains($0) }
        return isToken ? token : nil
    }

    /// Compares to the last byte, equal or not.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
