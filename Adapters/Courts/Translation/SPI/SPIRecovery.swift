/// Finds the sender's id and the case reference in bytes that could not be read as XML.
///
/// A receipt for garbage must still say which item it was (Bichard recovers both by lenient reading, then by pattern:
/// court-results.md 1.2). What is found names the item in a receipt and is used for nothing else.
enum SPIRecovery {
    /// How far is looked; both values stand near the start of every known message.
    static let maxScannedBytes = 1 << 20
    /// Tags of a name without a value, after which the rest is taken to be the same.
    static let maxTags = 100
    /// An id longer than this is no id.
    static let maxValueBytes = 128

    /// Looks for both values.
    ///
    /// - Parameter bytes: anything.
    /// - Returns: each value only when it is printable ASCII without spaces.
    static func scan(_ bytes: [UInt8]) -> (correlationID: String?, ptiurn: String?) {
        let bytes = bytes.prefix(maxScannedBytes)
        return (
            value(of: "CorrelationID", in: bytes) ?? value(of: "MessageIdentifier", in: bytes),
            value(of: "PTIURN", in: bytes)
        )
    }

    /// The text after the first start tag of a local name, plain or escaped.
    private static func value(of name: String, in bytes: ArraySlice<UInt8>) -> String? {
        let name = Array(name.utf8)
        var position = bytes.startIndex
        var tagCount = 0
        while position + name.count < bytes.endIndex, tagCount < maxTags {
            if bytes[position] == name[0], bytes[position..<(position + name.count)].elementsEqual(name),
                isStartTag(bytes, before: position)
            {
                if let value = text(bytes[(position + name.count)...]) { return value }
                tagCount += 1
            }
            position += 1
        }
        return nil
    }

    /// Whether a name stands right behind "<", "&lt;" or either and a short prefix with its colon.
    private static func isStartTag(_ bytes: ArraySlice<UInt8>, before position: Int) -> Bool {
        var start = position
        if start > bytes.startIndex, bytes[start - 1] == UInt8(ascii: ":") {
            start -= 1
            while start > bytes.startIndex, position - start < 32, isNameByte(bytes[start - 1]) { start -= 1 }
        }
        guard start > bytes.startIndex else { return false }
        return bytes[start - 1] == UInt8(ascii: "<") || bytes[..<start].suffix(3).elementsEqual(Array("lt;".utf8))
    }

    /// The text between the end of a start tag and the next markup.
    private static func text(_ rest: ArraySlice<UInt8>) -> String? {
        let isMarkup: (UInt8) -> Bool = { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
        let window = rest.prefix(2 * maxValueBytes)
        let plainEnd = window.firstIndex(of: UInt8(ascii: ">")) ?? window.endIndex
        let escapedEnd = window.firstRange(of: Array("gt;".utf8)).map { $0.upperBound - 1 } ?? window.endIndex
        let value = window[min(window.endIndex, min(plainEnd, escapedEnd) + 1)...].drop { $0 <= 32 }.prefix {
            !isMarkup($0) && $0 > 32
        }
        guard (1...maxValueBytes).contains(value.count), value.allSatisfy({ $0 < 127 }) else { return nil }
        return String(decoding: value, as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || [45, 46, 95].contains(byte)
    }
}
