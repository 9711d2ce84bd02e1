/// Remembers the keys of one open object so that a second use is noticed in linear time overall.
///
/// Keys count as the same when `String` says so, which includes canonical equivalence ("K" and KELVIN SIGN): those are
/// two keys to RFC 8259 but one to ``JSONObject``, and a value that nobody can look up must not get in.
struct KeyLedger {
    /// Up to this many members a scan beats hashing.
    private static let scanLimit = 16

    private var fingerprints: UInt64 = 0
    private var hashed: Set<String>?

    /// Notes a key.
    ///
    /// - Parameters:
    ///   - key: The key just read.
    ///   - fingerprint: One bit for a key of plain ASCII, the same for equal keys; every bit for any other key.
    ///   - members: Where the object's earlier members wait.
    ///   - start: Where in there this object's members start.
    /// - Returns: Whether the key is new.
    @inline(__always)
    mutating func admits(
        _ key: String, fingerprint: UInt64, among members: borrowing PendingStack<JSONObject.Member>, from start: Int
    ) -> Bool {
        if members.count &- start >= Self.scanLimit { return admitsHashed(key, among: members, from: start) }
        let maybeSeen = fingerprints & fingerprint != 0
        fingerprints |= fingerprint
        return !maybeSeen || !members.contains(from: start) { $0.key == key }
    }

    private mutating func admitsHashed(
        _ key: String, among members: borrowing PendingStack<JSONObject.Member>, from start: Int
    ) -> Bool {
        if hashed == nil {
            var keys = Set<String>(minimumCapacity: 2 * Self.scanLimit)
            members.forEach(from: start) { keys.insert($0.key) }
            hashed = keys
        }
        return hashed?.insert(key).inserted ?? true
    }
}
