public import CanonicalModel

/// A name as it is compared: cleaned the way the ministry's matcher cleans (feeds.md 6.1), never shown to anybody.
public struct CleanName: Sendable, Hashable {
    /// Forenames in order, the first being the one that is compared.
    public var forenames: [String]
    /// The last word of the surname; nil when nothing of it is left.
    public var surname: String?

    /// Cleans a name; nil when nothing is left of it.
    public init?(_ name: Person.Name) {
        forenames = name.given.flatMap(Self.words)
        surname = Self.words(name.family).last
        if forenames.isEmpty && surname == nil { return nil }
    }

    /// The words of a name: upper case, hyphens as spaces, apostrophes dropped, "MC DUFF" as one word, what systems write in
    /// the place of a name left out, words of one letter left out.
    public static func words(_ text: String) -> [String] {
        var words = [String]()
        var isMc = false
        for word in withoutJunk(split(text)) {
            if word == "MC" {
                isMc = true
            } else if isMc {
                words.append("MC" + word)
                isMc = false
            } else if word.count > 1 {
                words.append(word)
            }
        }
        return words
    }

    /// Words that systems write into name fields when they have no name, or in front of one ("MIG_ERROR_Tom").
    private static let junkPrefixes = ["MIG_ERROR_", "NO_SHOW_", "DUPLICATE_"]
    private static let apostrophes: Set<Character> = ["'", "\u{2019}", "\u{2018}", "`", "\u{02BC}"]

    private static func split(_ text: String) -> [String] {
        text.uppercased().filter { !apostrophes.contains($0) }
            .split { $0.isWhitespace || $0 == "-" || $0 == "\u{2010}" || $0 == "\u{2013}" }.map { strip(String($0)) }
            .filter { !$0.isEmpty }
    }

    private static func strip(_ word: String) -> String {
        for prefix in junkPrefixes where word.hasPrefix(prefix) { return strip(String(word.dropFirst(prefix.count))) }
        return word
    }

    /// Drops "NOT ENTERED", however it is spaced.
    private static func withoutJunk(_ words: [String]) -> [String] {
        var kept = [String]()
        for word in words {
            if word == "ENTERED", kept.last == "NOT" { kept.removeLast() } else { kept.append(word) }
        }
        return kept
    }
}
