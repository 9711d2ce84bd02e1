/// Well-formed UTF-8, exactly as table 3-7 of the Unicode Standard (and RFC 3629) lists it.
enum UTF8Sequence {
    /// The index after the multi-byte sequence that starts at `index`.
    ///
    /// - Parameters:
    ///   - bytes: Where to look.
    ///   - index: The index of a byte of 0x80 or more.
    /// - Returns: The index after the sequence, or nil when it is cut short, overlong, a surrogate or above U+10FFFF.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let lead = bytes[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)  // below: overlong
        case 0xED: (length, second) = (3, 0x80...0x9F)  // above: a surrogate
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)  // below: overlong
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)  // above: past U+10FFFF
        default: return nil
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
        return index + length
    }
}
