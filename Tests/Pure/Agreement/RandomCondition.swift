@testable import AgreementEngine
import TestSupport

/// A condition drawn at random, as text and as structure: every fact of the language, `any:` and `unless:` nested.
struct RandomCondition {
    var yaml: String
    var structure: Condition

    /// `when:` and `unless:` of a rule; each may be missing.
    static func condition(_ random: inout SeededGenerator) -> RandomCondition {
        var yaml = "", parts = [Condition]()
        if Int.random(in: 0..<4, using: &random) > 0 {
            let when = mapping(depth: 2, &random)
            yaml += ", when: " + when.yaml
            parts.append(when.structure)
        }
        if Int.random(in: 0..<4, using: &random) == 0 {
            let unless = mapping(depth: 1, &random)
            yaml += ", unless: " + unless.yaml
            parts.append(.not(unless.structure))
        }
        return RandomCondition(yaml: yaml, structure: .all(parts))
    }

    /// A mapping: every member has to hold; no key twice.
    private static func mapping(depth: Int, _ random: inout SeededGenerator) -> RandomCondition {
        let size = Int.random(in: 1...2, using: &random)
        var keys = Set<String>(), members = [(yaml: String, structure: Condition)]()
        while members.count < size {
            let member = member(depth: depth, &random)
            guard keys.insert(member.key).inserted else { continue }
            members.append((member.key + ": " + member.yaml, member.structure))
        }
        return RandomCondition(
            yaml: "{ " + members.map(\.yaml).joined(separator: ", ") + " }", structure: .all(members.map(\.structure)))
    }

    private typealias Member = (key: String, yaml: String, structure: Condition)

    private static func member(depth: Int, _ random: inout SeededGenerator) -> Member {
        let dice = Int.random(in: 0..<20, using: &random)
        if depth > 0 && dice < 3 {
            let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in mapping(depth: depth - 1, &random) }
            return ("any", "[" + parts.map(\.yaml).joined(separator: ", ") + "]", .any(parts.map(\.structure)))
        }
        if depth > 0 && dice < 5 {
            let part = mapping(depth: depth - 1, &random)
            return ("unless", part.yaml, .not(part.structure))
        }
        switch dice {
        case 5..<9: return consent(&random)
        case 9, 10, 11: return rare(&random)
        default: return fact(&random)
        }
    }

    private static func fact(_ random: inout SeededGenerator) -> Member {
        let name = FactName.allCases.randomElement(using: &random) ?? .message
        guard let words = name.words else {
            let isTrue = Bool.random(using: &random)
            return (name.rawValue, String(isTrue), .fact(name, isTrue ? 2 : 1))
        }
        let count = Int.random(in: 1...words.count, using: &random)
        let places = words.indices.shuffled(using: &random).prefix(count)
        let list = places.map { "\"\(words[$0])\"" }.joined(separator: ", ")
        return (
            name.rawValue, count == 1 && Bool.random(using: &random) ? list : "[\(list)]",
            .fact(name, places.reduce(0) { $0 | 1 << $1 })
        )
    }

    private static func consent(_ random: inout SeededGenerator) -> Member {
        let covers = ["engagement.*", "engagement.attendance", "plan.*"].randomElement(using: &random) ?? "plan.*"
        let with = Int.random(in: 0..<5, using: &random) == 0 ? "housing" : "vcs"
        let purpose = Int.random(in: 0..<5, using: &random) == 0 ? "notify-npt" : "resettle"
        let states = Array(
            ConsentState.allCases.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random)))
        let form: String? = Int.random(in: 0..<3, using: &random) == 0 ? "written" : nil
        let list = states.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        return (
            "consent",
            #"{ covers: "\#(covers)", for: "\#(purpose)", with: "\#(with)", state: [\#(list)]"#
                + (form.map { ", form: \"\($0)\"" } ?? "") + " }",
            .consent(ConsentQuestion(covers: covers, purpose: purpose, with: with, states: states, form: form))
        )
    }

    private static func rare(_ random: inout SeededGenerator) -> Member {
        let number = Int.random(in: 1...3, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            let role = ["npt", "case-manager", "housing"].randomElement(using: &random) ?? "npt"
            return ("recipient.role", "\"\(role)\"", .role([role]))
        case 1: return ("data.only-source", #"["idiom", "courts"]"#, .onlySource(["idiom", "courts"]))
        case 2: return ("data.as-of", String(number), .asOf(withinDays: number))
        case 3:
            let outcome: DisclosureRiskAssessment.Outcome = Bool.random(using: &random) ? .share : .doNotShare
            return (
                "risk-assessment", #"{ for: "x", outcome: "\#(outcome.rawValue)", age-days-at-most: \#(number) }"#,
                .riskAssessment(RiskAssessmentQuestion(purpose: "x", outcome: outcome, ageDaysAtMost: number))
            )
        case 4:
            let rank: EmergencyOverride.Rank = Bool.random(using: &random) ? .sergeant : .superintendent
            return (
                "override",
                #"{ rank-at-least: "\#(rank.rawValue)", reason: "present", age-hours-at-most: \#(number) }"#,
                .override(OverrideQuestion(rankAtLeast: rank, ageHoursAtMost: number))
            )
        default:
            let isTrue = Bool.random(using: &random)
            return ("scheme.exit-interviews", String(isTrue), .scheme("scheme.exit-interviews", [String(isTrue)]))
        }
    }
}
