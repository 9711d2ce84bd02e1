import Formats
import PolicyText

extension Condition {
    /// Reads `when:` or `unless:`; a word that is not of the language is refused.
    init(_ value: YAMLValue, _ terms: AgreementTerms) throws(FormatError) {
        let members = try value.members
        guard !members.isEmpty else { throw .wrongKind(value.place, "a condition that asks for something") }
        var parts = [Condition]()
        for member in members { parts.append(try Self.part(member, terms)) }
        self = .all(parts)
    }

    private static func part(_ member: YAMLValue.Member, _ terms: AgreementTerms) throws(FormatError) -> Condition {
        switch member.key {
        case "any":
            return .any(
                try member.value.list.map { (value) throws(FormatError) in try Condition(value, terms) })
        case "unless": return .not(try Condition(member.value, terms))
        case "consent": return .consent(try ConsentQuestion(member.value, terms))
        case "recipient.role": return .role(try roles(member.value, terms))
        case "data.only-source":
            return .onlySource(
                try member.value.oneOrMore.map { (value) throws(FormatError) in
                    guard PlainWord.isCode(try value.text) else { throw .noPlainWord(value.place) }
                    return try value.text
                })
        case "data.as-of": return .asOf(withinDays: try member.value.count)
        case "risk-assessment": return .riskAssessment(try RiskAssessmentQuestion(member.value))
        case "override": return .override(try OverrideQuestion(member.value))
        default: break
        }
        if let name = FactName(rawValue: member.key) { return .fact(name, try mask(name, member.value)) }
        guard member.key.hasPrefix("scheme."), member.key != "scheme." else { throw .unknownFact(member.place) }
        guard terms.knows(setting: member.key) else { throw .unknownSetting(member.place) }
        return .scheme(member.key, try settings(member.value))
    }

    /// Words of a scheme's setting; `true` and `false` count as words.
    private static func settings(_ value: YAMLValue) throws(FormatError) -> [String] {
        try value.oneOrMore.map { (item) throws(FormatError) in
            if case .truth(let isTrue) = item.content { return String(isTrue) }
            return try item.text
        }
    }

    private static func roles(_ value: YAMLValue, _ terms: AgreementTerms) throws(FormatError) -> [String] {
        try value.oneOrMore.map { (item) throws(FormatError) in
            guard terms.hasRole(try item.text) else { throw .unknownParty(item.place) }
            return try item.text
        }
    }

    private static func mask(_ name: FactName, _ value: YAMLValue) throws(FormatError) -> FactMask {
        guard let words = name.words else { return 1 << (try value.truth ? 1 : 0) }
        var mask: FactMask = 0
        for item in try value.oneOrMore {
            guard let bit = words.firstIndex(of: try item.text) else { throw .unknownWord(item.place) }
            mask |= 1 << bit
        }
        return mask
    }
}

extension ConsentQuestion {
    /// The classes of recipient that a consent can be with (reference 5.2); "all partners" is not one.
    enum RecipientClass: String, CaseIterable {
        case vcs, housing, treatment, researcher
        case wardCouncillor = "ward-councillor"
        case criminalJustice = "criminal-justice"
    }

    private enum Form: String { case written, spoken }

    fileprivate init(_ value: YAMLValue, _ terms: AgreementTerms) throws(FormatError) {
        var reader = try PolicyReader(value)
        let covers = try reader.required("covers")
        let pattern = CategoryPattern(try covers.text)
        guard CategoryVocabulary.knows(pattern), pattern != .everything else { throw .unknownCategory(covers.place) }
        self.covers = try covers.text
        let purpose = try reader.required("for")
        guard terms.purposes[try purpose.text] != nil else { throw .unknownWord(purpose.place) }
        self.purpose = try purpose.text
        with = (try reader.word("with") as RecipientClass).rawValue
        states = try reader.required("state").oneOrMore.map { (value) throws(FormatError) in try value.word() }
        form = try reader.value("form").map { (value) throws(FormatError) in (try value.word() as Form).rawValue }
        try reader.finish()
    }
}

extension RiskAssessmentQuestion {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        purpose = try reader.text("for")
        outcome = try reader.word("outcome")
        ageDaysAtMost = try reader.required("age-days-at-most").count
        try reader.finish()
    }
}

extension OverrideQuestion {
    /// A rule cannot do without the reason, but it says so, because it is read by people.
    private enum Reason: String { case present }

    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        rankAtLeast = try reader.word("rank-at-least")
        let _: Reason = try reader.word("reason")
        ageHoursAtMost = try reader.required("age-hours-at-most").count
        try reader.finish()
    }
}

extension FormatError {
    fileprivate static func unknownFact(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.unknown-fact", "The agreement language has no such fact.",
            "Use a fact of Contracts/agreements/README.md; a misspelt one would never be known.")
    }
}
