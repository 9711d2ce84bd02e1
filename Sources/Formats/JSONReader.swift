/// One pass over one document: recursive descent, bounded by the depth limit before it descends.
struct JSONReader: ~Copyable {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limits: JSONLimits
    private var position = 0
    private var membersLeft: Int
    private var members = PendingStack<JSONObject.Member>(capacity: 32)
    private var elements = PendingStack<JSONValue>(capacity: 16)

    /// The keys and indices that lead to the fault, innermost first; written only while unwinding from one.
    private(set) var failingPath: [String] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
        membersLeft = limits.maxMembers
    }

    /// Reads the one value that the bytes hold.
    mutating func document() throws(JSONFault) -> JSONValue {
        guard bytes.count <= limits.maxBytes else { throw JSONFault(defect: .tooManyBytes, offset: limits.maxBytes) }
        try refuseOtherEncodings()
        skipWhitespace()
        guard position < bytes.count else { throw fault(.empty) }
        let value = try value(depth: 0)
        skipWhitespace()
        guard position == bytes.count else { throw fault(.trailing) }
        return value
    }

    /// Reads bytes that must be a number and nothing else.
    mutating func lonelyNumber() throws(JSONFault) -> JSONValue {
        guard position < bytes.count else { throw fault(.empty) }
        let value = try number()
        guard position == bytes.count else { throw fault(.trailing) }
        return value
    }

    /// RFC 4627 section 3: the first two characters are ASCII, so a NUL among the first two bytes betrays UTF-16 or 32.
    private func refuseOtherEncodings() throws(JSONFault) {
        guard bytes.count >= 2 else { return }
        switch (bytes[0], bytes[1]) {
        case (0xFE, 0xFF), (0xFF, 0xFE): throw fault(.byteOrderMark)
        case (0xEF, 0xBB) where bytes.count > 2 && bytes[2] == 0xBF: throw fault(.byteOrderMark)
        case (0, _), (_, 0): throw fault(.wideEncoding)
        default: return
        }
    }
}

// MARK: - Values

