import CanonicalModel
import Formats
import PolicyText

/// An event that proposes a colour (reference 6.3); the class travels, the detail does not.
struct TriggerRule: Sendable, Hashable {
    let header: RuleHeader
    /// The class that an alert names ("arrest", "disengagement").
    let triggerClass: String
    let pattern: EventPattern
    /// How many such events make the trigger; nil: one does.
    let threshold: Threshold?
    let raises: RAGRating
    /// How the change came about, one of the four of EVAL 3.1 (SEL-12).
    let method: ColourState.Method
    /// What somebody owes the person besides, such as an offer to come back (RAG-12).
    let asks: Asking?

    /// So many events within so many days ("ten or more crimes", TURN option 3).
    struct Threshold: Sendable, Hashable {
        let count: Int
        let days: Int
    }

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
        threshold = try reader.value("at-least").map { (value) throws(FormatError) in try Threshold(value) }
        raises = try reader.word("raises")
        method = try reader.word("method")
        asks = try reader.value("asks").map { (value) throws(FormatError) in try Asking(value) }
        try reader.finish()
    }
}

extension TriggerRule.Threshold {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        count = try reader.count("events")
        days = try reader.count("within-days")
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

extension TriggerRule {
    /// When an event became a trigger of this rule: at once, or when enough others within its days were known too.
    ///
    /// - Returns: nil where it is none.
    func known(_ event: CaseEvent, among events: [CaseEvent]) -> Timestamp? {
        guard pattern.matches(event) else { return nil }
        guard let threshold else { return event.known }
        let from = event.occurred.adding(days: -threshold.days)
        let counted = events.filter { $0.occurred > from && $0.occurred <= event.occurred && pattern.matches($0) }
        guard counted.count >= threshold.count, threshold.count > 0 else { return nil }
        return max(event.known, counted.map(\.known).sorted()[threshold.count - 1])
    }
}
