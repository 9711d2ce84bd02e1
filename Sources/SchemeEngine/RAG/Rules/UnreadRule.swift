import Formats
import PolicyText

/// Who hears, step by step, of an alert that nobody reads past its time (reference 6.5; SEL-05).
struct UnreadRule: Sendable, Hashable {
    /// A place on the ladder of whoever owns people of the colour.
    enum Place: String, Sendable, Hashable, CaseIterable {
        case owner, deputy, supervisor
    }

    /// Who hears, and how long after the alert's own time.
    struct Step: Sendable, Hashable {
        let to: Place
        let afterMinutes: Int
    }

    let header: RuleHeader
    /// In the order in which they hear; each once.
    let climb: [Step]
    /// How long each of them has.
    let withinMinutes: Int

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        let steps = try reader.required("climb")
        climb = try steps.list.map { (item) throws(FormatError) in try Step(item) }
        withinMinutes = try reader.count("within-minutes")
        try reader.finish()
        try Self.check(climb, steps.place)
    }

    /// Nobody hears twice, nobody is passed over for good, and the last is the supervisor: an alert that only its owner hears of
    /// again rests on one person.
    private static func check(_ climb: [Step], _ place: YAMLPlace) throws(FormatError) {
        let isRising = zip(climb, climb.dropFirst()).allSatisfy { $0.afterMinutes <= $1.afterMinutes }
        guard climb.map(\.to) == Place.allCases, isRising else {
            throw .policy(
                place, "scheme.unread-ladder", "An unread alert does not climb to everybody in turn.",
                "Name owner, deputy and supervisor, each once, none before the one below.")
        }
    }
}

extension UnreadRule.Step {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        to = try reader.word("to")
        afterMinutes = try reader.count("after-minutes")
        try reader.finish()
    }
}
