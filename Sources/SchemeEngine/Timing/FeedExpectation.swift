import Formats
import PolicyText

/// A feed that has to be heard from: one that is silent looks like one with nothing to say (HMIP; TIM-13).
struct FeedExpectation: Sendable, Hashable {
    var header: RuleHeader
    /// The feed, by its adapter's name ("idiom").
    var feed: String
    /// What is asked when it is late.
    var ask: String
    /// How long it may be silent.
    var every: Interval
    var within: Interval
    var owner: String

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        feed = try reader.text("feed")
        ask = try reader.text("ask")
        every = try reader.interval("every")
        within = try reader.interval("within")
        owner = try reader.text("owner")
        try reader.finish()
    }
}
