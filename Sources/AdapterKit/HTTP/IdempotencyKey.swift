/// The header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the sender's own name for one sending of an item.
///
/// It is only ever digested: no file, no log line and no query is made of it.
enum IdempotencyKey {
    static let maxBytes = 255

    /// Reads the header, a quoted string as the draft writes it or the bare value that most senders write.
    ///
    /// - Returns: nil when it is neither, empty or too long.
    static func read(_ value: String) -> String? {
        var bytes = Array(value.utf8)[...]
        if bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\""), bytes.count >= 2 {
            bytes = bytes.dropFirst().dropLast()
        }
        let isPlain = bytes.allSatisfy { (32...126).contains($0) && $0 != UInt8(ascii: "\"") }
        guard isPlain, (1...maxBytes).contains(bytes.count) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
