import AgreementEngine
import CanonicalModel
import Testing

/// The scenarios of reference 4.6 that the engine decides, under Contracts/agreements/leeds.yaml.
///
/// Not reached here: 14 (two versions at once), 16 (erasure), 19 and 22 (duties, onward sharing); 1's retraction notice is
/// the router's.
@Suite("Leeds agreement") struct LeedsAgreementTests {
    private let point: PolicyDecisionPoint
    private let agreement: Agreement

    init() throws {
        agreement = try LeedsPolicy.agreement()
        point = PolicyDecisionPoint(agreement)
    }

    private static let core = ["identity.core", "address.current", "cohort.status", "rag.colour"]

    private func decide(
        _ message: NoticeKind, to recipient: (party: String, role: String, kind: PartyKind), for purpose: String,
        _ categories: [String], _ change: (inout DisclosureRequest) -> Void = { _ in }
    ) -> DisclosureDecision {
        point.decide(LeedsPolicy.request(message, to: recipient, for: purpose, categories, change))
    }

    private func dyo(_ request: inout DisclosureRequest) {
        request.subject.ageBand = .known(.under18)
        request.subject.cohort = .known(.dyo)
    }

    @Test("1: consent withdrawn between notice and fetch suppresses the fetch and touches nobody else") func scenario1()
    {
        let withdrawn = [
            DisclosureSample.consent("plan.*", at: "2026-11-01T09:00:00Z"),
            DisclosureSample.consent("plan.*", .withdrawn, at: "2026-11-21T09:30:00Z"),
        ]
        let fetched = decide(.selection, to: LeedsPolicy.disc, for: "resettle", ["plan.actions"]) {
            $0.subject.consents = .known(withdrawn)
            $0.delivery = .fetched
        }
        #expect(fetched.outcome == .suppress)
        #expect(fetched.refusal == .consentWithdrawn)
        for recipient in [LeedsPolicy.probation, LeedsPolicy.prison] {
            let other = decide(.selection, to: recipient, for: "manage-offender", ["plan.actions"]) {
                $0.subject.consents = .known(withdrawn)
            }
            #expect(other.released == ["plan.actions"])
        }
    }

    @Test("2: consent for housing releases what housing needs and nothing about health") func scenario2() {
        let asked = ["identity.core", "plan.support-level", "plan.contact", "substance.engagement"]
        let decision = decide(.selection, to: LeedsPolicy.housing, for: "resettle", asked) {
            $0.subject.consents = .known([DisclosureSample.consent("housing.*", with: "housing")])
            $0.delivery = .fetched
        }
        #expect(decision.outcome == .releaseReduced)
        #expect(decision.released == ["identity.core", "plan.support-level", "plan.contact"])
        #expect(decision.obligations.onward == .askFirst)
    }

    @Test("3: a DYO of 16 is managed by the core agencies; children's services learn name and status") func scenario3()
    {
        for recipient in [LeedsPolicy.hub, LeedsPolicy.probation, LeedsPolicy.prison, LeedsPolicy.yos] {
            let decision = decide(.selection, to: recipient, for: "manage-offender", Self.core, dyo)
            #expect(decision.released == Self.core, "\(recipient.role)")
        }
        let children = decide(.selection, to: LeedsPolicy.childrensServices, for: "manage-offender", Self.core, dyo)
        #expect(children.released == ["identity.core", "cohort.status"])
        #expect(children.obligations.caveats == ["CHILD: best interests; no publication"])
        let councillor = ("a-councillor", "member", PartyKind.wardCouncillor)
        #expect(decide(.selection, to: councillor, for: "reassure-public", ["identity.name"], dyo).outcome == .suppress)
    }

