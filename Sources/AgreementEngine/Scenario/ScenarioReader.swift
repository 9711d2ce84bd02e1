import CanonicalModel
import Formats

/// Reads scenarios one after another; every party, role, purpose, category and rule they name has to be the agreement's.
struct ScenarioReader {
    let agreement: Agreement
    let given: ScenarioGiven
    private var ids = Set<String>()

    init(agreement: Agreement, given: ScenarioGiven) {
        self.agreement = agreement
        self.given = given
    }

    mutating func scenario(_ value: YAMLValue) throws(FormatError) -> Scenario {
        var reader = try PolicyReader(value)
        let id = try reader.required("id")
        guard ids.insert(try id.text).inserted else { throw .givenTwice(id.place) }
        let facts =
            try reader.value("given").map { (value) throws(FormatError) in try ScenarioGiven(value, over: given) }
            ?? given
        let scenario = Scenario(
            id: try id.text, says: try reader.text("says"), source: try reader.text("source"),
            request: try request(try reader.required("when"), facts),
            expected: try expectation(try reader.required("expect")))
        try reader.finish()
        try checkNames(scenario, at: value.place)
        return scenario
    }

    private func request(_ value: YAMLValue, _ facts: ScenarioGiven) throws(FormatError) -> DisclosureRequest {
        var reader = try PolicyReader(value)
        let message: NoticeKind = try reader.word("tell")
        let from = try party(try reader.required("from"))
        let recipient = try recipient(&reader, facts)
        var fields = [DataField]()
        for field in try reader.required("fields").list { fields.append(try DataField(scenario: field)) }
        let purpose = try reader.text("for")
        let isFetched = try reader.value("fetched")?.truth ?? false
        try reader.finish()
        return DisclosureRequest(
            message: message, discloser: Discloser(party: from.party, role: from.role), recipient: recipient,
            subject: facts.subject, fields: fields, purpose: purpose, now: facts.now,
            delivery: isFetched ? .fetched : .pushed, override: facts.override, scheme: facts.scheme)
    }

    /// A recipient that is no party has to say what kind of body it is; of a party the agreement says it.
    private func recipient(_ reader: inout PolicyReader, _ facts: ScenarioGiven) throws(FormatError) -> RecipientFacts {
        let value = try reader.required("to")
        let to = try party(value)
        let stated = try reader.value("kind").map { (value) throws(FormatError) in try value.word(PartyKind.self) }
        guard let kind = agreement.parties[to.party]?.kind ?? stated else {
            throw .wrongKind(value.place, "a party of the agreement, or have a 'kind' beside it")
        }
        return RecipientFacts(
            id: try value.text, party: to.party, role: to.role, kind: kind, coversArea: facts.coversArea,
            previouslyNotified: facts.previouslyNotified, undertaking: facts.undertaking, isVetted: facts.isVetted)
    }

