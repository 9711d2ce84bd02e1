public import Formats
import PolicyText

/// What a file of a scheme is, by the format that it states.
public enum SchemeFileKind: Sendable, Hashable {
    case pack
    case scenarios

    /// Looks at a file's first word.
    ///
    /// - Parameter bytes: UTF-8 in the strict YAML subset.
    /// - Throws: a ``FormatError`` with line and column when it is neither.
    public init(yaml bytes: [UInt8]) throws(FormatError) {
        var reader = try PolicyReader(try StrictYAML.parse(bytes))
        let format = try reader.required("format")
        switch try format.text {
        case SchemePack.format: self = .pack
        case SchemeScenarioFile.format: self = .scenarios
        default: throw .wrongKind(format.place, "\"\(SchemePack.format)\" or \"\(SchemeScenarioFile.format)\"")
        }
    }
}
