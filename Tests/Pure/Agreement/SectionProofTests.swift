@testable import AgreementEngine
import CanonicalModel
import Formats
import TestSupport
import Testing

/// What is proved of an agreement, and compared between two versions, holds of it as it is in one scheme.
@Suite("Proofs in a scheme") struct SectionProofTests {
    private typealias Sample = AgreementSample

    private func agreement(_ narrowing: String) throws -> Agreement {
        let more = """
            schemes: { north: { area: "E1" }, south: { area: "E2" } }
            \(narrowing.isEmpty ? "" : "local: { north: { narrow: [{ rule: \"R1\", says: \"N.\", \(narrowing), source: \"s\" }] } }")

            """
        return try Sample(
            more: more,
            rules: [
                Sample.permit(share: #""rag.*""#, then: "{ retain-days: 9 }"),
                Sample.permit("R2", when: #"subject.rag: "red""#),
            ]
        ).load()
    }

    private func verdict(_ old: String, _ new: String, in scheme: String) throws -> AgreementDifference.Verdict {
        AgreementDifference(
            from: try agreement(old).decided(in: scheme), to: try agreement(new).decided(in: scheme)
        ).verdict
    }

    @Test("a section that is dropped makes the new version wider in its scheme, and in no other")
    func dropped() throws {
        let red = #"when: { subject.rag: "red" }"#
        #expect(try verdict(red, "", in: "north") == .wider)
        #expect(try verdict("", red, in: "north") == .narrower)
        #expect(try verdict(red, "", in: "south") == .equal)
        #expect(
            AgreementDifference(from: try agreement(red), to: try agreement("")).verdict == .equal,
            "for all the same goes")
    }

    @Test("a duty of a section that is dropped counts as wider, and a new one as narrower") func duties() throws {
        let short = "then: [{ retain-days: 2 }]"
        #expect(try verdict(short, "", in: "north") == .wider)
        #expect(try verdict("", short, in: "north") == .narrower)
    }

    @Test("another setting of a scheme is no equal version, and counts as wider where a rule asks for it")
    func settings() throws {
        func version(_ setting: Bool, asked: Bool) throws -> Agreement {
            let when = asked ? "scheme.daily: true" : #"subject.rag: "red""#
            return try Sample(
                more: "schemes: { north: { area: \"E1\", daily: \(setting) } }\n", rules: [Sample.permit(when: when)]
            ).load()
        }
        for scheme in [nil, "north"] {
            func difference(asked: Bool) throws -> AgreementDifference {
                try AgreementDifference(
                    from: version(false, asked: asked).decided(in: scheme),
                    to: version(true, asked: asked).decided(in: scheme))
            }
            let unasked = try difference(asked: false)
            #expect(unasked.verdict == .equalInWhatGoes && unasked.asksForALook)
            #expect(unasked.validity == ["scheme.daily of north: false becomes true."])
            let asked = try difference(asked: true)
            #expect(asked.verdict == .wider && asked.validity.isEmpty && asked.notCompared.count == 1)
        }
        let same = try AgreementDifference(from: version(true, asked: true), to: version(true, asked: true))
        #expect(same.verdict == .equal)
    }

    /// R1 lets nothing go here any more, R2 does, and R1's nine days bind all the same: the proof has to reckon as the engine.
    @Test("what a scheme narrowed binds in the proof as in the engine") func binding() throws {
        let local = try agreement(#"share: ["rag.rationale"]"#).decided(in: "north")
        let engine: Set<ProofCheck> = [.totality, .obligations, .order, .localSections]
        #expect(AgreementProof(of: local, only: engine).findings.isEmpty)
        var loose = local
        loose.binding = []
        let difference = AgreementDifference(from: local, to: loose)
        #expect(difference.verdict == .wider && difference.obligations.contains(where: \.isWeaker))
    }

    @Test("the proof and the engine agree about sections at random", arguments: [UInt64.random(in: 0..<1_000_000)])
    func random(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let corporate = try RandomSections.agreement(&random)
        for scheme in ["north", "south", "both"] {
            let proof = AgreementProof(
                of: try corporate.decided(in: scheme), only: [.totality, .obligations, .localSections])
            #expect(proof.findings.map(\.says) == [], "seed \(seed), \(scheme)")
            #expect(proof.decisionCount > 0, "seed \(seed)")
        }
    }
}
