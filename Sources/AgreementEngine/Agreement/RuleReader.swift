import Formats
import PolicyText

/// Reads `always-refuse` and `rules`; every name has to be declared and every word known.
struct RuleReader {
    private enum Effect: String { case permit, duty }

    let terms: AgreementTerms
    private var ids = Set<String>()

    init(terms: AgreementTerms) { self.terms = terms }

    mutating func guardrails(_ value: YAMLValue) throws(FormatError) -> [Agreement.Guardrail] {
        var guardrails = [Agreement.Guardrail]()
        for item in try value.emptiableList { guardrails.append(try guardrail(item)) }
        return guardrails
    }

    mutating func rules(_ value: YAMLValue) throws(FormatError) -> ([Agreement.Permit], [Agreement.Duty]) {
        var permits = [Agreement.Permit]()
        var duties = [Agreement.Duty]()
        for item in try value.emptiableList {
            var reader = try PolicyReader(item)
            switch try reader.word("effect") as Effect {
            case .permit: permits.append(try permit(&reader))
            case .duty: duties.append(try duty(&reader))
            }
            try reader.finish()
        }
        return (permits, duties)
    }

    private mutating func guardrail(_ value: YAMLValue) throws(FormatError) -> Agreement.Guardrail {
        var reader = try PolicyReader(value)
        let guardrail = Agreement.Guardrail(
            id: try id(&reader), says: try reader.text("says"), share: try categories(&reader),
            from: try reader.value("from").map { (value) throws(FormatError) in try selector(value) } ?? .anybody,
            to: try reader.value("to").map { (value) throws(FormatError) in try selector(value) } ?? .anybody,
            when: try condition(&reader), source: try reader.optionalText("source"))
        try reader.finish()
        return guardrail
    }

    private mutating func permit(_ reader: inout PolicyReader) throws(FormatError) -> Agreement.Permit {
        Agreement.Permit(
            id: try id(&reader), says: try reader.text("says"), from: try parties(try reader.required("from")),
            to: try parties(try reader.required("to")), share: try categories(&reader), purpose: try purpose(&reader),
            gateways: try gateways(&reader), when: try condition(&reader),
            obligations: try reader.value("then").map { (value) throws(FormatError) in try Obligations(value) }
                ?? Obligations(),
            source: try reader.text("source"))
    }

    private mutating func duty(_ reader: inout PolicyReader) throws(FormatError) -> Agreement.Duty {
        let on = try reader.required("on")
        let does = try reader.required("do")
        return Agreement.Duty(
            id: try id(&reader), says: try reader.text("says"), on: try on.text, event: try on.word(),
            when: try condition(&reader), does: does.json, actions: try actions(does), source: try reader.text("source"))
    }

    private func actions(_ value: YAMLValue) throws(FormatError) -> [DutyAction] {
        try value.list.map { (item) throws(FormatError) in
            try DutyAction(item) { PartyPattern($0).map(isDeclared) ?? false }
        }
    }

    private mutating func id(_ reader: inout PolicyReader) throws(FormatError) -> String {
        let value = try reader.required("id")
        let id = try value.text
        let isWord = id.utf8.count <= 48 && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        guard isWord else { throw .wrongKind(value.place, "a rule id of at most 48 letters, digits and hyphens") }
        guard ids.insert(id).inserted else { throw .givenTwice(value.place) }
        return id
    }

    func condition(_ reader: inout PolicyReader) throws(FormatError) -> Condition {
        var parts = [Condition]()
        if let when = reader.value("when") { parts.append(try Condition(when, terms)) }
        if let unless = reader.value("unless") { parts.append(.not(try Condition(unless, terms))) }
        return .all(parts)
    }

    private func categories(_ reader: inout PolicyReader) throws(FormatError) -> [CategoryPattern] {
        try reader.required("share").list.map { (value) throws(FormatError) in
            let pattern = CategoryPattern(try value.text)
            guard CategoryVocabulary.knows(pattern) else { throw .unknownCategory(value.place) }
            return pattern
        }
    }

    private func purpose(_ reader: inout PolicyReader) throws(FormatError) -> String {
        let value = try reader.required("purpose")
        guard terms.purposes[try value.text] != nil else { throw .unknownWord(value.place) }
        return try value.text
    }

    private func gateways(_ reader: inout PolicyReader) throws(FormatError) -> [String] {
        try reader.required("gateway").list.map { (value) throws(FormatError) in
            let gateway = try value.text
            guard gateway != "consent" else { throw .consentIsNoPower(value.place) }
            guard terms.gateways[gateway] != nil else { throw .unknownWord(value.place) }
            return gateway
        }
    }

    /// A guardrail may name whom it spares; a permit names who may, or a party that joins tomorrow would be permitted
    /// today.
    private func selector(_ value: YAMLValue) throws(FormatError) -> PartySelector {
        guard case .mapping = value.content else { return try parties(value) }
        var reader = try PolicyReader(value)
        let not = reader.value("not")
        let only = reader.value("only")
        try reader.finish()
        switch (not, only) {
        case (let not?, nil): return .noneOf(try patterns(not))
        case (nil, let only?): return .oneOf(try patterns(only))
        default: throw .wrongKind(value.place, "a list, or one of 'not' and 'only'")
        }
    }

    private func parties(_ value: YAMLValue) throws(FormatError) -> PartySelector {
        let patterns = try patterns(value)
        return patterns.contains(.anybody) ? .anybody : .oneOf(patterns)
    }

    private func patterns(_ value: YAMLValue) throws(FormatError) -> [PartyPattern] {
        try value.list.map { (item) throws(FormatError) in
            guard let pattern = PartyPattern(try item.text), isDeclared(pattern) else {
                throw .unknownParty(item.place)
            }
            return pattern
        }
    }

    private func isDeclared(_ pattern: PartyPattern) -> Bool {
        switch pattern {
        case .anybody, .kind: true
        case .party(let party): terms.parties[party] != nil
        case .partyRole(let party, let role): terms.hasRole(role) { name, _ in name == party }
        case .kindRole(let kind, let role): terms.hasRole(role) { _, party in party.kind == kind }
        }
    }
}

extension FormatError {
    static func unknownCategory(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.unknown-category", "There is no such data category.",
            "Use a category of Contracts/vocabulary.yaml; a guardrail with a misspelt one would never fire.")
    }
}
