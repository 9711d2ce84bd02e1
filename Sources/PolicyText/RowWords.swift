import Formats

/// Finds the ids of requirements ("DES-02", "DIF-WM") in a text.
package enum RowWords {
    /// Every word of the form of a row's id, each once, in order.
    package static func all(in text: String) -> [String] {
        var found = [String]()
        for word in text.split(whereSeparator: { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-") }) {
            if isRow(String(word)), !found.contains(String(word)) { found.append(String(word)) }
        }
        return found
    }

    /// Whether a text is a row's id: two to four capitals, a dash, two digits or a scheme's letters.
    package static func isRow(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].isCapitals(upTo: 4) else { return false }
        return parts[1].isTwoDigits || (parts[0] == "DIF" && parts[1].isCapitals(upTo: 3))
    }
}

extension Substring {
    fileprivate func isCapitals(upTo longest: Int) -> Bool {
        (2...longest).contains(utf8.count) && utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    fileprivate var isTwoDigits: Bool {
        utf8.count == 2 && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension YAMLValue {
    /// The id of a requirement.
    package var requirementRow: String {
        get throws(FormatError) {
            guard RowWords.isRow(try text) else { throw .wrongKind(place, "the id of a requirement, \"DES-02\"") }
            return try text
        }
    }
}
