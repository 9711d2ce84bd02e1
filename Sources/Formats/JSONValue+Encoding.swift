extension JSONValue {
    /// A number from its own text, kept whole or in its digits as reading a document would.
    ///
    /// - Parameter text: Such as `12`, `-0.50` or `1e3`; anything but an RFC 8259 number within range gives nil.
    public init?(number text: String) {
        var text = text
        let value: JSONValue? = text.withUTF8 { utf8 in
            var reader = JSONReader(utf8, limits: .message)
            do { return try reader.lonelyNumber() } catch { return nil }
        }
        guard let value else { return nil }
        self = value
    }

    /// The number's own text, when this is a number with a fraction or an exponent.
    public var decimal: String? { if case .decimal(let text) = self { text } else { nil } }

    /// This value as compact JSON in UTF-8, members in their own order, with no escape that RFC 8259 does not demand.
    ///
    /// A `.decimal` keeps its digits; one whose text is no JSON number is a bug and traps.
    ///
    /// - Returns: The bytes; ``StrictJSON`` reads them back to the same value.
    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.usualByteCount)
        appendEncoded(to: &bytes)
        return bytes
    }

    /// Writes this value as ``encoded()`` does at the end of a buffer that the caller reuses.
    ///
    /// - Parameter bytes: The buffer to append to.
    public func appendEncoded(to bytes: inout [UInt8]) { JSONWriter.append(self, to: &bytes) }

    /// This value as compact JSON text.
    public var encodedString: String { String(decoding: encoded(), as: UTF8.self) }

    /// This value in RFC 8785's canonical form, for hashing and signing; send ``encoded()``.
    ///
    /// Members are sorted by UTF-16 code units at every level. RFC 8785 treats every number as a 64-bit float, so a
    /// `.decimal` is written as ECMAScript would (`4.50` becomes `4.5`) and digits beyond a float's precision are not
    /// covered by a signature, nor are those of an `.integer` outside ±2^53. Both may come out as whole digits
    /// that ``StrictJSON`` refuses to read (`1e20` becomes `100000000000000000000`).
    ///
    /// - Returns: The bytes, the same however a document was spaced, escaped and ordered.
    public func canonicalBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.usualByteCount)
        JSONWriter.appendCanonical(self, to: &bytes)
        return bytes
    }

    /// What a canonical message usually takes, so that the first allocation is mostly the last.
    private static let usualByteCount = 2048
}
