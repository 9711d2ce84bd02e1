import Formats

extension String {
    /// The text with every run of white space, Unicode's included, made one space; nil when nothing is left.
    var collapsed: String? {
        guard !isCollapsed else { return isEmpty ? nil : self }
        if utf8.allSatisfy({ $0 < 0x80 && $0 != 11 && $0 != 12 }) {
            let text = StrictText.collapsed(self)
            return text.isEmpty ? nil : text
        }
        let words = unicodeScalars.split { $0.properties.isWhitespace }
        return words.isEmpty ? nil : words.map { String($0) }.joined(separator: " ")
    }

    /// Whether this is certainly its own collapsed form: ASCII with single spaces, and those between words, as mostly.
    private var isCollapsed: Bool {
        var isAfterWord = false
        for byte in utf8 {
            guard byte < 0x80, !(9...13).contains(byte), byte != 32 || isAfterWord else { return false }
            isAfterWord = byte != 32
        }
        return isAfterWord || isEmpty
    }
}

extension String {
    /// ASCII letters in upper case: Unicode's rules may make a text longer than its limit.
    var asciiUppercased: String {
        String(decoding: utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
    }
}
