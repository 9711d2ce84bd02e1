import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import TestSupport
import Testing

/// One behaviour a test, as a person at the hub or on a beat would say it.
@Suite("The content-based router")
struct RouterTests {
    let router: ContentBasedRouter
    let fixture = NominalFixture(42, postcode: "LS6 3AA")
    let start = Timestamp("2026-11-01T09:00:00Z") ?? Timestamp(microseconds: 0)

    init() throws {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        router = ContentBasedRouter(
            directory: try PartnershipDirectory(yaml: text("directory/leeds.yaml")),
            decisionPoint: PolicyDecisionPoint(try Agreement(yaml: text("agreements/leeds.yaml"))))
    }

    // MARK: Selection and de-selection

    @Test("The team of the address is told of a selection")
    func selection() {
        let run = run(selected())
        #expect(run.told("npt-headingley") == [.selection])
        #expect(run.notices(to: "npt-headingley").first?.fields.contains { $0.name == "address" } == true)
    }

    @Test("The team told of the selection is told of the de-selection, and no ground is given (DES-08, SEL-17)")
    func deselection() {
        let run = run(selected(), deselected(after: 1))
        #expect(run.told("npt-headingley") == [.selection, .deselection])
        let words = run.notices(to: "npt-headingley").last?.fields.map(\.value).joined(separator: " ") ?? ""
        #expect(!words.contains("six-months-clear"))
    }

