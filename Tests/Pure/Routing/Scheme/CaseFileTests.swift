import AgreementEngine
import CanonicalModel
import Foundation
@testable import Routing
import SchemeEngine
import TestSupport
import Testing

/// What the scheme may know of somebody, from what agencies said: a behaviour a test, one for every kind of fact.
@Suite("The case file of a history")
struct CaseFileTests {
    let directory: PartnershipDirectory
    let offences: OffenceClasses
    let person = NominalFixture(42, postcode: "LS6 3AA")
    let start = Timestamp("2026-03-02T09:00:00Z") ?? Timestamp(microseconds: 0)

    init() throws {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        directory = try PartnershipDirectory(yaml: text("directory/leeds.yaml"))
        offences = try OffenceClasses(yaml: Array(text("schemes/offences/classes.yaml").utf8))
    }

    // MARK: Police

    @Test("An arrest says its class of offence and its summons number, and no wording")
    func arrest() throws {
        let event = try only(record(.arrest, asn: "2613QQ0100000004826D", code: "TH68036"))
        #expect((event.kind, event.detail.offence, event.detail.party) == (.arrest, "burglary-dwelling", "test"))
        #expect(event.detail.reference == "2613QQ0100000004826D")
    }

    @Test("An offence in no table is its own class; an attempt is of the class of the deed")
    func classes() {
        #expect(offences.name(of: "ZZ99001") == "ZZ99001")
        #expect(offences.name(of: "TH68036A") == "burglary-dwelling")
        #expect(offences.name(of: "SX03001A") == "sexual")
    }

    @Test("One arrest told by two feeds is one event")
    func twoFeeds() {
        var second = message(record(.arrest, asn: "2613QQ0100000004826D", code: "TH68010"), after: 1)
        second.source = "/police/idiom"
        let file = file(message(record(.arrest, asn: "2613QQ0100000004826D", code: "TH68010")), second)
        #expect(file.events.filter { $0.kind == .arrest }.count == 1)
    }

    @Test("An arrest of two classes is two events with names of their own")
    func twoClasses() {
        var record = PoliceRecord(person: bare, kind: .arrest, reference: "C1", asOf: start)
        record.offences = [PoliceRecord.Offence(code: "TH68036"), PoliceRecord.Offence(code: "SX03007")]
        let events = file(message(.police(record))).events
        #expect(events.compactMap(\.detail.offence).sorted() == ["burglary-dwelling", "sexual"])
        #expect(Set(events.map(\.id)).count == 2)
    }

    @Test("A record that the police took back is no event")
    func withdrawn() {
        var record = PoliceRecord(person: bare, kind: .arrest, reference: "C1", asOf: start)
        let said = message(.police(record))
        record.isWithdrawn = true
        record.asOf = start.adding(seconds: 60)
        #expect(file(said, message(.police(record), after: 1)).events.isEmpty)
    }

    @Test("No further action clears what the same reference was arrested for")
    func cleared() throws {
        var disposal = PoliceRecord(person: bare, kind: .disposal, reference: "D1", asOf: start)
        (disposal.asn, disposal.disposalCode) = ("2613QQ0100000004826D", "NFA")
        let event = try only(.police(disposal))
        #expect((event.kind, event.detail.outcome) == (.disposal, "no-further-action"))
        #expect(event.detail.reference == "2613QQ0100000004826D")
    }

    @Test(
        "Remands and releases by the police are no events of a scheme", arguments: [PoliceRecord.Kind.remand, .release])
    func police(_ kind: PoliceRecord.Kind) {
        #expect(file(message(record(kind, asn: nil, code: "TH68010"))).events.isEmpty)
    }

    @Test("Intelligence says whether it is significant and what always alerts")
    func intelligence() throws {
        let event = try only(.intelligence(item("INT-1", significant: true, alarm: .lifeRisk)))
        #expect((event.kind, event.detail.isSignificant, event.detail.alarm) == (.intelligence, true, "life-risk"))
    }

    @Test("Intelligence that a partner contradicts is significant no longer (ISH-13, RAG-15)")
    func contradicted() throws {
        let feedback = IntelligenceFeedback(
            person: bare, reference: "INT-1", outcome: .contradicted, against: "leeds-yos", recordedBy: "Analyst")
        let file = file(
            message(.intelligence(item("INT-1", significant: true))), message(.intelligenceFeedback(feedback), after: 1)
        )
        let event = try #require(file.events.first { $0.kind == .intelligence })
        #expect(event.detail.isSignificant == false)
    }

