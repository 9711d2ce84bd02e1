package import CanonicalModel
package import Formats

extension StrictYAML {
    /// Turns a file's bytes into a value with places; what is not UTF-8 is refused.
    package static func parse(_ bytes: [UInt8]) throws(FormatError) -> YAMLValue {
        try parse(try text(bytes))
    }

    /// A file's text; what is not UTF-8 is refused.
    package static func text(_ bytes: [UInt8]) throws(FormatError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .yaml(.start, .unreadable) }
        return text
    }
}

extension PolicyReader {
    /// Refuses a file of another kind than the one that was asked for.
    package mutating func demandFormat(_ format: String) throws(FormatError) {
        let value = try required("format")
        guard try value.text == format else { throw .wrongKind(value.place, "\"\(format)\"") }
    }

    /// An instant, "2026-11-21T10:00:00Z".
    package mutating func instant(_ key: String) throws(FormatError) -> Timestamp {
        let value = try required(key)
        guard let instant = Timestamp(try value.text) else {
            throw .wrongKind(value.place, "an instant, \"2026-11-21T10:00:00Z\"")
        }
        return instant
    }

    /// Bytes as so many lower-case hexadecimal digits.
    package mutating func hexadecimal(_ key: String, digits: Int) throws(FormatError) -> String {
        let value = try required(key)
        guard try value.text.isHexadecimal(ofLength: digits) else {
            throw .wrongKind(value.place, "\(digits) hexadecimal digits")
        }
        return try value.text
    }
}
