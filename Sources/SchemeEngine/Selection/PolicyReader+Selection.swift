import Formats
import PolicyText

extension PolicyReader {
    /// Words of a closed set that may be absent: one, or a list.
    mutating func wordsIfAny<Word: RawRepresentable>(_ key: String) throws(FormatError) -> [Word]
    where Word.RawValue == String {
        guard let value = value(key) else { return [] }
        return try value.oneOrMore.map { (value) throws(FormatError) in try value.word() }
    }

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
}
