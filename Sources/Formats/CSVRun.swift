/// Finds the end of a run of field bytes that need no attention, eight at a time.
enum CSVRun {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The first index at or after `start` of a comma, a quotation mark, a control character or a byte outside ASCII.
    @inline(__always)
    static func endOfUnquoted(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= bytes.count {
            let word = load(bytes, at: index)
            let commas = word ^ (ones &* UInt64(ASCII.comma))
            let stops = quotesAndControls(word) | (((commas &- ones) & ~commas) & tops) | (word & tops)
            if stops != 0 { return index &+ stops.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < bytes.count, isPlain(bytes[index]), bytes[index] != ASCII.comma { index &+= 1 }
        return index
    }

    /// The first index at or after `start` of a quotation mark, a control character or a byte outside ASCII.
    @inline(__always)
    static func endOfQuoted(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= bytes.count {
            let word = load(bytes, at: index)
            let stops = quotesAndControls(word) | (word & tops)
            if stops != 0 { return index &+ stops.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < bytes.count, isPlain(bytes[index]) { index &+= 1 }
        return index
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= ASCII.space && byte < 0x80 && byte != ASCII.quote
    }

    /// Little-endian, so that the lowest set bit belongs to the earliest byte on any machine.
    @inline(__always)
    private static func load(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// Sets the top bit of each byte that is a control character or a quotation mark; see ``PlainRun`` for the sums.
    @inline(__always)
    private static func quotesAndControls(_ word: UInt64) -> UInt64 {
        let quotes = word ^ (ones &* UInt64(ASCII.quote))
        let controls = (word &- ones &* 0x20) & ~word
        return (controls | ((quotes &- ones) & ~quotes)) & tops
    }
}
