import Formats
import PolicyText

/// One thing that a decision needs.
enum Demand: Sendable, Hashable {
    /// A meeting with its day; of one of these kinds, unless none are named.
    case meeting([String])
    /// A meeting of one of these kinds, or the reason why a score alone was enough (LDS 1.27).
    case meetingOrException([String])
    /// So many agencies at the table.
    case members(Int)
    /// What it rests on.
    case evidence
    /// A reason, one of the cohort's where it has codes.
    case reason
    /// The lead professional's agency.
    case lead
    /// The lead professional's role, one of these.
    case leadRole([String])
    /// The person's own agreement (SEL-28).
    case agreement
    /// The name of who recorded it.
    case decidedBy
    /// The agency that chose, one of these; its nomination says so too (SEL-25).
    case chosenBy([String])
    /// An age on the day, both ends included.
    case age(ClosedRange<Int>)
    /// One of these orders in force.
    case order([SupervisionOrder])
    /// A band or score of one of these assessments, the latest of its tool.
    case assessment([AssessmentTest])

    /// Whether it asks only who leads.
    var isAboutLead: Bool {
        switch self {
        case .lead, .leadRole: true
        default: false
        }
    }
}

extension Demand {
    /// Reads every demand of a rule, in the order of this type.
    static func all(_ value: YAMLValue) throws(FormatError) -> [Demand] {
        try refuseUnequalVoices(value)
        var reader = try PolicyReader(value)
        let demands = try statements(&reader) + conditions(&reader)
        try reader.finish()
        guard !demands.isEmpty else { throw .wrongKind(value.place, "at least one thing that the decision needs") }
        return demands
    }

    private static func statements(_ reader: inout PolicyReader) throws(FormatError) -> [Demand] {
        var demands = [Demand]()
        if let kinds = reader.value("meeting") { demands.append(.meeting(try kinds.anyOrTexts)) }
        if let kinds = reader.value("meeting-or-exception") {
            demands.append(.meetingOrException(try kinds.anyOrTexts))
        }
        if let count = reader.value("members-at-least") { demands.append(.members(try count.count)) }
        if try reader.isAsked("evidence") { demands.append(.evidence) }
        if try reader.isAsked("reason") { demands.append(.reason) }
        if try reader.isAsked("lead") { demands.append(.lead) }
        let roles = try reader.optionalTexts("lead-role")
        if !roles.isEmpty { demands.append(.leadRole(roles)) }
        if try reader.isAsked("agreement") { demands.append(.agreement) }
        if try reader.isAsked("decided-by") { demands.append(.decidedBy) }
        return demands
    }

    private static func conditions(_ reader: inout PolicyReader) throws(FormatError) -> [Demand] {
        var demands = [Demand]()
        let parties = try reader.optionalTexts("chosen-by")
        if !parties.isEmpty { demands.append(.chosenBy(parties)) }
        if let ages = reader.value("age") { demands.append(.age(try ages.ages)) }
        let orders: [SupervisionOrder] = try reader.words("order")
        if !orders.isEmpty { demands.append(.order(orders)) }
        let tests = try reader.rules("assessment", AssessmentTest.init)
        if !tests.isEmpty { demands.append(.assessment(tests)) }
        return demands
    }

    /// No partner has greater authority than another (LDS 1.27): the language has no word for it, and says why.
    static func refuseUnequalVoices(_ value: YAMLValue) throws(FormatError) {
        let voices: Set<String> = ["veto", "casting-vote", "weight-by-agency", "voting-weights", "chair-decides"]
        guard let member = try value.members.first(where: { voices.contains($0.key) }) else { return }
        throw .policy(
            member.place, "scheme.unequal-voice",
            "No partner's voice counts for more than another's; influence rests on evidence (LDS 1.27).",
            "Remove the key; record disagreement as the meeting's 'dissent'.")
    }
}

extension PolicyReader {
    /// A demand that is there or not; `false` would read as its opposite and is refused.
    fileprivate mutating func isAsked(_ key: String) throws(FormatError) -> Bool {
        guard let value = value(key) else { return false }
        guard try value.truth else { throw .wrongKind(value.place, "true; leave the key out where it is not asked") }
        return true
    }
}

extension YAMLValue {
    /// `true` for any, or the texts that are meant.
    fileprivate var anyOrTexts: [String] {
        get throws(FormatError) {
            if case .truth(true) = content { return [] }
            return try oneOrMore.map { (value) throws(FormatError) in try value.text }
        }
    }

    /// `{ from: 10, to: 17 }`, either end may be absent.
    fileprivate var ages: ClosedRange<Int> {
        get throws(FormatError) {
            var reader = try PolicyReader(self)
            let (from, to) = (try reader.value("from")?.count ?? 0, try reader.value("to")?.count ?? 150)
            try reader.finish()
            guard from <= to else { throw .wrongKind(place, "ages in order, from the youngest to the oldest") }
            return from...to
        }
    }
}