    @Test("A nomination says by whom and for which cohort (SEL-21)")
    func nomination() throws {
        let event = try only(
            .nomination(Nomination(person: bare, cohort: "ppo", nominatedBy: "leeds-yos", reason: "offending-matrix")))
        #expect((event.kind, event.detail.party, event.detail.cohort) == (.nomination, "leeds-yos", "ppo"))
    }

    // MARK: Courts

    @Test(
        "A hearing amounts to one outcome",
        arguments: [
            (["1002"], nil, "convicted"), (["2006"], nil, "discontinued"), ([], "N", "acquitted"),
            (["4028"], nil, "adjourned"),
        ] as [([String], String?, String)])
    func hearing(_ codes: [String], _ finding: String?, _ outcome: String) throws {
        let events = file(message(.hearingResulted(result(codes, finding: finding)))).events
        #expect(events.first { $0.kind == .courtResult }?.detail.outcome == outcome)
    }

    @Test("Each class of offence has its own result, and what led to a conviction on another stands")
    func mixed() {
        var result = result(["1002"])
        result.offences.append(
            HearingResult.Offence(sequence: "2", code: "TH68001", results: [HearingResult.Result(code: "2006")]))
        let outcomes = file(message(.hearingResulted(result))).events.filter { $0.kind == .courtResult }.map(
            \.detail.outcome)
        #expect(Set(outcomes) == ["convicted", "discontinued"])
    }

