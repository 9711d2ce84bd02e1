extension String {
    /// The text with every run of white space, Unicode's included, made one space; nil when nothing is left.
    var collapsed: String? {
        let words = unicodeScalars.split { $0.properties.isWhitespace }
        return words.isEmpty ? nil : words.map { String($0) }.joined(separator: " ")
    }
}

extension String {
    /// ASCII letters in upper case: Unicode's rules may make a text longer than its limit.
    var asciiUppercased: String {
        String(decoding: utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
    }
}
