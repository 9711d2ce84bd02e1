import CanonicalModel
import Formats
import PolicyText

/// A marker that always alerts, whatever the colour, the dwell or the flap guard (DESIGN decision 16).
struct AlarmRule: Sendable, Hashable {
    /// The markers every scheme has to have.
    static let required = ["life-risk", "recall-at-large", "victim-threat"]

    let header: RuleHeader
    let alarm: String
    let raises: RAGRating
    let method: ColourState.Method

    /// Reads the alarms of a pack; one without life-risk, recall-at-large and victim-threat is refused.
    static func all(_ value: YAMLValue) throws(FormatError) -> [AlarmRule] {
        let alarms = try value.list.map { (item) throws(FormatError) in try AlarmRule(item) }
        for word in required where !alarms.contains(where: { $0.alarm == word }) {
            throw .policy(
                value.place, "scheme.alarm-missing", "The alarm '\(word)' is missing.",
                "Add it: what threatens a life alerts in every scheme.")
        }
        return alarms
    }

    private init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        alarm = try reader.text("alarm")
        raises = try reader.word("raises")
        method = try reader.word("method")
        try reader.finish()
    }
}

/// A safety warning to officers, coded; it stands under its own rule and outlives colours and cohorts.
struct WarningRule: Sendable, Hashable {
    let header: RuleHeader
    /// The marker of the event that gives it.
    let code: String

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        code = try reader.text("code")
        try reader.finish()
    }
}
