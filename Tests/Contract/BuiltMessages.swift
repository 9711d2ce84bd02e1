import CanonicalModel

/// Messages of every type, each with everything that its type can say, and once with as little as may be.
enum BuiltMessages {
    static let recordedTime = Timestamp(microseconds: 1_795_176_600_000_000)  // 2026-11-20T12:50:00Z
    private static let year = 2026

    static var all: [CanonicalMessage] {
        (facts(about: everything) + facts(about: little)).enumerated().map { index, fact in
            let time = recordedTime.adding(seconds: Int64(-index))
            return CanonicalMessage(
                id: CanonicalMessage.deterministicID(
                    source: "/hub/tests", correlationID: "CID-\(index)", ordinal: 0, time: time, fact: fact),
                source: "/hub/tests", time: time, recordedTime: recordedTime, correlationID: "CID-\(index)",
                sourceItem: CanonicalMessage.SourceItem(id: "item-\(index)", name: "été \(index).xml"), fact: fact)
        }
    }

    private static func facts(about person: Person) -> [Fact] {
        courtFacts(person) + custodyFacts(person) + personFacts(person) + hubFacts(person) + identityFacts(person)
            + prisonRecordFacts(person) + registerFacts(person) + probationFacts(person)
            + policeFacts(person) + partnerFacts(person) + schemeFacts(person) + permissionFacts(person)
    }

    private static func courtFacts(_ person: Person) -> [Fact] {
        let matter = HearingResult.Case(ptiurn: "13QQ0004826", asn: "2613QQ0100000004826D")
        return [
            .hearingResulted(hearing(person, matter)),
            .warrant(
                Warrant(
                    person: person, case: matter, resultCode: "4576", isWithdrawn: false, sharedTime: recordedTime,
                    hearingDate: recordedTime.date)),
            .warrant(
                Warrant(
                    person: person, case: matter, resultCode: "4576", isWithdrawn: true, sharedTime: recordedTime,
                    hearingDate: recordedTime.date)),
            .warrant(
                Warrant(
                    person: person, case: HearingResult.Case(ptiurn: "nobody's form", asn: nil), resultCode: "2509",
                    isWithdrawn: true)),
            .listing(listing(person, matter, isCancelled: false)),
            .listing(listing(person, HearingResult.Case(ptiurn: "nobody's form", asn: nil), isCancelled: true)),
        ]
    }

    private static func listing(
        _ person: Person, _ matter: HearingResult.Case, isCancelled: Bool
    ) -> HearingListing {
        HearingListing(
            person: person, case: matter,
            hearing: HearingResult.Hearing(
                courtOrganisationUnit: "B13HT00", courtHouseCode: nil, date: recordedTime.date, time: "10:00:00"),
            offenceCodes: ["TH68006", "CJ88116"], isYouth: true, isCancelled: isCancelled)
    }

    private static func hearing(_ person: Person, _ matter: HearingResult.Case) -> HearingResult {
        let next = HearingResult.NextHearing(
            courtOrganisationUnit: "B13HT00", date: CalendarDate("2026-12-04"), time: "09:45:00", bailStatus: "B")
        let results = [
            HearingResult.Result(
                code: "1115", qualifiers: ["BA"], amountSterling: "+85.00",
                duration: HearingResult.Duration(value: "12", unit: "M"),
                secondaryDuration: HearingResult.Duration(value: "2", unit: "Y"), nextHearing: next,
                startDate: CalendarDate("2026-11-20"), endDate: CalendarDate("2027-11-19")),
            HearingResult.Result(code: nil),
        ]
        let offence = HearingResult.Offence(
            sequence: "001", code: "TH68006", startDate: CalendarDate("2026-10-02"),
            endDate: CalendarDate("2026-10-03"),
            plea: "1", finding: "G", convictionDate: CalendarDate("2026-11-20"), isFinalDisposal: false,
            results: results)
        return HearingResult(
            person: person, case: matter,
            hearing: HearingResult.Hearing(
                courtOrganisationUnit: "B13HT00", courtHouseCode: "2375", date: recordedTime.date, time: "10:00:00"),
            presentAtHearing: "Y", bail: HearingResult.Bail(status: "B", conditionCount: 2), offences: [offence],
            isYouth: true, sharedTime: recordedTime)
    }