    @Test(
        "A sentence says its order and its length",
        arguments: [
            ("1002", false, "custody", "11", "M", 334), ("1002", true, "dto", "4", "M", 121),
            ("1115", false, "suspended-sentence-order", "1", "Y", 365),
            ("1116", false, "community-order", "12", "M", 365),
            ("1116", true, "youth-rehabilitation-order", "2", "W", 14),
        ])
    func sentence(_ code: String, _ isYouth: Bool, _ order: String, _ value: String, _ unit: String, _ days: Int) throws
    {
        var result = result([code])
        result.isYouth = isYouth
        result.offences[0].results[0].duration = HearingResult.Duration(value: value, unit: unit)
        result.offences[0].results[0].endDate = CalendarDate("2027-03-01")
        result.offences[0].startDate = CalendarDate("2026-01-04")
        let event = try #require(file(message(.hearingResulted(result))).events.first { $0.kind == .sentence })
        #expect((event.detail.order, event.detail.days) == (order, days))
        #expect(
            (event.detail.until, event.detail.committed) == (CalendarDate("2027-03-01"), CalendarDate("2026-01-04")))
    }

    @Test("A warrant is an event, and so is its withdrawal")
    func warrants() throws {
        func warrant(_ isWithdrawn: Bool) -> Fact {
            .warrant(
                Warrant(
                    person: bare, case: HearingResult.Case(ptiurn: "13AA0000001", asn: nil),
                    resultCode: isWithdrawn ? "2509" : "4576", isWithdrawn: isWithdrawn))
        }
        #expect(try only(warrant(false)).kind == .warrantIssued)
        #expect(
            file(message(warrant(false)), message(warrant(true), after: 1)).events.map(\.kind) == [.warrantWithdrawn])
    }

    // MARK: Prisons

    @Test("A time in prison runs from reception to release, a hospital stay and a day at court within it")
    func custody() {
        let kinds: [CustodyMovement.Kind] = [.received, .absenceStarted, .absenceEnded, .hospitalised, .released]
        let file = file(kinds.enumerated().map { moved($0.element, after: Int64($0.offset)) })
        let end = start.adding(seconds: 4 * 86_400)
        #expect(file.custody == [CustodyPeriod(from: start, until: end, learnt: start, endLearnt: end)])
    }

    @Test("Somebody who absconded is at large, and that is an event")
    func absconded() {
        let file = file(moved(.received, after: 0), moved(.absconded, after: 1))
        #expect(file.custody.first?.until == start.adding(seconds: 86_400))
        #expect(file.events.map(\.kind) == [.absconded])
    }

    @Test("A planned release says its day (FEED-04)")
    func planned() throws {
        let day = try #require(CalendarDate("2026-04-01"))
        let event = try only(.releasePlanned(PlannedRelease(person: bare, plannedDate: day, kind: .confirmed)))
        #expect((event.kind, event.detail.until) == (.releasePlanned, day))
    }

    @Test("A death is a day and an event")
    func died() {
        let file = file(message(.died(Death(person: bare))))
        #expect((file.died, file.events.map(\.kind)) == (start.date, [.died]))
    }

    // MARK: Probation

    @Test("Supervision is what probation said last, a sentence at a time")
    func supervision() {
        func change(_ isStart: Bool, _ number: String, after days: Int64) -> CanonicalMessage {
            message(
                .supervision(SupervisionChange(person: bare, isStart: isStart, scope: .sentence, eventNumber: number)),
                after: days)
        }
        #expect(file(change(true, "1", after: 0)).isSupervised == true)
        #expect(file(change(true, "1", after: 0), change(false, "1", after: 1)).isSupervised == false)
        #expect(
            file(change(true, "1", after: 0), change(true, "2", after: 0), change(false, "1", after: 1)).isSupervised
                == true)
        #expect(file(message(.died(Death(person: bare)))).isSupervised == nil)
    }

    @Test("The end of every engagement ends every sentence's supervision")
    func engagement() {
        let started = message(
            .supervision(SupervisionChange(person: bare, isStart: true, scope: .sentence, eventNumber: "1")))
        let ended = message(.supervision(SupervisionChange(person: bare, isStart: false, scope: .engagement)), after: 1)
        #expect(file(started, ended).isSupervised == false)
    }

    @Test("A licence is supervision by statute")
    func licence() throws {
        let event = try only(.licence(LicenceChange(person: bare, isActive: true, licence: "4711")))
        #expect((event.kind, event.detail.order, event.detail.reference) == (.supervisionStarted, "licence", "4711"))
    }

    @Test("An entry on a cohort's register nominates, its end does not")
    func registration() throws {
        func entry(_ kind: Registration.Kind) -> Fact {
            .registration(
                Registration(
                    person: bare, kind: kind, register: Registration.Register(code: "IIOM", class: .iom), isRed: true))
        }
        let event = try only(entry(.added))
        #expect((event.kind, event.detail.tool, event.detail.band) == (.nomination, "register:iiom", "red"))
        #expect(file(message(entry(.removed))).events.isEmpty)
    }

    @Test("A recall of somebody who is not in prison always alerts; of a prisoner it does not")
    func recall() throws {
        let recall = Fact.recall(RecallDecision(person: bare, isDeclined: false))
        #expect(try only(recall).detail.alarm == "recall-at-large")
        let inside = file(moved(.received, after: -1), message(recall))
        #expect(inside.events.first { $0.kind == .recall }?.detail.alarm == nil)
        #expect(try only(.recall(RecallDecision(person: bare, isDeclined: true))).kind == .recallDeclined)
    }

    @Test(
        "Each score of an assessment is an event of its own tool, fractions in hundredths; an incomplete one is none (FEED-06, SEL-32)"
    )
    func risk() {
        func assessed(_ status: RiskAssessment.Status) -> CaseFile {
            file(
                message(
                    .riskAssessed(
                        RiskAssessment(
                            person: bare, tool: .oasys, status: status,
                            scores: [
                                RiskAssessment.Score(name: "ogrs3", value: "71"),
                                RiskAssessment.Score(name: "rsr", value: "3.5", band: .high),
                            ]))))
        }
        let events = assessed(.complete).events
        #expect(events.map(\.detail.tool) == ["ogrs3", "rsr"])
        #expect(events.map(\.detail.score) == [71, 350])
        #expect(assessed(.incomplete).events.isEmpty)
    }

    // MARK: Youth, treatment, monitoring

    @Test("An Asset score and the risk of serious harm on its form are two assessments (FEED-07)")
    func youth() {
        let file = file(
            message(
                .youthAssessed(
                    YouthAssessment(
                        person: bare, tool: .assetPlus, status: .complete,
                        scores: [
                            YouthAssessment.Score(name: .likelihoodOfReoffending, value: 34, band: .high),
                            YouthAssessment.Score(name: .riskOfSeriousHarm, band: .veryHigh),
                        ]))))
        #expect(file.events.map(\.detail.tool) == ["asset", "rosh"])
        #expect(file.events.map(\.detail.band) == ["high", "very-high"])
    }

    @Test("A drug test says its result; other treatment says what happened")
    func treatment() throws {
        let test = try only(
            .treatment(TreatmentReport(person: bare, origin: .dip, event: .tested, testResult: .refused)))
        #expect((test.kind, test.detail.outcome) == (.drugTest, "refused"))
        let left = try only(.treatment(TreatmentReport(person: bare, origin: .provider, event: .disengaged)))
        #expect((left.kind, left.detail.outcome) == (.treatment, "disengaged"))
    }

    @Test("A tag's violation is a breach; a flat battery is none (FEED-05)")
    func monitoring() throws {
        let violation = try only(.monitoring(MonitoringEvent(person: bare, kind: .curfewViolation, orderType: "HDC")))
        #expect((violation.detail.outcome, violation.detail.order) == ("breach", "HDC"))
        #expect(
            try only(.monitoring(MonitoringEvent(person: bare, kind: .batteryFailed))).detail.outcome
                == "battery-failed")
    }

    @Test("An absence that was accepted is no failure to comply")
    func attendance() throws {
        func absence(_ isAcceptable: Bool?) -> Fact {
            .attendance(
                Attendance(
                    person: bare, kind: .missed, service: .supervision, isRequired: true, isAcceptable: isAcceptable))
        }
        #expect(try only(absence(false)).detail.isStatutory == true)
        #expect(try only(absence(nil)).kind == .appointmentMissed)
        #expect(file(message(absence(true))).events.isEmpty)
    }

    @Test("A breach says of which order and whether it is statutory")
    func breach() throws {
        let event = try only(.breach(BreachStart(person: bare, order: .communityOrder)))
        #expect((event.detail.order, event.detail.isStatutory) == ("community-order", true))
        #expect(try only(.breach(BreachStart(person: bare, order: .bail))).detail.isStatutory == nil)
    }

    // MARK: The hub, the teams and the person

    @Test("Only a refusal about support is an event: refusing a landlord has no consequence")
    func consent() throws {
        func answer(_ covers: String, _ purpose: String, _ state: ConsentRecord.State) -> Fact {
            .consent(
                ConsentRecord(
                    person: bare, covers: covers, purpose: purpose, with: "vcs", state: state, recordedBy: "Bell"))
        }
        #expect(try only(answer("engagement.*", "resettle", .refused)).kind == .refusedSupport)
        #expect(try only(answer("plan.*", "resettle", .given)).kind == .agreedToSupport)
        #expect(file(message(answer("housing.*", "resettle", .refused))).events.isEmpty)
        #expect(file(message(answer("engagement.*", "research", .refused))).events.isEmpty)
    }

    @Test("A visit is planned or made, by a team")
    func visits() throws {
        let planned = VisitReport(person: bare, isMade: false, recipient: "npt-city", perWeek: 3, recordedBy: "Ward")
        let event = try only(.visitPlanned(planned))
        #expect((event.kind, event.detail.perWeek, event.detail.area) == (.visitPlanned, 3, "npt-city"))
    }

    @Test("A plan, an exit interview and a move are events; the address that came with a selection is no move")
    func others() throws {
        #expect(try only(.plan(PlanUpdate(person: bare, actions: []))).kind == .plan)
        #expect(
            try only(.exitInterviewed(ExitInterview(person: bare, cohort: "ppo", interviewedBy: "Bell"))).kind
                == .exitInterview)
        let moved = try only(.addressChanged(AddressChange(person: person.living(at: "LS11 5CC"))))
        #expect((moved.kind, moved.detail.area) == (.moved, nil), "still among the scheme's own teams")
        let gone = try only(.addressChanged(AddressChange(person: person.living(at: "BD5 7AA"))))
        #expect(gone.detail.area == "BD5", "a district, and no house")
        #expect(file(selected()).events.isEmpty)
        #expect(file(selected()).owningTeam == "npt-headingley")
    }

    // MARK: Decisions and stays

    @Test("A panel's decision says the meeting, who sat and what it rested on, by the events it cites (SEL-10)")
    func panel() throws {
        let arrest = message(record(.arrest, asn: nil, code: "TH68010"))
        var panel = PanelRecord()
        (panel.kind, panel.date, panel.members) = ("selection-panel", CalendarDate("2026-03-02"), ["leeds-yos"])
        (panel.evidence, panel.leadAgency, panel.party) = ([arrest.id], "leeds-yos", "leeds-yos")
        let file = file(arrest, selected(panel))
        let decision = try #require(file.decisions.first { $0.matter == .select(cohort: "ppo") })
        #expect(decision.meeting?.members == ["leeds-yos"])
        #expect(decision.evidence == [arrest.key])
        #expect((decision.lead, decision.party) == ("leeds-yos", "leeds-yos"))
    }

    @Test("A stay keeps its id when it moves to another cohort, and no de-selection is made of it (DES-01)")
    func change() throws {
        let change = CohortChange(person: bare, from: "ppo", to: "iom", decidedBy: "Panel")
        let file = file(selected(), message(.cohortChanged(change), after: 5))
        let stay = try #require(file.stays.first)
        #expect(file.stays.count == 1)
        #expect((stay.cohort, stay.until) == ("iom", nil))
        #expect(stay.id == selected().key)
    }

    @Test("The dormant list ends the stay and is a decision of its own")
    func dormant() {
        let dormant = DormancyDecision(person: bare, cohort: "ppo", grounds: ["clear"], decidedBy: "Panel")
        let file = file(selected(), message(.dormancyDecided(dormant), after: 5))
        #expect(file.stays.first?.until == start.adding(seconds: 5 * 86_400))
        #expect(file.decisions.contains { $0.matter == .makeDormant(cohort: "ppo", grounds: ["clear"]) })
    }

    @Test("Every other decision is in the file under its message")
    func decisions() {
        let facts: [(Fact, PanelDecision.Matter)] = [
            (.rag(RAGDecision(person: bare, rating: .red, decidedBy: "P")), .rate(.red)),
            (
                .strand(StrandDecision(person: bare, strand: .catchAndControl, leadAgency: "cri", decidedBy: "P")),
                .strand(.catchAndControl, lead: "cri")
            ),
            (
                .candidateDeclined(CandidateDecline(person: bare, cohort: "ppo", decidedBy: "P")),
                .decline(cohort: "ppo")
            ),
            (.reviewHeld(ReviewReport(person: bare, decidedBy: "P")), .review),
            (
                .deselection(
                    DeselectionDecision(person: bare, cohort: "ppo", ground: "a", moreGrounds: ["b"], decidedBy: "P")),
                .deselect(cohort: "ppo", grounds: ["a", "b"])
            ),
        ]
        for (fact, matter) in facts {
            let said = message(fact)
            #expect(file(said).decisions.filter { $0.id == said.key }.map(\.matter) == [matter])
        }
    }

    @Test("Neither the order of messages nor their repetition changes the file")
    func anyOrder() {
        let said = [
            selected(), message(record(.arrest, asn: nil, code: "TH68010"), after: 1), moved(.received, after: 2),
            message(.rag(RAGDecision(person: bare, rating: .red, decidedBy: "P")), after: 3),
            moved(.released, after: 4),
        ]
        let once = file(said)
        #expect(file(Array(said.reversed()) + said) == once)
    }
}