extension JSONReader {
    /// Reads the value at the position, which must be inside the bytes.
    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        switch bytes[position] {
        case ASCII.quote: return .string(try string().text)
        case ASCII.openBrace: return .object(try object(depth: depth + 1))
        case ASCII.openBracket: return .array(try array(depth: depth + 1))
        case ASCII.minus, ASCII.zero...ASCII.nine: return try number()
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: throw fault(.unexpected)
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONObject {
        try open(depth)
        if take(ASCII.closeBrace) { return JSONObject() }
        let start = members.count
        var ledger = KeyLedger()
        while true {
            try member(start, &ledger, depth)
            try skipToByte()
            if take(ASCII.comma) { continue }
            guard take(ASCII.closeBrace) else { throw fault(.separatorExpected) }
            return JSONObject(members.pop(from: start))
        }
    }

    @inline(__always)
    private mutating func member(_ start: Int, _ ledger: inout KeyLedger, _ depth: Int) throws(JSONFault) {
        try countMember()
        try skipToByte()
        let keyOffset = position
        guard bytes[position] == ASCII.quote else {
            throw fault(bytes[position] == ASCII.closeBrace ? .trailingComma : .keyExpected)
        }
        let (key, fingerprint) = try string()
        guard ledger.admits(key, fingerprint: fingerprint, among: members, from: start) else {
            // The path ends at the object: the key is the sender's own text, and the message names its byte.
            throw JSONFault(defect: .duplicateKey, offset: keyOffset)
        }
        do throws(JSONFault) {
            try skipToByte()
            guard take(ASCII.colon) else { throw fault(.colonExpected) }
            try skipToByte()
            members.push(JSONObject.Member(key: key, value: try value(depth: depth)))
        } catch {
            failingPath.append(key)
            throw error
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> [JSONValue] {
        try open(depth)
        if take(ASCII.closeBracket) { return [] }
        let start = elements.count
        while true {
            try element(elements.count - start, depth)
            try skipToByte()
            if take(ASCII.comma) { continue }
            guard take(ASCII.closeBracket) else { throw fault(.separatorExpected) }
            return elements.pop(from: start)
        }
    }

    @inline(__always)
    private mutating func element(_ index: Int, _ depth: Int) throws(JSONFault) {
        do throws(JSONFault) {
            try countMember()
            try skipToByte()
            guard bytes[position] != ASCII.closeBracket else { throw fault(.trailingComma) }
            elements.push(try value(depth: depth))
        } catch {
            failingPath.append(String(index))
            throw error
        }
    }

    /// Steps over an opening bracket to the byte after it, unless that would go too deep.
    private mutating func open(_ depth: Int) throws(JSONFault) {
        guard depth <= limits.maxDepth else { throw fault(.tooDeep) }
        position += 1
        try skipToByte()
    }

    private mutating func countMember() throws(JSONFault) {
        guard membersLeft > 0 else { throw fault(.tooManyMembers) }
        membersLeft &-= 1
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        for index in 0..<word.utf8CodeUnitCount {
            guard position + index < bytes.count else { throw JSONFault(defect: .unfinished, offset: bytes.count) }
            guard bytes[position + index] == word.utf8Start[index] else { throw fault(.literal) }
        }
        position += word.utf8CodeUnitCount
        return value
    }
}

// MARK: - Strings

extension JSONReader {
    /// Reads the string whose opening quote is at the position, with its fingerprint for ``KeyLedger``.
    private mutating func string() throws(JSONFault) -> (text: String, fingerprint: UInt64) {
        let start = position + 1
        var index = start
        var isASCII = true
        var isEscaped = false
        while true {
            index = PlainRun.endOfASCII(in: bytes, from: index)
            guard index < bytes.count else { throw JSONFault(defect: .unfinished, offset: index) }
            let byte = bytes[index]
            if byte == ASCII.quote { break }
            if byte == ASCII.backslash {
                isEscaped = true
                index = try endOfEscape(at: index)
            } else {
                isASCII = false
                index = try endOfSequence(at: index)
            }
        }
        guard index - start <= limits.maxStringBytes else { throw fault(.stringTooLong) }
        position = index + 1
        let raw = UnsafeBufferPointer(rebasing: bytes[start..<index])
        if isEscaped { return (Self.unescaped(raw), .max) }
        return (String(decoding: raw, as: UTF8.self), isASCII ? Self.fingerprint(raw) : .max)
    }

    /// One of 64 bits, from the length and the two ends: enough to tell most keys of a small object apart.
    @inline(__always)
    private static func fingerprint(_ raw: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let first = raw.first, let last = raw.last else { return 1 }
        return 1 &<< ((UInt64(first) &* 7 &+ UInt64(last) &* 3 &+ UInt64(truncatingIfNeeded: raw.count)) & 63)
    }

    private func endOfSequence(at index: Int) throws(JSONFault) -> Int {
        guard bytes[index] >= 0x80 else { throw JSONFault(defect: .controlCharacter, offset: index) }
        guard let end = UTF8Sequence.end(in: bytes, at: index) else { throw JSONFault(defect: .notUTF8, offset: index) }
        return end
    }

    /// Checks the escape at `index`, surrogate pairs included, so that decoding it later cannot fail.
    private func endOfEscape(at index: Int) throws(JSONFault) -> Int {
        guard index + 1 < bytes.count else { throw JSONFault(defect: .unfinished, offset: bytes.count) }
        guard bytes[index + 1] == UInt8(ascii: "u") else {
            guard Self.shortEscape(bytes[index + 1]) != nil else { throw JSONFault(defect: .escape, offset: index) }
            return index + 2
        }
        let unit = try codeUnit(at: index)
        guard unit & 0xF800 == 0xD800 else { return index + 6 }
        let low = index + 6
        guard unit < 0xDC00, low + 1 < bytes.count, bytes[low] == ASCII.backslash,
            bytes[low + 1] == UInt8(ascii: "u"), try codeUnit(at: low) & 0xFC00 == 0xDC00
        else { throw JSONFault(defect: .loneSurrogate, offset: index) }
        return index + 12
    }

    /// The four hexadecimal digits of the `\u` escape at `index`.
    private func codeUnit(at index: Int) throws(JSONFault) -> UInt32 {
        var unit: UInt32 = 0
        for place in index + 2..<index + 6 {
            guard place < bytes.count else { throw JSONFault(defect: .unfinished, offset: bytes.count) }
            guard let digit = ASCII.hexValue(bytes[place]) else { throw JSONFault(defect: .escape, offset: index) }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func shortEscape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case ASCII.quote, ASCII.backslash, ASCII.slash: byte
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): ASCII.lineFeed
        case UInt8(ascii: "r"): ASCII.carriageReturn
        case UInt8(ascii: "t"): ASCII.tab
        default: nil
        }
    }

    /// Decodes a string whose escapes have been checked; the text is never longer than its escaped form.
    private static func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> String {
        String(unsafeUninitializedCapacity: raw.count) { target in
            var read = 0
            var written = 0
            while read < raw.count {
                guard raw[read] == ASCII.backslash else {
                    target[written] = raw[read]
                    read += 1
                    written += 1
                    continue
                }
                if let byte = shortEscape(raw[read + 1]) {
                    target[written] = byte
                    read += 2
                    written += 1
                } else {
                    for byte in UTF8.encode(escapedScalar(raw, &read)) ?? UTF8.encodedReplacementCharacter {
                        target[written] = byte
                        written += 1
                    }
                }
            }
            return written
        }
    }

    /// Steps over one `\u` escape, or a pair of them, and combines a pair as RFC 8259 section 7 says.
    private static func escapedScalar(_ raw: UnsafeBufferPointer<UInt8>, _ read: inout Int) -> Unicode.Scalar {
        let high = checkedCodeUnit(raw, &read)
        guard high & 0xF800 == 0xD800 else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
        let low = checkedCodeUnit(raw, &read)
        return Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF) ?? "\u{FFFD}"
    }

    private static func checkedCodeUnit(_ raw: UnsafeBufferPointer<UInt8>, _ read: inout Int) -> UInt32 {
        defer { read += 6 }
        return raw[read + 2..<read + 6].reduce(0) { $0 << 4 | (ASCII.hexValue($1) ?? 0) }
    }
}

// MARK: - Numbers

extension JSONReader {
    /// The largest magnitude up to which neighbouring whole numbers stay distinct in every reader (RFC 8259 section 6).
    private static let largestWhole: UInt64 = 1 << 53

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = position
        let isNegative = bytes[start] == ASCII.minus
        if isNegative { position += 1 }
        let digits = position
        let magnitude = try wholePart()
        let digitCount = position - digits
        let isWhole = try !fraction()
        let exponentDigits = try exponent()
        guard position - start <= limits.maxNumberBytes else {
            throw JSONFault(defect: .numberTooLong, offset: start)
        }
        if isWhole, exponentDigits == 0 {
            // 2^53 has 16 digits, and 16 digits cannot have wrapped a 64-bit magnitude.
            guard digitCount <= 16, magnitude <= Self.largestWhole else {
                throw JSONFault(defect: .numberRange, offset: start)
            }
            return .integer(isNegative ? -Int64(magnitude) : Int64(magnitude))
        }
        return .decimal(try finite(start, exponentDigits))
    }