    private static func custodyFacts(_ person: Person) -> [Fact] {
        CustodyMovement.Kind.allCases.map { kind in
            .custody(
                CustodyMovement(
                    person: person, kind: kind, establishment: "LEI", movementReasonCode: "UAL_ECL",
                    admission: kind == .received ? .recall : nil,
                    absence: kind == .absenceStarted ? .temporaryLicence : nil))
        }
    }

    private static func personFacts(_ person: Person) -> [Fact] {
        let old = PersonIdentifier(.noms, "A7713ZX", writtenIn: year)
        return [
            .died(Death(person: person)), .merged(PersonMerge(person: person, removed: [old])),
            .linked(
                PersonLink(person: person, heldMessage: "5f0e1388-7c1d-8a3e-9b42-6d1f0c001388", decidedBy: "K. Idris")),
            .addressChanged(AddressChange(person: person)),
        ]
    }

    private static func prisonRecordFacts(_ person: Person) -> [Fact] {
        let other = [PersonIdentifier(.noms, "A7713ZX", writtenIn: year)]
        return [
            .bookingMoved(BookingMove(person: person, direction: .gained, others: other, booking: "51132A")),
            .bookingMoved(BookingMove(person: person, direction: .lost, others: other)),
            .licence(LicenceChange(person: person, isActive: true, licence: "4711")),
            .licence(LicenceChange(person: person, isActive: false)),
        ]
            + CustodyDatesChange.Subject.allCases.map {
                .custodyDatesChanged(
                    CustodyDatesChange(person: person, changed: $0, booking: "1200835", mustBeFetched: true))
            }
            + PlannedRelease.Kind.allCases.map {
                .releasePlanned(
                    PlannedRelease(person: person, plannedDate: recordedTime.date, kind: $0, establishment: "LEI"))
            }
    }

    private static func registerFacts(_ person: Person) -> [Fact] {
        let whole = RegisterClass.allCases.map {
            Registration.Register(code: "MAPP", class: $0, category: "M2", level: "M1")
        }
        let registers = whole + [Registration.Register(code: "IIOM", class: .iom)]
        return Registration.Kind.allCases.flatMap { kind in
            registers.map { register in
                .registration(
                    Registration(
                        person: person, kind: kind, register: register, registration: "2500427774",
                        deregistration: kind == .removed ? "2500427775" : nil, date: recordedTime.date,
                        isRed: register.class == .iom ? true : nil))
            }
        }
    }

    private static func probationFacts(_ person: Person) -> [Fact] {
        let bands = RiskAssessment.Band.allCases.map {
            RiskAssessment.Score(name: "osp-indirect-indecent", value: "45.33", band: $0)
        }
        let assessments = RiskAssessment.Tool.allCases.flatMap { tool in
            [RiskAssessment.Status.complete, .incomplete, .superseded].map { status in
                Fact.riskAssessed(
                    RiskAssessment(
                        person: person, tool: tool, status: status, scores: status == .complete ? bands : [],
                        assessedOn: recordedTime.date, assessment: "9811"))
            }
        }
        let details = PersonDetailsChange.Subject.allCases.map {
            Fact.detailsChanged(PersonDetailsChange(person: person, changed: $0, mustBeFetched: true))
        }
        return assessments + details + [
            .access(AccessLimitation(person: person, kind: .exclusion, isLifted: false)),
            .access(AccessLimitation(person: person, kind: .restriction, isLifted: true)),
            .supervision(SupervisionChange(person: person, isStart: true, scope: .sentence, eventNumber: "3")),
            .supervision(SupervisionChange(person: person, isStart: false, scope: .engagement, ground: .deleted)),
            .unmerged(PersonUnmerge(person: person, separated: [PersonIdentifier(.crn, "X08770", writtenIn: year)])),
            .identified(PersonIdentification(person: person, booking: "51132A")),
            .recall(RecallDecision(person: person, isDeclined: false)),
            .recall(RecallDecision(person: person, isDeclined: true)),
        ]
    }

