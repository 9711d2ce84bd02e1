/// How much JSON a sender may make us read before the reading stops.
public struct JSONLimits: Sendable, Hashable {
    /// Bytes in the whole document.
    public var maxBytes: Int
    /// Arrays and objects open at once; never more than ``deepest`` whatever is asked for.
    public var maxDepth: Int {
        didSet { maxDepth = min(maxDepth, Self.deepest) }
    }
    /// Object members and array elements in the whole document, which is what bounds the memory it turns into.
    public var maxMembers: Int
    /// Bytes of one string or key as it is written, escapes included.
    public var maxStringBytes: Int
    /// Bytes of one number as it is written.
    public var maxNumberBytes: Int

    /// The depth nobody may exceed, because reading, comparing and releasing a value all recurse.
    ///
    /// A debug build was measured to need under 320 KiB of stack for this many levels (release: under 64 KiB); the
    /// smallest thread in use has 512 KiB.
    public static let deepest = 128

    /// Names every limit.
    ///
    /// - Parameters:
    ///   - maxBytes: Bytes in the whole document.
    ///   - maxDepth: Arrays and objects open at once, lowered to ``deepest`` when above it.
    ///   - maxMembers: Object members and array elements in the whole document.
    ///   - maxStringBytes: Bytes of one string or key as written.
    ///   - maxNumberBytes: Bytes of one number as written; the default admits every number in JSONTestSuite's y_ files.
    public init(maxBytes: Int, maxDepth: Int, maxMembers: Int, maxStringBytes: Int, maxNumberBytes: Int = 128) {
        self.maxBytes = maxBytes
        self.maxDepth = min(maxDepth, Self.deepest)
        self.maxMembers = maxMembers
        self.maxStringBytes = maxStringBytes
        self.maxNumberBytes = maxNumberBytes
    }

    /// One canonical message.
    public static let message = JSONLimits(
        maxBytes: 1 << 20, maxDepth: 32, maxMembers: 20_000, maxStringBytes: 256 << 10)

    /// One item of an agency's feed.
    public static let feed = JSONLimits(
        maxBytes: 16 << 20, maxDepth: 64, maxMembers: 500_000, maxStringBytes: 4 << 20)
}
