import Formats
import PolicyText

/// What every section of a pack reads: rules, words and numbers that may be absent.
extension PolicyReader {
    /// Rules of a list that may be absent or empty.
    mutating func rules<Rule>(
        _ key: String, _ read: (YAMLValue) throws(FormatError) -> Rule
    ) throws(FormatError) -> [Rule] {
        guard let list = value(key) else { return [] }
        return try list.emptiableList.map { (value) throws(FormatError) in try read(value) }
    }

    /// A rule that may be absent.
    mutating func rule<Rule>(
        _ key: String, _ read: (YAMLValue) throws(FormatError) -> Rule
    ) throws(FormatError) -> Rule? {
        guard let value = value(key) else { return nil }
        return try read(value)
    }

    /// Texts under a key that may be absent.
    mutating func optionalTexts(_ key: String) throws(FormatError) -> [String] {
        try value(key)?.oneOrMore.map { (value) throws(FormatError) in try value.text } ?? []
    }

    /// A whole number that has to be there.
    mutating func count(_ key: String) throws(FormatError) -> Int { try required(key).count }

    /// A whole number that may be absent.
    mutating func optionalCount(_ key: String) throws(FormatError) -> Int? { try value(key)?.count }

    /// Truth that may be absent.
    mutating func optionalTruth(_ key: String) throws(FormatError) -> Bool? { try value(key)?.truth }

    /// Words of a closed set; empty where the key is absent.
    mutating func words<Word: RawRepresentable>(_ key: String) throws(FormatError) -> [Word]
    where Word.RawValue == String {
        try value(key)?.oneOrMore.map { (value) throws(FormatError) in try value.word() } ?? []
    }
}
