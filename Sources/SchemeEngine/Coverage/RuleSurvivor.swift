public import Formats
import PolicyText

/// A rule of a pack that no scenario misses when it is taken out, and why that is right.
public struct RuleSurvivor: Sendable, Hashable {
    /// The pack.
    public var scheme: String
    /// The rule's id.
    public var rule: String
    /// Why nothing notices.
    public var because: String

    /// Reads the list (Contracts/schemes/requirements/survivors.yaml).
    ///
    /// - Throws: a ``FormatError`` with line, column and remedy.
    public static func all(yaml bytes: [UInt8]) throws(FormatError) -> [RuleSurvivor] {
        var reader = try PolicyReader(try StrictYAML.parse(bytes))
        try reader.demandFormat("iom-survivors/1")
        let list = try reader.required("survivors")
        try reader.finish()
        return try list.emptiableList.map { (item) throws(FormatError) in try RuleSurvivor(item) }
    }

    private init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        scheme = try reader.text("scheme")
        rule = try reader.text("rule")
        because = try reader.text("because")
        try reader.finish()
    }
}
