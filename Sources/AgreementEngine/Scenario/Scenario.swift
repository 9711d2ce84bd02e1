/// One case that an officer wrote down: what is given, who would be told what, and what has to come of it.
///
/// A scenario is decided by the same engine as a message, so it cannot pass here and fail there.
public struct Scenario: Sendable {
    /// Its id, unique in its file: that of its entry, and which question of it where there are several.
    public var id: String
    /// The id of the entry that it was written in.
    public var entry: String
    /// What it shows, in a sentence.
    public var says: String
    /// The paragraph that it comes from.
    public var source: String
    /// The requirements that it proves ("ISH-24", Contracts/schemes/requirements/rows.yaml); none unless it says so.
    public var covers: [String] = []
    /// What the engine is asked.
    public var request: DisclosureRequest
    /// What it has to answer.
    public var expected: Expectation

    /// The answer that a scenario calls for.
    public struct Expectation: Sendable, Hashable {
        /// What becomes of the notice.
        public var outcome: DisclosureDecision.Outcome
        /// The categories that go: these and no others.
        public var goes: Set<String>
        /// The categories that may be fetched: these and no others.
        public var onRequest: Set<String>
        /// Why a category stays; one that is not named here stays for whatever reason.
        public var stays: [String: ReasonCode]
        /// Rules that have to be among those that decided.
        public var by: Set<String>
        /// What the recipient and the broker owe, neither more nor less; nil when the scenario does not say.
        public var owes: Obligations?
    }
}

extension Scenario {
    /// Decides the scenario and holds the answer against what it calls for.
    ///
    /// - Parameter point: a decision point of the agreement.
    public func result(under point: PolicyDecisionPoint) -> ScenarioResult {
        let decision = point.decide(request)
        var differences = [String]()
        if decision.outcome != expected.outcome {
            differences.append("the outcome is \(decision.outcome.rawValue), expected \(expected.outcome.rawValue)")
        }
        for field in decision.fields { differences += difference(field).map { [$0] } ?? [] }
        let rules = Set(decision.fields.map(\.rule))
        for rule in expected.by.subtracting(rules).sorted() { differences.append("\(rule) decided nothing") }
        if let owes = expected.owes { differences += decision.obligations.differences(from: owes) }
        return ScenarioResult(scenario: self, decision: decision, differences: differences)
    }

    private func difference(_ field: FieldDecision) -> String? {
        let (wanted, reason) = (wanted(field.category), expected.stays[field.category])
        if field.effect == wanted, wanted != .refuse || reason == nil || reason == field.reason { return nil }
        return "\(field.category) \(Self.words(field.effect)) by \(field.rule) (\(field.reason.rawValue)), "
            + "expected that it \(Self.words(wanted))\(reason.map { " (\($0.rawValue))" } ?? "")"
    }

    private func wanted(_ category: String) -> FieldDecision.Effect {
        if expected.goes.contains(category) { return .permit }
        return expected.onRequest.contains(category) ? .onRequest : .refuse
    }

    private static func words(_ effect: FieldDecision.Effect) -> String {
        switch effect {
        case .permit: "goes"
        case .onRequest: "may be fetched"
        case .refuse: "stays"
        }
    }
}
