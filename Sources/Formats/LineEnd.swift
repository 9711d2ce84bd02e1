/// Finds line feeds, eight bytes at a time.
enum LineEnd {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The first index at or after `start` of a line feed, or nil.
    static func next(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var index = start
        while index &+ 8 <= bytes.count {
            // Little-endian, so that the lowest set bit belongs to the earliest byte on any machine; see ``PlainRun``.
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let feeds = word ^ (ones &* UInt64(ASCII.lineFeed))
            let stops = (feeds &- ones) & ~feeds & tops
            if stops != 0 { return index &+ stops.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < bytes.count {
            if bytes[index] == ASCII.lineFeed { return index }
            index &+= 1
        }
        return nil
    }
}
