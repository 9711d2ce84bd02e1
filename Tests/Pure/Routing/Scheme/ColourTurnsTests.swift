import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import SchemeEngine
import TestSupport
import Testing

/// Every change of colour is stored and told once, however many come to be between two looks (ops/decisions/0027).
@Suite("Changes of colour between two looks")
struct ColourTurnsTests {
    let team = "npt-headingley"
    let router: ContentBasedRouter

    init() throws { router = try Self.router() }

    private static func router(renaming: (String, String) = ("", "")) throws -> ContentBasedRouter {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        var directory = try text("directory/leeds.yaml")
        if !renaming.0.isEmpty { directory = directory.replacingOccurrences(of: renaming.0, with: renaming.1) }
        return ContentBasedRouter(
            directory: try PartnershipDirectory(yaml: directory),
            decisionPoint: PolicyDecisionPoint(try Agreement(yaml: text("agreements/leeds.yaml"))),
            scheme: Scheme(
                try SchemePack(yaml: Array(text("schemes/leeds-hub.yaml").utf8)),
                offences: try OffenceClasses(yaml: Array(text("schemes/offences/classes.yaml").utf8))))
    }

    @Test("A proposal and its confirmation that a week's outage brings together are told one after the other")
    func outage() throws {
        var life = ColourLife(router)
        life.hear(.arrest, at: 1)
        life.hear(.rate(.red), at: 2, acceptedAt: 8)
        #expect(life.told(team).map(\.kind) == [.selection, .ragEscalation, .ragEscalation])
        #expect(life.told(team).map(\.isUnconfirmed) == [false, true, false])
        let (first, second) = (try #require(life.told(team).dropFirst().first), try #require(life.told(team).last))
        #expect(second.supersedes == first.id, "the officer has one to acknowledge")
    }

    @Test("An outage tells what no outage would have told")
    func sameAsWithout() {
        func told(_ isOut: Bool) -> [String] {
            var life = ColourLife(router)
            life.hear(.arrest, at: 1)
            if !isOut { life.ring(until: 2) }
            life.hear(.rate(.red), at: 2, acceptedAt: isOut ? 8 : 2)
            life.hear(.rate(.amber), at: 40, acceptedAt: 41)
            life.ring(until: 60)
            return life.told(team).map { "\($0.kind) \($0.fields.filter { $0.name != "date" })" }
        }
        #expect(told(true) == told(false))
    }

    @Test("Who was cleared before anybody was alerted is alerted of nothing, and the change says into which it went")
    func cleared() throws {
        var life = ColourLife(router)
        life.hear(.arrest, at: 1)
        life.hear(.noFurtherAction, at: 2, acceptedAt: 8)
        #expect(life.told(team).map(\.kind) == [.selection])
        let proposal = try #require(life.listed.first { $0.transition.kind == .proposal })
        let correction = try #require(life.listed.first { $0.transition.kind == .correction })
        #expect(proposal.fate == .folded(into: correction.transition.key))
    }

    @Test(
        "Who was cleared before anybody was alerted is alerted of nothing by any later look", arguments: [true, false])
    func clearedForGood(isRated: Bool) {
        var life = ColourLife(router)
        if isRated { life.hear(.rate(.amber), at: 1) }
        let before = life.told(team).count
        life.hear(.arrest, at: 2)
        life.hear(.noFurtherAction, at: 3, acceptedAt: 8)
        #expect(life.told(team).count == before)
        #expect(life.listed.contains { if case .folded = $0.fate { true } else { false } })
        let woken = router.wake(life.nominal, cause: "timer", now: ColourLife.day(9))
        #expect(woken.notices.filter { $0.recipient == team }.isEmpty, "\(life.nominal.ledger.entries)")
    }

    @Test("A late arrest that changes the past and no colour alarms nobody")
    func late() throws {
        var life = ColourLife(router)
        life.hear(.arrest, at: 3)
        life.ring(until: 4)
        let before = life.told(team)
        #expect(before.map(\.kind) == [.selection, .ragEscalation])
        life.hear(.otherArrest, at: 2, acceptedAt: 5)
        #expect(life.told(team).count == before.count)
        #expect(life.listed.contains { $0.fate == .late })
        life.hear(.rate(.red), at: 6)
        #expect(life.told(team).map(\.kind).suffix(1) == [.ragEscalation], "what comes after it is told as ever")
    }

    @Test("A late word that lowers what was told is told as a correction")
    func lateWord() throws {
        var life = ColourLife(router)
        life.hear(.arrest, at: 1)
        life.ring(until: 2)
        life.hear(.rateWithoutEvidence(.red), at: 3)
        life.hear(.noFurtherAction, at: 2, acceptedAt: 5)
        let last = try #require(life.told(team).last)
        #expect(last.kind == .ragReduction)
        #expect(last.fields.contains { $0.name == "correction" && $0.value == "yes" })
        #expect(last.fields.contains { $0.name == "rag" && $0.value == "amber" })
    }

    @Test("An alarm that a late word puts in another place is not raised again")
    func moved() {
        var life = ColourLife(router)
        life.hear(.arrest, at: 1)
        life.ring(until: 2)
        life.hear(.alarm, at: 3)
        life.hear(.noFurtherAction, at: 2, acceptedAt: 5)
        life.ring(until: 6)
        let alarms = life.told(team).filter {
            $0.fields.contains { $0.name == "triggerClass" && $0.value == "life-risk" }
        }
        #expect(alarms.count == 1)
    }

    @Test("An alarm that comes after a later decision was told still alerts, once, beside the colour that stands")
    func lateAlarm() throws {
        var life = ColourLife(router)
        life.hear(.rate(.amber), at: 3)
        let before = life.told(team).count
        life.hear(.alarm, at: 2, acceptedAt: 5)
        let late = try #require(life.told(team).dropFirst(before).first)
        #expect(life.told(team).count == before + 1)
        #expect(late.fields.contains { $0.name == "triggerClass" && $0.value == "life-risk" })
        #expect(late.fields.contains { $0.name == "rag" && $0.value == "amber" })
        life.ring(until: 20)
        life.hear(.alarm, at: 2, acceptedAt: 21)
        let alarms = life.told(team).filter {
            $0.fields.contains { $0.name == "triggerClass" && $0.value == "life-risk" }
        }
        #expect(alarms.count == 1)
        life.hear(.rate(.red), at: 22)
        #expect(life.told(team).last?.fields.contains { $0.name == "rag" && $0.value == "red" } == true)
    }

    @Test("Every change has one fate, however often it is looked at")
    func onceListed() {
        var life = ColourLife(router)
        life.hear(.alarm, at: 1)
        life.hear(.arrest, at: 2)
        life.hear(.rate(.red), at: 3)
        life.ring(until: 50)
        let keys = life.listed.map(\.transition.key)
        #expect(Set(keys).count == keys.count)
        #expect(keys.count > 2)
    }

    @Test("A scheme that is chosen over a history tells the change that stands and not those before it")
    func chosenLater() {
        var life = ColourLife(router)
        life.hear(.alarm, at: 1)
        life.hear(.rate(.red), at: 2)
        var forgotten = Nominal(history: life.nominal.history, ledger: life.nominal.ledger)
        forgotten.openTasks = life.nominal.openTasks
        let woken = router.wake(forgotten, cause: "timer", now: ColourLife.day(3))
        #expect(woken.notices.filter { $0.recipient == team }.isEmpty)
        #expect(woken.transitions.contains { $0.fate == .beforehand })
    }

    // MARK: Unread

    @Test("A red alert that nobody reads climbs, a task each, and stops when somebody does")
    func unread() throws {
        var life = ColourLife(router)
        life.hear(.alarm, at: 1)
        let alert = try #require(life.told(team).last)
        life.ring(until: 2)
        let raised = life.raised.filter { $0.detail?.scheme?.kind == "unread-alert" }
        #expect(raised.map { $0.detail?.to } == ["npt", "neighbourhood-sergeant", "neighbourhood-inspector"])
        #expect(raised.map(\.raisedAt) == raised.map(\.raisedAt).sorted())
        #expect(raised.allSatisfy { $0.detail?.scheme?.deputy?.isEmpty == false })
        let isRead = life.nominal.acknowledge(alert.id)
        #expect(isRead)
        let woken = router.wake(life.nominal, cause: "read", now: ColourLife.day(2))
        #expect(woken.closed.filter { $0.contains("unread-alert") }.count == 3)
    }

    @Test("Whoever is asked about an unread alert is asked when its time is over, by the look that told it")
    func unreadIsDue() throws {
        var life = ColourLife(router)
        life.hear(.alarm, at: 1)
        life.ring(until: 2)
        let raised = life.raised.filter { $0.detail?.scheme?.kind == "unread-alert" }
        let told = ColourLife.day(1)
        #expect(raised.map(\.raisedAt) == [60, 60, 120].map { told.adding(seconds: $0 * 60) })
    }

    @Test("An alert that somebody read in its time goes to nobody else")
    func read() throws {
        var life = ColourLife(router)
        life.hear(.alarm, at: 1)
        let alert = try #require(life.told(team).last)
        let isRead = life.nominal.acknowledge(alert.id)
        #expect(isRead)
        life.ring(until: 2)
        #expect(!life.raised.contains { $0.detail?.scheme?.kind == "unread-alert" })
    }

    // MARK: One path

    @Test("What time alone tells raises what a message would: somebody whom the directory does not know any more")
    func onePath() throws {
        var life = ColourLife(router)
        life.ring(until: 1)
        let renamed = try Self.router(renaming: (#"id: "npt-headingley""#, #"id: "npt-headingley-west""#))
        let woken = renamed.wake(life.nominal, cause: "timer", now: ColourLife.day(2))
        #expect(woken.raised.contains { $0.kind == .disclosureHeld })
        #expect(woken.notices.contains { $0.recipient == "npt-headingley-west" && $0.kind == .selection })
    }
}

/// Somebody on a cohort, and what is heard of them, each at its day and accepted when it comes.
private struct ColourLife {
    enum Event {
        case arrest, otherArrest, noFurtherAction, alarm
        case rate(RAGRating), rateWithoutEvidence(RAGRating)
    }

    private(set) var notices: [Notice] = []
    private(set) var listed: [ListedTransition] = []
    private(set) var raised: [HubTask] = []
    var nominal = Nominal()
    private var due: Timestamp?
    private var sequence: Int64 = 0
    private let router: ContentBasedRouter
    private let fixture = NominalFixture(42, postcode: "LS6 3AA")

    init(_ router: ContentBasedRouter) {
        self.router = router
        accept(
            .selection(
                SelectionDecision(
                    person: fixture.person, cohort: "ppo", isStatutory: true, decidedBy: "Sgt Cole",
                    panel: conference)), at: 0, acceptedAt: 0)
    }

    static func day(_ day: Int64) -> Timestamp {
        (Timestamp("2026-06-01T09:00:00Z") ?? Timestamp(microseconds: 0)).adding(seconds: day * 86_400)
    }

    func told(_ recipient: String) -> [Notice] { notices.filter { $0.recipient == recipient } }

    /// Something that happened on a day and was taken in by its adapter there and then; the core accepts it later where a
    /// queue stood still.
    mutating func hear(_ event: Event, at day: Int64, acceptedAt accepted: Int64? = nil) {
        accept(fact(event, at: day), at: day, acceptedAt: accepted ?? day)
    }

    /// Lets every timer ring that comes by a day.
    mutating func ring(until day: Int64) {
        while let instant = due, instant <= Self.day(day) {
            take(router.wake(nominal, cause: "timer \(instant)", now: instant), after: instant)
        }
    }

    private mutating func accept(_ fact: Fact, at day: Int64, acceptedAt accepted: Int64) {
        sequence += 1
        let message = NominalFixture.message(fact, at: Self.day(day))
        let now = Self.day(accepted)
        take(router.route(message.accepted(sequence), into: nominal, now: now), after: now)
    }

    private mutating func take(_ outcome: RoutingOutcome, after now: Timestamp) {
        nominal = outcome.nominal
        notices += outcome.notices
        listed += outcome.transitions
        raised += outcome.raised
        due = outcome.next.map { max($0, now.adding(seconds: 1)) }
    }

    private func fact(_ event: Event, at day: Int64) -> Fact {
        switch event {
        case .arrest: police(.arrest, "R-\(day)", at: day)
        case .otherArrest: police(.arrest, "O-\(day)", asn: nil, at: day)
        case .noFurtherAction: police(.disposal, "D-\(day)", end: "NFA", at: day)
        case .alarm: intelligence("INT-\(day)")
        case .rate(let rating): rated(rating, evidence: ["e1"])
        case .rateWithoutEvidence(let rating): rated(rating, evidence: [])
        }
    }

    private func rated(_ rating: RAGRating, evidence: [String]) -> Fact {
        var panel = conference
        panel.evidence = evidence
        return .rag(
            RAGDecision(person: fixture.withoutAddress, rating: rating, decidedBy: "Insp. Ashgrove", panel: panel))
    }

    private func intelligence(_ reference: String) -> Fact {
        .intelligence(
            IntelligenceItem(
                person: fixture.withoutAddress, reference: reference, origin: .forceIntelligence, grading: .none,
                handling: .conditions, isSignificant: true, alarm: .lifeRisk))
    }

    private func police(
        _ kind: PoliceRecord.Kind, _ reference: String, asn: String? = "2613QQ0100000004826D", end: String? = nil,
        at day: Int64
    ) -> Fact {
        .police(
            PoliceRecord(
                person: fixture.withoutAddress, kind: kind, reference: reference, asOf: Self.day(day),
                asn: asn, offences: [PoliceRecord.Offence(code: "TH68036")], disposalCode: end))
    }

    private var conference: PanelRecord {
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", CalendarDate("2026-06-01"))
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation"], ["e1"])
        (panel.route, panel.reason) = ("cycle", "division")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        return panel
    }
}

extension Notice {
    fileprivate var isUnconfirmed: Bool { fields.contains { $0.name == "unconfirmed" } }
}