    @Test("4: after a move the old team is told to stop and receives no more alerts") func scenario4() {
        func moved(_ request: inout DisclosureRequest) {
            request.recipient.coversArea = .known(false)
            request.recipient.previouslyNotified = true
        }
        let stop = decide(
            .stopVisits, to: LeedsPolicy.npt, for: "notify-npt", ["identity.core", "cohort.status", "npt.stop-list"],
            moved)
        #expect(stop.outcome == .release)
        let alert = decide(
            .ragEscalation, to: LeedsPolicy.npt, for: "notify-npt", ["identity.core", "rag.colour"], moved)
        #expect(alert.outcome == .suppress)
        #expect(alert.nearest == "would be permitted by L5-npt-escalation if recipient.covers-area were true")
    }

    @Test("5: the end of statutory supervision changes nothing about the cohort's facts") func scenario5() {
        let decision = decide(.ragEscalation, to: LeedsPolicy.probation, for: "manage-offender", Self.core) {
            $0.subject.statutory = .known(.nonStatutory)
        }
        #expect(decision.released == Self.core)
    }

    @Test("6: remand in custody reaches the team at once") func scenario6() {
        let asked = ["identity.core", "custody.status", "custody.establishment"]
        let decision = decide(.custody, to: LeedsPolicy.npt, for: "notify-npt", asked) {
            $0.subject.custody = .known(.inside)
        }
        #expect(decision.outcome == .release)
        #expect(decision.obligations.deliver == .byDirection)
    }

    @Test("7: intelligence travels when its handling code permits; with conditions or without a grade it does not")
    func scenario7() {
        func decide(_ handling: Knowable<HandlingCode>) -> DisclosureDecision {
            self.decide(.ragEscalation, to: LeedsPolicy.probation, for: "manage-offender", ["intelligence.summary"]) {
                $0.fields[0].handling = handling
            }
        }
        let permitted = decide(.known(.permitted))
        #expect(permitted.outcome == .release)
        #expect(permitted.obligations.caveats == ["OFFICIAL-SENSITIVE: for case management only"])
        for handling in [Knowable.known(HandlingCode.conditions), .unknown("no grade")] {
            let refused = decide(handling)
            #expect(refused.outcome == .suppress)
            #expect(refused.fields.map(\.rule) == ["G2-conditions"])
        }
    }

    @Test("8: a victim's address never rides along with a plan") func scenario8() {
        let decision = decide(.selection, to: LeedsPolicy.disc, for: "resettle", ["plan.actions", "victim.address"]) {
            $0.subject.consents = .known([DisclosureSample.consent("plan.*")])
            $0.delivery = .fetched
        }
        #expect(decision.outcome == .releaseReduced)
        #expect(decision.fields.map(\.rule) == ["L7-vcs-plan", "G3-victim"])
    }

    @Test("9: a recall reaches team, probation and prison") func scenario9() {
        let asked = ["identity.core", "licence.recall"]
        #expect(decide(.custody, to: LeedsPolicy.npt, for: "notify-npt", asked).outcome == .release)
        for recipient in [LeedsPolicy.probation, LeedsPolicy.prison] {
            #expect(decide(.custody, to: recipient, for: "manage-offender", asked).outcome == .release)
        }
    }

    @Test("11: the team is told of a de-selection without a reason; probation with one; nobody with health")
    func scenario11() {
        let asked = ["identity.core", "cohort.status", "npt.stop-list", "cohort.reason", "health.mental"]
        func ended(_ request: inout DisclosureRequest) {
            request.subject.cohort = .known(.noCohort)
            request.recipient.previouslyNotified = true
        }
        let team = decide(.deselection, to: LeedsPolicy.npt, for: "notify-npt", asked, ended)
        #expect(team.released == ["identity.core", "cohort.status", "npt.stop-list"])
        #expect(team.fields[3].rule == "G6-why-deselected")
        let probation = decide(.deselection, to: LeedsPolicy.probation, for: "manage-offender", asked, ended)
        #expect(probation.released == ["identity.core", "cohort.status", "npt.stop-list", "cohort.reason"])
        #expect(probation.fields[3].rule == "L17-partners-deselected")
    }

