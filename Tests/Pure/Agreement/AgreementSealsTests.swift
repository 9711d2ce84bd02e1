import AgreementEngine
import CanonicalModel
import Formats
import Testing

/// Nobody changes what a rule does without somebody having read it again.
@Suite("Agreement seals") struct AgreementSealsTests {
    private typealias Sample = AgreementSample

    private let today = CalendarDate("2026-11-21") ?? Timestamp(microseconds: 0).date
    private let yaml = Sample(guardrails: [Sample.guardrail()], rules: [Sample.permit(when: #"subject.rag: "red""#)])
        .yaml

    private func rendering(_ yaml: String) throws -> AgreementRendering {
        AgreementRendering(try Agreement(yaml: yaml))
    }

    private func sealed(_ yaml: String) throws -> AgreementSeals {
        AgreementSeals(of: try Agreement(yaml: yaml)).sealing(try rendering(yaml), reviewedBy: nil, on: today)
    }

    @Test("a draft's rules have no seals, and one command seals them") func draft() throws {
        let open = AgreementSeals(of: try Agreement(yaml: yaml)).findings(for: try rendering(yaml))
        #expect(open.map(\.difference) == [.unsealed, .unsealed])
        #expect(open.map(\.rule) == ["G1", "R1"])
        #expect(try sealed(yaml).findings(for: rendering(yaml)).isEmpty)
    }

    @Test("a structure that changed under its sentence is not sealed again without a reader's name") func structure()
        throws
    {
        let changed = yaml.replacingFirst(#"subject.rag: "red""#, with: #"subject.rag: "amber""#)
        let seals = try sealed(yaml)
        #expect(try seals.findings(for: rendering(changed)) == [SealFinding(rule: "R1", difference: .newStructure)])
        #expect(try seals.sealing(rendering(changed), reviewedBy: nil, on: today) == seals)
        let reviewed = try seals.sealing(rendering(changed), reviewedBy: "A. Officer", on: today)
        #expect(try reviewed.findings(for: rendering(changed)).isEmpty)
        #expect(reviewed.seals.map(\.reviewedBy) == [nil, "A. Officer"])
    }

    @Test("a new sentence does not excuse another structure", arguments: ["Amber now.", "A sentences."])
    func sentenceAndStructure(says: String) throws {
        let changed = yaml.replacingFirst(#"subject.rag: "red""#, with: #"subject.rag: "amber""#)
            .replacingFirst(#"id: "R1", says: "A sentence.""#, with: #"id: "R1", says: "\#(says)""#)
        let seals = try sealed(yaml)
        #expect(try seals.findings(for: rendering(changed)) == [SealFinding(rule: "R1", difference: .newStructure)])
        #expect(try seals.sealing(rendering(changed), reviewedBy: nil, on: today) == seals)
    }

    @Test("a rule under another id keeps its sentence's seal waiting for a reader") func renamed() throws {
        let changed = yaml.replacingFirst(#"subject.rag: "red""#, with: #"subject.rag: "amber""#)
            .replacingFirst(#"id: "R1""#, with: #"id: "R2""#)
        let seals = try sealed(yaml)
        #expect(
            try seals.findings(for: rendering(changed)) == [
                SealFinding(rule: "R2", difference: .newStructure), SealFinding(rule: "R1", difference: .noSuchRule),
            ])
        let plain = try seals.sealing(rendering(changed), reviewedBy: nil, on: today)
        #expect(!plain.seals.contains { $0.rule == "R2" })
        let reviewed = try seals.sealing(rendering(changed), reviewedBy: "A. Officer", on: today)
        #expect(try reviewed.findings(for: rendering(changed)).isEmpty)
    }

    @Test("a wholly new rule with a sentence of its own is sealed plainly") func newRule() throws {
        let rule = Sample.permit("R2").replacingFirst("A sentence.", with: "Another one.")
        let more = Sample(
            guardrails: [Sample.guardrail()], rules: [Sample.permit(when: #"subject.rag: "red""#), rule]
        ).yaml
        let seals = try sealed(yaml)
        #expect(try seals.findings(for: rendering(more)) == [SealFinding(rule: "R2", difference: .unsealed)])
        #expect(try seals.sealing(rendering(more), reviewedBy: nil, on: today).findings(for: rendering(more)).isEmpty)
    }

    @Test("a new sentence over the old structure says that somebody looked") func sentence() throws {
        let changed = yaml.replacingFirst(#"id: "R1", says: "A sentence.""#, with: #"id: "R1", says: "Red now.""#)
        let seals = try sealed(yaml)
        #expect(try seals.findings(for: rendering(changed)) == [SealFinding(rule: "R1", difference: .newSentence)])
        #expect(
            try seals.sealing(rendering(changed), reviewedBy: nil, on: today).findings(for: rendering(changed)).isEmpty)
    }

    @Test("a comma is no new sentence", arguments: ["A sentence", "A  sentence!", "a sentence."])
    func sameSentence(says: String) throws {
        let changed = yaml.replacingFirst(#"subject.rag: "red""#, with: #"subject.rag: "amber""#)
            .replacingFirst(#"id: "R1", says: "A sentence.""#, with: #"id: "R1", says: "\#(says)""#)
        #expect(try sealed(yaml).findings(for: rendering(changed)).map(\.difference) == [.newStructure])
    }

    @Test("a rule that means something else because a power was redefined is found") func meaning() throws {
        let changed = yaml.replacingFirst(#"policing: "Common law""#, with: #"policing: "Whatever we like""#)
        #expect(
            try sealed(yaml).findings(for: rendering(changed)) == [SealFinding(rule: "R1", difference: .newMeaning)])
        #expect(try sealed(yaml).sealing(rendering(changed), reviewedBy: nil, on: today) == sealed(yaml))
    }

    @Test("comments and layout break no seal") func layout() throws {
        let changed = yaml.replacingFirst("always-refuse:", with: "# why\nalways-refuse:   ")
        #expect(try sealed(yaml).findings(for: rendering(changed)).isEmpty)
    }

    @Test("one rule may be sealed alone") func single() throws {
        let none = AgreementSeals(of: try Agreement(yaml: yaml))
        let one = none.sealing(try rendering(yaml), only: "R1", reviewedBy: nil, on: today)
        #expect(try one.findings(for: rendering(yaml)).map(\.rule) == ["G1"])
    }

    @Test("the seal of a rule that is gone is found and goes with the next sealing") func stray() throws {
        let fewer = Sample(guardrails: [Sample.guardrail()]).yaml
        let seals = try sealed(yaml)
        #expect(try seals.findings(for: rendering(fewer)) == [SealFinding(rule: "R1", difference: .noSuchRule)])
        #expect(try seals.sealing(rendering(fewer), reviewedBy: nil, on: today).findings(for: rendering(fewer)).isEmpty)
    }

    @Test("seals of another agreement count for nothing") func otherAgreement() throws {
        let other = yaml.replacingFirst(#"agreement: "sample""#, with: #"agreement: "other""#)
        #expect(try sealed(other).findings(for: rendering(yaml)).map(\.difference) == [.unsealed, .unsealed])
    }

    @Test("the file says what was written") func file() throws {
        let seals = try sealed(yaml).sealing(
            rendering(yaml.replacingFirst(#"subject.rag: "red""#, with: #"subject.rag: "green""#)),
            reviewedBy: "O'Neil \"Nell\" Ünal", on: today)
        #expect(try AgreementSeals(yaml: Array(seals.yaml.utf8)) == seals)
        let none = AgreementSeals(of: try Agreement(yaml: yaml))
        #expect(try AgreementSeals(yaml: Array(none.yaml.utf8)) == none)
    }

    @Test(
        "a file that was tampered with is refused at its place",
        arguments: [
            ("seal: \"", "seal: \"x", "policy.kind"), ("iom-seals/1", "iom-seals/2", "policy.kind"),
            ("rule: \"R1\"", "rule: \"G1\"", "policy.given-twice"), ("on: ", "hello: 1, on: ", "policy.unknown-key"),
        ])
    func tampered(old: String, new: String, rule: String) throws {
        let text = try sealed(yaml).yaml
        try #require(text.contains(old))
        #expect(throws: FormatError.self) { try AgreementSeals(yaml: Array(text.replacingFirst(old, with: new).utf8)) }
        do {
            _ = try AgreementSeals(yaml: Array(text.replacingFirst(old, with: new).utf8))
        } catch {
            #expect(error.rule == rule)
        }
    }
}
