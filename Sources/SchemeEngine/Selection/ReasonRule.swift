import Formats
import PolicyText

/// Who hears the reason of a selection or of a rejection (HMIP Leadership, SEL-17).
public struct ReasonRule: Sendable, Hashable {
    /// Id, sentence and source.
    public var header: RuleHeader
    /// Who.
    public var audiences: [SelectionWord.Audience]

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        audiences = try reader.required("to").oneOrMore.map { (value) throws(FormatError) in try value.word() }
        try reader.finish()
    }
}
