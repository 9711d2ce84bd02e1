import Formats
import PolicyText

/// Who finds out which team has somebody whose address no team covers, and how fast: until then nobody is told.
struct AddressRule: Sendable, Hashable {
    var header: RuleHeader
    var ask: String
    var within: Interval
    var owner: String

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        ask = try reader.text("ask")
        within = try reader.interval("within")
        owner = try reader.text("owner")
        try reader.finish()
    }
}
