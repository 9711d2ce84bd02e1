private import Crypto

/// The two hashes of a Merkle tree log (RFC 6962 section 2.1): prefixes keep a leaf from being mistaken for a node.
public enum MerkleHash {
    /// SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: [UInt8]) -> [UInt8] { hash(prefix: 0, entry, []) }

    /// SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { hash(prefix: 1, left, right) }

    /// The root of an empty log: SHA-256 of nothing.
    public static var empty: [UInt8] { Array(SHA256.hash(data: [UInt8]())) }

    private static func hash(prefix: UInt8, _ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: [prefix])
        hash.update(data: first)
        hash.update(data: second)
        return Array(hash.finalize())
    }
}
