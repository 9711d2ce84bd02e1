import CanonicalModel
import Formats
import PolicyText

/// An event that proposes a colour (reference 6.3); the class travels, the detail does not.
struct TriggerRule: Sendable, Hashable {
    let header: RuleHeader
    /// The class that an alert names ("arrest", "disengagement").
    let triggerClass: String
    let pattern: EventPattern
    let raises: RAGRating
    /// How the change came about, one of the four of EVAL 3.1 (SEL-12).
    let method: ColourState.Method
    /// What somebody owes the person besides, such as an offer to come back (RAG-12).
    let asks: Asking?

    /// A task that comes with a trigger.
    struct Asking: Sendable, Hashable {
        let kind: String
        let sentence: String
        let role: String
        let withinHours: Int
    }

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        triggerClass = try reader.text("class")
        pattern = try EventPattern(&reader)
        raises = try reader.word("raises")
        method = try reader.word("method")
        asks = try reader.value("asks").map { (value) throws(FormatError) in try Asking(value) }
        try reader.finish()
    }
}

extension TriggerRule.Asking {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        kind = try reader.text("task")
        sentence = try reader.text("sentence")
        role = try reader.text("by")
        withinHours = try reader.count("within-hours")
        try reader.finish()
    }
}
