import AgreementEngine
import Testing

@Suite("What a new version of an agreement changes")
struct AgreementDifferenceTests {
    private func difference(
        _ change: (inout ProofSample) -> Void
    ) throws -> (there: AgreementDifference, back: AgreementDifference) {
        var sample = ProofSample()
        let old = try sample.load()
        change(&sample)
        let new = try sample.load()
        return (AgreementDifference(from: old, to: new), AgreementDifference(from: new, to: old))
    }

    @Test("The same rules under other names and in another order are equal")
    func equal() throws {
        let old = try ProofSample().load()
        #expect(AgreementDifference(from: old, to: old).verdict == .equal)
        let (there, back) = try difference {
            $0.tell.reverse()
            $0.rules = [
                ProofSample.permit(share: ["rag.colour"], when: #"message: "custody", recipient.covers-area: true"#)
            ]
        }
        #expect(there.verdict == .equalInWhatGoes)
        #expect(there.sentences == ["The rule R-more is new."])
        #expect(back.verdict == .equalInWhatGoes)
        #expect(back.sentences == ["The rule R-more is gone."])
    }

    @Test("A permit that is added makes it wider, and taking it back narrower, with a case in which the two differ")
    func wider() throws {
        let rule = ProofSample.permit(
            to: "landlord/housing", share: ["substance.test-result"],
            when: #"subject.age-band: "18-plus", subject.statutory: "licence""#)
        let (there, back) = try difference { $0.rules = [rule] }
        #expect(there.verdict == .wider)
        #expect(back.verdict == .narrower)
        let change = try #require(there.changes.first)
        #expect(
            change.says
                == "This version would newly let landlord/housing see substance.test-result from police/iom-hub for "
                + "manage-offender in every notice, when subject.age-band is 18-plus and subject.statutory is licence.")
        #expect(change.because == "R-more permits")
        var sample = ProofSample()
        #expect(PolicyDecisionPoint(try sample.load()).decide(change.witness.request).outcome == .suppress)
        sample.rules = [rule]
        #expect(PolicyDecisionPoint(try sample.load()).decide(change.witness.request).outcome == .release)
    }

    @Test("A guardrail that is added makes it narrower, and one change each way both")
    func both() throws {
        let guardrail = #"{ id: "G1", says: "A.", share: ["rag.*"], when: { subject.age-band: "under-18" } }"#
        let narrower = try difference { $0.guardrails = [guardrail] }.there
        #expect(narrower.verdict == .narrower)
        #expect(Set(narrower.changes.map(\.because)) == ["G1 refuses"])
        let (there, back) = try difference {
            $0.guardrails = [guardrail]
            $0.rules = [ProofSample.permit(share: ["plan.contact"])]
        }
        #expect(there.verdict == .both)
        #expect(back.verdict == .both)
    }

    @Test("What is gained one way is lost the other, in the same words but for the verb")
    func symmetric() throws {
        let (there, back) = try difference {
            $0.share.removeLast()
            $0.rules = [ProofSample.permit(share: ["plan.*"], when: #"subject.rag: ["red", "amber"]"#)]
        }
        func told(_ difference: AgreementDifference, _ direction: AgreementDifference.Direction) -> [String] {
            difference.changes.filter { $0.direction == direction }.map {
                $0.says.replacing("would newly let", with: "…").replacing("would no longer let", with: "…")
                    + " \($0.count)"
            }.sorted()
        }
        #expect(told(there, .wider) == told(back, .narrower))
        #expect(told(there, .narrower) == told(back, .wider))
        #expect(!told(there, .wider).isEmpty && !told(there, .narrower).isEmpty)
    }

    @Test("An obligation that is dropped is weaker, one that is added stronger")
    func obligations() throws {
        let (there, back) = try difference {
            $0.rules = [
                ProofSample.permit(
                    share: ["rag.colour"], when: #"message: "custody", recipient.covers-area: true"#,
                    then: "retain-days: 7")
            ]
        }
        #expect(there.verdict == .narrower)
        #expect(back.verdict == .wider)
        #expect(there.obligations.map(\.says) == ["retain-days: nothing becomes 7: for police/npt, on rag.colour."])
        #expect(back.obligations.map(\.isWeaker) == [true])
    }

    private static let unseen: [(change: @Sendable (inout ProofSample) -> Void, says: String)] = [
        ({ $0.gateway = "OMA-s14" }, "the powers of R-tell: policing becomes OMA-s14."),
        ({ $0.purpose = "Whatever we like" }, "the purpose manage-offender: Manage becomes Whatever we like."),
        ({ $0.source = "nobody" }, "the source of R-tell: LDS 1.23 becomes nobody."),
        ({ $0.sentence = "Other words." }, "the sentence of R-tell: “A sentence.” becomes “Other words.”"),
        ({ $0.status = "suspended" }, "status: in-force becomes suspended."),
        (
            { $0.rules = [ProofSample.duty] }, "The duty D-refusal is new."
        ),
    ]

    @Test("Where the same goes but something signed changed, the verdict is not equal", arguments: unseen.indices)
    func equalInWhatGoes(_ index: Int) throws {
        let (there, back) = try difference(Self.unseen[index].change)
        #expect((there.validity + there.sentences).contains(Self.unseen[index].says))
        for difference in [there, back] {
            #expect(difference.verdict == .equalInWhatGoes)
            #expect(difference.asksForALook)
            #expect(difference.report(limit: 20).first?.hasPrefix("EQUAL IN WHAT GOES, BUT") == true)
        }
    }

    @Test(
        "A suspension that is lifted behind a narrower rule still asks for a look, and a narrower rule alone does not")
    func narrowerAndRevived() throws {
        let guardrail = #"{ id: "G1", says: "A.", share: ["rag.*"], when: { subject.age-band: "under-18" } }"#
        let revived = try difference {
            $0.guardrails = [guardrail]
            $0.status = "suspended"
        }.there
        #expect(revived.verdict == .narrower && revived.asksForALook)
        let narrower = try difference { $0.guardrails = [guardrail] }.there
        #expect(narrower.verdict == .narrower && !narrower.asksForALook)
    }

    @Test("A party that only one version knows is told what that version's rules let it have")
    func newParty() throws {
        let old = try AgreementSample(rules: [AgreementSample.permit()]).load()
        var sample = AgreementSample(rules: [AgreementSample.permit()])
        sample.signOffs.removeLast()
        let new = try sample.load()
        let difference = AgreementDifference(from: old, to: new)
        #expect(difference.verdict == .equalInWhatGoes)
        #expect(difference.validity == ["landlord has not signed; it receives nothing."])
    }
}