    private static func identityFacts(_ person: Person) -> [Fact] {
        let other = [PersonIdentifier(.crn, "X509143", writtenIn: year), PersonIdentifier(.noms, "A7713ZX", writtenIn: year)]
        let message = "5f0e1390-7c1d-8a3e-9b42-6d1f0c001390"
        return [
            .identityMerged(IdentityMerge(person: person, other: other, reason: .fingerprints, decidedBy: "K. Idris")),
            .identitySplit(IdentitySplit(person: person, separated: other, reason: .mistakenIdentity, decidedBy: "K. Idris")),
            .identityUndone(IdentityUndo(decision: message, reason: .clericalError, decidedBy: "K. Idris")),
            .identityDismissed(IdentityDismissal(heldMessage: message, decidedBy: "K. Idris")),
            .ordered(
                RecordOrder(
                    .restricted, person: person, item: message, reason: .accuracyContested, authority: .dataSubject,
                    decidedBy: "K. Idris")),
            .ordered(
                RecordOrder(
                    .unrestricted, person: person, reason: .settled, authority: .controller, decidedBy: "K. Idris")),
            .ordered(
                RecordOrder(
                    .rectified, person: person, item: message, reason: .recordedInError, authority: .controller,
                    decidedBy: "K. Idris")),
            .ordered(
                RecordOrder(.erased, person: person, reason: .retentionOver, authority: .agreement, decidedBy: "K. Idris")),
            .ordered(
                RecordOrder(
                    .reviewStarted, person: person, reason: .seriousHarmReview, authority: .controller, owner: "H. Marsh",
                    reviewBy: CalendarDate("2027-05-20"), decidedBy: "K. Idris")),
            .ordered(
                RecordOrder(.reviewEnded, person: person, reason: .settled, authority: .controller, decidedBy: "K. Idris")),
            .misdirected(
                MisdirectionReport(
                    notice: message, recipient: "disc-leeds", reason: .wrongRecipient, reportedBy: "K. Idris")),
            .breachAssessed(
                BreachAssessment(
                    breach: message, outcome: .commissionerTold, toldAt: Timestamp("2026-11-20T11:00:00Z"),
                    mayBeToldAgain: true, assessedBy: "K. Idris")),
            .recordConsulted(
                RecordConsultation(export: .heldBy, of: "disc-leeds", purpose: .lawfulness, consultedBy: "I. Governance")),
        ]
    }

    private static func hubFacts(_ person: Person) -> [Fact] {
        [
            .selection(
                SelectionDecision(
                    person: person, cohort: "iom", isStatutory: true, rag: .amber, meeting: "Panel 2026-11-20",
                    decidedBy: "K. Idris", alreadyTold: ["npt-headingley"])),
            .deselection(
                DeselectionDecision(
                    person: person, cohort: "iom", ground: "six-months-clear", meeting: nil, decidedBy: "K. Idris")),
            .rag(RAGDecision(person: person, rating: .red, triggerClass: "new-charge", decidedBy: "Insp. M. Ashgrove")),
            .consent(
                ConsentRecord(
                    person: person, covers: "engagement.*", purpose: "resettle", with: "vcs", state: .given,
                    form: "written", recordedBy: "R. Bell", expiresAt: recordedTime.adding(seconds: 90 * 86_400))),
            .acknowledged(
                NoticeAcknowledgement(
                    notice: "5f0e1389-7c1d-8a3e-9b42-6d1f0c001389", recipient: "npt-headingley",
                    officer: "PC 4127 Ellis",
                    isAsserted: true)),
        ]
    }

