/// Quoted-printable as e-mail writes it (RFC 2045 6.7).
enum QuotedPrintable {
    /// The decoded bytes; nil when an equals sign is followed by neither two hexadecimal digits nor a line end.
    static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                result.append(byte)
                continue
            }
            if isSoftBreak(&rest) { continue }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                return nil
            }
            result.append(high << 4 | low)
        }
        return result
    }

    /// Steps over a line end, and over the white space that transports add before it.
    private static func isSoftBreak(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let line = rest.drop { $0 == 32 || $0 == 9 }
        guard line.first == 10 || line.starts(with: [13, 10]) else { return false }
        rest = line.dropFirst(line.first == 10 ? 1 : 2)
        return true
    }

    /// Small letters are not allowed to writers; readers take them.
    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