    @Test("A team told of nothing is told of no de-selection (DES-08)")
    func otherTeams() { #expect(run(selected(), deselected(after: 1)).told("npt-inner-south") == []) }

    @Test("A move stops the old team and tells the new; the de-selection reaches both (DES-05, DES-08)")
    func move() {
        let run = run(selected(), moved("LS11 5CC", after: 1), deselected(after: 2))
        #expect(run.told("npt-headingley") == [.selection, .stopVisits, .deselection])
        #expect(run.told("npt-inner-south") == [.selection, .deselection])
    }

    @Test("Moving back tells the first team again, as a new revision")
    func moveBack() {
        let run = run(selected(), moved("LS11 5CC", after: 1), moved("LS6 3AA", after: 2))
        #expect(run.told("npt-headingley") == [.selection, .stopVisits, .selection])
        #expect(run.notices(to: "npt-headingley").map(\.revision) == [1, 2, 3])
    }

    @Test("A de-selection that overtakes its selection ends the stay before anybody is told")
    func overtaken() { #expect(run(deselected(after: 1), selected()).notices.isEmpty) }

    @Test("A re-selection is a new stay (ISH-15)")
    func reselection() {
        let run = run(selected(), deselected(after: 1), selected(after: 2))
        #expect(run.told("npt-headingley") == [.selection, .deselection, .selection])
        #expect(Set(run.notices(to: "npt-headingley").map(\.spell)).count == 2)
    }

    @Test("An imported stay counts as told, so its end is told")
    func imported() {
        let run = run(selected(alreadyTold: ["npt-headingley"]), deselected(after: 1))
        #expect(run.told("npt-headingley") == [.deselection])
    }

    @Test("No known address raises a task for the hub, and an address settles it")
    func noAddress() {
        let first = router.route(selected(postcode: nil).accepted(1), into: Nominal(), now: start)
        #expect(first.raised.map(\.kind) == [.noKnownAddress])
        let second = router.route(moved("LS6 3AA", after: 1).accepted(2), into: first.nominal, now: start)
        #expect(second.closed == first.raised.map(\.key))
        #expect(second.notices.contains { $0.recipient == "npt-headingley" && $0.kind == .selection })
    }

    // MARK: Death, custody, colour

    @Test("A death stops visits at once and asks the panel to end the stay; nobody is told that somebody died")
    func death() {
        let run = run(selected(), message(.died(Death(person: fixture.withoutAddress)), after: 1))
        #expect(run.told("npt-headingley") == [.selection, .stopVisits])
        #expect(run.outcomes.last?.raised.map(\.kind) == [.deselectDeceased])
    }

    @Test("Reception, recall and release are told; a transfer and a day at court are not (FEED-04, TIM-16)")
    func custody() {
        let run = run(
            selected(), movement(.received, after: 1, admission: .recall), movement(.transferred, after: 2),
            movement(.absenceStarted, after: 3, absence: .court), movement(.released, after: 4))
        #expect(run.told("npt-headingley") == [.selection, .custody, .custody])
        #expect(run.notices(to: "npt-headingley").dropFirst().map { $0.value("custody") } == ["recalled", "released"])
    }

    @Test("A late release that an earlier reception already outdated tells nobody")
    func lateRelease() {
        let run = run(selected(), movement(.received, after: 3), movement(.released, after: 2))
        #expect(run.told("npt-headingley") == [.selection, .custody])
    }

    @Test("A rise in colour is an escalation, a fall a reduction, the same colour nothing")
    func colour() {
        let run = run(selected(rag: .amber), rated(.red, after: 1), rated(.red, after: 2), rated(.green, after: 3))
        #expect(run.told("npt-headingley") == [.selection, .ragEscalation, .ragReduction])
    }

    // MARK: Court results

    @Test("A result is told once, a re-share that says the same not again, a correction as a new revision (FEED-03, ISH-20)")
    func correctedResult() {
        let run = run(
            selected(), hearing("1002", after: 1, recordedAfter: 1), hearing("1002", after: 1, recordedAfter: 2),
            hearing("2006", after: 1, recordedAfter: 3))
        let results = run.notices(to: "npt-headingley").filter { $0.kind == .courtResult }
        #expect(results.map(\.revision) == [1, 2])
        #expect(results.last?.supersedes == results.first?.id)
    }

    @Test("A result corrected after the de-selection is recalled from those who were told it")
    func recalledResult() {
        let run = run(
            selected(), hearing("1002", after: 1, recordedAfter: 1), deselected(after: 2),
            hearing("2006", after: 1, recordedAfter: 3))
        #expect(run.told("npt-headingley") == [.selection, .courtResult, .deselection, .recalled])
    }

    @Test("A fact about a stay that has ended raises a task (ISH-15)")
    func lateFact() {
        let run = run(selected(), deselected(after: 5), movement(.received, after: 2))
        #expect(run.outcomes.last?.raised.map(\.kind) == [.lateFact])
    }

    // MARK: The agreement

    @Test("An empty agreement tells nobody anything, and says that no rule permits it (ISH-01)")
    func emptyAgreement() throws {
        let directory = try PartnershipDirectory(
            yaml: String(contentsOfFile: RepositoryRoot.path + "/Contracts/directory/leeds.yaml", encoding: .utf8))
        let text = try String(contentsOfFile: RepositoryRoot.path + "/Contracts/agreements/leeds.yaml", encoding: .utf8)
        let suspended = text.replacing("status: \"in-force\"", with: "status: \"suspended\"")
        #expect(suspended != text)
        let closed = ContentBasedRouter(
            directory: directory, decisionPoint: PolicyDecisionPoint(try Agreement(yaml: suspended)))
        let outcome = closed.route(selected().accepted(1), into: Nominal(), now: start)
        #expect(outcome.notices.isEmpty)
        #expect(outcome.fate == .noRulePermits)

        // Whatever became of the agreement since, what was told can be untold (DESIGN decision 8).
        let told = router.route(selected().accepted(1), into: Nominal(), now: start).nominal
        let ended = closed.route(deselected(after: 1).accepted(2), into: told, now: start)
        #expect(ended.notices.contains { $0.recipient == "npt-headingley" && $0.kind == .deselection })
    }

    @Test("Uniting two records tells nobody twice")
    func unite() {
        let (first, second) = (selected(), movement(.received, after: 1))
        let one = router.route(first.accepted(1), into: Nominal(), now: start).nominal
        var history = NominalHistory()
        _ = history.fold(first.accepted(1))
        _ = history.fold(second.accepted(2))
        let merge = message(.merged(PersonMerge(person: fixture.withoutAddress, removed: NominalFixture(43).person.identifiers)), after: 2)
        let outcome = router.unite(merge.accepted(3), history: history, survivor: one, other: Nominal(), now: start)
        #expect(outcome.fate == .merged)
        #expect(outcome.notices.filter { $0.recipient == "npt-headingley" }.map(\.kind) == [.custody])
    }

    @Test(
        "A team told differently of two stays that turn out to be one is told again; one told the same is not",
        arguments: [("active", nil), ("stopped", .stopVisits), ("ended", .deselection)] as [(String, NoticeKind?)])
    func gathered(_ believed: String, _ told: NoticeKind?) {
        let other = NominalFixture(43)
        let first = selected()
        var second = [message(.selection(SelectionDecision(person: other.person, cohort: "iom", decidedBy: "Panel")), after: 1)]
        switch believed {
        case "stopped": second.append(message(.addressChanged(AddressChange(person: other.living(at: "LS11 5CC"))), after: 2))
        case "ended":
            let end = DeselectionDecision(person: other.withoutAddress, cohort: "iom", ground: "moved-area", decidedBy: "Panel")
            second.append(message(.deselection(end), after: 2))
        default: break
        }
        var history = NominalHistory()
        _ = history.fold(first.accepted(1))
        let survivor = router.route(first.accepted(1), into: Nominal(), now: start).nominal
        var duplicate = Nominal()
        for (index, message) in second.enumerated() {
            duplicate = router.route(message.accepted(Int64(index + 2)), into: duplicate, now: start).nominal
            _ = history.fold(message.accepted(Int64(index + 2)))
        }
        let merge = message(.merged(PersonMerge(person: fixture.withoutAddress, removed: other.person.identifiers)), after: 3)
        let outcome = router.unite(merge.accepted(5), history: history, survivor: survivor, other: duplicate, now: start)
        let notices = outcome.notices.filter { $0.recipient == "npt-headingley" }
        #expect(notices.map(\.kind) == [told].compactMap { $0 })
        #expect(notices.allSatisfy { $0.spell == first.key }, "it was told of this stay's selection")
    }
}

// MARK: What is said

extension RouterTests {
    func selected(
        after days: Int64 = 0, postcode: String? = "LS6 3AA", rag: RAGRating? = .amber, alreadyTold: [String] = []
    ) -> CanonicalMessage {
        message(
            .selection(
                SelectionDecision(
                    person: fixture.living(at: postcode), cohort: "iom", isStatutory: true, rag: rag, decidedBy: "Panel",
                    alreadyTold: alreadyTold)), after: days)
    }

    @Test("A listed hearing is recorded and tells nobody; an earlier listing that comes late is superseded")
    func listing() {
        let run = run(
            selected(), listed(cancelled: true, after: 30, recordedAfter: 2), listed(cancelled: false, after: 30, recordedAfter: 1))
        #expect(run.outcomes.map(\.fate) == [.notified, .recorded, .superseded])
        #expect(run.told("npt-headingley") == [.selection])
    }

    @Test("A result that a second feed reports again is told once")
    func secondFeed() {
        var second = hearing("4576", after: 1, recordedAfter: 2)
        second.source = "/courts/common-platform"
        let run = run(selected(), hearing("4576", after: 1, recordedAfter: 1), second)
        #expect(run.told("npt-headingley") == [.selection, .courtResult])
    }

    func listed(cancelled: Bool, after days: Int64, recordedAfter: Int64) -> CanonicalMessage {
        let time = start.adding(seconds: days * 86_400)
        let listing = HearingListing(
            person: fixture.withoutAddress, case: HearingResult.Case(ptiurn: "13AA0000001", asn: nil),
            hearing: HearingResult.Hearing(
                courtOrganisationUnit: "B13CC00", courtHouseCode: nil, date: time.date, time: "10:00:00"),
            offenceCodes: ["TH68010"], isCancelled: cancelled)
        return NominalFixture.message(
            .listing(listing), at: time, recorded: start.adding(seconds: recordedAfter * 86_400 + 3_600))
    }

    func deselected(after days: Int64) -> CanonicalMessage {
        message(
            .deselection(
                DeselectionDecision(
                    person: fixture.withoutAddress, cohort: "iom", ground: "six-months-clear", decidedBy: "Panel")),
            after: days)
    }

    func moved(_ postcode: String, after days: Int64) -> CanonicalMessage {
        message(.addressChanged(AddressChange(person: fixture.living(at: postcode))), after: days)
    }

    func rated(_ rating: RAGRating, after days: Int64) -> CanonicalMessage {
        message(.rag(RAGDecision(person: fixture.withoutAddress, rating: rating, decidedBy: "DS Example")), after: days)
    }

    func movement(
        _ kind: CustodyMovement.Kind, after days: Int64, admission: CustodyMovement.Admission? = nil,
        absence: CustodyMovement.Absence? = nil
    ) -> CanonicalMessage {
        message(
            .custody(
                CustodyMovement(
                    person: fixture.withoutAddress, kind: kind, establishment: "LEI", admission: admission, absence: absence)),
            after: days)
    }

    func hearing(_ code: String, after days: Int64, recordedAfter: Int64) -> CanonicalMessage {
        let time = start.adding(seconds: days * 86_400)
        let result = HearingResult(
            person: fixture.withoutAddress, case: HearingResult.Case(ptiurn: "13AA0000001", asn: nil),
            hearing: HearingResult.Hearing(
                courtOrganisationUnit: "B13CC00", courtHouseCode: nil, date: time.date, time: "10:00:00"),
            offences: [HearingResult.Offence(sequence: "1", code: "TH68010", results: [HearingResult.Result(code: code)])])
        return NominalFixture.message(
            .hearingResulted(result), at: time, recorded: start.adding(seconds: recordedAfter * 86_400 + 3_600))
    }

    func message(_ fact: Fact, after days: Int64) -> CanonicalMessage {
        NominalFixture.message(fact, at: start.adding(seconds: days * 86_400))
    }

    func run(_ messages: CanonicalMessage...) -> RouterRun {
        var run = RouterRun()
        for (index, message) in messages.enumerated() {
            run.outcomes.append(
                router.route(message.accepted(Int64(index + 1)), into: run.outcomes.last?.nominal ?? Nominal(), now: start))
        }
        return run
    }
}

/// The outcomes of some messages, in order.
struct RouterRun {
    var outcomes: [RoutingOutcome] = []
    var notices: [Notice] { outcomes.flatMap(\.notices) }
    func notices(to recipient: String) -> [Notice] { notices.filter { $0.recipient == recipient } }
    func told(_ recipient: String) -> [NoticeKind] { notices(to: recipient).map(\.kind) }
}

extension Notice {
    func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