extension CaseFileTests {
    private var bare: Person { person.withoutAddress }

    private func record(_ kind: PoliceRecord.Kind, asn: String?, code: String) -> Fact {
        var record = PoliceRecord(person: bare, kind: kind, reference: "C1", asOf: start)
        (record.asn, record.offences) = (asn, [PoliceRecord.Offence(code: code)])
        return .police(record)
    }

    private func item(
        _ reference: String, significant: Bool?, alarm: IntelligenceItem.Alarm? = nil
    ) -> IntelligenceItem {
        IntelligenceItem(
            person: bare, reference: reference, origin: .forceIntelligence, grading: .none, handling: .conditions,
            isSignificant: significant, alarm: alarm)
    }

    private func result(_ codes: [String], finding: String? = nil) -> HearingResult {
        HearingResult(
            person: bare, case: HearingResult.Case(ptiurn: "13AA0000001", asn: nil),
            hearing: HearingResult.Hearing(
                courtOrganisationUnit: "B13CC00", courtHouseCode: nil, date: start.date, time: "10:00:00"),
            offences: [
                HearingResult.Offence(
                    sequence: "1", code: "TH68010", finding: finding,
                    results: codes.map { HearingResult.Result(code: $0) })
            ])
    }

    private func moved(_ kind: CustodyMovement.Kind, after days: Int64) -> CanonicalMessage {
        message(.custody(CustodyMovement(person: bare, kind: kind, establishment: "LEI")), after: days)
    }

    private func selected(_ panel: PanelRecord? = nil) -> CanonicalMessage {
        message(
            .selection(SelectionDecision(person: person.person, cohort: "ppo", decidedBy: "Panel", panel: panel)))
    }

    private func message(_ fact: Fact, after days: Int64 = 0) -> CanonicalMessage {
        NominalFixture.message(fact, at: start.adding(seconds: days * 86_400))
    }

    private func only(_ fact: Fact) throws -> CaseEvent { try #require(file(message(fact)).events.first) }

    private func file(_ messages: CanonicalMessage...) -> CaseFile { file(messages) }

    private func file(_ messages: [CanonicalMessage]) -> CaseFile {
        var history = NominalHistory()
        for (index, message) in messages.enumerated() { _ = history.fold(message.accepted(Int64(index + 1))) }
        return CaseFile(Nominal(history: history), directory: directory, offences: offences)
    }
}
