import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import SchemeEngine
import TestSupport
import Testing

/// What a scheme changes about what is told, held and asked; Leeds' own pack over Leeds' own agreement.
@Suite("Routing by a scheme")
struct SchemeRoutingTests {
    let router: ContentBasedRouter
    let plain: ContentBasedRouter
    let fixture = NominalFixture(42, postcode: "LS6 3AA")
    let start = Timestamp("2026-06-01T09:00:00Z") ?? Timestamp(microseconds: 0)
    let team = "npt-headingley"

    init() throws {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        let directory = try PartnershipDirectory(yaml: text("directory/leeds.yaml"))
        let decisionPoint = PolicyDecisionPoint(try Agreement(yaml: text("agreements/leeds.yaml")))
        let offences = try OffenceClasses(yaml: Array(text("schemes/offences/classes.yaml").utf8))
        let pack = try SchemePack(yaml: Array(text("schemes/leeds-hub.yaml").utf8))
        router = ContentBasedRouter(
            directory: directory, decisionPoint: decisionPoint, scheme: Scheme(pack, offences: offences))
        plain = ContentBasedRouter(directory: directory, decisionPoint: decisionPoint)
    }

    // MARK: Decisions that wait

    @Test("A selection that states too little opens no stay, tells nobody, and a task says what is missing")
    func held() throws {
        let run = run([selected(panel: nil)])
        #expect(run.last.fate == .heldForHub)
        #expect(run.notices.isEmpty)
        #expect(run.last.nominal.history.spells.isEmpty)
        let task = try #require(run.last.raised.first { $0.kind == .completeDecision })
        #expect(task.sentence.contains("case-conference"))
        #expect(task.detail?.scheme?.deputy?.isEmpty == false)
    }

    @Test("Recorded again with what was missing it stands, is told, and the task is over")
    func completed() {
        let run = run([selected(panel: nil), selected(after: 1)])
        #expect(run.told(team) == [.selection])
        #expect(run.last.closed.contains { $0.hasPrefix("complete-decision ") })
        #expect(run.last.nominal.history.spells.count == 1)
    }

    @Test("The same decisions in the other order end the same way")
    func completedFirst() {
        let run = run([selected(after: 1), selected(panel: nil)])
        #expect(run.told(team) == [.selection])
        #expect(run.last.nominal.openTasks.allSatisfy { !$0.hasPrefix("complete-decision ") })
    }

    @Test("An imported stay stands: it began before Throughgate")
    func imported() {
        let run = run([selected(panel: nil, alreadyTold: [team])])
        #expect(run.last.nominal.history.spells.count == 1)
        #expect(run.told(team) == [])
    }

    @Test("A de-selection that states too little ends nothing; whole, it is told to whoever was told of the selection")
    func heldEnd() {
        let run = run([selected(), deselected(panel: nil, after: 2), deselected(after: 3)])
        #expect(run.outcomes.map(\.fate)[1] == .heldForHub)
        #expect(run.outcomes[1].notices.isEmpty)
        #expect(run.told(team) == [.selection, .deselection])
    }

    @Test("Once the whole decision was told, the one that stated too little still moves neither beginning nor end")
    func heldForGood() throws {
        let run = run([selected(panel: nil), selected(after: 1), deselected(panel: nil, after: 2), deselected(after: 3)])
        let told = run.last.nominal
        let later = router.readNow(told, now: start.adding(seconds: 30 * 86_400)).history.spells
        #expect(later.count == 1 && later == told.history.spells)
        #expect(later.first?.start == start.adding(seconds: 86_400))
        #expect(later.first?.end == start.adding(seconds: 3 * 86_400))
        let looked = router.wake(told, cause: "timer", now: start.adding(seconds: 30 * 86_400))
        #expect(looked.notices.isEmpty && looked.raised.allSatisfy { $0.kind != .completeDecision })
    }

