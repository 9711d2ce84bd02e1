import Formats
import PolicyText

/// Whether planned visits are in proportion (reference 6.6); of a pack's rules the first that fits decides.
struct VisitRule: Sendable, Hashable {
    let header: RuleHeader
    let outcome: VisitRuling.Outcome
    let condition: Condition
    /// Who is told; nil where nobody has to do anything.
    let tells: Telling?
    /// The rank whose written necessity lifts a hold, and for how many days.
    let lifting: Lifting?

    /// A role of the pack that has to act, and by when.
    struct Telling: Sendable, Hashable {
        let role: String
        let withinHours: Int
    }

    /// A written necessity.
    struct Lifting: Sendable, Hashable {
        let rank: String
        let days: Int
    }

    /// What a rule asks; what it does not name does not matter.
    struct Condition: Sendable, Hashable {
        var colours: [ColourState.Shown] = []
        var isDead: Bool?
        var isConfirmed: Bool?
        /// Nobody known to be under an order counts as under none: unknown never lets a visit through (DESIGN decision
        /// 10).
        var isStatutory: Bool?
        var perWeekAtLeast: Int?
        var withinBand: Bool?
        /// More visits a week than the order expects; the number stands where no order says one.
        var aboveOrderUnlessStated: Int?
        /// No trigger, or none of the class, for so many days.
        var quietDays: Int?
        var quietClasses: [String] = []
        var triggerWithinDays: Int?
        var lastingOverDays: Int?
    }

    /// Reads the rules of a pack; one that would let visits go on after death, in prison or off the scheme is refused.
    static func all(_ value: YAMLValue) throws(FormatError) -> [VisitRule] {
        let rules = try value.list.map { (item) throws(FormatError) in try VisitRule(item) }
        let stops = rules.prefix { $0.outcome == .suppress }.map(\.condition)
        guard stops.contains(where: { $0.isDead == true }),
            [.blue, .white].allSatisfy({ colour in
                stops.contains { $0 == Condition(colours: $0.colours) && $0.colours.contains(colour) }
            })
        else {
            throw .policy(
                value.place, "scheme.visits-not-stopped",
                "Visits are not stopped for the dead, in prison and off the scheme.",
                "Begin with rules that suppress visits for 'dead: true', for blue and for white.")
        }
        guard rules.last?.condition == Condition(), rules.last?.outcome == .hold else {
            throw .policy(
                value.place, "scheme.visits-undecided", "Some planned visits meet no rule.",
                "End with a rule that holds whatever no other rule decides: 'when: {}'.")
        }
        return rules
    }

    private init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        outcome = try reader.word("outcome")
        condition = try Condition(try reader.required("when"))
        tells = try reader.value("tells").map { (value) throws(FormatError) in try Telling(value) }
        lifting = try reader.value("lifted-by").map { (value) throws(FormatError) in try Lifting(value) }
        try reader.finish()
    }
}

extension VisitRule.Telling {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        role = try reader.text("role")
        withinHours = try reader.count("within-hours")
        try reader.finish()
    }
}

extension VisitRule.Lifting {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        rank = try reader.text("rank")
        days = try reader.count("days")
        try reader.finish()
    }
}

extension VisitRule.Condition {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        colours = try reader.words("colours")
        isDead = try reader.optionalTruth("dead")
        isConfirmed = try reader.optionalTruth("confirmed")
        isStatutory = try reader.optionalTruth("statutory")
        perWeekAtLeast = try reader.optionalCount("per-week-at-least")
        withinBand = try reader.optionalTruth("within-band")
        aboveOrderUnlessStated = try reader.optionalCount("above-order-unless-stated")
        quietDays = try reader.optionalCount("quiet-days")
        quietClasses = try reader.optionalTexts("quiet-classes")
        triggerWithinDays = try reader.optionalCount("trigger-within-days")
        lastingOverDays = try reader.optionalCount("lasting-over-days")
        try reader.finish()
    }
}
