/// The right edge of a Merkle tree log: enough to append and to state the root, at most 64 hashes.
///
/// Kept in the same transaction as the effects, so that what left the broker and the proof that it did never part.
public struct MerkleFrontier: Sendable, Hashable {
    /// How many leaves the log has.
    public private(set) var size: UInt64
    /// The roots of the perfect subtrees of the log, largest first: one for each bit set in ``size``.
    public private(set) var subtrees: [[UInt8]]

    /// An empty log.
    public init() {
        size = 0
        subtrees = []
    }

    /// Reads a stored frontier.
    ///
    /// - Parameter bytes: eight bytes of size, most significant first, then 32 bytes a subtree.
    /// - Returns: nil when the number of hashes does not fit the size.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 8, (bytes.count - 8) % 32 == 0 else { return nil }
        size = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        subtrees = stride(from: 8, to: bytes.count, by: 32).map { Array(bytes[$0..<$0 + 32]) }
        guard subtrees.count == size.nonzeroBitCount else { return nil }
    }

    /// The stored form.
    public var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: size >> UInt64(8 * (7 - $0))) } + subtrees.joined()
    }

    /// Appends a leaf hash.
    public mutating func append(_ leaf: [UInt8]) {
        var carried = leaf
        var bit = size
        while bit & 1 == 1 {
            carried = MerkleHash.node(subtrees.removeLast(), carried)
            bit >>= 1
        }
        subtrees.append(carried)
        size += 1
    }

    /// The root hash of the log (RFC 6962 section 2.1).
    public var root: [UInt8] {
        guard var root = subtrees.last else { return MerkleHash.empty }
        for subtree in subtrees.dropLast().reversed() { root = MerkleHash.node(subtree, root) }
        return root
    }
}