    @Test("A decision that two sections of the pack hold is one task, and it says everything that is missing")
    func heldTwice() throws {
        let end = deselected(panel: nil, after: 2)
        let run = run([selected(), end])
        let found = try #require(router.assessment(of: run.last.nominal, now: start.adding(seconds: 2 * 86_400)))
        let missing = found.incomplete.filter { $0.decision == end.key }.flatMap(\.missing).map(\.what)
        let tasks = run.last.raised.filter { $0.kind == .completeDecision }
        #expect(tasks.count == 1 && !missing.isEmpty)
        for what in missing { #expect(tasks.first?.sentence.contains(what) == true, "\(what)") }
        #expect(
            run.last.raised.filter { $0.key.hasSuffix(" " + end.key) }.count == 1, "the pack's own task is not doubled")
    }

    @Test("A stay that somebody was told of stands, whatever a scheme that was chosen later asks of its selection")
    func toldBefore() {
        let before = plain.route(selected(panel: nil).accepted(1), into: Nominal(), now: start).nominal
        let woken = router.wake(before, cause: "timer", now: start.adding(seconds: 86_400))
        #expect(woken.nominal.history.spells.count == 1)
        let ended = router.route(
            deselected(after: 2).accepted(2), into: woken.nominal, now: start.adding(seconds: 2 * 86_400))
        #expect(ended.notices.filter { $0.recipient == team }.map(\.kind) == [.deselection])
    }

    @Test("Choosing a scheme tells nobody again what they were told")
    func chosenLater() {
        let told = plain.route(selected().accepted(1), into: Nominal(), now: start).nominal
        #expect(router.wake(told, cause: "timer", now: start.adding(seconds: 3_600)).notices.isEmpty)
    }

    // MARK: Stays