    private static func permissionFacts(_ person: Person) -> [Fact] {
        let overrides = OverrideOpening.Rank.allCases.map { rank in
            Fact.overrideOpened(
                OverrideOpening(
                    person: person, recipient: "yos-leeds", rank: rank, reason: "Threat to a child tonight",
                    openedBy: "Insp. R. Mallow"))
        }
        let reviews = OverrideReview.Outcome.allCases.map { outcome in
            Fact.overrideReviewed(
                OverrideReview(
                    person: person, override: "5f0e0061-7c1d-8a3e-9b42-6d1f0c000061", outcome: outcome,
                    note: outcome == .upheld ? nil : "It could have waited.", reviewedBy: "Supt. H. Vane"))
        }
        let assessments = DisclosureAssessment.Outcome.allCases.map { outcome in
            Fact.sharingAssessed(
                DisclosureAssessment(
                    person: person, purpose: "councillor-disclosure", outcome: outcome, assessedBy: "DI K. Brack"))
        }
        let texts = TextPermission.Kind.allCases.flatMap { kind in
            [nil, "/police/force-intelligence"].map { feed in
                Fact.textPermitted(
                    TextPermission(person: person, kind: kind, reference: "INT-4711", feed: feed, by: "DS P. Lorne"))
            }
        }
        let mappa = [
            MappaRecord(person: person, status: .active, level: 2, category: 1, recordedBy: "MAPPA unit"),
            MappaRecord(person: person, status: .notManaged, recordedBy: "MAPPA unit"),
        ]
        return overrides + reviews + assessments + texts + mappa.map(Fact.mappaRecorded) + consentFacts(person)
    }

    private static func consentFacts(_ person: Person) -> [Fact] {
        var evidence = ConsentEvidence()
        (evidence.formReference, evidence.textVersion, evidence.language) = ("LDS-C1", "2026-04", "en")
        (evidence.takenByRole, evidence.takenByOrganisation) = ("case-manager", "west-yorkshire-probation")
        (evidence.witness, evidence.capacityAssessedBy) = ("P. Quill", "R. Bell")
        (evidence.consequenceToldBy, evidence.consequenceWording) = ("R. Bell", "The police decide the strand.")
        let states: [(ConsentRecord.State, String?)] = [
            (.given, nil), (.refused, nil), (.withdrawn, nil),
            (.enteredInError, "5f0e0026-7c1d-8a3e-9b42-6d1f0c000026"),
        ]
        return ConsentEvidence.Place.allCases.enumerated().flatMap { index, place in
            evidence.place = place
            evidence.channel = ConsentEvidence.Channel.allCases[index % ConsentEvidence.Channel.allCases.count]
            evidence.capacity = ConsentEvidence.Capacity.allCases[index % ConsentEvidence.Capacity.allCases.count]
            return states.map { state, corrects in
                Fact.consent(
                    ConsentRecord(
                        person: person, covers: "plan.*", purpose: "resettle", with: "vcs", state: state,
                        recordedBy: "R. Bell", effectiveFrom: recordedTime, evidence: evidence,
                        withdrawal: state == .withdrawn
                            ? ConsentWithdrawal(how: "telephone", to: "Duty", acknowledgedAt: recordedTime) : nil,
                        corrects: corrects))
            }
        }
    }

