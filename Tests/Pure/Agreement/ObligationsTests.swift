import AgreementEngine
import TestSupport
import Testing

/// Of every permit that applied, the union, and where two speak the more restrictive.
@Suite("Obligations") struct ObligationsTests {
    private typealias Sample = AgreementSample

    @Test("every permit that let a field go counts, and no other") func union() throws {
        let sample = Sample(rules: [
            Sample.permit(
                "R1",
                then:
                    #"{ acknowledge-within-hours: 24 }, { retain-days: 90 }, { caveat: "B" }, { onward: "ask-first" }"#),
            Sample.permit(
                "R2",
                then: #"{ acknowledge-within-hours: 8 }, { retain-days: 365 }, { caveat: "A" }, { onward: "none" }"#),
            Sample.permit(
                "R3", share: #""cohort.status""#, then: #"{ deliver: "by-direction" }, { withdraw-flags: true }"#),
            Sample.permit("R4", share: #""plan.actions""#, then: "{ retain-days: 1 }"),
            Sample.permit("R5", when: #"subject.rag: "red""#, then: "{ retain-days: 2 }"),
        ])
        let request = DisclosureSample.request(.selection, DisclosureSample.fields("rag.colour", "cohort.status"))
        var expected = Obligations()
        expected.acknowledgeWithinHours = 8
        expected.retainDays = 90
        expected.caveats = ["A", "B"]
        expected.onward = .never
        expected.deliver = .byDirection
        expected.withdrawFlags = true
        #expect(try sample.decisionPoint.decide(request).obligations == expected)
    }

    @Test("a permit whose field a guardrail kept back obliges to nothing") func guarded() throws {
        let sample = Sample(guardrails: [Sample.guardrail()], rules: [Sample.permit(then: "{ retain-days: 90 }")])
        #expect(try sample.decisionPoint.decide(DisclosureSample.request()).obligations == Obligations())
    }

    @Test("every obligation of the language is read") func everyWord() throws {
        let then = #"""
            { acknowledge-within-hours: 1 }, { chase-after-hours: 2 }, { report-after-hours: 3 }, { review-within-hours: 4 },
            { retain-days: 5 }, { retain: "until-deselected" }, { erase-local-copy-days: 6 }, { onward: "none" },
            { deliver: "in-person" }, { withdraw-flags: true }, { stop-on-withdrawal: true }, { caveat: "C" },
            { minimise: "M" }, { notify: "N" }
            """#
        var expected = Obligations()
        expected.acknowledgeWithinHours = 1
        expected.chaseAfterHours = 2
        expected.reportAfterHours = 3
        expected.reviewWithinHours = 4
        expected.retainDays = 5
        expected.retainUntilDeselected = true
        expected.eraseLocalCopyDays = 6
        expected.onward = .never
        expected.deliver = .inPerson
        expected.withdrawFlags = true
        expected.stopOnWithdrawal = true
        expected.caveats = ["C"]
        expected.minimise = ["M"]
        expected.notify = ["N"]
        #expect(try Sample(rules: [Sample.permit(then: then)]).load().permits[0].obligations == expected)
    }

    @Test("merging neither order nor repetition can change", arguments: [7, 11, 19] as [UInt64])
    func merging(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let parts = (0..<20).map { _ in
            var part = Obligations()
            part.retainDays = Bool.random(using: &random) ? Int.random(in: 1...400, using: &random) : nil
            part.onward = Bool.random(using: &random) ? Obligations.Onward.allCases.randomElement(using: &random) : nil
            part.deliver =
                Bool.random(using: &random) ? Obligations.Handover.allCases.randomElement(using: &random) : nil
            part.caveats = Bool.random(using: &random) ? ["caveat \(Int.random(in: 0..<5, using: &random))"] : []
            return part
        }
        func merged(_ parts: [Obligations]) -> Obligations { parts.reduce(into: Obligations()) { $0.merge($1) } }
        #expect(merged(parts.shuffled(using: &random)) == merged(parts), "seed \(seed)")
        #expect(merged(parts + parts) == merged(parts), "seed \(seed)")
    }
}
