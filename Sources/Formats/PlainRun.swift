/// Finds the end of a run of string bytes that need no attention, eight at a time.
enum PlainRun {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The first index at or after `start` of a quote, a backslash, a control character or a byte outside ASCII.
    ///
    /// - Parameters:
    ///   - bytes: Where to look.
    ///   - start: The index to start from.
    /// - Returns: The index of the byte that ends the run, or the count when nothing does.
    @inline(__always)
    static func endOfASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= bytes.count {
            let word = load(bytes, at: index)
            let stops = special(word) | (word & tops)
            if stops != 0 { return index &+ stops.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < bytes.count, bytes[index] < 0x80, !isSpecial(bytes[index]) { index &+= 1 }
        return index
    }

    /// The first index at or after `start` of a byte that RFC 8259 section 7 wants escaped.
    ///
    /// - Parameters:
    ///   - bytes: Where to look.
    ///   - start: The index to start from.
    /// - Returns: The index of the byte to escape, or the count when there is none.
    @inline(__always)
    static func endOfUnescaped(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= bytes.count {
            let stops = special(load(bytes, at: index))
            if stops != 0 { return index &+ stops.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < bytes.count, !isSpecial(bytes[index]) { index &+= 1 }
        return index
    }

    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash
    }

    /// Little-endian, so that the lowest set bit belongs to the earliest byte on any machine.
    @inline(__always)
    private static func load(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// Sets the top bit of each byte that is a control character, a quote or a backslash.
    ///
    /// The sums are hasless and haszero of "Bit Twiddling Hacks" (Anderson). A borrow can set a wrong bit only above a
    /// right one, and callers take the lowest.
    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        let quotes = word ^ (ones &* UInt64(ASCII.quote))
        let backslashes = word ^ (ones &* UInt64(ASCII.backslash))
        let controls = (word &- ones &* 0x20) & ~word
        return (controls | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)) & tops
    }
}