    private static func schemeFacts(_ person: Person) -> [Fact] {
        let notice = "5f0e1389-7c1d-8a3e-9b42-6d1f0c001389"
        let exit = ExitRecord(toldHow: "In person", toldWhy: "Clear", help: "Tenancy", riskStrategy: "None needed")
        let deselection = DeselectionDecision(
            person: person, cohort: "ppo", ground: "six-months-clear", moreGrounds: ["order-complete"],
            meeting: "Panel 2026-11-20", decidedBy: "K. Idris", panel: panel, exit: exit, transferTo: "bradford",
            intelligenceTo: "npt-headingley")
        let feedback = IntelligenceFeedback.Outcome.allCases.map {
            Fact.intelligenceFeedback(
                IntelligenceFeedback(
                    person: person, reference: "INT-2026-7741", outcome: $0, against: "disc", recordedBy: "D. Analyst"))
        }
        let words = TaskDone.Outcome.allCases.map {
            Fact.taskDone(
                TaskDone(
                    person: $0 == .notNeeded ? nil : person, task: "late-fact /courts/spi \(notice)", outcome: $0,
                    note: $0 == .done ? nil : "The hearing was vacated.", doneBy: "PS 2210 Ward", post: "iom-hub-sergeant"))
        }
        return feedback + words + [
            .selection(SelectionDecision(person: person, cohort: "ppo", decidedBy: "K. Idris", panel: panel)),
            .deselection(deselection),
            .rag(RAGDecision(person: person, rating: .red, decidedBy: "K. Idris", panel: panel, confirms: "a key")),
            .strand(StrandDecision(person: person, strand: .preventAndDeter, decidedBy: "K. Idris", panel: panel)),
            .cohortChanged(
                CohortChange(person: person, from: "ppo", to: "hcco", decidedBy: "K. Idris", panel: PanelRecord())),
            .dormancyDecided(
                DormancyDecision(
                    person: person, cohort: "ppo", grounds: ["six-months-clear"], reviewDue: CalendarDate("2027-05-20"),
                    decidedBy: "K. Idris", panel: panel)),
            .candidateDeclined(CandidateDecline(person: person, cohort: "hcco", decidedBy: "K. Idris", panel: panel)),
            .reviewHeld(ReviewReport(person: person, cohort: "ppo", decidedBy: "K. Idris", panel: panel)),
            .visitPlanned(
                VisitReport(
                    person: person, isMade: false, recipient: "npt-city", date: CalendarDate("2026-11-21"), perWeek: 3,
                    recordedBy: "PS 2210 Ward")),
            .exitInterviewed(
                ExitInterview(
                    person: person, cohort: "ppo", exit: exit, interviewedBy: "R. Bell",
                    outcomes: SofterOutcome.allCases)),
            .flagsWithdrawn(
                FlagWithdrawal(
                    notice: notice, recipient: "npt-city", flags: ["iom-flag"], officer: "PC 4127 Ellis", isAsserted: true)),
            .rosterReported(
                RosterReport(recipient: "npt-city", agrees: false, count: 11, officer: "PS 2210 Ward", isAsserted: true)),
        ]
    }

    private static var panel: PanelRecord {
        var panel = PanelRecord()
        (panel.kind, panel.date, panel.members) = ("selection-panel", CalendarDate("2026-11-20"), ["west-yorkshire-police"])
        (panel.dissent, panel.evidence) = (["leeds-yos"], ["5f0e1390-7c1d-8a3e-9b42-6d1f0c001390"])
        (panel.route, panel.reason, panel.exception) = ("cycle", "sac", "Nothing else is known.")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        (panel.isAgreedByPerson, panel.rank, panel.party) = (true, "inspector", "leeds-yos")
        return panel
    }

