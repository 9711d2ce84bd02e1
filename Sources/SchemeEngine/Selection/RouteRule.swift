import Formats
import PolicyText

/// A way by which people come to the panel, and what a decision that came by it has to state.
public struct RouteRule: Sendable, Hashable {
    /// Id, sentence and source.
    public var header: RuleHeader
    /// Its word ("interim").
    public var route: String
    /// Whether nothing else is asked of a decision that came by it: people who were on the cohort before the broker
    /// was.
    public var standsAlone: Bool
    /// What it needs.
    var demands: [Demand]

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        route = try reader.text("route")
        standsAlone = try reader.value("stands-alone")?.truth ?? false
        demands = try reader.rule("needs", Demand.all) ?? []
        try reader.finish()
    }
}
