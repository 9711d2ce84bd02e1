import AgreementEngine
import CanonicalModel

/// A condition as a Cedar expression: known to hold, and not known not to hold.
enum CedarCondition {
    static func holds(_ condition: Condition) -> String? {
        switch condition {
        case .all(let parts): join(parts.map(holds), " && ")
        case .any(let parts): join(parts.map(holds), " || ")
        case .not(let part): mayHold(part).map { "!(\($0))" } ?? "false"
        default: atom(condition, ifUnknown: false)
        }
    }

    static func mayHold(_ condition: Condition) -> String? {
        switch condition {
        case .all(let parts): join(parts.map(mayHold), " && ")
        case .any(let parts): join(parts.map(mayHold), " || ")
        case .not(let part): holds(part).map { "!(\($0))" } ?? "false"
        default: atom(condition, ifUnknown: true)
        }
    }

    private static func join(_ parts: [String?], _ combinator: String) -> String? {
        let parts = parts.compactMap { $0 }
        return parts.isEmpty ? nil : parts.count == 1 ? parts[0] : "(" + parts.joined(separator: combinator) + ")"
    }

    private static func atom(_ condition: Condition, ifUnknown: Bool) -> String {
        switch condition {
        case .fact(.kind, let mask):
            return "principal in [" + words(of: .kind, mask).map { "Kind::\"\($0)\"" }.joined(separator: ", ") + "]"
        case .fact(.signatory, let mask):
            return mask == 2 ? #"principal in Group::"signed""# : #"!(principal in Group::"signed")"#
        case .fact(let name, let mask):
            let isAlwaysKnown = name == .message || name == .previouslyNotified
            return test(name.rawValue, words(of: name, mask), isAlwaysKnown ? nil : ifUnknown)
        case .role(let roles): return test("recipient.role", roles, nil)
        case .onlySource(let sources): return test("only-source " + sources.joined(separator: " "), ["true"], ifUnknown)
        case .asOf(let days): return test("as-of \(days)", ["true"], ifUnknown)
        case .consent(let question): return test(question.key, question.states.map(\.rawValue), ifUnknown)
        case .riskAssessment(let question): return test(question.description, ["true"], ifUnknown)
        case .override(let question): return test(question.description, ["true"], ifUnknown)
        case .scheme(let name, let words): return test(name, words, ifUnknown)
        case .all, .any, .not: fail("a combinator is no atom")
        }
    }

    private static func test(_ key: String, _ words: [String], _ ifUnknown: Bool?) -> String {
        let value = "context[\"\(key)\"]"
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        let isOne = words.count == 1 ? "\(value) == \(list)" : "[\(list)].contains(\(value))"
        guard let ifUnknown else { return isOne }
        let isThere = "context has \"\(key)\""
        return ifUnknown ? "(!(\(isThere)) || \(isOne))" : "(\(isThere) && \(isOne))"
    }

    /// The words of a mask; a fact that is true or false has "false" and "true".
    private static func words(of name: FactName, _ mask: FactMask) -> [String] {
        func some<Word: FactWord>(_: Word.Type) -> [String] {
            Word.allCases.filter { mask & 1 << $0.ordinal != 0 }.map(\.rawValue)
        }
        return switch name {
        case .message: some(NoticeKind.self)
        case .ageBand: some(AgeBand.self)
        case .cohort: some(CohortType.self)
        case .statutory: some(StatutoryStatus.self)
        case .rag: some(RiskColour.self)
        case .custody: some(CustodyPlace.self)
        case .kind: some(PartyKind.self)
        case .handling: some(HandlingCode.self)
        case .mappa: some(MappaStatus.self)
        case .undertaking: some(Undertaking.self)
        case .originatorRelease, .clearedBy: some(Presence.self)
        case .selectionRoute: some(SelectionRoute.self)
        case .coversArea, .signatory, .previouslyNotified, .youthRecord, .vetted, .spent, .transferInProgress:
            ["false", "true"].enumerated().filter { mask & 1 << $0.offset != 0 }.map(\.element)
        }
    }
}

extension ConsentQuestion {
    /// The attribute that says which state stands.
    var key: String { "consent \(covers) \(purpose) \(with)" }
}
