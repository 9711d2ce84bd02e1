import Formats

/// Finds the one CSV attachment of an e-mail (RFC 5322, RFC 2045 and 2046), as far as crime batches need it.
///
/// Multipart in multipart, attachments in base64, quoted-printable or as they are, names as RFC 2231 writes them too. The
/// text of the e-mail, its sender and its subject are never looked at.
enum CrimeEMail {
    /// Header bytes of an e-mail or of one part.
    private static let maxHeaderBytes = 64 << 10
    /// Parts of one e-mail.
    private static let maxParts = 100
    /// Multiparts inside one another; mail programs write two or three.
    private static let maxDepth = 5

    /// Whether bytes start with header fields, a content type or MIME version among them.
    static func looksLikeOne(_ bytes: [UInt8]) -> Bool {
        guard let head = header(of: bytes[...])?.fields, !head.isEmpty else { return false }
        return head["mime-version"] != nil || head["content-type"] != nil
    }

    /// The attachment's bytes, decoded.
    static func attachment(of bytes: [UInt8]) throws(FormatError) -> [UInt8] {
        guard let (fields, body) = header(of: bytes[...]) else { throw problem("The e-mail has no header.") }
        guard parameter("boundary", of: fields["content-type"] ?? "") != nil else {
            throw problem("The e-mail has no parts.")
        }
        var budget = maxParts
        let attachments = try leaves(of: (fields, body), depth: 0, &budget).filter { isCSV($0.fields) }
        guard attachments.count == 1, let only = attachments.first else {
            throw problem("The e-mail has not exactly one CSV attachment.")
        }
        return try decoded(only.body, only.fields["content-transfer-encoding"] ?? "7bit")
    }

    /// The parts that hold no further parts.
    ///
    /// - Parameter budget: how many parts may still come, over all levels together.
    private static func leaves(of part: Part, depth: Int, _ budget: inout Int) throws(FormatError) -> [Part] {
        guard let boundary = parameter("boundary", of: part.fields["content-type"] ?? "") else { return [part] }
        guard depth < maxDepth else { throw problem("The e-mail nests its parts more than \(maxDepth) deep.") }
        let inner = try parts(of: part.body, boundary, atMost: budget)
        budget -= inner.count
        var leaves: [Part] = []
        for part in inner.compactMap({ header(of: $0) }) {
            leaves += try self.leaves(of: part, depth: depth + 1, &budget)
        }
        return leaves
    }

    private static func isCSV(_ fields: [String: String]) -> Bool {
        let type = fields["content-type"] ?? ""
        let names = [parameter("filename", of: fields["content-disposition"] ?? ""), parameter("name", of: type)]
        return type.lowercased().hasPrefix("text/csv") || names.contains { $0?.lowercased().hasSuffix(".csv") ?? false }
    }

    private static func problem(_ message: String) -> FormatError {
        FormatError(
            path: "/email", rule: "police.email", message: message,
            remedy: "Attach one CSV file to the e-mail, in base64.")
    }
}

// MARK: - Headers

extension CrimeEMail {
    /// Header fields by lower-case name, and what follows them.
    private typealias Part = (fields: [String: String], body: ArraySlice<UInt8>)

    /// Header fields by lower-case name, and what follows the empty line; nil when the bytes start with anything else.
    private static func header(of bytes: ArraySlice<UInt8>) -> Part? {
        var fields: [String: String] = [:]
        var last: String?
        var rest = bytes
        while let (line, following) = firstLine(of: rest) {
            guard following.startIndex - bytes.startIndex <= maxHeaderBytes else { return nil }
            rest = following
            if line.isEmpty { return fields.isEmpty ? nil : (fields, rest) }
            if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
                guard let name = last else { return nil }
                fields[name]? += String(decoding: line, as: UTF8.self)
            } else {
                guard let field = field(line) else { return nil }
                last = field.name
                fields[field.name] = field.value
            }
        }
        return nil
    }

    /// RFC 5322 3.6.8: a name of printable ASCII without a colon, a colon, the value.
    private static func field(_ line: ArraySlice<UInt8>) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy({ (33...126).contains($0) })
        else { return nil }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        return (name, StrictText.trimmed(String(decoding: line[(colon + 1)...], as: UTF8.self)))
    }

    /// A parameter of a header field, with or without quotation marks, or as RFC 2231 writes it.
    private static func parameter(_ name: String, of value: String) -> String? {
        for part in value.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { StrictText.trimmed(String($0)) }
            guard pair.count == 2 else { continue }
            let text =
                pair[1].hasPrefix("\"") && pair[1].hasSuffix("\"") ? pair[1].dropFirst().dropLast() : pair[1][...]
            switch pair[0].lowercased() {
            case name: return text.isEmpty ? nil : String(text)
            // Only the name's end is looked at, and it is ASCII in every character set: no escape has to be undone.
            case name + "*": return text.split(separator: "'").last.map(String.init)
            default: continue
            }
        }
        return nil
    }

    /// The first line without its end, and what follows it; nil when nothing is left.
    private static func firstLine(
        of bytes: ArraySlice<UInt8>
    ) -> (line: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        guard !bytes.isEmpty else { return nil }
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        var line = bytes[..<end]
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        return (line, bytes[min(end + 1, bytes.endIndex)...])
    }
}

// MARK: - Parts

extension CrimeEMail {
    /// What stands between the boundary's lines (RFC 2046 5.1.1).
    private static func parts(
        of body: ArraySlice<UInt8>, _ boundary: String, atMost limit: Int
    ) throws(FormatError) -> [ArraySlice<UInt8>] {
        let (delimiter, close) = (Array("--\(boundary)".utf8), Array("--\(boundary)--".utf8))
        var parts: [ArraySlice<UInt8>] = []
        var (start, rest): (Int?, ArraySlice<UInt8>) = (nil, body)
        while let (line, following) = firstLine(of: rest) {
            // White space may follow a boundary: "transport padding".
            let mark = line[..<((line.lastIndex { $0 != 32 && $0 != 9 }).map { $0 + 1 } ?? line.startIndex)]
            let isClose = mark.elementsEqual(close)
            if isClose || mark.elementsEqual(delimiter) {
                if let start { parts.append(body[start..<line.startIndex]) }
                if isClose { return parts }
                start = following.startIndex
                guard parts.count < limit else { throw problem("The e-mail has more than \(maxParts) parts.") }
            }
            rest = following
        }
        throw problem("The e-mail ends before its last part does.")
    }

    private static func decoded(_ body: ArraySlice<UInt8>, _ encoding: String) throws(FormatError) -> [UInt8] {
        switch encoding.lowercased() {
        case "7bit", "8bit", "binary": return Array(body)
        case "base64":
            guard let bytes = Base64.decoded(body) else { throw problem("The attachment is not base64.") }
            return bytes
        case "quoted-printable":
            guard let bytes = QuotedPrintable.decoded(body) else {
                throw problem("The attachment is not quoted-printable.")
            }
            return bytes
        default: throw problem("The attachment's transfer encoding is none that is known.")
        }
    }
}
