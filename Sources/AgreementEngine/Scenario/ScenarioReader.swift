import CanonicalModel
import Formats
import PolicyText

/// Reads scenarios one after another; every party, role, purpose, category and rule they name has to be the agreement's.
struct ScenarioReader {
    let agreement: Agreement
    let given: ScenarioGiven
    private var ids = Set<String>()

    init(agreement: Agreement, given: ScenarioGiven) {
        self.agreement = agreement
        self.given = given
    }

    /// Reads one entry: as many scenarios as its cases, kinds of notice, disclosers and recipients call for.
    mutating func scenarios(_ value: YAMLValue) throws(FormatError) -> [Scenario] {
        var reader = try PolicyReader(value)
        let id = try reader.required("id")
        guard ids.insert(try id.text).inserted else { throw .givenTwice(id.place) }
        let cases = try cases(&reader)
        let says = try reader.text("says")
        let source = try reader.text("source")
        let covers = try reader.value("covers").map { (value) throws(FormatError) in
            try value.list.map { (row) throws(FormatError) in try row.requirementRow }
        }
        let question = try ScenarioQuestion(try reader.required("when"), of: agreement)
        let expected = try expectation(try reader.required("expect"))
        try reader.finish()
        let requests = cases.flatMap { question.requests(given: $0) }
        guard requests.count <= Self.maxQuestions else {
            throw .wrongKind(value.place, "a scenario of at most \(Self.maxQuestions) questions")
        }
        let name = try id.text
        let scenarios = requests.enumerated().map { number, request in
            Scenario(
                id: requests.count == 1 ? name : "\(name), question \(number + 1)", entry: name, says: says,
                source: source, covers: covers ?? [],
                request: request, expected: expected)
        }
        for scenario in scenarios { try checkNames(scenario, at: value.place) }
        return scenarios
    }

    /// More questions at once than an officer can look through.
    static let maxQuestions = 500

    /// The facts of the scenario, once for each of its cases.
    private func cases(_ reader: inout PolicyReader) throws(FormatError) -> [ScenarioGiven] {
        let facts =
            try reader.value("given").map { (value) throws(FormatError) in try ScenarioGiven(value, over: given) }
            ?? given
        guard let cases = reader.value("cases") else { return [facts] }
        return try cases.list.map { (value) throws(FormatError) in try ScenarioGiven(value, over: facts) }
    }

    private func expectation(_ value: YAMLValue) throws(FormatError) -> Scenario.Expectation {
        var reader = try PolicyReader(value)
        let expectation = Scenario.Expectation(
            outcome: try reader.word("outcome"), goes: try categories("goes", &reader),
            onRequest: try categories("on-request", &reader), stays: try reasons(&reader), by: try rules(&reader),
            owes: try reader.value("owes").map { (value) throws(FormatError) in try Obligations(owed: value) })
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
