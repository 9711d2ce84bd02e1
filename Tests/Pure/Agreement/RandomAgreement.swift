@testable import AgreementEngine
import CanonicalModel
import TestSupport

/// An agreement drawn at random: the file an officer could have written, and the rules that loading it has to give.
///
/// The words are few on purpose. With every category and party of the vocabulary a request would hardly ever meet a rule,
/// and a test that always compares "no rule permits" compares nothing.
struct RandomAgreement {
    let yaml: String
    let permits: [Agreement.Permit]
    let guardrails: [Agreement.Guardrail]

    init(_ random: inout SeededGenerator) {
        var permits = [RandomRule](), guardrails = [RandomRule]()
        var numbers = (10..<40).shuffled(using: &random)
        for _ in 0..<Int.random(in: 2...9, using: &random) {
            permits.append(RandomRule(permit: "R\(numbers.removeLast())", &random))
        }
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            guardrails.append(RandomRule(guardrail: "G\(numbers.removeLast())", &random))
        }
        self.permits = permits.compactMap(\.permit)
        self.guardrails = guardrails.compactMap(\.guardrail)
        yaml =
            Self.head(&random) + """
                always-refuse: [\(guardrails.map(\.yaml).joined(separator: ",\n  "))]
                rules: [\(permits.map(\.yaml).joined(separator: ",\n  "))]

                """
    }

    private static func head(_ random: inout SeededGenerator) -> String {
        let others = ["draft", "suspended", "suspended", "under-refresh", "ended"]
        let isInForce = Int.random(in: 0..<6, using: &random) > 0
        let status = isInForce ? "in-force" : others.randomElement(using: &random) ?? "draft"
        let from = Int.random(in: 0..<20, using: &random) > 0 ? "2026-04-01" : "2026-11-20"
        let until =
            [#""2026-11-21""#, #""2026-11-20""#, "null", "null", "null"].randomElement(using: &random) ?? "null"
        let due = ["2026-08-20", "2026-08-23", "2026-11-20", "2027-04-01"].randomElement(using: &random) ?? ""
        let grace = ["", ", suspend-non-statutory-after-days: 90"].randomElement(using: &random) ?? ""
        return """
            agreement: "random"
            format: "iom-agreement/1"
            title: "Drawn at random"
            version: "1.0.0"
            status: "\(status)"
            owner: "police"
            effective: { from: "\(from)", until: \(until) }
            review: { due: "\(due)", overdue: "warn"\(grace) }
            area: { kind: "local-authority", code: "E08000035", name: "Leeds" }
            sign-off: [\(signOffs(&random))]
            parties:
              police: { kind: "police", competent-authority: true, roles: ["iom-hub", "npt"] }
              probation: { kind: "probation", competent-authority: true, roles: ["case-manager"] }
              charity: { kind: "vcs", competent-authority: false, roles: ["case-manager"] }
              landlord: { kind: "landlord", competent-authority: false, roles: ["housing"] }
            purposes: { notify-npt: "Tell the team", resettle: "Resettle" }
            gateways: { policing: "Common law" }

            """
    }

    private static func signOffs(_ random: inout SeededGenerator) -> String {
        var signOffs = [String]()
        for party in ["police", "probation", "charity", "landlord"] where Int.random(in: 0..<12, using: &random) > 0 {
            let until = ["", "", "", #", until: "2026-11-20""#, #", until: "2026-11-21""#]
            signOffs.append(
                #"{ party: "\#(party)", by: "role:head", on: "2026-03-01"\#(until.randomElement(using: &random) ?? "") }"#
            )
        }
        return signOffs.joined(separator: ", ")
    }

    /// Categories that a request may ask for: those that untelling may carry, and some of every other sort.
    static let categories = [
        "identity.core", "cohort.status", "npt.stop-list", "cohort.reason", "rag.colour", "engagement.attendance",
        "plan.free-text", "intelligence.summary", "intelligence.source",
    ]

    static let patterns: [(text: String, pattern: CategoryPattern)] =
        categories.map { ($0, .exactly($0)) } + [
            ("*", .everything), ("cohort.*", .family("cohort.")), ("intelligence.*", .family("intelligence.")),
            ("*.free-text", .suffix(".free-text")), ("engagement.*", .family("engagement.")),
            ("rag.*", .family("rag.")),
        ]

    static let parties: [(text: String, pattern: PartyPattern)] = [
        ("police", .party("police")), ("police/npt", .partyRole("police", "npt")), ("police/*", .party("police")),
        ("charity", .party("charity")), ("charity/case-manager", .partyRole("charity", "case-manager")),
        ("probation", .party("probation")), ("landlord/housing", .partyRole("landlord", "housing")),
        ("kind:police", .kind(.police)), ("kind:vcs", .kind(.vcs)), ("kind:landlord", .kind(.landlord)),
        ("kind:probation/case-manager", .kindRole(.probation, "case-manager")),
        ("kind:police/npt", .kindRole(.police, "npt")), ("kind:ward-councillor", .kind(.wardCouncillor)),
    ]
}

/// A permit or guardrail drawn at random, as text and as structure.
private struct RandomRule {
    let yaml: String
    let permit: Agreement.Permit?
    let guardrail: Agreement.Guardrail?

    init(permit id: String, _ random: inout SeededGenerator) {
        let from = Int.random(in: 0..<3, using: &random) > 0 ? ("\"*\"", .anybody) : Self.parties(&random)
        let to = Int.random(in: 0..<3, using: &random) == 0 ? ("\"*\"", .anybody) : Self.parties(&random)
        let share = Self.categories(&random)
        let purpose = Int.random(in: 0..<3, using: &random) == 0 ? "notify-npt" : "resettle"
        let condition = RandomCondition.condition(&random)
        let duties = RandomObligations(&random)
        permit = Agreement.Permit(
            id: id, says: "A sentence.", from: from.1, to: to.1, share: share.1, purpose: purpose,
            gateways: ["policing"], when: condition.structure, obligations: duties.structure, source: "LDS 1.23")
        guardrail = nil
        yaml =
            #"{ id: "\#(id)", says: "A sentence.", effect: "permit", from: [\#(from.0)], to: [\#(to.0)], share: [\#(share.0)], "#
            + #"purpose: "\#(purpose)", gateway: ["policing"]\#(condition.yaml)\#(duties.yaml), source: "LDS 1.23" }"#
    }

    init(guardrail id: String, _ random: inout SeededGenerator) {
        let named = Self.parties(&random)
        let choices: [(String, PartySelector)] = [
            ("", .anybody), (", to: [\(named.0)]", named.1), (", to: { only: [\(named.0)] }", named.1),
            (", to: { not: [\(named.0)] }", named.1.inverted),
        ]
        let to = choices.randomElement(using: &random) ?? ("", .anybody)
        let share = Self.categories(&random)
        let condition = RandomCondition.condition(&random)
        guardrail = Agreement.Guardrail(
            id: id, says: "A sentence.", share: share.1, from: .anybody, to: to.1, when: condition.structure)
        permit = nil
        yaml = #"{ id: "\#(id)", says: "A sentence.", share: [\#(share.0)]\#(to.0)\#(condition.yaml) }"#
    }

    private static func parties(_ random: inout SeededGenerator) -> (String, PartySelector) {
        let some = RandomAgreement.parties.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
        return (some.map { "\"\($0.text)\"" }.joined(separator: ", "), .oneOf(some.map(\.pattern)))
    }

    private static func categories(_ random: inout SeededGenerator) -> (String, [CategoryPattern]) {
        let some = RandomAgreement.patterns.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
        return (some.map { "\"\($0.text)\"" }.joined(separator: ", "), some.map(\.pattern))
    }
}

extension PartySelector {
    fileprivate var inverted: PartySelector { if case .oneOf(let patterns) = self { .noneOf(patterns) } else { self } }
}

/// Obligations drawn at random.
private struct RandomObligations {
    private(set) var yaml = ""
    private(set) var structure = Obligations()

    init(_ random: inout SeededGenerator) {
        var items = [String]()
        func number(_ key: String, _ place: WritableKeyPath<Obligations, Int?>) {
            guard Int.random(in: 0..<5, using: &random) == 0 else { return }
            let count = Int.random(in: 1...4, using: &random)
            structure[keyPath: place] = count
            items.append("{ \(key): \(count) }")
        }
        func word(_ key: String, _ place: WritableKeyPath<Obligations, [String]>) {
            guard Int.random(in: 0..<5, using: &random) == 0 else { return }
            let text = ["a", "b", "c"].randomElement(using: &random) ?? "a"
            structure[keyPath: place] = [text]
            items.append("{ \(key): \"\(text)\" }")
        }
        func truth(_ item: String, _ place: WritableKeyPath<Obligations, Bool>) {
            guard Int.random(in: 0..<6, using: &random) == 0 else { return }
            structure[keyPath: place] = true
            items.append("{ \(item) }")
        }
        number("acknowledge-within-hours", \.acknowledgeWithinHours)
        number("chase-after-hours", \.chaseAfterHours)
        number("report-after-hours", \.reportAfterHours)
        number("review-within-hours", \.reviewWithinHours)
        number("retain-days", \.retainDays)
        number("erase-local-copy-days", \.eraseLocalCopyDays)
        word("caveat", \.caveats)
        word("minimise", \.minimise)
        word("notify", \.notify)
        truth(#"retain: "until-deselected""#, \.retainUntilDeselected)
        truth("withdraw-flags: true", \.withdrawFlags)
        truth("stop-on-withdrawal: true", \.stopOnWithdrawal)
        if let onward = Obligations.Onward.allCases.randomElement(using: &random), Bool.random(using: &random) {
            structure.onward = onward
            items.append("{ onward: \"\(onward.rawValue)\" }")
        }
        if let deliver = Obligations.Handover.allCases.randomElement(using: &random), Bool.random(using: &random) {
            structure.deliver = deliver
            items.append("{ deliver: \"\(deliver.rawValue)\" }")
        }
        if !items.isEmpty { yaml = ", then: [\(items.joined(separator: ", "))]" }
    }
}