    private func party(_ value: YAMLValue) throws(FormatError) -> (party: String, role: String) {
        let parts = try value.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw .wrongKind(value.place, "a party and a role, \"leeds-yos/case-manager\"")
        }
        if let known = agreement.parties[parts[0]], !known.roles.contains(parts[1]) { throw .unknownParty(value.place) }
        return (parts[0], parts[1])
    }

    private func expectation(_ value: YAMLValue) throws(FormatError) -> Scenario.Expectation {
        var reader = try PolicyReader(value)
        let expectation = Scenario.Expectation(
            outcome: try reader.word("outcome"), goes: try categories("goes", &reader),
            onRequest: try categories("on-request", &reader), stays: try reasons(&reader), by: try rules(&reader))
        try reader.finish()
        return expectation
    }

    private func categories(_ key: String, _ reader: inout PolicyReader) throws(FormatError) -> Set<String> {
        var categories = Set<String>()
        for item in try reader.value(key)?.list ?? [] { categories.insert(try item.text) }
        return categories
    }

    private func reasons(_ reader: inout PolicyReader) throws(FormatError) -> [String: ReasonCode] {
        var reasons = [String: ReasonCode]()
        for member in try reader.value("stays")?.members ?? [] { reasons[member.key] = try member.value.word() }
        return reasons
    }

    private func rules(_ reader: inout PolicyReader) throws(FormatError) -> Set<String> {
        var rules = Set<String>()
        for item in try reader.value("by")?.list ?? [] {
            guard isRule(try item.text) else { throw .unknownWord(item.place) }
            rules.insert(try item.text)
        }
        return rules
    }

    private func isRule(_ id: String) -> Bool {
        agreement.permits.contains { $0.id == id } || agreement.guardrails.contains { $0.id == id }
            || BuiltInRule(rawValue: id) != nil
    }

    /// Refuses what would be met whatever the agreement says: a fate of a category that is not asked for, two fates of one, and
    /// a misspelt purpose or discloser, for whom everything stays.
    private func checkNames(_ scenario: Scenario, at place: YAMLPlace) throws(FormatError) {
        let (request, expected) = (scenario.request, scenario.expected)
        let asked = request.fields.map(\.category)
        let fates = Array(expected.goes) + Array(expected.onRequest) + Array(expected.stays.keys)
        guard Set(asked).count == asked.count, Set(fates).count == fates.count else { throw .givenTwice(place) }
        guard Set(fates).isSubset(of: asked) else { throw .notAsked(place) }
        let reasons = Set(expected.stays.values)
        guard agreement.purposes[request.purpose] != nil || reasons.contains(.unknownPurpose) else {
            throw .unknownWord(place)
        }
        guard agreement.parties[request.discloser.party] != nil || reasons.contains(.discloserNotSignatory) else {
            throw .unknownParty(place)
        }
    }
}

extension FormatError {
    fileprivate static func notAsked(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "scenario.not-asked", "The scenario expects something of a category that it does not ask for.",
            "Add the category to 'fields', or take it out of 'expect'.")
    }
}

extension YAMLValue {
    /// A data category of the vocabulary.
    fileprivate var category: String {
        get throws(FormatError) {
            let category = try text
            guard case .exactly = CategoryPattern(category), CategoryVocabulary.knows(CategoryPattern(category)) else {
                throw .unknownCategory(place)
            }
            return category
        }
    }
}

extension DataField {
    /// A category alone, or a mapping that says more about the field.
    fileprivate init(scenario value: YAMLValue) throws(FormatError) {
        guard case .mapping = value.content else {
            let category = try value.category
            self.init(
                name: category, category: category, required: false, sources: .known(["hub"]),
                isYouthRecord: .known(false))
            return
        }
        var reader = try PolicyReader(value)
        let category = try reader.required("category").category
        self.init(
            name: category, category: category, required: try reader.value("required")?.truth ?? false,
            sources: try Self.sources(&reader), asOf: try Self.asOf(&reader),
            handling: try reader.value("handling").map { (value) throws(FormatError) in
                try value.knowable { (value) throws(FormatError) in try value.word() }
            } ?? .unknown("no handling code"),
            isYouthRecord: try reader.value("youth-record").map { (value) throws(FormatError) in
                try value.knowable { (value) throws(FormatError) in try value.truth }
            } ?? .known(false),
            isSpent: try reader.value("spent").map { (value) throws(FormatError) in
                try value.knowable { (value) throws(FormatError) in try value.truth }
            } ?? .unknown("the scenario does not say"),
            originatorRelease: try Self.presence("originator-release", &reader),
            clearedBy: try Self.presence("cleared-by", &reader))
        try reader.finish()
    }

    private static func presence(_ key: String, _ reader: inout PolicyReader) throws(FormatError) -> Knowable<Presence> {
        guard let value = reader.value(key) else { return .unknown("the scenario does not say") }
        return try value.knowable { (value) throws(FormatError) in try value.word() }
    }

    private static func sources(_ reader: inout PolicyReader) throws(FormatError) -> Knowable<[String]> {
        guard let value = reader.value("sources") else { return .known(["hub"]) }
        return try value.knowable { (value) throws(FormatError) in
            try value.list.map { (item) throws(FormatError) in try item.text }
        }
    }

    private static func asOf(_ reader: inout PolicyReader) throws(FormatError) -> Knowable<Timestamp> {
        guard let value = reader.value("as-of") else { return .unknown("the scenario does not say") }
        return try value.knowable { (value) throws(FormatError) in try value.timestamp }
    }
}
