import AgreementEngine
import CanonicalModel
import Formats
import TestSupport
import Testing

/// The dry run that a practitioner needs.
@Suite("A practitioner's question") struct PractitionerQuestionTests {
    private static let hub = Discloser(party: "west-yorkshire-police", role: "iom-hub")

    private static func facts(_ consents: [Consent] = []) -> GivenFacts {
        GivenFacts(
            now: DisclosureSample.today,
            subject: SubjectFacts(
                ageBand: .known(.adult), cohort: .known(.iom), statutory: .known(.licence), rag: .known(.amber),
                custody: .known(.outside), consents: .known(consents)),
            coversArea: .known(true), previouslyNotified: true)
    }

    private static func answer(_ text: String, _ facts: GivenFacts = facts()) throws -> PractitionerAnswer {
        let agreement = try LeedsPolicy.agreement()
        let question = try PractitionerQuestion(text, under: agreement)
        return PractitionerAnswer(question, facts: facts, under: agreement, hub: hub)
    }

    @Test("a sentence is read, and a family stands for its categories (ISH-28)")
    func sentence() throws {
        let question = try PractitionerQuestion(
            "May disc/case-manager see engagement, plan.actions of pnc:2010/0123456X for resettle told by "
                + "west-yorkshire-probation/case-manager?", under: LeedsPolicy.agreement())
        #expect(question.recipient == Discloser(party: "disc", role: "case-manager"))
        let family = ["engagement.attendance", "engagement.compliance", "engagement.consent"]
        #expect(question.categories == family + ["plan.actions"])
        #expect(question.nominal == "pnc:2010/0123456X")
        #expect(question.purpose == "resettle")
        #expect(question.discloser == Discloser(party: "west-yorkshire-probation", role: "case-manager"))
    }

    @Test(
        "what is not understood is named, with what may stand there",
        arguments: [
            ("disc/case-manager see engagement for resettle", "disc/case-manager"),
            ("may disk/case-manager see engagement for resettle", "disk/case-manager"),
            ("may disc/boss see engagement for resettle", "disc/boss"),
            ("may disc/case-manager see engagment for resettle", "engagment"),
            ("may disc/case-manager see engagement for fun", "fun"),
            ("may disc/case-manager see engagement of", "the end"),
            ("may disc/case-manager see for resettle", "for"),
            ("may disc/case-manager see engagement for resettle please", "please"),
        ])
    func misunderstood(text: String, place: String) throws {
        let agreement = try LeedsPolicy.agreement()
        let error = #expect(throws: FormatError.self) { try PractitionerQuestion(text, under: agreement) }
        #expect(error?.path == place)
        #expect(error?.remedy.contains(PractitionerQuestion.form) == true)
    }

    @Test("consent is given, missing or not needed (ISH-28, CON-01)")
    func consent() throws {
        let text = "may disc/case-manager see engagement.attendance for resettle"
        let missing = try Self.answer(text)
        #expect(missing.verdict == .no)
        #expect(missing.lines.map(\.consent) == [.missing])
        #expect(missing.textForOfficer().joined().contains("nobody has asked the person"))
        #expect(missing.textForOfficer().joined().contains("Nearest: would be permitted by"))
        let given = try Self.answer(text, Self.facts([DisclosureSample.consent("engagement.*", form: "written")]))
        #expect(given.verdict == .yes)
        #expect(given.lines.map(\.consent) == [.given])
        let probation = try Self.answer(
            "may west-yorkshire-probation/case-manager see engagement.attendance for manage-offender")
        #expect(probation.verdict == .yes)
        #expect(probation.lines.map(\.consent) == [.notNeeded])
    }

    @Test("some of it is partly; a fact that nobody can be asked for is not now")
    func verdicts() throws {
        let partly = try Self.answer(
            "may west-yorkshire-probation/case-manager see engagement.attendance, intelligence.source for manage-offender")
        #expect(partly.verdict == .partly)
        var facts = Self.facts()
        facts.subject.cohort = .unknown(.unavailable("down"))
        let text = "may west-yorkshire-probation/case-manager see engagement.attendance for manage-offender"
        #expect(try Self.answer(text, facts).verdict == .notNow)
    }

    @Test("whoever was not told of the person reads the same words, whatever the facts are")
    func noOracle() throws {
        let text = "may disc/case-manager see engagement.attendance for resettle"
        let permitted = try Self.answer(text, Self.facts([DisclosureSample.consent("engagement.*", form: "written")]))
        let refused = try Self.answer(text)
        #expect(permitted.textForRecipient(isOnItsList: false) == refused.textForRecipient(isOnItsList: false))
        #expect(refused.textForRecipient(isOnItsList: false) == PractitionerAnswer.textAboutNobody(refused.question))
        #expect(permitted.textForRecipient(isOnItsList: true) != refused.textForRecipient(isOnItsList: true))
    }

    @Test("a recipient is never told why something is withheld")
    func withheld() throws {
        let refused = try Self.answer("may disc/case-manager see engagement.attendance for resettle")
        let text = refused.textForRecipient(isOnItsList: true).joined(separator: " ")
        for word in ["consent-", "asked", "permitted by", "refused", "guardrail"] { #expect(!text.contains(word)) }
    }

    @Test("facts are read from a file, and from the facts of a scenario file")
    func file() throws {
        let scenarios = try PolicyFile.bytes("Contracts/agreements/scenarios/leeds.yaml")
        #expect(try GivenFacts(yaml: scenarios).coversArea == .known(true))
        let error = #expect(throws: FormatError.self) {
            try GivenFacts(yaml: Array("format: \"iom-facts/1\"\ngiven: { now: \"2026-11-21T10:00:00Z\" }\n".utf8))
        }
        #expect(error?.rule == "policy.missing-key")
    }
}
