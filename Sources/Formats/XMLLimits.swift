/// How much XML a sender may make us read before the reading stops.
public struct XMLLimits: Sendable, Hashable {
    /// Bytes in the whole document, as sent.
    public var maxBytes: Int
    /// Elements open at once; never more than ``deepest`` whatever is asked for.
    public var maxDepth: Int {
        didSet { maxDepth = min(maxDepth, Self.deepest) }
    }
    /// Elements in the whole document.
    public var maxElements: Int
    /// Attributes of one element, namespace declarations not counted.
    public var maxAttributes: Int
    /// UTF-8 bytes of one element's own text, or of one attribute's value.
    public var maxTextBytes: Int
    /// UTF-8 bytes of one local name or namespace.
    public var maxNameBytes: Int
    /// Bytes of one tag, comment or processing instruction, as sent; up to 16 KiB more may pass.
    public var maxMarkupBytes: Int

    /// The depth nobody may exceed, because walking and releasing a tree recurse.
    public static let deepest = 128

    /// Names every limit.
    ///
    /// - Parameters:
    ///   - maxBytes: Bytes in the whole document, as sent.
    ///   - maxDepth: Elements open at once, lowered to ``deepest`` when above it.
    ///   - maxElements: Elements in the whole document.
    ///   - maxAttributes: Attributes of one element, namespace declarations not counted.
    ///   - maxTextBytes: UTF-8 bytes of one element's own text, or of one attribute's value.
    ///   - maxNameBytes: UTF-8 bytes of one local name or namespace.
    ///   - maxMarkupBytes: Bytes of one tag, comment or processing instruction, as sent.
    public init(
        maxBytes: Int, maxDepth: Int, maxElements: Int, maxAttributes: Int, maxTextBytes: Int,
        maxNameBytes: Int = 256, maxMarkupBytes: Int = 64 << 10
    ) {
        self.maxBytes = maxBytes
        self.maxDepth = min(maxDepth, Self.deepest)
        self.maxElements = maxElements
        self.maxAttributes = maxAttributes
        self.maxTextBytes = maxTextBytes
        self.maxNameBytes = maxNameBytes
        self.maxMarkupBytes = maxMarkupBytes
    }

    /// One item of an agency's feed.
    public static let feed = XMLLimits(
        maxBytes: 16 << 20, maxDepth: 64, maxElements: 200_000, maxAttributes: 64, maxTextBytes: 1 << 20)
}