    @Test("12: a councillor learns the support level with consent, a fresh assessment and an undertaking, in person")
    func scenario12() {
        let councillor = ("cllr-headingley", "member", PartyKind.wardCouncillor)
        func told(_ change: (inout DisclosureRequest) -> Void) -> DisclosureDecision {
            decide(.selection, to: councillor, for: "reassure-public", ["identity.name", "plan.support-level"]) {
                var consent = DisclosureSample.consent("plan.support-level", with: "ward-councillor", form: "written")
                consent.purpose = "reassure-public"
                $0.subject.consents = .known([consent])
                $0.subject.riskAssessments = .known([
                    DisclosureRiskAssessment(
                        purpose: "councillor-disclosure", outcome: .share,
                        madeAt: DisclosureSample.time("2026-11-10T09:00:00Z"))
                ])
                $0.recipient.undertaking = .known(.signed)
                for index in $0.fields.indices { $0.fields[index].isYouthRecord = .known(false) }
                $0.delivery = .fetched
                change(&$0)
            }
        }
        let whole = told { _ in }
        #expect(whole.released == ["identity.name", "plan.support-level"])
        #expect(whole.obligations.deliver == .inPerson)
        #expect(told { $0.subject.riskAssessments = .known([]) }.refusal == .riskAssessmentMissing)
        #expect(told { $0.recipient.undertaking = .known(.notSigned) }.refusal == .recipientNotSignatory)
        #expect(told { $0.recipient.coversArea = .known(false) }.outcome == .suppress)
    }

    @Test("15: an inspector's override releases the rest, and never beats the originator's conditions")
    func scenario15b() {
        let decision = decide(
            .ragEscalation, to: LeedsPolicy.childrensServices, for: "manage-offender",
            ["identity.core", "address.current", "risk.rosh", "intelligence.summary"]
        ) {
            $0.override = .known(
                EmergencyOverride(rank: .inspector, hasReason: true, madeAt: DisclosureSample.time("2026-11-21T09:30:00Z")))
            $0.fields[3].handling = .known(.conditions)
            $0.fields[3].originatorRelease = .known(.absent)
        }
        #expect(decision.released == ["identity.core", "address.current", "risk.rosh"])
        #expect(decision.fields[3].reason == .originatorConditions)
        #expect(decision.obligations.reviewWithinHours == 72)
        #expect(decision.obligations.notify == ["agreement-owner"])
    }

    @Test("15: without an override the emergency rule permits nothing")
    func scenario15() {
        let decision = decide(
            .ragEscalation, to: LeedsPolicy.childrensServices, for: "manage-offender",
            ["identity.core", "intelligence.summary"]
        ) { $0.fields[1].handling = .known(.conditions) }
        #expect(decision.outcome == .suppress)
        #expect(decision.fields.map(\.reason) == [.noRulePermits, .guardrailFactUnknown])
    }

    @Test("17: a landlord's body that never signed learns nothing") func scenario17() {
        let almo = ("leeds-almo", "housing", PartyKind.landlord)
        let decision = decide(.selection, to: almo, for: "resettle", ["cohort.status"])
        #expect(decision.outcome == .suppress)
        #expect(decision.refusal == .recipientNotSignatory)
    }

    @Test("25: after 91 days of overdue review DISC receives nothing, and probation goes on with a warning")
    func scenario25() {
        let now = DisclosureSample.time("2027-07-01T09:00:00Z")
        let disc = decide(.selection, to: LeedsPolicy.disc, for: "resettle", ["plan.actions"]) {
            $0.subject.consents = .known([DisclosureSample.consent("plan.*", at: "2027-06-01T09:00:00Z")])
            $0.now = now
        }
        #expect(disc.refusal == .agreementReviewOverdue)
        let probation = decide(.selection, to: LeedsPolicy.probation, for: "manage-offender", ["plan.actions"]) {
            $0.now = now
        }
        #expect(probation.outcome == .release)
        #expect(probation.isReviewOverdue)
    }

    @Test("26: a purpose that the agreement does not know permits nothing") func scenario26() {
        let decision = decide(.selection, to: LeedsPolicy.probation, for: "statistics-by-name", ["identity.core"])
        #expect(decision.refusal == .unknownPurpose)
    }

