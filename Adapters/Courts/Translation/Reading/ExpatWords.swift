import Formats

/// Says why bytes are no XML in expat's own words, "mismatched tag: line 3, column 7", for the `read` command.
///
/// Those words are what other tools on the same expat print (Python's, xmlwf's), so an operator can compare them; problems
/// in receipts keep our own, which tell the sender what to do.
enum ExpatWords {
    /// The sentence for an error of ``StrictXML``, or the error's own message when expat has none.
    static func of(_ error: FormatError, in bytes: [UInt8]) -> String {
        guard error.rule != "xml.empty" else { return "no element found: \(end(of: bytes))" }
        guard !error.path.contains("/DataStreamContent"), let place = Place(error.message),
            let words = words(error, bytes, at: place.offset(in: bytes))
        else { return error.message }
        return "\(words): line \(place.line), column \(place.column)"
    }

    private static func words(_ error: FormatError, _ bytes: [UInt8], at offset: Int) -> String? {
        switch (error.rule, error.message.split(separator: " ").prefix(3).joined(separator: " ")) {
        case ("xml.not-well-formed", "Something stands before"): "XML or text declaration not at start of entity"
        case ("xml.not-well-formed", "An entity is"): "undefined entity"
        case ("xml.not-well-formed", "The document ends"): wordsForEarlyEnd(bytes.dropFirst(offset))
        case ("xml.not-well-formed", "The document is"):
            error.path == "/"
                ? wordsOutsideRoot(bytes.prefix(offset), bytes.dropFirst(offset))
                : wordsInsideRoot(bytes.prefix(offset), bytes.dropFirst(offset))
        case ("xml.encoding", _): invalidToken
        case ("xml.namespace", _): "unbound prefix"
        default: nil
        }
    }

    private static let invalidToken = "not well-formed (invalid token)"

    private static func wordsForEarlyEnd(_ rest: ArraySlice<UInt8>) -> String {
        rest.first == UInt8(ascii: "<") || rest.first == UInt8(ascii: "&") ? "unclosed token" : "no element found"
    }

    private static func wordsInsideRoot(_ before: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>) -> String {
        let isEndTag = before.suffix(2).elementsEqual([UInt8(ascii: "<"), UInt8(ascii: "/")])
        return isEndTag && rest.first.map(startsName) == true ? "mismatched tag" : invalidToken
    }

    /// Before the root there is no end of any element; after it there is.
    private static func wordsOutsideRoot(_ before: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>) -> String {
        let hasEnd = zip(before, before.dropFirst()).contains {
            $0 == (UInt8(ascii: "<"), UInt8(ascii: "/")) || $0 == (UInt8(ascii: "/"), UInt8(ascii: ">"))
        }
        if hasEnd { return "junk after document element" }
        return !before.contains(UInt8(ascii: "<")) && rest.first.map(startsName) == true ? "syntax error" : invalidToken
    }

    private static func startsName(_ byte: UInt8) -> Bool {
        (65...90).contains(byte & 0xDF) || (48...57).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func end(of bytes: [UInt8]) -> String {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return "line \(lines.count), column \(lines.last?.count ?? 0)"
    }
}

extension ExpatWords {
    /// Where a message of ``StrictXML`` says the trouble is, "… at 2:1.", with the column from 0 as expat counts.
    private struct Place {
        let line: Int
        let column: Int

        init?(_ message: String) {
            let numbers = message.split(separator: " ").last?.dropLast().split(separator: ":").compactMap { Int($0) }
            guard let numbers, numbers.count == 2, numbers[0] > 0, numbers[1] > 0 else { return nil }
            (line, column) = (numbers[0], numbers[1] - 1)
        }

        /// The byte at that place in UTF-8.
        func offset(in bytes: [UInt8]) -> Int {
            var position = bytes.startIndex
            for _ in 1..<line {
                guard let newline = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { return bytes.count }
                position = newline + 1
            }
            var left = column
            while position < bytes.count, left > 0 {
                position += 1
                while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
                left -= 1
            }
            return position
        }
    }
}
