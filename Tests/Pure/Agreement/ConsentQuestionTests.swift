import AgreementEngine
import CanonicalModel
import TestSupport
import Testing

/// Consent is a condition: asked at decision time, and again when the field is fetched.
@Suite("Consent") struct ConsentQuestionTests {
    private typealias Sample = AgreementSample

    private func decide(
        _ consents: [Consent], _ delivery: DisclosureRequest.Delivery = .pushed, form: String = "",
        rules: [String] = [], now: Timestamp = DisclosureSample.today
    ) throws -> DisclosureDecision {
        let condition = #"consent: { covers: "engagement.*", for: "resettle", with: "vcs", state: "given"\#(form) }"#
        let rule = Sample.permit(
            to: #""charity/case-manager""#, share: #""engagement.*""#, when: condition,
            then: "{ stop-on-withdrawal: true }",
            purpose: "resettle")
        return try Sample(rules: [rule] + rules).decisionPoint.decide(
            DisclosureSample.request(.selection, DisclosureSample.fields("engagement.attendance")) {
                ($0.recipient.party, $0.recipient.role, $0.purpose) = ("charity", "case-manager", "resettle")
                $0.subject.consents = .known(consents)
                $0.delivery = delivery
                $0.now = now
            })
    }

    @Test("a field that rests on consent is not pushed but may be fetched, and is decided again then") func claimCheck()
        throws
    {
        let given = DisclosureSample.consent("engagement.*")
        let pushed = try decide([given])
        #expect(pushed.outcome == .release)
        #expect(pushed.fields.map(\.effect) == [.onRequest])
        #expect(pushed.fields.map(\.reason) == [.consentCheckedAtFetch])
        #expect(pushed.obligations.stopOnWithdrawal)
        let fetched = try decide([given], .fetched)
        #expect(fetched.fields.map(\.effect) == [.permit])
    }

    @Test("a withdrawal between notice and fetch stops the fetch") func withdrawnInFlight() throws {
        let given = DisclosureSample.consent("engagement.*", at: "2026-11-20T10:00:00Z")
        let withdrawn = DisclosureSample.consent("engagement.*", .withdrawn, at: "2026-11-21T09:02:00Z")
        #expect(try decide([given]).outcome == .release)
        let fetched = try decide([given, withdrawn], .fetched)
        #expect(fetched.outcome == .suppress)
        #expect(fetched.refusal == .consentWithdrawn)
    }

    @Test("a permit that does not rest on consent is pushed, though another that does applied too") func anotherPermit()
        throws
    {
        let other = Sample.permit(
            "R2", to: #""charity/case-manager""#, share: #""engagement.*""#, then: "{ retain-days: 7 }",
            purpose: "resettle")
        let decision = try decide([DisclosureSample.consent("engagement.*")], rules: [other])
        #expect(decision.fields.map(\.effect) == [.permit])
        #expect(decision.fields.map(\.rule) == ["R2"])
        #expect(decision.obligations.stopOnWithdrawal && decision.obligations.retainDays == 7)
    }

    @Test(
        "each state but 'given' refuses under its own code",
        arguments: [
            (ConsentState.refused, ReasonCode.consentRefused), (.withdrawn, .consentWithdrawn),
            (.expired, .consentExpired),
            (.notSought, .consentNotSought),
        ])
    func states(state: ConsentState, reason: ReasonCode) throws {
        let decision = try decide([DisclosureSample.consent("engagement.*", state)])
        #expect(decision.outcome == .suppress)
        #expect(decision.refusal == reason)
    }

    @Test("no record means that consent was not sought, never that it was refused (CON-07)") func notSought() throws {
        let decision = try decide([])
        #expect(decision.refusal == .consentNotSought)
        #expect(decision.nearest == "would be permitted by R1 if consent (engagement.*, resettle, vcs) were given")
    }

    @Test("a consent lapses at its instant") func expiry() throws {
        let consent = DisclosureSample.consent("engagement.*", expires: "2026-11-21T10:00:00Z")
        let justBefore = DisclosureSample.today.adding(seconds: -1)
        #expect(try decide([consent], now: justBefore).outcome == .release)
        #expect(try decide([consent]).refusal == .consentExpired)
    }

    @Test(
        "scope is category, purpose and class of recipient; none of them stretches (CON-01)",
        arguments: [
            ("housing.*", "vcs"), ("engagement.attendance", "vcs"), ("engagement.*", "housing"),
            ("engagement.*", "criminal-justice"),
            ("*", "vcs"), ("engagement", "vcs"),
        ])
    func scope(covers: String, with: String) throws {
        #expect(try decide([DisclosureSample.consent(covers, with: with)]).refusal == .consentNotSought)
    }

    @Test("a consent for another purpose does not count") func purpose() throws {
        var consent = DisclosureSample.consent("engagement.*")
        consent.purpose = "manage-offender"
        #expect(try decide([consent]).refusal == .consentNotSought)
    }

    @Test("a written consent may be asked for") func form() throws {
        let asked = #", form: "written""#
        #expect(
            try decide([DisclosureSample.consent("engagement.*", form: "written")], form: asked).outcome == .release)
        #expect(
            try decide([DisclosureSample.consent("engagement.*", form: "spoken")], form: asked).outcome == .suppress)
        #expect(try decide([DisclosureSample.consent("engagement.*")], form: asked).outcome == .suppress)
    }

    @Test(
        "the later decision stands, and of two at once the more restrictive, in whatever order they come",
        arguments: [1, 2, 3, 5, 8, 13] as [UInt64])
    func conflicts(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let later = [
            DisclosureSample.consent("engagement.*", .refused, at: "2026-09-01T09:00:00Z"),
            DisclosureSample.consent("engagement.*", .withdrawn, at: "2026-10-01T09:00:00Z"),
            DisclosureSample.consent("engagement.*", .given, at: "2026-11-01T09:00:00Z"),
        ]
        #expect(try decide(later.shuffled(using: &random)).outcome == .release, "seed \(seed)")
        let atOnce = ConsentState.allCases.filter { $0.ordinal < 3 }.map {
            DisclosureSample.consent("engagement.*", $0)
        }
        #expect(try decide(atOnce.shuffled(using: &random)).refusal == .consentWithdrawn, "seed \(seed)")
    }

    @Test("a canonical consent keeps its scope, state and form (CON-07)") func fromMessage() {
        let record = ConsentRecord(
            person: Person(identifiers: []), covers: "plan.*", purpose: "resettle", with: "vcs", state: .withdrawn,
            form: "written", recordedBy: "A worker")
        let consent = Consent(record, decidedAt: DisclosureSample.today)
        #expect(consent.covers == "plan.*" && consent.purpose == "resettle" && consent.with == "vcs")
        #expect(consent.state == .withdrawn && consent.form == "written")
    }
}
