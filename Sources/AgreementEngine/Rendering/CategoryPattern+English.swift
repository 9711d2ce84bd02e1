extension CategoryPattern {
    /// The pattern in a sentence: "cohort (status)", "all of RAG".
    var english: String {
        switch self {
        case .everything: return "everything"
        case .family(let prefix): return "all of " + Phrase.plain(String(prefix.dropLast()))
        case .suffix(let suffix): return Self.suffixed(String(suffix.dropFirst()))
        case .exactly(let name):
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return name }
            return "\(Phrase.plain(parts[0])) (\(Phrase.plain(parts[1])))"
        }
    }

    private static func suffixed(_ word: String) -> String {
        word == CategoryVocabulary.narrative ? "any free text" : "any \(Phrase.plain(word))"
    }
}

extension [CategoryPattern] {
    /// The list with the words of one family together: "identity (core, name) and RAG (colour)".
    func english(by join: ([String]) -> String = Phrase.all) -> String {
        var phrases = [String]()
        var families = [String: Int]()
        for pattern in self {
            guard case .exactly(let name) = pattern, let dot = name.firstIndex(of: ".") else {
                phrases.append(pattern.english)
                continue
            }
            let family = String(name[..<dot])
            let word = Phrase.plain(String(name[name.index(after: dot)...]))
            if let index = families[family] {
                phrases[index] = phrases[index].dropLast() + ", \(word))"
            } else {
                families[family] = phrases.count
                phrases.append("\(Phrase.plain(family)) (\(word))")
            }
        }
        return join(phrases)
    }
}
