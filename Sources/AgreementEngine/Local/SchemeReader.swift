import Formats
import PolicyText

/// Reads `schemes` and `local`.
enum SchemeReader {
    static func schemes(_ value: YAMLValue) throws(FormatError) -> [String: Agreement.Scheme] {
        var schemes = [String: Agreement.Scheme]()
        for member in try value.members { schemes[member.key] = try Agreement.Scheme(member.value) }
        for member in try value.members { try checkUnion(member, among: schemes) }
        return schemes
    }

    /// A scheme unites two or more others, none of which unites any itself: whose section holds has to be seen at a glance.
    private static func checkUnion(
        _ member: YAMLValue.Member, among schemes: [String: Agreement.Scheme]
    ) throws(FormatError) {
        var reader = try PolicyReader(member.value)
        guard let parts = reader.value("unites") else { return }
        var names = Set<String>()
        for item in try parts.list {
            let name = try item.text
            guard name != member.key, let scheme = schemes[name], scheme.unites.isEmpty else {
                throw .unknownScheme(item.place)
            }
            guard names.insert(name).inserted else { throw .givenTwice(item.place) }
        }
        guard names.count > 1 else { throw .wrongKind(parts.place, "a list of two or more schemes") }
    }

    static func local(
        _ value: YAMLValue, schemes: [String: Agreement.Scheme], permits: [Agreement.Permit], _ rules: inout RuleReader
    ) throws(FormatError) -> [String: Agreement.LocalSection] {
        var sections = [String: Agreement.LocalSection]()
        for member in try value.members {
            guard schemes[member.key] != nil else { throw .unknownScheme(member.place) }
            sections[member.key] = try section(member.value, permits, &rules)
        }
        return sections
    }

    private static func section(
        _ value: YAMLValue, _ permits: [Agreement.Permit], _ rules: inout RuleReader
    ) throws(FormatError) -> Agreement.LocalSection {
        var reader = try PolicyReader(value)
        var section = Agreement.LocalSection(guardrails: [], narrowings: [], canonical: value.json)
        if let refusals = reader.value("always-refuse") { section.guardrails = try rules.guardrails(refusals) }
        if let narrowings = reader.value("narrow") {
            for item in try narrowings.list {
                let narrowing = try rules.narrowing(item, of: permits)
                guard !section.narrowings.contains(where: { $0.rule == narrowing.rule }) else {
                    throw .givenTwice(item.place)
                }
                section.narrowings.append(narrowing)
            }
        }
        try reader.finish()
        return section
    }
}

extension Agreement.Scheme {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        area = try reader.text("area")
        cohorts = [:]
        if let sizes = reader.value("cohorts") {
            for member in try sizes.members {
                guard let cohort = CohortType(rawValue: member.key) else { throw .unknownWord(member.place) }
                cohorts[cohort] = try member.value.setting
            }
        }
        unites = try reader.value("unites").map { (value) throws(FormatError) in
            try value.list.map { (item) throws(FormatError) in try item.text }
        } ?? []
        settings = [:]
        for member in reader.everyMember() where !["area", "cohorts", "unites"].contains(member.key) {
            settings["scheme." + member.key] = try member.value.setting
        }
    }
}

extension RuleReader {
    /// Reads one entry of `narrow`.
    fileprivate func narrowing(
        _ value: YAMLValue, of permits: [Agreement.Permit]
    ) throws(FormatError) -> Agreement.Narrowing {
        var reader = try PolicyReader(value)
        let rule = try reader.required("rule")
        let id = try rule.text
        guard let permit = permits.first(where: { $0.id == id }) else { throw .unknownRule(rule.place) }
        let shared = reader.value("share")
        let duties = reader.value("then")
        let narrowing = Agreement.Narrowing(
            rule: id, says: try reader.text("says"), when: try condition(&reader),
            share: try shared.map { (value) throws(FormatError) in try subset(value, of: permit) },
            obligations: try duties.map { (value) throws(FormatError) in try Obligations(value) } ?? Obligations(),
            source: try reader.text("source"))
        try reader.finish()
        guard !narrowing.when.isAlways || shared != nil || duties != nil else { throw .narrowsNothing(value.place) }
        if let duties, !narrowing.obligations.holdWhole(beside: permit.obligations) {
            throw .localObligesToLess(duties.place)
        }
        return narrowing
    }

    /// Categories, every one of which the permit lets go for everybody.
    private func subset(_ value: YAMLValue, of permit: Agreement.Permit) throws(FormatError) -> [CategoryPattern] {
        try value.list.map { (item) throws(FormatError) in
            let pattern = CategoryPattern(try item.text)
            guard CategoryVocabulary.knows(pattern) else { throw .unknownCategory(item.place) }
            guard CategoryVocabulary.isCovered(pattern, by: permit.share) else { throw .localWidens(item.place) }
            return pattern
        }
    }
}

extension CategoryVocabulary {
    /// Every category there is, the narrative of every family with the rest.
    static var everyCategory: [String] { all + categories.keys.sorted().map { "\($0).\(narrative)" } }

    /// Whether some patterns match every category that one matches; the vocabulary is closed, so that all can be tried.
    static func isCovered(_ pattern: CategoryPattern, by patterns: [CategoryPattern]) -> Bool {
        everyCategory.allSatisfy { category in
            !pattern.matches(category) || patterns.contains { $0.matches(category) }
        }
    }

    /// Patterns for exactly the categories that both match, those of the first where they say it.
    static func common(_ first: [CategoryPattern], _ second: [CategoryPattern]) -> [CategoryPattern] {
        var common = first.filter { isCovered($0, by: second) }
        common += second.filter { isCovered($0, by: first) && !isCovered($0, by: common) }
        let rest = everyCategory.filter { category in
            [first, second].allSatisfy { $0.contains { $0.matches(category) } }
                && !common.contains { $0.matches(category) }
        }
        return common + rest.map(CategoryPattern.exactly)
    }
}

extension YAMLValue {
    /// A text, a whole number or a truth value, as text.
    fileprivate var setting: String {
        get throws(FormatError) {
            switch content {
            case .truth(let isTrue): String(isTrue)
            case .whole(let number): String(number)
            default: try text
            }
        }
    }
}

extension FormatError {
    fileprivate static func unknownScheme(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.unknown-scheme", "No such scheme is declared that unites no others itself.",
            "Correct the spelling, or declare it under 'schemes'.")
    }

    fileprivate static func unknownRule(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.unknown-rule", "No permit of this agreement has this id.",
            "Name a permit under 'rules'; a scheme cannot permit what the agreement of all does not.")
    }

    fileprivate static func localWidens(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.local-widens",
            "The permit does not let this category go, so a scheme cannot let it go either.",
            "Name categories of the permit only.")
    }

    fileprivate static func localObligesToLess(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.local-widens",
            "The permit obliges to more than this already, so that the sentence would promise what does not hold.",
            "State a shorter time or a stricter word than the permit's, or leave the duty out.")
    }

    fileprivate static func narrowsNothing(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.narrows-nothing", "This leaves the permit as it is.",
            "Add 'when', 'unless', 'share' or 'then', or remove it.")
    }

    static func unknownSetting(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.unknown-setting", "No scheme of this agreement has this setting.",
            "Correct the spelling, or give it to a scheme under 'schemes'; otherwise it is never known.")
    }
}
