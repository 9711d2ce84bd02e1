/// Shows that one leaf is in a log of a given root, without showing any other leaf (RFC 6962 section 2.1.1).
public struct InclusionProof: Sendable, Hashable {
    /// The leaf's place, from 0.
    public var index: Int
    /// How many leaves the log had.
    public var size: Int
    /// The hashes beside the path from the leaf to the root, lowest first.
    public var path: [[UInt8]]

    /// The proof for a leaf of a log.
    ///
    /// - Parameters:
    ///   - index: the leaf's place, from 0.
    ///   - leaves: every leaf hash of the log.
    public init(of index: Int, in leaves: [[UInt8]]) {
        precondition(leaves.indices.contains(index), "A proof is about a leaf of the log.")
        self.index = index
        size = leaves.count
        path = Self.path(index, leaves[...])
    }

    /// Whether a leaf hash leads to a root.
    public func verifies(leaf: [UInt8], root: [UInt8]) -> Bool {
        guard index < size else { return false }
        var (node, last, hash, rest) = (index, size - 1, leaf, path[...])
        while last > 0 {
            if node & 1 == 1 {
                guard let sibling = rest.popFirst() else { return false }
                hash = MerkleHash.node(sibling, hash)
            } else if node < last {
                guard let sibling = rest.popFirst() else { return false }
                hash = MerkleHash.node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return rest.isEmpty && hash == root
    }

    private static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        guard leaves.count > 1 else { return [] }
        let split = splitPoint(leaves.count)
        let middle = leaves.startIndex + split
        return index < split
            ? path(index, leaves[..<middle]) + [root(leaves[middle...])]
            : path(index - split, leaves[middle...]) + [root(leaves[..<middle])]
    }

    private static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        var frontier = MerkleFrontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }

    /// The largest power of two smaller than a count.
    private static func splitPoint(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }
}