    /// Reads `0` or digits without a leading zero; the magnitude means nothing past 19 digits.
    @inline(__always)
    private mutating func wholePart() throws(JSONFault) -> UInt64 {
        let start = position
        var magnitude: UInt64 = 0
        while position < bytes.count, ASCII.isDigit(bytes[position]) {
            magnitude = magnitude &* 10 &+ UInt64(bytes[position] &- ASCII.zero)
            position &+= 1
        }
        guard position > start else { throw fault(position < bytes.count ? .number : .unfinished) }
        if bytes[start] == ASCII.zero, position - start > 1 { throw JSONFault(defect: .number, offset: start) }
        return magnitude
    }

    /// Reads a point and its digits, when there is a point.
    private mutating func fraction() throws(JSONFault) -> Bool {
        guard take(ASCII.point) else { return false }
        _ = try digits()
        return true
    }

    /// Reads an exponent, when there is one, and counts its digits.
    private mutating func exponent() throws(JSONFault) -> Int {
        guard take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) else { return 0 }
        if !take(ASCII.plus) { _ = take(ASCII.minus) }
        return try digits()
    }

    private mutating func digits() throws(JSONFault) -> Int {
        let start = position
        while position < bytes.count, ASCII.isDigit(bytes[position]) { position &+= 1 }
        guard position > start else { throw fault(position < bytes.count ? .number : .unfinished) }
        return position - start
    }

    /// The number's own text, refused when it is too large for a 64-bit float, since RFC 8785 could not write it.
    private func finite(_ start: Int, _ exponentDigits: Int) throws(JSONFault) -> String {
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        // 1e308 is the ceiling: without three exponent digits only a very long number could reach it.
        guard exponentDigits > 2 || text.utf8.count > 200 else { return text }
        guard let float = Double(text), float.isFinite else { throw JSONFault(defect: .numberRange, offset: start) }
        return text
    }
}

// MARK: - Bytes

extension JSONReader {
    @inline(__always)
    private func fault(_ defect: JSONDefect) -> JSONFault { JSONFault(defect: defect, offset: position) }

    @inline(__always)
    private mutating func skipWhitespace() {
        while position < bytes.count, ASCII.isWhitespace(bytes[position]) { position &+= 1 }
    }

    /// Skips white space to a byte that must exist.
    @inline(__always)
    private mutating func skipToByte() throws(JSONFault) {
        skipWhitespace()
        guard position < bytes.count else { throw fault(.unfinished) }
    }

    /// Steps over the byte when it is the one at the position.
    @inline(__always)
    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position &+= 1
        return true
    }
}
