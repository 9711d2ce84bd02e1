import Formats

/// Writes text as the strict subset reads it.
package enum YAMLText {
    /// In double quotes, with JSON's escapes, all of which YAML knows.
    package static func quoted(_ text: String) -> String { String(decoding: JSONValue.string(text).encoded(), as: UTF8.self) }
}

extension String {
    /// Whether it is so many lower-case hexadecimal digits.
    package func isHexadecimal(ofLength length: Int) -> Bool {
        utf8.count == length && utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// The bytes that hexadecimal digits stand for; nil when they are none.
    package var hexadecimalBytes: [UInt8]? {
        let digits = Array(utf8)
        guard digits.count.isMultiple(of: 2), isHexadecimal(ofLength: digits.count) else { return nil }
        func value(_ digit: UInt8) -> UInt8 { digit < 58 ? digit - 48 : digit - 87 }
        return stride(from: 0, to: digits.count, by: 2).map { value(digits[$0]) << 4 | value(digits[$0 + 1]) }
    }
}
