/// Writes values as compact JSON, either in the order of their members or in RFC 8785's canonical form.
enum JSONWriter {
    /// Appends a value with members in their own order.
    static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .array(let elements):
            bytes.append(ASCII.openBracket)
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(ASCII.comma) }
                append(element, to: &bytes)
            }
            bytes.append(ASCII.closeBracket)
        case .object(let object):
            bytes.append(ASCII.openBrace)
            for (index, member) in object.members.enumerated() {
                if index > 0 { bytes.append(ASCII.comma) }
                append(member.key, to: &bytes)
                bytes.append(ASCII.colon)
                append(member.value, to: &bytes)
            }
            bytes.append(ASCII.closeBrace)
        case .decimal(let text):
            precondition(
                JSONValue(number: text) != nil, "A .decimal holds text that is no JSON number; use init(number:).")
            bytes.append(contentsOf: text.utf8)
        case .integer(let number): append(number, to: &bytes)
        case .string(let text): append(text, to: &bytes)
        case .bool(let isTrue): bytes.append(contentsOf: (isTrue ? "true" : "false").utf8)
        case .null: bytes.append(contentsOf: "null".utf8)
        }
    }

    /// Appends a value with members sorted and numbers in ECMAScript's form.
    static func appendCanonical(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .array(let elements):
            bytes.append(ASCII.openBracket)
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(ASCII.comma) }
                appendCanonical(element, to: &bytes)
            }
            bytes.append(ASCII.closeBracket)
        case .object(let object):
            bytes.append(ASCII.openBrace)
            for (index, member) in object.members.sorted(by: { precedes($0.key, $1.key) }).enumerated() {
                if index > 0 { bytes.append(ASCII.comma) }
                append(member.key, to: &bytes)
                bytes.append(ASCII.colon)
                appendCanonical(member.value, to: &bytes)
            }
            bytes.append(ASCII.closeBrace)
        case .decimal(let text):
            guard let float = Double(text), JSONValue(number: text) != nil else {
                preconditionFailure("A .decimal holds text that is no JSON number; use init(number:).")
            }
            bytes.append(contentsOf: ECMAScriptNumber.text(float).utf8)
        case .integer(let number) where number.magnitude > 1 << 53:
            // RFC 8785 reads every number as a float, so that is what two signers would agree on.
            bytes.append(contentsOf: ECMAScriptNumber.text(Double(number)).utf8)
        case .integer, .string, .bool, .null: append(value, to: &bytes)
        }
    }
}

// MARK: - Parts

extension JSONWriter {
    /// Appends a string in quotes, escaping what RFC 8259 section 7 obliges to and nothing else.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(ASCII.quote)
        // withUTF8 asks for a variable because a string may have to become contiguous first; on Linux all are.
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            while true {
                let end = PlainRun.endOfUnescaped(in: utf8, from: start)
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<end]))
                guard end < utf8.count else { return }
                appendEscape(utf8[end], to: &bytes)
                start = end + 1
            }
        }
        bytes.append(ASCII.quote)
    }

    /// RFC 8785 section 3.2.2.2: the short form where one exists, else `\u00` and lower-case digits.
    private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(ASCII.backslash)
        switch byte {
        case ASCII.quote, ASCII.backslash: bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case ASCII.tab: bytes.append(UInt8(ascii: "t"))
        case ASCII.lineFeed: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case ASCII.carriageReturn: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(contentsOf: byte < 0x10 ? "u000".utf8 : "u00".utf8)
            bytes.append(contentsOf: String(byte, radix: 16).utf8)
        }
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        if number < 0 { bytes.append(ASCII.minus) }
        let start = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(ASCII.zero + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Sorts by UTF-16 code units (RFC 8785 section 3.2.3).
    ///
    /// UTF-8 sorts the same way, except that U+E000 to U+FFFF (lead bytes EE and EF) come after the surrogates of
    /// U+10000 and above (lead bytes F0 to F4).
    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8) { weight($0) < weight($1) }
    }

    private static func weight(_ byte: UInt8) -> UInt8 { byte & 0xFE == 0xEE ? byte + 0x10 : byte }
}
