import AgreementEngine
import TestSupport
import Testing

/// One seeded fault for each check; the case that shows it is put to the real engine.
@Suite("What is proved before anyone signs")
struct AgreementProofTests {
    private static let spoiled: [(check: ProofCheck, rule: String, guardrail: String?)] = [
        (.intelligenceSource, ProofSample.permit(share: ["intelligence.source"]), nil),
        (.gateways, ProofSample.permit(to: "landlord/housing", share: ["plan.support-level"], gateway: "OMA-s14"), nil),
        (
            .gateways, ProofSample.permit(to: "probation/case-manager", share: ["plan.contact"], gateway: "internal"),
            nil
        ),
        (
            .consentBetweenAuthorities,
            ProofSample.permit(to: "probation/case-manager", share: ["plan.contact"], when: Self.consent("given")), nil
        ),
        (
            .consentBetweenAuthorities,
            ProofSample.permit(
                to: "landlord/housing", share: ["health.physical"], purpose: "resettle",
                when: "any: [{ \(Self.consent("given")) }, { subject.cohort: \"iom\" }]"), nil
        ),
        (.children, ProofSample.permit(to: "landlord/housing", share: ["plan.contact"], purpose: "resettle"), nil),
        (
            .withdrawal,
            ProofSample.permit(share: ["plan.contact"], purpose: "resettle", when: Self.consent("refused")), nil
        ),
        (.unknownFacts, ProofSample.permit(share: ["intelligence.summary"], when: #"data.handling: "C""#), nil),
        (
            .liveness, ProofSample.permit(share: ["plan.contact"]),
            #"{ id: "G1", says: "A sentence.", share: ["plan.*"] }"#
        ),
    ]

    private static func consent(_ state: String) -> String {
        #"consent: { covers: "plan.*", for: "resettle", with: "vcs", state: "\#(state)" }"#
    }

    @Test("A sound agreement passes every check")
    func sound() throws {
        let proof = AgreementProof(of: try ProofSample().load())
        #expect(proof.failed == [], "\(proof.findings.map(\.says))")
        #expect(proof.holds)
    }

    @Test("A fault in a rule is found with a case in which the engine shows it", arguments: spoiled.indices)
    func faultyRule(_ index: Int) throws {
        let (check, rule, guardrail) = Self.spoiled[index]
        var sample = ProofSample()
        sample.rules = [rule]
        sample.guardrails = guardrail.map { [$0] } ?? []
        let agreement = try sample.load()
        let found = try #require(AgreementProof(of: agreement).failures(of: check).first)
        #expect(found.says.contains("R-more") || check == .intelligenceSource || check == .children)
        try expectShown(found, by: agreement)
    }

    @Test("A permit whose notice and exception are the same never applies")
    func deadPermit() throws {
        var sample = ProofSample()
        sample.rules = [
            ProofSample.permit(share: ["plan.contact"], when: #"message: "custody", unless: { message: "custody" }"#)
        ]
        let agreement = try sample.load()
        let found = try #require(AgreementProof(of: agreement).failures(of: .liveness).first)
        try expectShown(found, by: agreement)
    }

    @Test("A guardrail whose conditions cannot hold together is found, and one about nobody is a warning")
    func idleGuardrails() throws {
        var sample = ProofSample()
        sample.guardrails = [
            #"{ id: "G1", says: "A.", share: ["rag.*"], "#
                + #"when: { message: "custody", unless: { message: "custody" } } }"#,
            #"{ id: "G2", says: "B.", share: ["rag.*"], when: { recipient.kind: "vcs" } }"#,
        ]
        let proof = AgreementProof(of: try sample.load())
        #expect(proof.failures(of: .liveness).map { $0.says.prefix(2) } == ["G1"])
        #expect(proof.findings.contains { $0.severity == .warning && $0.says.hasPrefix("G2") })
    }

    @Test("A kind of notice that nobody can receive is found, unless it is excluded with a reason")
    func unreceivedNotice() throws {
        var sample = ProofSample()
        sample.excluded = ["rag-reduction"]
        let agreement = try sample.load()
        let proof = AgreementProof(of: agreement)
        #expect(proof.failed == [.everyNotice, .noticeContent])
        try expectShown(try #require(proof.failures(of: .everyNotice).first), by: agreement)
    }

    @Test("A notice without what it makes no sense without is found")
    func emptyNotice() throws {
        var sample = ProofSample()
        sample.share = ["identity.core", "rag.colour", "custody.status"]
        let agreement = try sample.load()
        let proof = AgreementProof(of: agreement)
        #expect(proof.failed == [.noticeContent])
        try expectShown(try #require(proof.failures(of: .noticeContent).first), by: agreement)
    }

    @Test(
        "Whoever may learn of a selection has a stop rule on nothing that can lapse",
        arguments: [
            "recipient.previously-notified: true, recipient.covers-area: true",
            #"recipient.previously-notified: true, subject.cohort: ["ppo", "iom"]"#,
            #"recipient.previously-notified: true, subject.age-band: ["under-18", "18-plus"]"#,
        ])
    func lapsingStopRule(_ condition: String) throws {
        var sample = ProofSample()
        sample.stopWhen = condition
        let proof = AgreementProof(of: try sample.load())
        #expect(proof.failed == [.untelling])
        #expect(proof.failures(of: .untelling).first?.says.contains("R-stop") == true)
    }

    @Test("A missing kind of stop notice is found, and a guardrail that keeps one back")
    func missingStopRule() throws {
        var sample = ProofSample()
        sample.stop = ["deselection", "stop-visits"]
        #expect(AgreementProof(of: try sample.load()).failed == [.untelling, .noticeContent])
        sample = ProofSample()
        sample.guardrails = [#"{ id: "G1", says: "A.", share: ["*"], when: { recipient.covers-area: false } }"#]
        let found = AgreementProof(of: try sample.load()).failures(of: .untelling)
        #expect(found.first?.says.contains("G1") == true)
        sample.guardrails = [
            #"{ id: "G1", says: "A.", share: ["*"], when: { recipient.covers-area: false }, "#
                + "unless: { recipient.previously-notified: true } }"
        ]
        #expect(AgreementProof(of: try sample.load()).failed == [])
    }

    @Test("A power that the table does not know fails, alone or beside one that it knows")
    func unknownPower() throws {
        for gateway in ["moon", #"policing", "moon"#] {
            var sample = ProofSample()
            sample.rules = [ProofSample.permit(share: ["plan.contact"], gateway: gateway)]
            let proof = AgreementProof(of: try sample.load())
            #expect(proof.failed == [.gateways])
            #expect(proof.failures(of: .gateways).first?.says.contains("moon") == true)
        }
    }

    // MARK: Faults of the engine

    @Test("An engine that does not look at the clock is found")
    func timelessEngine() throws {
        let agreement = try ProofSample().load()
        let proof = AgreementProof(of: agreement) { agreement in
            let point = PolicyDecisionPoint(agreement)
            return { request in
                var request = request
                request.now = DisclosureSample.today
                return point.decide(request)
            }
        }
        let found = try #require(proof.failures(of: .dates).first)
        try expectShown(found, by: agreement)
    }

    private static let faults: [(check: ProofCheck, change: @Sendable (inout DisclosureDecision, Agreement) -> Void)] =
        [
            (.order, { decision, agreement in decision.nearest = agreement.permits.first?.id }),
            (.totality, { decision, _ in decision.fields = [] }),
            (
                .totality,
                { decision, _ in
                    if decision.obligations.acknowledgeWithinHours == nil { decision.fields[0].effect = .permit }
                }
            ),
            (.obligations, { decision, _ in decision.obligations = Obligations() }),
            (
                .untelling,
                { decision, agreement in if !agreement.status.permits { decision.fields[0].effect = .refuse } }
            ),
        ]

    @Test("A faulty engine is found with a case", arguments: faults.indices)
    func faultyEngine(_ index: Int) throws {
        let (check, change) = Self.faults[index]
        var sample = ProofSample()
        // Enough rules that the seeded shuffle cannot leave the first where it was.
        sample.rules = (0..<4).map { ProofSample.permit("R-\($0)", share: ["plan.contact"]) }
        let proof = AgreementProof(of: try sample.load()) { agreement in
            let point = PolicyDecisionPoint(agreement)
            return { request in
                var decision = point.decide(request)
                change(&decision, agreement)
                return decision
            }
        }
        #expect(proof.failures(of: check).first?.witness != nil)
    }

    // MARK: What is printed

    @Test("Cases are printed as a scenario file in which each is not met until its fault is repaired")
    func scenarios() throws {
        var sample = ProofSample()
        sample.rules = Self.spoiled.filter { $0.guardrail == nil }.enumerated().map {
            $0.element.rule.replacing("R-more", with: "R-\($0.offset)")
        }
        let agreement = try sample.load()
        let proof = AgreementProof(of: agreement)
        let file = try ScenarioFile(yaml: Array(proof.scenarioFile(for: agreement).utf8), for: agreement)
        #expect(file.scenarios.count >= 7)
        let point = PolicyDecisionPoint(agreement)
        for scenario in file.scenarios {
            #expect(!scenario.result(under: point).isMet, "\(scenario.id): \(scenario.says)")
        }
    }

    @Test("The report has a line for each check, and each failure has a remedy and a case")
    func report() throws {
        var sample = ProofSample()
        sample.rules = [ProofSample.permit(share: ["intelligence.source"])]
        let report = AgreementProof(of: try sample.load()).report
        #expect(ProofCheck.allCases.allSatisfy { check in report.contains { $0.hasPrefix(check.rawValue + " ") } })
        #expect(report.contains { $0.hasPrefix("P1   FAILED") })
        #expect(report.contains { $0.contains("Case: intelligence.source in a") })
    }

    @Test("Only the checks that are asked for are made, and they find the same")
    func some() throws {
        var sample = ProofSample()
        sample.stop.removeLast()
        sample.rules = [ProofSample.permit(share: ["intelligence.source"])]
        let agreement = try sample.load()
        let proof = AgreementProof(of: agreement, only: [.untelling, .noticeContent])
        #expect(proof.failed == [.untelling, .noticeContent])
        #expect(proof.decisionCount == 0)
        #expect(
            proof.failures(of: .untelling).map(\.says)
                == AgreementProof(of: agreement).failures(of: .untelling).map(\.says))
    }

    @Test("The order of rules changes no finding")
    func order() throws {
        var sample = ProofSample()
        sample.rules = Self.spoiled.filter { $0.guardrail == nil }.enumerated().map {
            $0.element.rule.replacing("R-more", with: "R-\($0.offset)")
        }
        let findings = AgreementProof(of: try sample.load()).findings.map(\.says).sorted()
        sample.rules.reverse()
        #expect(AgreementProof(of: try sample.load()).findings.map(\.says).sorted() == findings)
    }

    @Test("The reduction of facts agrees with the engine on random raw cases of the Leeds agreement")
    func quotient() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        let audit = QuotientAudit(of: try LeedsPolicy.agreement(), cases: 20_000, seed: seed)
        #expect(audit.caseCount == 20_000)
        #expect(audit.disagreements.isEmpty, "seed \(seed)")
    }

    /// Puts the case to the real engine, which answers what it ought not to.
    private func expectShown(_ finding: ProofFinding, by agreement: Agreement) throws {
        let witness = try #require(finding.witness, "\(finding.says)")
        let goes = PolicyDecisionPoint(agreement).decide(witness.request).fields.contains { $0.effect != .refuse }
        #expect(goes != witness.shouldGo || finding.check == .dates, "\(finding.says) \(witness.facts)")
    }
}
