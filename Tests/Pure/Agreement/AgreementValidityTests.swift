import AgreementEngine
import CanonicalModel
import Testing

/// Only an agreement in force, within its dates, between parties that signed, permits anything.
@Suite("Agreement validity") struct AgreementValidityTests {
    private typealias Sample = AgreementSample

    private func decide(
        _ change: (inout Sample) -> Void = { _ in }, _ request: (inout DisclosureRequest) -> Void = { _ in }
    ) throws -> DisclosureDecision {
        var sample = Sample(rules: [Sample.permit(to: #""police/npt", "charity/case-manager""#)])
        change(&sample)
        return try sample.decisionPoint.decide(
            DisclosureSample.request(.selection, [DisclosureSample.field("rag.colour")], request))
    }

    @Test(
        "a state permits, refuses or holds (ISH-07)",
        arguments: [
            ("in-force", .release, nil), ("under-refresh", .release, nil), ("draft", .suppress, .agreementNotInForce),
            ("superseded", .suppress, .agreementNotInForce), ("ended", .suppress, .agreementNotInForce),
            ("suspended", .hold, .agreementSuspended),
        ] as [(String, DisclosureDecision.Outcome, ReasonCode?)])
    func states(status: String, outcome: DisclosureDecision.Outcome, reason: ReasonCode?) throws {
        let decision = try decide { $0.status = status }
        #expect(decision.outcome == outcome)
        #expect(decision.refusal == reason)
    }

    @Test(
        "the first and the last day are in force, the days around them are not",
        arguments: [
            ("2026-03-31T23:59:59Z", false), ("2026-04-01T00:00:00Z", true), ("2027-03-31T23:59:59Z", true),
            ("2027-04-01T00:00:00Z", false),
        ])
    func dates(now: String, isInForce: Bool) throws {
        let decision = try decide { _ in
        } _: {
            $0.now = DisclosureSample.time(now)
        }
        #expect((decision.outcome == .release) == isInForce)
        if !isInForce { #expect(decision.refusal == .agreementOutsideDates) }
    }

    @Test(
        "a party that has not signed, or whose signature lapsed or is yet to come, receives nothing",
        arguments: [
            #"{ party: "charity", by: "role:head", on: "2026-03-01" }"#,
            #"{ party: "charity", by: "role:head", on: "2026-03-01" }, { party: "police", by: "role:head", on: "2026-11-22" }"#,
            #"{ party: "police", by: "role:head", on: "2026-03-01", until: "2026-11-20" }"#,
        ])
    func signatures(signOffs: String) throws {
        let decision = try decide { $0.signOffs = [signOffs] }
        #expect(decision.outcome == .suppress)
        #expect(decision.refusal == .recipientNotSignatory)
        #expect(decision.fields.map(\.rule) == ["builtin.signatories-only"])
    }

    @Test("a discloser that has not signed discloses nothing") func discloserSigns() throws {
        let decision = try decide {
            $0.signOffs = [#"{ party: "charity", by: "role:head", on: "2026-03-01" }"#]
        } _: {
            $0.recipient.party = "charity"
            $0.recipient.role = "case-manager"
        }
        #expect(decision.refusal == .discloserNotSignatory)
    }

    @Test("a role that the agreement does not name is not a recipient, though its party signed") func undeclaredRole()
        throws
    {
        var sample = Sample(rules: [Sample.permit(to: #""police/*""#)])
        sample.signOffs.removeLast()
        let request = DisclosureSample.request(.selection, [DisclosureSample.field("rag.colour")]) {
            $0.recipient.role = "canteen"
        }
        #expect(try sample.decisionPoint.decide(request).refusal == .recipientNotSignatory)
    }

    @Test(
        "an overdue review warns at once and cuts off parties that act under no statute after its grace",
        arguments: [
            ("2026-05-01T12:00:00Z", "police", false, true), ("2026-05-02T12:00:00Z", "police", true, true),
            ("2026-07-30T12:00:00Z", "charity", true, true), ("2026-07-31T12:00:00Z", "charity", true, false),
            ("2026-07-31T12:00:00Z", "police", true, true),
        ])
    func review(now: String, party: String, isOverdue: Bool, isReleased: Bool) throws {
        let decision = try decide {
            $0.review = #"{ due: "2026-05-01", overdue: "warn", suspend-non-statutory-after-days: 90 }"#
        } _: {
            $0.now = DisclosureSample.time(now)
            if party == "charity" { ($0.recipient.party, $0.recipient.role) = ("charity", "case-manager") }
        }
        #expect(decision.isReviewOverdue == isOverdue)
        #expect((decision.outcome == .release) == isReleased)
        if !isReleased { #expect(decision.refusal == .agreementReviewOverdue) }
    }
}
