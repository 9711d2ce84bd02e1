import AgreementEngine
import CanonicalModel
import Testing

/// What may be told must be able to be untold (DESIGN decision 8; CLV 8.23).
@Suite("Untelling") struct UntellingTests {
    private typealias Sample = AgreementSample
    private static let stops: [NoticeKind] = [.deselection, .stopVisits, .recalled]
    private static let core = ["identity.core", "cohort.status", "npt.stop-list"]
    private static let rule = "builtin.what-was-told-can-be-untold"

    private func stop(
        _ kind: NoticeKind, _ categories: [String] = core, _ change: (inout DisclosureRequest) -> Void = { _ in }
    ) -> DisclosureRequest {
        DisclosureSample.request(kind, categories.map { DisclosureSample.field($0) }) {
            $0.recipient.previouslyNotified = true
            $0.recipient.coversArea = .known(false)
            change(&$0)
        }
    }

    /// Agreements that permit nothing, each for another reason.
    private static let silent: [(String, Sample)] = [
        ("empty", Sample()), ("draft", Sample(status: "draft")), ("suspended", Sample(status: "suspended")),
        ("superseded", Sample(status: "superseded")), ("ended", Sample(status: "ended")),
        ("not yet effective", Sample(effective: #"{ from: "2027-01-01" }"#)),
        ("expired", Sample(effective: #"{ from: "2025-01-01", until: "2026-01-01" }"#)),
        ("unsigned", Sample(signOffs: [])),
        ("everything guarded", Sample(guardrails: [Sample.guardrail()])),
        ("guarded by an unknown fact", Sample(guardrails: [Sample.guardrail(when: #"mappa.status: "active""#)])),
    ]

    @Test("whoever was told is untold, whatever became of the agreement", arguments: stops)
    func nothingSwitchesItOff(kind: NoticeKind) throws {
        for (name, sample) in Self.silent {
            let decision = try sample.decisionPoint.decide(stop(kind))
            #expect(decision.outcome == .release, "\(name)")
            #expect(decision.fields.map(\.rule) == [Self.rule, Self.rule, Self.rule], "\(name)")
            #expect(decision.obligations.acknowledgeWithinHours == 24, "\(name)")
        }
    }

    @Test("a party that left the agreement, or was never in it, is untold too") func strangers() throws {
        let decision = try Sample().decisionPoint.decide(
            stop(.deselection) {
                $0.recipient.party = "dissolved-body"
                $0.recipient.role = "worker"
                $0.discloser = Discloser(party: "nobody", role: "nobody")
                $0.purpose = "no-purpose"
            })
        #expect(decision.outcome == .release)
    }

    @Test("unknown and unavailable facts do not delay it") func unknownFacts() throws {
        let sample = Sample(guardrails: [Sample.guardrail(when: #"subject.cohort: "dormant""#)])
        for reason in [UnknownReason.notStated("nobody said"), .unavailable("down")] {
            let decision = try sample.decisionPoint.decide(
                stop(.stopVisits) {
                    $0.subject.cohort = .unknown(reason)
                    $0.subject.consents = .unknown(reason)
                    $0.recipient.coversArea = .unknown(reason)
                })
            #expect(decision.outcome == .release)
        }
    }

    @Test("it never carries a reason or anything beyond core identity, status and what to stop")
    func carriesNothingElse() throws {
        let others = ["cohort.reason", "cohort.type", "rag.colour", "address.current", "identity.pnc", "plan.actions"]
        let decision = try Sample().decisionPoint.decide(stop(.deselection, Self.core + others))
        #expect(decision.outcome == .releaseReduced)
        #expect(decision.released == Self.core)
    }

    @Test("a field that somebody calls required cannot silence it") func requiredFieldCannotSilence() throws {
        for sample in [Sample(), Sample(status: "suspended")] {
            let decision = try sample.decisionPoint.decide(
                stop(.deselection, Self.core + ["cohort.reason"]) { $0.fields[3].isRequired = true })
            #expect(decision.outcome == .releaseReduced)
            #expect(decision.released == Self.core)
        }
    }

    @Test("whoever was never told is not told now") func notForOthers() throws {
        let decision = try Sample().decisionPoint.decide(stop(.deselection) { $0.recipient.previouslyNotified = false })
        #expect(decision.outcome == .suppress)
    }

    @Test("it is not a way to tell anything new", arguments: NoticeKind.allCases.filter { !stops.contains($0) })
    func onlyStopNotices(kind: NoticeKind) throws {
        #expect(try Sample().decisionPoint.decide(stop(kind)).outcome == .suppress)
    }

    @Test("a suspended agreement lets nothing else through, and holds it") func suspendedHoldsTheRest() throws {
        let sample = Sample(status: "suspended", rules: [Sample.permit(share: #""rag.*", "identity.*""#)])
        let told = try sample.decisionPoint.decide(stop(.selection, ["identity.core", "rag.colour"]))
        #expect(told.outcome == .hold)
        #expect(told.refusal == .agreementSuspended)
        let mixed = try sample.decisionPoint.decide(stop(.deselection, ["identity.core", "rag.colour"]))
        #expect(mixed.released == ["identity.core"])
    }

    @Test("the agreement's own stop rule adds its duties, and only a de-selection withdraws the flag")
    func obligations() throws {
        let sample = Sample(rules: [
            Sample.permit(
                share: #""identity.core""#, then: "{ acknowledge-within-hours: 4 }, { erase-local-copy-days: 28 }")
        ])
        let deselection = try sample.decisionPoint.decide(stop(.deselection)).obligations
        #expect(deselection.acknowledgeWithinHours == 4)
        #expect(deselection.eraseLocalCopyDays == 28)
        #expect(deselection.withdrawFlags)
        #expect(try !sample.decisionPoint.decide(stop(.stopVisits)).obligations.withdrawFlags)
    }
}
