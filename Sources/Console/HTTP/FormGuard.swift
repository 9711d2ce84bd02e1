import Crypto

/// Proves that a form that comes back was made by this process for this browser: a signed double submit.
///
/// The browser keeps a random ticket in a cookie; the form carries a keyed hash of it. A page on another site can neither
/// read the cookie nor compute the hash, and the cookie is itself signed, because cookies are shared between ports and
/// another program on this machine could plant one. The key lives as long as the process: a restart makes old forms stale,
/// which costs the officer one more press of the button.
struct FormGuard: Sendable {
    static let cookieName = "throughgate-form"
    private static let ticketBytes = 16

    private let key = SymmetricKey(size: .bits256)

    /// A new cookie value: a random ticket and its signature.
    func newCookie() -> String {
        let ticket = SymmetricKey(size: .init(bitCount: FormGuard.ticketBytes * 8)).withUnsafeBytes { hex(Array($0)) }
        return ticket + "." + signature("cookie", ticket)
    }

    /// The hidden field's value for a browser, or nil when its cookie is not one of ours.
    func token(for cookie: String?) -> String? {
        guard let ticket = ticket(in: cookie) else { return nil }
        return signature("form", ticket)
    }

    /// Whether a form came back to the browser it was made for.
    func accepts(token: String, cookie: String?) -> Bool {
        guard let ticket = ticket(in: cookie) else { return false }
        return isSignature(token, of: "form", ticket)
    }

    private func ticket(in cookie: String?) -> String? {
        let parts = (cookie ?? "").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, isSignature(parts[1], of: "cookie", parts[0]) else { return nil }
        return parts[0]
    }

    private func signature(_ purpose: String, _ ticket: String) -> String {
        hex(Array(HMAC<SHA256>.authenticationCode(for: Array("\(purpose):\(ticket)".utf8), using: key)))
    }

    /// Compares in constant time, so that a token cannot be guessed byte by byte.
    private func isSignature(_ text: String, of purpose: String, _ ticket: String) -> Bool {
        guard let code = bytes(ofHex: text) else { return false }
        let signed = Array("\(purpose):\(ticket)".utf8)
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: key)
    }

    private func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private func bytes(ofHex text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count == 2 * SHA256.byteCount else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        return bytes.count == SHA256.byteCount ? bytes : nil
    }
}