    @Test("Who moves to another cohort is told of as changed, never as de-selected; the end reaches the same team")
    func changed() throws {
        var conference = conference
        conference.reason = "nuisance"
        let change = message(
            .cohortChanged(CohortChange(person: bare, from: "ppo", to: "iom", decidedBy: "Panel", panel: conference)),
            after: 5)
        let run = run([selected(), change, deselected(cohort: "iom", after: 9)])
        #expect(run.told(team) == [.selection, .selection, .deselection])
        let fields = try #require(run.notices.filter { $0.recipient == team }.dropFirst().first).fields
        #expect(fields.contains { $0.name == "status" && $0.value == "cohort-changed" })
        // Rule L3 of Leeds' agreement shares with a team that somebody is on, and not on which.
        #expect(!fields.contains { $0.name == "cohort" })
        let partner = run.notices.filter { $0.recipient == "probation-leeds" && $0.kind == .selection }.last
        #expect(
            partner?.fields.contains { $0.name == "cohort" && $0.value == "iom" } == true, "a team is not told which")
        #expect(Set(run.notices.filter { $0.recipient == team }.map(\.spell)).count == 1)
    }

    @Test("Who goes on the dormant list is stopped like anybody who leaves")
    func dormant() {
        let dormant = DormancyDecision(
            person: bare, cohort: "ppo", grounds: ["no-longer-immediate-risk"], decidedBy: "Panel", panel: conference)
        #expect(
            run([selected(), message(.dormancyDecided(dormant), after: 5)]).told(team) == [.selection, .deselection])
    }

    // MARK: Colours

    @Test("What always alerts is told at once, as unconfirmed, and once")
    func alarm() throws {
        let run = run([selected(), alarm(after: 1), alarm(after: 1)])
        #expect(run.told(team) == [.selection, .ragEscalation])
        let fields = try #require(run.notices.last { $0.recipient == team }).fields
        #expect(fields.contains { $0.name == "rag" && $0.value == "red" })
        #expect(fields.contains { $0.name == "unconfirmed" && $0.value == "yes" })
    }

    @Test("A colour that is confirmed is told again without the word unconfirmed, and once")
    func confirmed() throws {
        let confirmed = message(
            .rag(RAGDecision(person: bare, rating: .red, decidedBy: "Insp. Ashgrove", panel: conference)), after: 2)
        let run = run([selected(), alarm(after: 1), confirmed, confirmed])
        #expect(run.told(team) == [.selection, .ragEscalation, .ragEscalation])
        let last = try #require(run.notices.last { $0.recipient == team })
        #expect(!last.fields.contains { $0.name == "unconfirmed" })
    }

    @Test("Without a scheme an alarm tells no team anything")
    func plainAlarm() { #expect(run([selected(), alarm(after: 1)], by: plain).told(team) == [.selection]) }

    @Test("No alert without a transition that is listed, and none twice")
    func transitions() throws {
        let run = run([selected(), alarm(after: 1), alarm(after: 3)])
        let keys = try #require(router.assessment(of: run.last.nominal, now: start.adding(seconds: 4 * 86_400))?.colour)
            .transitions.map(\.key)
        let told = run.last.nominal.ledger.entries.filter { $0.key.topic == .rag && $0.key.recipient == team }
        for entry in told.values { #expect(keys.contains { entry.value.hasSuffix($0) }, "\(entry.value)") }
        #expect(Set(run.notices.map(\.id)).count == run.notices.count)
    }

    @Test("Whoever was alerted hears that it was taken back, in prison too")
    func corrected() throws {
        let arrested = run([selected(), police(.arrest, after: 1)])
        let due = try #require(arrested.last.next, "an arrest waits for others, and is alerted by a timer")
        let alerted = router.wake(arrested.last.nominal, cause: "timer", now: due)
        #expect(alerted.notices.filter { $0.recipient == team }.map(\.kind) == [.ragEscalation])
        let held = run([moved(.received, after: 2), police(.disposal, end: "NFA", after: 3)], into: alerted.nominal)
        let notice = try #require(held.last.notices.first { $0.recipient == team })
        #expect(notice.kind == .ragReduction)
        #expect(notice.fields.contains { $0.name == "rag" && $0.value == "amber" })
    }

    @Test("An alert whose arrest never was is withdrawn, though nobody ever decided a colour")
    func neverWas() throws {
        let arrested = run([selected(rag: nil), police(.arrest, after: 1)])
        let due = try #require(arrested.last.next)
        let alerted = router.wake(arrested.last.nominal, cause: "timer", now: due)
        #expect(alerted.notices.filter { $0.recipient == team }.map(\.kind) == [.ragEscalation])
        let back = run([police(.arrest, of: 1, isWithdrawn: true, after: 2)], into: alerted.nominal)
        let told = back.last.nominal.ledger.entries.filter { $0.key.topic == .rag && $0.key.recipient == team }
        #expect(!told.isEmpty)
        #expect(told.values.allSatisfy { !$0.value.hasPrefix("red") }, "\(told.values.map(\.value))")
        let notice = try #require(back.notices.first { $0.recipient == team })
        #expect([.recalled, .ragReduction].contains(notice.kind))
    }

    @Test("Whoever never heard of an alert hears of no correction of it in prison")
    func neverAlerted() {
        let said = [
            selected(), moved(.received, after: 1), police(.arrest, after: 2), police(.disposal, end: "NFA", after: 3),
        ]
        let run = run(said)
        #expect(!run.told(team).contains { $0 == .ragEscalation || $0 == .ragReduction })
    }

    // MARK: Stops

    @Test("Prison stops visits at once and is told; the release begins them again")
    func prison() {
        let run = run([selected(), moved(.received, after: 1), moved(.released, after: 20)])
        let told = run.told(team)
        #expect(told.prefix(1) == [.selection])
        #expect(Set(run.outcomes[1].notices.filter { $0.recipient == team }.map(\.kind)) == [.stopVisits, .custody])
        #expect(run.outcomes[2].notices.contains { $0.recipient == team && $0.kind == .selection })
    }

    @Test("A move to another cohort during prison is told with the release, and not again beside it")
    func movedInPrison() {
        var conference = conference
        conference.reason = "nuisance"
        let change = message(
            .cohortChanged(CohortChange(person: bare, from: "ppo", to: "iom", decidedBy: "Panel", panel: conference)),
            after: 5)
        let run = run([selected(), moved(.received, after: 1), change, moved(.released, after: 20), nominate("iom", after: 21)])
        #expect(run.last.nominal.history.spells.map(\.cohort) == ["iom"])
        #expect(run.told(team).filter { $0 == .selection }.count == 2)
    }

    @Test("Who stopped visits because of prison hears of a court's result at once, and not again at the release")
    func courtInPrison() {
        let run = run([selected(), moved(.received, after: 1), remanded(after: 3), moved(.released, after: 20)])
        #expect(run.outcomes[2].notices.filter { $0.recipient == team }.map(\.kind) == [.courtResult])
        #expect(run.outcomes[2].notices.contains { $0.recipient == "probation-leeds" && $0.kind == .courtResult })
        #expect(!run.outcomes[3].notices.contains { $0.kind == .courtResult })
    }

    @Test("A result that the court puts right while the person is in prison replaces the first, and is not withdrawn")
    func courtPutsRightInPrison() {
        let right = remanded(after: 4, hearing: 3, code: "4027")
        let run = run([selected(), moved(.received, after: 1), remanded(after: 3), right, nominate("iom", after: 5)])
        #expect(run.outcomes[2].notices.filter { $0.recipient == team }.map(\.kind) == [.courtResult])
        #expect(run.outcomes[3].notices.filter { $0.recipient == team }.map(\.kind) == [.courtResult])
        #expect(run.outcomes[4].notices.allSatisfy { $0.kind != .courtResult })
        #expect(!run.told(team).contains(.recalled))
    }

    @Test("Who died is in no court: whoever stopped visits for it hears of no result")
    func courtAfterDeath() {
        let died = message(.died(Death(person: bare)), after: 2)
        let run = run([selected(), moved(.received, after: 1), died, remanded(after: 3)])
        #expect(run.outcomes[3].notices.isEmpty)
    }

    @Test("A team whose area somebody left hears of no alarm that comes in prison; the team that has them now does")
    func alarmInPrison() {
        let run = run([selected(), relocated(Self.east, after: 1), moved(.received, after: 2), alarm(after: 3)])
        #expect(run.outcomes[1].notices.contains { $0.recipient == team && $0.kind == .stopVisits })
        #expect(run.outcomes[3].alerted == ["npt-inner-east"])
    }

    @Test(
        "An alarm that comes in prison is for the team that was told, while no other team was; whether it may be told, the agreement says",
        arguments: [Self.east, "LS18 5QA", "LS6"], [RAGRating.amber, .red])
    func alarmForNobody(postcode: String, rag: RAGRating) {
        let run = run([selected(rag: rag), moved(.received, after: 1), relocated(postcode, after: 2), alarm(after: 3)])
        let responsible = router.responsible(for: run.last.nominal.history)
        let found = run.last.nominal.differences(
            responsible: responsible, teams: responsible.filter { $0.hasPrefix("npt-") })
        #expect(found.filter { $0.topic == .rag }.map(\.recipient) == [team])
        #expect(run.last.nominal.openTasks.count { $0.contains("look-at-alarm") } == 1, "somebody at the hub has to look")
    }

    @Test("The hub looks at an alarm in prison until a colour is decided after it; a decision from before it is no look")
    func lookAtAlarm() {
        func open(_ more: [CanonicalMessage]) -> Set<String> {
            let run = run([selected(), moved(.received, after: 2), alarm(after: 5)] + more)
            return run.last.nominal.openTasks.filter { $0.contains("look-at-alarm") || $0.contains("confirm-colour") }
        }
        #expect(open([]).count == 1 && open([]).allSatisfy { $0.contains("look-at-alarm") })
        #expect(open([rated(.red, at: 4, recorded: 6)]).count == 1, "decided before anybody knew")
        #expect(open([rated(.red, at: 6, recorded: 6)]).isEmpty)
        #expect(open([moved(.released, after: 6)]).allSatisfy { $0.contains("confirm-colour") })
        #expect(open([moved(.released, after: 6)]).count == 1)
    }

    @Test("A recall is answered by the prison, and an alarm that a panel answered before the prison asks nobody")
    func answeredAlarms() {
        let recall = message(.recall(RecallDecision(person: bare, isDeclined: false)), after: 1)
        for said in [[recall], [alarm(after: 1), rated(.red, at: 2, recorded: 2)]] {
            let run = run([selected()] + said + [moved(.received, after: 3)])
            #expect(run.last.nominal.openTasks.allSatisfy { !$0.contains("look-at-alarm") })
        }
    }

    private func rated(_ rating: RAGRating, at days: Int64, recorded: Int64) -> CanonicalMessage {
        let decision = RAGDecision(person: bare, rating: rating, decidedBy: "Insp. Ashgrove", panel: conference)
        var message = message(.rag(decision), after: days)
        message.recordedTime = start.adding(seconds: recorded * 86_400)
        return message
    }

    @Test("An alarm from before a prison is not told because of the prison to a team that had stopped by then")
    func alarmBeforePrison() {
        let back = relocated("LS6 3AA", after: 4)
        let run = run([selected(), relocated(Self.east, after: 1), alarm(after: 2), moved(.received, after: 3), back])
        #expect(run.outcomes[2].alerted == ["npt-inner-east"])
        #expect(run.outcomes[3].alerted.isEmpty && run.outcomes[4].alerted.isEmpty)
    }

    @Test("An alarm that came in prison is told to the team whose area somebody comes back to")
    func alarmAndBack() {
        let run = run([
            selected(), relocated(Self.east, after: 1), moved(.received, after: 2), alarm(after: 3), relocated("LS6 3AA", after: 4),
        ])
        #expect(run.outcomes[4].alerted == [team])
    }

    /// A postcode of another team's area.
    private static let east = "LS9 7AA"

    @Test("A rectification reads the record by its scheme: who stops visits goes on doing so, and its tasks stay")
    func rectified() throws {
        let messages = [selected(), moved(.received, after: 1), nominate("iom", after: 2)]
        let before = run(messages).last
        #expect(before.nominal.history.reading.areVisitsStopped)
        var history = NominalHistory()
        for (index, message) in messages.dropLast().enumerated() {
            _ = history.fold(message.accepted(Int64(index + 1)))
        }
        let order = message(
            .ordered(
                RecordOrder(
                    .rectified, person: bare, item: messages[2].id, reason: .recordedInError, authority: .controller,
                    decidedBy: "J. Officer")), after: 3)
        let now = start.adding(seconds: 3 * 86_400)
        let outcome = router.rectify(
            order.accepted(4), item: messages[2].key, history: history, nominal: before.nominal, now: now)
        #expect(outcome.nominal.history.reading.areVisitsStopped)
        #expect(!outcome.notices.contains { $0.recipient == team && $0.kind == .selection })
        #expect(outcome.next == router.assessment(of: outcome.nominal, now: now)?.next)
        let woken = router.wake(outcome.nominal, cause: "timer", now: now)
        #expect(
            woken.raised.isEmpty && woken.closed.isEmpty, "the rectification left what the scheme asks for as it is")
    }

    @Test("A colour that the scheme derived from a rectified item is withdrawn where no other colour stands")
    func derivedColour() throws {
        let colourless = message(
            .selection(
                SelectionDecision(
                    person: fixture.person, cohort: "ppo", isStatutory: true, decidedBy: "Sgt Cole", panel: conference)),
            after: 0)
        let wrong = alarm(after: 1)
        let before = run([colourless, wrong])
        #expect(before.told(team) == [.selection, .ragEscalation])
        var history = NominalHistory()
        _ = history.fold(colourless.accepted(1))
        let order = message(
            .ordered(
                RecordOrder(
                    .rectified, person: bare, item: wrong.id, reason: .recordedInError, authority: .controller,
                    decidedBy: "J. Officer")), after: 2)
        let outcome = router.rectify(
            order.accepted(3), item: wrong.key, history: history, nominal: before.last.nominal,
            now: start.adding(seconds: 2 * 86_400))
        let escalation = try #require(before.notices.last { $0.recipient == team && $0.kind == .ragEscalation })
        #expect(outcome.notices.contains { $0.recipient == team && $0.supersedes == escalation.id })
    }

    @Test("Death stops visits at once, without a panel, and no notice says why")
    func death() {
        let run = run([selected(), message(.died(Death(person: bare)), after: 1)])
        #expect(run.told(team) == [.selection, .stopVisits])
    }

    // MARK: Candidates, tasks, timers

    @Test("A candidate is a place on the panel's agenda, and no team hears of it")
    func candidate() {
        let nomination = Nomination(person: bare, cohort: "iom", nominatedBy: "disc", reason: "nuisance")
        let run = run([selected(), message(.nomination(nomination), after: 1), nominate("ppo", after: 2)])
        #expect(run.told(team) == [.selection])
    }

    @Test("A candidate on no cohort raises a task of the hub")
    func candidateTask() {
        var nominal = Nominal()
        let outcome = router.route(nominate("ppo", after: 0).accepted(1), into: nominal, now: start)
        nominal = outcome.nominal
        #expect(outcome.notices.isEmpty)
        #expect(outcome.raised.contains { $0.kind == .considerCandidate || $0.kind == .schemeTask })
    }

    @Test("A team told to take the flag down is asked until it confirms that it did")
    func flags() throws {
        let run = run([selected(), deselected(after: 2)])
        let notice = try #require(run.notices.last { $0.recipient == team })
        let ofFlags = run.last.nominal.openTasks.filter { $0.contains("withdraw-flag") || $0.contains("confirm-flags") }
        #expect(ofFlags.count == 1 && ofFlags.allSatisfy { $0.hasSuffix(" \(team)") })
        let back = FlagWithdrawal(
            notice: notice.id, recipient: team, flags: ["iom-flag"], officer: "PC 4127 Ellis", isAsserted: true)
        let after = router.route(
            message(.flagsWithdrawn(back), after: 3).accepted(9), into: run.last.nominal,
            now: start.adding(seconds: 3 * 86_400))
        #expect(Set(after.closed).isSuperset(of: ofFlags))
    }

    @Test("Every task of a scheme has an owner, a deputy and a day, and is raised once")
    func tasks() {
        let run = run([selected(), alarm(after: 1), alarm(after: 1), deselected(after: 20)])
        let raised = run.outcomes.flatMap(\.raised).filter { $0.detail?.scheme != nil }
        #expect(!raised.isEmpty)
        #expect(Set(raised.map(\.key)).count == raised.count)
        for task in raised {
            #expect(!router.owner(of: task).isEmpty)
            #expect(task.detail?.scheme?.deputy?.isEmpty == false, "\(task.key)")
            #expect(task.sentence.utf8.count <= 256, "\(task.sentence)")
        }
    }

    @Test("What time alone brings about comes at the next instant the scheme names, and once")
    func timers() throws {
        let run = run([selected(), alarm(after: 1)])
        var (nominal, seen, due) = (run.last.nominal, [String](), run.last.next)
        var steps = 0
        while let now = due, steps < 50 {
            let woken = router.wake(nominal, cause: "timer \(now)", now: now)
            if let next = woken.next { #expect(next > now, "a rule asks to be woken when it was woken") }
            seen += woken.raised.map(\.key)
            (nominal, due) = (woken.nominal, woken.next)
            steps += 1
        }
        #expect(steps > 0, "the scheme asks for nothing, ever")
        #expect(!seen.isEmpty)
    }
}

extension SchemeRoutingTests {
    private var bare: Person { fixture.withoutAddress }

    private var conference: PanelRecord {
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", CalendarDate("2026-06-01"))
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation"], ["e1"])
        (panel.route, panel.reason) = ("cycle", "division")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        return panel
    }

    private func selected(rag: RAGRating? = .amber, after days: Int64 = 0) -> CanonicalMessage {
        selected(panel: conference, rag: rag, after: days)
    }

    private func selected(
        panel: PanelRecord?, rag: RAGRating? = .amber, after days: Int64 = 0, alreadyTold: [String] = []
    ) -> CanonicalMessage {
        message(
            .selection(
                SelectionDecision(
                    person: fixture.person, cohort: "ppo", isStatutory: true, rag: rag, decidedBy: "Sgt Cole",
                    alreadyTold: alreadyTold, panel: panel)), after: days)
    }

    private func deselected(cohort: String = "ppo", after days: Int64) -> CanonicalMessage {
        deselected(panel: conference, cohort: cohort, after: days)
    }

    private func deselected(panel: PanelRecord?, cohort: String = "ppo", after days: Int64) -> CanonicalMessage {
        message(
            .deselection(
                DeselectionDecision(
                    person: bare, cohort: cohort, ground: "no-longer-immediate-risk", decidedBy: "Sgt Cole",
                    panel: panel)),
            after: days)
    }

    private func alarm(after days: Int64) -> CanonicalMessage {
        message(
            .intelligence(
                IntelligenceItem(
                    person: bare, reference: "INT-\(days)", origin: .forceIntelligence, grading: .none,
                    handling: .conditions, isSignificant: true, alarm: .lifeRisk)), after: days)
    }

    private func police(
        _ kind: PoliceRecord.Kind, end: String? = nil, of day: Int64? = nil, isWithdrawn: Bool = false,
        after days: Int64
    ) -> CanonicalMessage {
        message(
            .police(
                PoliceRecord(
                    person: bare, kind: kind, reference: "R-\(day ?? days)",
                    asOf: start.adding(seconds: days * 86_400), isWithdrawn: isWithdrawn,
                    asn: "2613QQ0100000004826D", offences: [PoliceRecord.Offence(code: "TH68036")], disposalCode: end)),
            after: days)
    }

    private func nominate(_ cohort: String, after days: Int64) -> CanonicalMessage {
        message(
            .nomination(Nomination(person: bare, cohort: cohort, nominatedBy: "disc", reason: "division")), after: days)
    }

    /// What a court said of a hearing: of that day, or of an earlier one that it puts right.
    private func remanded(after days: Int64, hearing: Int64? = nil, code: String = "4028") -> CanonicalMessage {
        let day = start.adding(seconds: (hearing ?? days) * 86_400).date
        let result = HearingResult(
            person: bare, case: HearingResult.Case(ptiurn: "13AA0000001", asn: nil),
            hearing: HearingResult.Hearing(courtOrganisationUnit: "B13CC00", courtHouseCode: nil, date: day, time: "10:00:00"),
            offences: [
                HearingResult.Offence(sequence: "1", code: "TH68010", results: [HearingResult.Result(code: code)])
            ])
        return message(.hearingResulted(result), after: days)
    }

    private func relocated(_ postcode: String, after days: Int64) -> CanonicalMessage {
        message(.addressChanged(AddressChange(person: fixture.living(at: postcode))), after: days)
    }

    private func moved(_ kind: CustodyMovement.Kind, after days: Int64) -> CanonicalMessage {
        message(.custody(CustodyMovement(person: bare, kind: kind, establishment: "LEI")), after: days)
    }

    private func message(_ fact: Fact, after days: Int64) -> CanonicalMessage {
        NominalFixture.message(fact, at: start.adding(seconds: days * 86_400))
    }

    /// Routes messages, each at the moment at which the last of them so far happened.
    private func run(
        _ messages: [CanonicalMessage], by router: ContentBasedRouter? = nil, into nominal: Nominal = Nominal()
    ) -> SchemeRun {
        var run = SchemeRun()
        var now = start
        for (index, message) in messages.enumerated() {
            now = max(now, message.time)
            let outcome = (router ?? self.router).route(
                message.accepted(Int64(nominal.history.selections.isEmpty ? index + 1 : index + 9)),
                into: run.outcomes.last?.nominal ?? nominal, now: now)
            run.outcomes.append(outcome)
        }
        return run
    }
}

/// Everything that some messages brought about.
struct SchemeRun {
    var outcomes: [RoutingOutcome] = []

    var notices: [Notice] { outcomes.flatMap(\.notices) }

    var last: RoutingOutcome {
        guard let last = outcomes.last else { preconditionFailure("A run has messages.") }
        return last
    }

    func told(_ recipient: String) -> [NoticeKind] { notices.filter { $0.recipient == recipient }.map(\.kind) }
}

extension RoutingOutcome {
    /// The neighbourhood teams that a rise in colour is told to.
    fileprivate var alerted: [String] {
        notices.filter { $0.kind == .ragEscalation && $0.recipient.hasPrefix("npt-") }.map(\.recipient)
    }
}
