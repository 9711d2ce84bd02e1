/// Resolves XML's five predefined entities and character references, once, in a text that was escaped too often.
enum PredefinedEntities {
    /// The longest reference worth looking at, "&#x10FFFF;".
    private static let maxReferenceBytes = 10

    /// The text with one level of escaping undone; what is no reference stays as it is.
    static func resolved(_ text: String) -> String {
        guard text.utf8.contains(ampersand) else { return text }
        let bytes = Array(text.utf8)
        var result = [UInt8]()
        result.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if bytes[position] == ampersand, let (scalar, end) = reference(bytes, at: position) {
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                position = end
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let ampersand = UInt8(ascii: "&")

    /// The character a reference stands for, and where it ends.
    private static func reference(_ bytes: [UInt8], at start: Int) -> (Unicode.Scalar, Int)? {
        let window = bytes[start..<min(bytes.count, start + maxReferenceBytes)]
        guard let semicolon = window.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: window[(start + 1)..<semicolon], as: UTF8.self)
        guard let scalar = named[name] ?? numbered(name) else { return nil }
        return (scalar, semicolon + 1)
    }

    private static let named: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]

    /// A character reference, unless it is one that XML itself does not allow (production Char).
    private static func numbered(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let isHexadecimal = name.hasPrefix("#x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let number = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(number)
        else { return nil }
        return number >= 0x20 || [0x9, 0xA, 0xD].contains(number) ? scalar : nil
    }
}
