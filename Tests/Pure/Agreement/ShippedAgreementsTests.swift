@testable import AgreementEngine
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

    @Test("Of the slips of the pen in its rules, the scenarios notice 95 in 100", arguments: ShippedAgreement.names())
    func mutations(name: String) throws {
        let shipped = try ShippedAgreement(name)
        let all = shipped.agreement.mutations.count
        let survivors = shipped.survivors
        #expect(all > 50)
        #expect(
            survivors.count * 100 <= all * 5,
            "\(survivors.count) of \(all): \(survivors.map { "\($0.rule) \($0.change)" }.joined(separator: "; "))")
    }
}
