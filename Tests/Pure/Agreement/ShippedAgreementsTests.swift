@testable import AgreementEngine
import Glibc
import Testing

/// Every agreement that ships is whole, says what its scenarios call for, and cannot be changed without one of them noticing.
@Suite("Shipped agreements") struct ShippedAgreementsTests {
    @Test("Every agreement has a scenario file of its name, and every scenario file an agreement")
    func pairs() {
        #expect(ShippedAgreement.names() == ShippedAgreement.names(in: ShippedAgreement.folder + "/scenarios"))
        #expect(
            ShippedAgreement.names() == [
                "bristol", "cleveland", "devon-cornwall-dorset", "lancashire", "leeds", "nottinghamshire",
                "west-midlands",
            ])
    }

    @Test("It decides about every category, and every rule has a source", arguments: ShippedAgreement.names())
    func whole(name: String) throws {
        let agreement = try ShippedAgreement(name).agreement
        #expect(agreement.undecidedCategories.isEmpty)
        #expect(agreement.guardrails.allSatisfy { $0.source != nil })
        #expect(agreement.permits.allSatisfy { !$0.gateways.isEmpty })
    }

    @Test("Every scenario is met", arguments: ShippedAgreement.names())
    func met(name: String) throws {
        let results = try ShippedAgreement(name).results
        #expect(results.count >= 30)
        for result in results { #expect(result.isMet, "\(result.scenario.id): \(result.differences)") }
    }

    @Test("Every rule and guardrail is exercised", arguments: ShippedAgreement.names())
    func coverage(name: String) throws {
        let shipped = try ShippedAgreement(name)
        let gaps = ScenarioCoverage(of: shipped.agreement, by: shipped.results).gaps.map(\.rule)
        #expect(gaps.isEmpty)
    }

    @Test("Every check before signing is passed", arguments: ShippedAgreement.names())
    func proved(name: String) throws {
        let proof = AgreementProof(of: try ShippedAgreement(name).agreement)
        #expect(proof.holds, "\(proof.report.joined(separator: "\n"))")
    }

    /// All of them with THROUGHGATE_EVERY_SLIP=1 (about two minutes), otherwise every twentieth: a whole run in each build
    /// costs more than it tells.
    @Test("Of the slips of the pen in its rules, the scenarios notice 95 in 100", arguments: ShippedAgreement.names())
    func mutations(name: String) throws {
        let shipped = try ShippedAgreement(name)
        let all = shipped.agreement.mutations
        #expect(all.count > 400)
        let isWhole = getenv("THROUGHGATE_EVERY_SLIP") != nil
        let tried = isWhole ? all : all.enumerated().filter { $0.offset.isMultiple(of: 20) }.map(\.element)
        let unnoticed = tried.filter { !shipped.isNoticed($0) }
        let allowed = tried.count * 5 / 100 + (isWhole ? 0 : 2)
        #expect(
            unnoticed.count <= allowed,
            "\(unnoticed.count) of \(tried.count): \(unnoticed.map { "\($0.rule) \($0.change)" }.joined(separator: "; "))"
        )
    }

    @Test("A slip that matters is noticed: the team told without an area, the child's label never untold")
    func known() throws {
        let leeds = try ShippedAgreement("leeds")
        let wanted = [
            ("L5-npt-escalation", "dropped: recipient.covers-area were true"),
            ("L18-partners-stopped", "removed"), ("L10-councillor", "consent in any form"),
        ]
        for (rule, change) in wanted {
            let slip = try #require(leeds.agreement.mutations.first { $0.rule == rule && $0.change == change })
            #expect(leeds.isNoticed(slip), "\(rule) \(change)")
        }
    }
}