    private static func policeFacts(_ person: Person) -> [Fact] {
        let appearance = CalendarDate("2026-12-04")
        var records = PoliceRecord.Kind.allCases.map { kind in
            PoliceRecord(
                person: person, kind: kind, reference: "IDM-2026-0048213", asOf: recordedTime, isWithdrawn: true,
                isDayOnly: true, forceCode: "13", asn: "2613QQ0100000004826D",
                offences: [PoliceRecord.Offence(code: "TH68006", resultCodes: ["1002", "1115"])])
        }
        for index in records.indices {
            switch records[index].kind {
            case .arrest: (records[index].custodySuite, records[index].custodyRecord) = ("13EL", "13EL/8841/26")
            case .charge: (records[index].court, records[index].appearanceDate) = ("B13HT00", appearance)
            case .remand: (records[index].bailStatus, records[index].appearanceDate) = ("C", appearance)
            case .disposal:
                records[index].authority = .court
                (records[index].court, records[index].ptiurn) = ("B13HT00", "13QQ0004826")
                records[index].disposalCode = "NFA"
            case .release: (records[index].authority, records[index].establishment) = (.prison, "LEI")
            }
        }
        return records.map(Fact.police) + [
            .intelligence(
                IntelligenceItem(
                    person: person, reference: "INT-2026-7741", origin: .neighbourhoodTeam, team: "npt-headingley",
                    grading: .current, sourceEvaluation: .untested, assessment: .notKnown, handling: .permitted,
                    conditions: ["S2"], isSignificant: true, summary: "Zoë\nwas seen.", alarm: .victimThreat)),
            .intelligence(
                IntelligenceItem(
                    person: person, reference: "INT-2026-7742", origin: .forceIntelligence, grading: .none,
                    handling: .conditions)),
            .nomination(
                Nomination(
                    person: person, cohort: "iom", nominatedBy: "west-yorkshire-police", reason: "offending-matrix",
                    reference: "NOM-118")),
        ]
    }

    private static func partnerFacts(_ person: Person) -> [Fact] {
        let scores = YouthAssessment.Score.Name.allCases.map {
            YouthAssessment.Score(name: $0, value: 34, band: .veryHigh)
        }
        let action = PlanUpdate.Action(code: "ETE-1", partner: "disc", status: .started, reason: "pathway-ete")
        return [
            .youthAssessed(
                YouthAssessment(
                    person: person, tool: .asset, status: .complete, scores: scores,
                    assessedOn: CalendarDate("2026-11-12"), reference: "YOS-5512")),
            .treatment(
                TreatmentReport(
                    person: person, origin: .miCase, event: .tested, modality: "OST", testResult: .refused,
                    reference: "MIC-1")),
            .breach(BreachStart(person: person, order: .communityOrder, reference: "BR-7")),
            .plan(
                PlanUpdate(
                    person: person, version: 3, actions: [action], supportLevel: .medium, contact: "R. Bell",
                    reviewDue: CalendarDate("2026-12-20"), outcomes: SofterOutcome.allCases)),
            .strand(
                StrandDecision(
                    person: person, strand: .catchAndControl, leadAgency: "west-yorkshire-police",
                    meeting: "Case conference", decidedBy: "K. Idris")),
        ]
            + MonitoringEvent.Kind.allCases.map {
                .monitoring(MonitoringEvent(person: person, kind: $0, orderType: "HDC", reference: "EM-88120-3"))
            }
            + Attendance.Kind.allCases.map {
                .attendance(
                    Attendance(
                        person: person, kind: $0, service: .unpaidWork, isRequired: true,
                        isAcceptable: $0 == .missed ? false : nil, provider: "disc", reference: "DISC-441"))
            }
    }

    /// One identifier of every register, verified and not, and every other member.
    private static var everything: Person {
        Person(
            identifiers: [
                PersonIdentifier(.pnc, "07/318427X", writtenIn: year),
                PersonIdentifier(.pnc, "07/318427A", writtenIn: year),
                PersonIdentifier(.cro, "48213/07A", writtenIn: year),
                PersonIdentifier(.noms, "a7712zx", writtenIn: year),
                PersonIdentifier(.crn, "X509142", writtenIn: year),
                PersonIdentifier(.hub, "HUB-2026-0117", writtenIn: year),
            ],
            name: Person.Name(title: "Dr", given: ["Zoë", "李"], family: "O'Verdun-Ståhl"),
            dateOfBirth: CalendarDate("1984-02-29"), gender: .unspecified,
            address: Person.Address(lines: ["14 Fictional Grove", "Leeds"], postcode: "LS6 3VO"))
    }

    private static var little: Person {
        Person(identifiers: [], address: Person.Address(lines: [], isNoFixedAbode: true))
    }
}