    @Test("YOS learns of children and youth orders, and of no other adult") func yosAdults() {
        #expect(decide(.selection, to: LeedsPolicy.yos, for: "manage-offender", Self.core).outcome == .suppress)
        let onYouthOrder = decide(.selection, to: LeedsPolicy.yos, for: "manage-offender", Self.core) {
            $0.subject.statutory = .known(.yotOrder)
        }
        #expect(onYouthOrder.outcome == .release)
    }

    @Test("DISC learns of custody only on request and with consent") func discCustody() {
        let asked = ["identity.core", "custody.status", "custody.date"]
        #expect(decide(.custody, to: LeedsPolicy.disc, for: "resettle", asked).refusal == .consentNotSought)
        let withConsent = decide(.custody, to: LeedsPolicy.disc, for: "resettle", asked) {
            $0.subject.consents = .known([DisclosureSample.consent("engagement.*")])
        }
        #expect(withConsent.outcome == .release)
        #expect(withConsent.released.isEmpty)
        #expect(withConsent.obligations.stopOnWithdrawal)
    }

    @Test(
        "every kind of notice has a permit to the neighbourhood team, and asks for an acknowledgement",
        arguments: ["Contracts/agreements/leeds.yaml", "ops/benchmarks/agreement-100-rules.yaml"])
    func everyKindReachesTheTeam(file: String) throws {
        let point = PolicyDecisionPoint(try Agreement(yaml: PolicyFile.bytes(file)))
        for (kind, categories) in Self.asked {
            let request = LeedsPolicy.request(kind, to: LeedsPolicy.npt, for: "notify-npt", categories) {
                $0.recipient.previouslyNotified = kind.isUntelling
            }
            let decision = point.decide(request)
            #expect(decision.outcome == .release, "\(kind.rawValue)")
            #expect(decision.obligations.acknowledgeWithinHours == 24, "\(kind.rawValue)")
        }
    }

    private static let asked: [NoticeKind: [String]] = [
        .selection: ["identity.core", "address.current", "cohort.status", "rag.colour", "licence.checkable"],
        .deselection: ["identity.core", "cohort.status", "npt.stop-list"],
        .stopVisits: ["identity.core", "cohort.status", "npt.stop-list"],
        .recalled: ["identity.core", "cohort.status"],
        .ragEscalation: ["identity.core", "rag.colour", "rag.trigger-class"],
        .ragReduction: ["identity.core", "rag.colour"],
        .custody: ["identity.core", "custody.status", "custody.establishment", "licence.recall"],
        .courtResult: ["identity.core", "court.result-class", "court.next-hearing", "court.hearing"],
    ]

    @Test("every rule has a sentence and a source, and the guardrails are eight") func sentencesAndSources() {
        #expect(agreement.guardrails.count == 8)
        #expect(agreement.guardrails.allSatisfy { !$0.says.isEmpty && $0.source != nil })
        #expect(agreement.permits.allSatisfy { !$0.says.isEmpty && !$0.source.isEmpty && !$0.gateways.isEmpty })
        #expect(
            agreement.sentence(ofRule: "G6-why-deselected")
                == "A de-selection notice to a neighbourhood team never says why.")
        #expect(agreement.sentence(ofRule: "L11-refusal") != nil)
        #expect(agreement.sentence(ofRule: "builtin.deny-by-default") == nil)
    }

    @Test("the directory's recipients all hold a role and a purpose of the agreement") func directoryFits() throws {
        let directory = try LeedsPolicy.directory()
        #expect(directory.agreement == agreement.id)
        for recipient in directory.recipients {
            #expect(agreement.parties[recipient.party]?.roles.contains(recipient.role) == true, "\(recipient.id)")
            #expect(agreement.parties[recipient.party]?.kind == recipient.kind, "\(recipient.id)")
            #expect(agreement.purposes[recipient.purpose] != nil, "\(recipient.id)")
        }
        #expect(agreement.parties[directory.hub.discloser.party]?.roles.contains(directory.hub.discloser.role) == true)
    }
}
