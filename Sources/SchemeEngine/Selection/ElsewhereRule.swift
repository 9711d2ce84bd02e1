import Formats
import PolicyText

/// What is better dealt with in another way than by this scheme (CLV 8.7, EVAL 3.1).
public struct ElsewhereRule: Sendable, Hashable {
    /// Id, sentence and source.
    public var header: RuleHeader
    /// The classes of offence.
    public var offences: [String]
    /// The process they belong to ("marac").
    public var process: String

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        offences = try reader.texts("offences")
        process = try reader.text("process")
        try reader.finish()
    }
}
