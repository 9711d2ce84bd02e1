/// Base64 as e-mail writes it: RFC 4648 section 4 in lines (RFC 2045 6.8), strict otherwise.
enum Base64 {
    /// The decoded bytes; nil when a character is not of the alphabet or the padding is wrong.
    static func decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var (group, digits, padding): (UInt32, Int, Int) = (0, 0, 0)
        for byte in text where !isWhitespace(byte) {
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let value = value(of: byte) else { return nil }
            group = group << 6 | value
            digits += 1
            if digits == 4 {
                result += [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)]
                (group, digits) = (0, 0)
            }
        }
        return finished(result, group, digits: digits, padding: padding)
    }

    /// The last group: two digits and two marks make one byte, three and one make two.
    private static func finished(_ bytes: [UInt8], _ group: UInt32, digits: Int, padding: Int) -> [UInt8]? {
        switch (digits, padding) {
        case (0, 0): bytes
        case (2, 2): group & 15 == 0 ? bytes + [UInt8(group >> 4 & 255)] : nil
        case (3, 1): group & 3 == 0 ? bytes + [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)] : nil
        default: nil
        }
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case 65...90: UInt32(byte - 65)
        case 97...122: UInt32(byte - 71)
        case 48...57: UInt32(byte + 4)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static func isWhitespace(_ byte: UInt8) -> Bool { byte == 13 || byte == 10 || byte == 32 || byte == 9 }
}
