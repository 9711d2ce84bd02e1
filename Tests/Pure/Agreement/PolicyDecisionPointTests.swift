import AgreementEngine
import CanonicalModel
import Testing

/// Deny is the default, refusals win, and not knowing is neither yes nor no.
@Suite("Policy decision point") struct PolicyDecisionPointTests {
    private typealias Sample = AgreementSample

    private func decide(_ sample: Sample, _ request: DisclosureRequest = DisclosureSample.request()) throws
        -> DisclosureDecision
    {
        try sample.decisionPoint.decide(request)
    }

    @Test("an empty agreement denies (ISH-01)") func emptyDenies() throws {
        let decision = try decide(Sample())
        #expect(decision.outcome == .suppress)
        #expect(decision.fields.map(\.rule) == ["builtin.deny-by-default"])
        #expect(decision.refusal == .noRulePermits)
    }

    @Test("a request for nothing releases nothing") func noFields() throws {
        #expect(
            try decide(Sample(rules: [Sample.permit()]), DisclosureSample.request(.selection, [])).outcome == .suppress)
    }

    @Test("a permit lets its categories go, names itself, and leaves the rest")
    func permits() throws {
        let fields = DisclosureSample.fields("rag.colour", "rag.rationale")
        let decision = try decide(Sample(rules: [Sample.permit()]), DisclosureSample.request(.selection, fields))
        #expect(decision.outcome == .releaseReduced)
        #expect(decision.released == ["rag.colour"])
        #expect(decision.fields.map(\.rule) == ["R1", "builtin.deny-by-default"])
    }

    @Test("a notice whose required field stays is suppressed") func requiredStays() throws {
        let fields = [DisclosureSample.field("rag.colour"), DisclosureSample.field("rag.rationale", required: true)]
        #expect(
            try decide(Sample(rules: [Sample.permit()]), DisclosureSample.request(.selection, fields)).outcome
                == .suppress)
    }

    @Test("a guardrail beats a permit") func guardrailWins() throws {
        let decision = try decide(Sample(guardrails: [Sample.guardrail()], rules: [Sample.permit()]))
        #expect(decision.outcome == .suppress)
        #expect(decision.fields.map(\.rule) == ["G1"])
        #expect(decision.refusal == .guardrail)
    }

    @Test("a guardrail's 'not' spares whom it names, and 'only' strikes nobody else")
    func guardrailRecipients() throws {
        let permit = Sample.permit(to: #""police/npt", "probation/case-manager""#)
        func outcome(_ to: String, _ party: String, _ role: String) throws -> DisclosureDecision.Outcome {
            try decide(
                Sample(guardrails: [Sample.guardrail(to: to)], rules: [permit]),
                DisclosureSample.request {
                    $0.recipient.party = party
                    $0.recipient.role = role
                }
            ).outcome
        }
        #expect(try outcome(#"{ not: ["police/npt"] }"#, "police", "npt") == .release)
        #expect(try outcome(#"{ not: ["police/npt"] }"#, "probation", "case-manager") == .suppress)
        #expect(try outcome(#"{ only: ["police/npt"] }"#, "police", "npt") == .suppress)
        #expect(try outcome(#"{ only: ["kind:police"] }"#, "probation", "case-manager") == .release)
    }

    @Test("a fact a permit asks for lets go only when it is known to be so", arguments: Fact.allCases)
    func permitFacts(fact: Fact) throws {
        let sample = Sample(rules: [Sample.permit(when: fact.condition)])
        #expect(try decide(sample, DisclosureSample.request(change: fact.makeTrue)).outcome == .release)
        let known = try decide(sample, DisclosureSample.request(change: fact.makeFalse))
        #expect(known.refusal == fact.refusalWhenFalse)
        let unknown = try decide(sample, DisclosureSample.request(change: fact.makeUnknown))
        #expect(unknown.outcome == .suppress)
        #expect(unknown.refusal == .factUnknown)
        let unavailable = try decide(sample, DisclosureSample.request(change: fact.makeUnavailable))
        #expect(unavailable.outcome == .hold)
        #expect(unavailable.refusal == .factUnavailable)
    }

    @Test("a fact a guardrail asks for refuses unless it is known not to be so", arguments: Fact.allCases)
    func guardrailFacts(fact: Fact) throws {
        let sample = Sample(guardrails: [Sample.guardrail(when: fact.condition)], rules: [Sample.permit()])
        #expect(try decide(sample, DisclosureSample.request(change: fact.makeTrue)).refusal == fact.guardrailReason)
        #expect(try decide(sample, DisclosureSample.request(change: fact.makeFalse)).outcome == .release)
        #expect(try decide(sample, DisclosureSample.request(change: fact.makeUnknown)).refusal == .guardrailFactUnknown)
        #expect(try decide(sample, DisclosureSample.request(change: fact.makeUnavailable)).outcome == .hold)
    }

    @Test("'unless' on an unknown fact fails closed on both sides", arguments: Fact.allCases)
    func negation(fact: Fact) throws {
        let permit = Sample(rules: [Sample.permit(when: "unless: { \(fact.condition) }")])
        let guardrail = Sample(guardrails: [Sample.guardrail(unless: fact.condition)], rules: [Sample.permit()])
        for sample in [permit, guardrail] {
            #expect(try decide(sample, DisclosureSample.request(change: fact.makeUnknown)).released.isEmpty)
        }
        #expect(try decide(permit, DisclosureSample.request(change: fact.makeFalse)).outcome == .release)
        #expect(try decide(guardrail, DisclosureSample.request(change: fact.makeTrue)).outcome == .release)
    }

    @Test("a scheme's setting is a fact like others; one that the scheme does not make is unknown") func schemeSettings()
        throws
    {
        let sample = Sample(rules: [Sample.permit(when: "scheme.exit-interviews: true")])
        func refusal(_ scheme: [String: String]) throws -> ReasonCode? {
            try decide(sample, DisclosureSample.request { $0.scheme = scheme }).refusal
        }
        #expect(try refusal(["scheme.exit-interviews": "true"]) == nil)
        #expect(try refusal(["scheme.exit-interviews": "false"]) == .noRulePermits)
        #expect(try refusal([:]) == .factUnknown)
    }

    @Test("an override counts to its last second and not to the next, from its rank, and only with a reason")
    func overrides() throws {
        let sample = Sample(rules: [
            Sample.permit(when: #"override: { rank-at-least: "inspector", reason: "present", age-hours-at-most: 24 }"#)
        ])
        func isReleased(_ rank: EmergencyOverride.Rank, _ at: String, reason: Bool = true) throws -> Bool {
            let override = EmergencyOverride(rank: rank, hasReason: reason, madeAt: DisclosureSample.time(at))
            return try decide(sample, DisclosureSample.request { $0.override = .known(override) }).outcome == .release
        }
        #expect(try isReleased(.chiefOfficer, "2026-11-20T10:00:01Z"))
        #expect(try !isReleased(.chiefOfficer, "2026-11-20T10:00:00Z"))
        #expect(try !isReleased(.sergeant, "2026-11-21T09:00:00Z"))
        #expect(try !isReleased(.inspector, "2026-11-21T09:00:00Z", reason: false))
        #expect(try !isReleased(.inspector, "2026-11-21T10:00:01Z"))
    }

    @Test("of several risk assessments the latest counts, and of two at one instant the one that says no")
    func riskAssessments() throws {
        let asked = #"risk-assessment: { for: "councillor-disclosure", outcome: "share", age-days-at-most: 28 }"#
        let sample = Sample(rules: [Sample.permit(when: asked)])
        func assessed(_ outcome: DisclosureRiskAssessment.Outcome, _ at: String) -> DisclosureRiskAssessment {
            DisclosureRiskAssessment(purpose: "councillor-disclosure", outcome: outcome, madeAt: DisclosureSample.time(at))
        }
        func refusal(_ assessments: [DisclosureRiskAssessment]) throws -> ReasonCode? {
            try decide(sample, DisclosureSample.request { $0.subject.riskAssessments = .known(assessments) }).refusal
        }
        #expect(try refusal([assessed(.doNotShare, "2026-11-01T10:00:00Z"), assessed(.share, "2026-11-02T10:00:00Z")]) == nil)
        let even = [assessed(.share, "2026-11-02T10:00:00Z"), assessed(.doNotShare, "2026-11-02T10:00:00Z")]
        #expect(try refusal(even) == .riskAssessmentMissing)
        #expect(try refusal(even.reversed()) == .riskAssessmentMissing)
        #expect(try refusal([assessed(.share, "2026-10-24T09:59:59Z")]) == .riskAssessmentMissing)
    }

    @Test("'any' needs one part, and an unknown part does not spoil a true one") func anyOf() throws {
        let sample = Sample(rules: [
            Sample.permit(when: #"any: [{ subject.rag: "red" }, { subject.cohort: ["ppo", "iom"] }]"#)
        ])
        #expect(try decide(sample).outcome == .release)
        #expect(
            try decide(sample, DisclosureSample.request { $0.subject.rag = .unknown("no one said") }).outcome
                == .release)
        #expect(
            try decide(sample, DisclosureSample.request { $0.subject.cohort = .known(.noCohort) }).outcome == .suppress)
    }

    @Test("a message, a role and a kind are conditions like others") func staticFacts() throws {
        func outcome(_ condition: String) throws -> DisclosureDecision.Outcome {
            try decide(Sample(rules: [Sample.permit(when: condition)])).outcome
        }
        #expect(try outcome(#"message: ["custody", "selection"]"#) == .release)
        #expect(try outcome(#"message: "custody""#) == .suppress)
        #expect(try outcome(#"recipient.role: "npt", recipient.kind: "police""#) == .release)
        #expect(try outcome(#"recipient.role: "case-manager""#) == .suppress)
        #expect(try outcome(#"unless: { recipient.kind: ["vcs", "landlord"] }"#) == .release)
        #expect(try outcome(#"recipient.signatory: true"#) == .release)
    }

    @Test("the agreement's word on what a party is beats the directory's") func kindOfParty() throws {
        let sample = Sample(
            guardrails: [Sample.guardrail(when: #"recipient.kind: "landlord""#)],
            rules: [Sample.permit(to: #""landlord/housing""#)])
        let request = DisclosureSample.request {
            $0.recipient.party = "landlord"
            $0.recipient.role = "housing"
            $0.recipient.kind = .police
        }
        #expect(try decide(sample, request).refusal == .guardrail)
    }

    @Test("a rule speaks only for the discloser it names") func disclosers() throws {
        let sample = Sample(rules: [Sample.permit(to: #""police/*""#)])
        let request = DisclosureSample.request { $0.discloser = Discloser(party: "probation", role: "case-manager") }
        #expect(try decide(sample, request).refusal == .noRulePermits)
    }

    @Test("data for one purpose is not data for another, and an undeclared purpose is none") func purposes() throws {
        let sample = Sample(rules: [Sample.permit()])
        #expect(try decide(sample, DisclosureSample.request { $0.purpose = "resettle" }).refusal == .noRulePermits)
        #expect(
            try decide(sample, DisclosureSample.request { $0.purpose = "statistics-by-name" }).refusal
                == .unknownPurpose)
    }

    @Test("an item whose only source is IDIOM stays with the police; one with two sources travels (ISH-06)")
    func onlySource() throws {
        let sample = Sample(
            guardrails: [Sample.guardrail(to: #"{ not: ["kind:police"] }"#, when: #"data.only-source: "idiom""#)],
            rules: [Sample.permit(to: #""police/npt", "probation/case-manager""#)])
        func decide(_ sources: Knowable<[String]>, probation: Bool = true) throws -> DisclosureDecision {
            try self.decide(
                sample,
                DisclosureSample.request {
                    if probation { ($0.recipient.party, $0.recipient.role) = ("probation", "case-manager") }
                    $0.fields[0].sources = sources
                })
        }
        #expect(try decide(.known(["idiom"])).refusal == .guardrail)
        #expect(try decide(.known(["idiom", "courts"])).outcome == .release)
        #expect(try decide(.unknown("no provenance")).refusal == .guardrailFactUnknown)
        #expect(try decide(.known([])).refusal == .guardrailFactUnknown)
        #expect(try decide(.known(["idiom"]), probation: false).outcome == .release)
    }

    @Test("a rule may demand a maximum age, to the second; an age nobody knows stops a permit (ISH-04)") func asOf() throws {
        let sample = Sample(rules: [Sample.permit(when: #"data.as-of: 28"#)])
        func decide(_ asOf: Knowable<Timestamp>) throws -> DisclosureDecision {
            try self.decide(sample, DisclosureSample.request { $0.fields[0].asOf = asOf })
        }
        #expect(try decide(.known(DisclosureSample.time("2026-10-24T10:00:00Z"))).outcome == .release)
        #expect(try decide(.known(DisclosureSample.time("2026-10-24T09:59:59Z"))).refusal == .noRulePermits)
        #expect(try decide(.known(DisclosureSample.time("2026-11-22T10:00:00Z"))).outcome == .release)
        #expect(try decide(.unknown("no one said")).refusal == .factUnknown)
    }

    @Test("each field is judged by its own provenance") func fieldsApart() throws {
        let sample = Sample(
            guardrails: [Sample.guardrail(when: #"data.only-source: "idiom""#)],
            rules: [Sample.permit(share: #""rag.*", "cohort.*""#)])
        var fields = DisclosureSample.fields("rag.colour", "cohort.status", "cohort.type")
        fields[1].sources = .known(["idiom"])
        let decision = try decide(sample, DisclosureSample.request(.selection, fields))
        #expect(decision.released == ["rag.colour", "cohort.type"])
    }

    @Test("the nearest permit and the one fact that was missing are named for officers") func nearest() throws {
        let sample = Sample(rules: [
            Sample.permit(when: #"subject.cohort: ["ppo", "iom"], recipient.covers-area: true"#)
        ])
        let decision = try decide(sample, DisclosureSample.request { $0.recipient.coversArea = .known(false) })
        #expect(decision.nearest == "would be permitted by R1 if recipient.covers-area were true")
        let far = try decide(
            sample,
            DisclosureSample.request {
                $0.recipient.coversArea = .known(false)
                $0.subject.cohort = .known(.dormant)
            })
        #expect(far.nearest == nil)
    }

    @Test("a stored request is decided the same again") func deterministic() throws {
        let point = try Sample(guardrails: [Sample.guardrail(share: #""rag.rationale""#)], rules: [Sample.permit()])
            .decisionPoint
        let request = DisclosureSample.request(.selection, DisclosureSample.fields("rag.colour", "rag.rationale"))
        #expect(point.decide(request) == point.decide(request))
    }

    @Test("what was worked out for one request is not taken for another that differs in one thing")
    func plansAreNotMixedUp() throws {
        let permits = [
            Sample.permit("R1"), Sample.permit("R2", to: #""probation/*""#, purpose: "manage-offender"),
            Sample.permit("R3", to: #""kind:landlord""#),
            Sample.permit("R4", when: #"message: "custody""#, then: "{ retain-days: 1 }"),
        ]
        let sample = Sample(rules: permits)
        let warm = try sample.decisionPoint
        let changes: [(inout DisclosureRequest) -> Void] = [
            { _ in }, { $0.purpose = "manage-offender" }, { $0.message = .custody },
            { $0.discloser = Discloser(party: "charity", role: "case-manager") },
            { $0.discloser.role = "npt" }, { $0.recipient.role = "iom-hub" },
            { ($0.recipient.party, $0.recipient.role) = ("probation", "case-manager") },
            { $0.recipient.kind = .landlord },
            { $0.fields[0].category = "rag.rationale" }, { $0.fields.append(DisclosureSample.field("rag.rationale")) },
        ]
        for change in changes + changes {
            let request = DisclosureSample.request(change: change)
            #expect(try warm.decide(request) == sample.decisionPoint.decide(request))
        }
    }

    @Test("more shapes of request than the cache holds are still decided right") func cacheOverflows() throws {
        let point = try Sample(rules: [Sample.permit()]).decisionPoint
        for number in 0..<3_000 {
            let fields = DisclosureSample.fields("rag.colour", "unheard-of.\(number)")
            #expect(point.decide(DisclosureSample.request(.selection, fields)).released == ["rag.colour"])
        }
    }
}

extension PolicyDecisionPointTests {
    /// A fact of the language with a condition on it and requests in which it is true, false and unknown.
    enum Fact: CaseIterable {
        case ageBand, cohort, statutory, rag, custody, coversArea, handling, youthRecord, consent
        case mappa, undertaking, vetted, spent, originatorRelease, clearedBy, route, transfer, riskAssessment, override

        var condition: String {
            switch self {
            case .ageBand: #"subject.age-band: "18-plus""#
            case .cohort: #"subject.cohort: ["ppo", "iom"]"#
            case .statutory: #"subject.statutory: "licence""#
            case .rag: #"subject.rag: ["red", "amber"]"#
            case .custody: #"custody.status: "out""#
            case .coversArea: "recipient.covers-area: true"
            case .handling: #"data.handling: "P""#
            case .youthRecord: "data.youth-record: true"
            case .consent:
                #"consent: { covers: "plan.*", for: "resettle", with: "vcs", state: ["refused", "withdrawn"] }"#
            case .mappa: #"mappa.status: "active""#
            case .undertaking: #"recipient.undertaking: "signed""#
            case .vetted: "recipient.vetted: true"
            case .spent: "data.spent: false"
            case .originatorRelease: #"originator.release: "present""#
            case .clearedBy: #"text.cleared-by: "present""#
            case .route: #"selection.route: "interim""#
            case .transfer: "transfer.in-progress: true"
            case .riskAssessment:
                #"risk-assessment: { for: "councillor-disclosure", outcome: "share", age-days-at-most: 28 }"#
            case .override: #"override: { rank-at-least: "inspector", reason: "present", age-hours-at-most: 24 }"#
            }
        }

        var refusalWhenFalse: ReasonCode {
            switch self {
            case .consent: .consentNotSought
            case .riskAssessment: .riskAssessmentMissing
            default: .noRulePermits
            }
        }

        var guardrailReason: ReasonCode { self == .originatorRelease ? .originatorConditions : .guardrail }

        func makeTrue(_ request: inout DisclosureRequest) {
            request.fields[0].handling = .known(.permitted)
            request.fields[0].isYouthRecord = .known(true)
            request.subject.consents = .known([DisclosureSample.consent("plan.*", .refused)])
            makeRareTrue(&request)
        }

        private func makeRareTrue(_ request: inout DisclosureRequest) {
            request.subject.mappa = .known(.active)
            request.recipient.undertaking = .known(.signed)
            request.recipient.isVetted = .known(true)
            request.fields[0].isSpent = .known(false)
            request.fields[0].originatorRelease = .known(.present)
            request.fields[0].clearedBy = .known(.present)
            request.subject.selectionRoute = .known(.interim)
            request.subject.isTransferInProgress = .known(true)
            let assessed = DisclosureRiskAssessment(
                purpose: "councillor-disclosure", outcome: .share, madeAt: DisclosureSample.time("2026-10-24T10:00:00Z"))
            request.subject.riskAssessments = .known([assessed])
            request.override = .known(
                EmergencyOverride(rank: .inspector, hasReason: true, madeAt: DisclosureSample.time("2026-11-20T10:00:01Z")))
        }

        func makeFalse(_ request: inout DisclosureRequest) {
            makeTrue(&request)
            switch self {
            case .ageBand: request.subject.ageBand = .known(.under18)
            case .cohort: request.subject.cohort = .known(.noCohort)
            case .statutory: request.subject.statutory = .known(.nonStatutory)
            case .rag: request.subject.rag = .known(.unassessed)
            case .custody: request.subject.custody = .known(.inside)
            case .coversArea: request.recipient.coversArea = .known(false)
            case .handling: request.fields[0].handling = .known(.conditions)
            case .youthRecord: request.fields[0].isYouthRecord = .known(false)
            case .consent: request.subject.consents = .known([])
            case .mappa: request.subject.mappa = .known(.notManaged)
            case .undertaking: request.recipient.undertaking = .known(.notSigned)
            case .vetted: request.recipient.isVetted = .known(false)
            case .spent: request.fields[0].isSpent = .known(true)
            case .originatorRelease: request.fields[0].originatorRelease = .known(.absent)
            case .clearedBy: request.fields[0].clearedBy = .known(.absent)
            case .route: request.subject.selectionRoute = .known(.cycle)
            case .transfer: request.subject.isTransferInProgress = .known(false)
            case .riskAssessment: request.subject.riskAssessments = .known([])
            case .override: request.override = .known(nil)
            }
        }

        func makeUnknown(_ request: inout DisclosureRequest) { forget(&request, "nobody said") }

        func makeUnavailable(_ request: inout DisclosureRequest) { forget(&request, .unavailable("service down")) }

        private func forget(_ request: inout DisclosureRequest, _ reason: UnknownReason) {
            makeTrue(&request)
            switch self {
            case .ageBand: request.subject.ageBand = .unknown(reason)
            case .cohort: request.subject.cohort = .unknown(reason)
            case .statutory: request.subject.statutory = .unknown(reason)
            case .rag: request.subject.rag = .unknown(reason)
            case .custody: request.subject.custody = .unknown(reason)
            case .coversArea: request.recipient.coversArea = .unknown(reason)
            case .handling: request.fields[0].handling = .unknown(reason)
            case .youthRecord: request.fields[0].isYouthRecord = .unknown(reason)
            case .consent: request.subject.consents = .unknown(reason)
            case .mappa: request.subject.mappa = .unknown(reason)
            case .undertaking: request.recipient.undertaking = .unknown(reason)
            case .vetted: request.recipient.isVetted = .unknown(reason)
            case .spent: request.fields[0].isSpent = .unknown(reason)
            case .originatorRelease: request.fields[0].originatorRelease = .unknown(reason)
            case .clearedBy: request.fields[0].clearedBy = .unknown(reason)
            case .route: request.subject.selectionRoute = .unknown(reason)
            case .transfer: request.subject.isTransferInProgress = .unknown(reason)
            case .riskAssessment: request.subject.riskAssessments = .unknown(reason)
            case .override: request.override = .unknown(reason)
            }
        }
    }
}

extension DisclosureSample {
    fileprivate static func request(change: (inout DisclosureRequest) -> Void) -> DisclosureRequest {
        request(.selection, [field("rag.colour")], change)
    }
}
