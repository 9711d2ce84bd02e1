import CanonicalModel
import Formats
import Testing
import TestSupport

@testable import SchemeEngine

/// April 2026 of a scheme's own workings, counted by hand.
@Suite("What a scheme proposed, held and asked")
struct SchemeFigureTests {
    let april = ReportMonth(of: day("2026-04-10"))

    // MARK: Colours

    @Test("A proposal counts by what had become of it when the month ended, and its time by the month of the answer")
    func proposals() {
        var person = on("2026-01-01T09:00:00Z")
        person.proposals = [
            .init(at: at("2026-03-31T09:00:00Z"), settledAt: at("2026-04-01T09:00:00Z"), outcome: .confirmed),
            .init(at: at("2026-04-10T09:00:00Z"), settledAt: at("2026-04-11T09:01:00Z"), outcome: .decidedOtherwise),
            .init(at: at("2026-04-15T09:00:00Z"), settledAt: at("2026-04-16T09:00:00Z"), outcome: .takenBack),
            .init(at: at("2026-04-30T09:00:00Z"), settledAt: at("2026-05-02T09:00:00Z"), outcome: .confirmed),
            .init(at: at("2026-04-30T10:00:00Z")),
        ]
        let april = report([person])
        #expect(
            april.rows(.proposals) == [
                Figure(.proposals, row: "decided otherwise", 1), Figure(.proposals, row: "taken back", 1),
                Figure(.proposals, row: "waiting", 2),
            ])
        #expect(april.total(.proposalTime) == Figure(.proposalTime, 1_440 + 1_441, of: 2))
        #expect(april.total(.proposalInDay) == Figure(.proposalInDay, 1, of: 2))
        #expect(report([person], self.april.adding(1)).total(.proposalTime) == Figure(.proposalTime, 2_880, of: 1))
    }

    @Test("A confirmation settles a proposal, another colour decides it otherwise, a correction takes it back")
    func pairs() {
        let chain: [(ColourState.Transition.Kind, String, ColourState.Shown)] = [
            (.selected, "2026-04-01T09:00:00Z", .amber), (.proposal, "2026-04-02T09:00:00Z", .red),
            (.alarm, "2026-04-02T10:00:00Z", .red), (.confirmation, "2026-04-02T11:00:00Z", .red),
            (.decision, "2026-04-05T09:00:00Z", .amber), (.proposal, "2026-04-06T09:00:00Z", .red),
            (.decision, "2026-04-06T12:00:00Z", .green), (.proposal, "2026-04-08T09:00:00Z", .red),
            (.custody, "2026-04-09T09:00:00Z", .blue), (.proposal, "2026-04-20T09:00:00Z", .red),
        ]
        let transitions = chain.enumerated().map { place, step in
            transition("t\(place)", step.0, step.1, step.2)
        }
        let outcomes = ColourProposals(transitions, ends: []).all.map(\.outcome)
        #expect(outcomes == [.confirmed, .decidedOtherwise, .overtaken, nil])
    }

    @Test("Only a correction that names a proposal takes it back")
    func corrections() {
        let proposal = transition("p", .proposal, "2026-04-02T09:00:00Z", .red)
        var other = transition("c", .correction, "2026-04-03T09:00:00Z", .amber)
        #expect(ColourProposals([proposal, other], ends: []).all.map(\.outcome) == [nil])
        other.corrects = ["p"]
        #expect(ColourProposals([proposal, other], ends: []).all.map(\.outcome) == [.takenBack])
    }

    @Test("A stay that ends takes what was proposed in it along, and the next stay's decision does not answer it")
    func ends() {
        let transitions = [
            transition("p", .proposal, "2026-04-02T09:00:00Z", .red),
            transition("s", .selected, "2026-04-20T09:00:00Z", .amber),
        ]
        let all = ColourProposals(transitions, ends: [at("2026-04-10T09:00:00Z")]).all
        #expect(all.map(\.settledAt) == [at("2026-04-10T09:00:00Z")])
        #expect(all.map(\.outcome) == [.overtaken])
    }

    // MARK: Decisions, candidates, tasks

    @Test("A decision that waits is held in its own month, waits at the end of every month until it is completed")
    func held() {
        var person = on("2026-01-01T09:00:00Z")
        person.decisions = [
            .init(at: at("2026-04-02T09:00:00Z"), matter: "selection"),
            .init(
                at: at("2026-04-03T09:00:00Z"), matter: "selection", heldAt: at("2026-04-03T09:00:00Z"),
                completedAt: at("2026-05-01T09:00:00Z")),
            .init(at: at("2026-03-03T09:00:00Z"), matter: "colour", heldAt: at("2026-03-03T09:00:00Z")),
        ]
        let (april, may) = (report([person]), report([person], april.adding(1)))
        #expect(april.rows(.decisionsHeld) == [Figure(.decisionsHeld, row: "selection", 1, of: 2)])
        #expect(april.total(.decisionsWaiting).numerator == 2)
        #expect(may.total(.decisionsWaiting).numerator == 1)
        #expect(may.total(.decisionCompletion) == Figure(.decisionCompletion, 28 * 1_440, of: 1))
    }

    @Test("SEL-09 A candidate waits until a panel decides; one who lapsed was never decided about")
    func candidates() {
        var person = ReportInput.Person()
        person.candidacies = [
            .init(at: at("2026-03-02T09:00:00Z")),
            .init(at: at("2026-04-02T09:00:00Z"), endedAt: at("2026-04-09T09:00:00Z")),
            .init(at: at("2026-04-03T09:00:00Z"), endedAt: at("2026-04-20T09:00:00Z"), isLapsed: true),
        ]
        person.declines = [at("2026-04-09T09:00:00Z")]
        var input = scheme([person])
        input.strangers = [
            .init(month: april, outcome: .proposed, count: 7), .init(month: april, outcome: .declined, count: 6),
            .init(month: april, outcome: .selected, count: 5),
            .init(month: april.adding(1), outcome: .proposed, count: 100),
        ]
        let report = MonthlyReport(input, month: april, settings: settings)
        #expect(report.rows(.candidatesProposed).map(\.numerator) == [2, 7])
        #expect(report.rows(.candidatesDeclined).map(\.numerator) == [1, 6])
        #expect(report.total(.candidatesLapsed).numerator == 1)
        #expect(report.total(.candidatesWaiting).numerator == 1)
        #expect(report.total(.selectedUnknown).numerator == 5)
        let published = PublishedReport(report)
        #expect(published.words(report.rows(.candidatesDeclined)[0]) == PublishedReport.hidden)
        #expect(published.words(report.rows(.candidatesDeclined)[1]) == PublishedReport.hidden)
    }

    @Test(
        "A review is overdue from the instant after it was due until it is held",
        arguments: [("2026-04-30T22:59:59Z", 1), ("2026-04-30T23:00:00Z", 0)])
    func reviews(due: String, overdue: Int) {
        var input = scheme([])
        input.tasks = [.init(kind: "review due", isReview: true, raisedAt: at("2026-04-01T09:00:00Z"), dueAt: at(due))]
        #expect(MonthlyReport(input, month: april, settings: settings).total(.reviewsOverdue).numerator == overdue)
        input.tasks[0].closedAt = at("2026-04-30T22:59:59Z")
        #expect(MonthlyReport(input, month: april, settings: settings).total(.reviewsOverdue).numerator == 0)
    }

    @Test("A task is done in time at its last instant, and not a microsecond later")
    func tasks() {
        let due = at("2026-04-10T09:00:00Z")
        func task(_ closed: Timestamp?) -> ReportInput.Task {
            .init(kind: "exit interview", raisedAt: at("2026-04-01T09:00:00Z"), dueAt: due, closedAt: closed)
        }
        var input = scheme([])
        input.tasks = [task(due), task(Timestamp(microseconds: due.microseconds + 1)), task(nil)]
        let rows = MonthlyReport(input, month: april, settings: settings).rows(.tasksInTime)
        #expect(rows == [Figure(.tasksInTime, row: "exit interview", 1, of: 3)])
    }

    @Test("A task is not late while its time runs")
    func runningTask() {
        var input = scheme([])
        input.tasks = [
            .init(
                kind: "review due", isReview: true, raisedAt: at("2026-04-01T09:00:00Z"),
                dueAt: at("2026-04-20T09:00:00Z"))
        ]
        func report() -> MonthlyReport { MonthlyReport(input, month: april, settings: settings) }
        input.knownAt = at("2026-04-20T09:00:00Z")
        #expect(report().total(.tasksInTime) == Figure(.tasksInTime, 0, of: 0))
        #expect(report().total(.reviewsOverdue).numerator == 0)
        input.knownAt = at("2026-04-20T09:00:01Z")
        #expect(report().total(.tasksInTime) == Figure(.tasksInTime, 0, of: 1))
        #expect(report().total(.reviewsOverdue).numerator == 1)
    }

    // MARK: What cannot be told

    @Test("A figure whose facts nobody ever sent says so; one that is nought in a month says nought")
    func silence() {
        var person = on("2026-01-01T09:00:00Z")
        let empty = PublishedReport(report([person]))
        for metric in [Metric.positiveTests, .needsProgress, .intelligenceItems, .enforcement, .candidatesDeclined] {
            #expect(empty.words(metric) == "not recorded", "\(metric)")
        }
        person.intelligence = [at("2026-02-01T09:00:00Z")]
        person.drugTests = [.init(at: at("2026-02-01T09:00:00Z"), result: .positive)]
        let known = PublishedReport(report([person]))
        #expect(known.words(.intelligenceItems) == "0")
        #expect(known.words(.positiveTests) == "none")
        #expect(known.words(.reviewsOverdue) == "0")
    }

    @Test("Without a scheme nothing is proposed or held, and the report says why it cannot tell")
    func noScheme() throws {
        let report = MonthlyReport(ReportInput(people: []), month: april, settings: settings)
        let published = PublishedReport(report)
        #expect(published.words(.decisionsHeld) == "no scheme is chosen")
        let figures = try #require(ReportData(report, asKnownAt: "now").json.object?["figures"]?.array)
        let held = try #require(figures.first { $0.object?["metric"]?.string == "decisions.held" }?.object)
        #expect(held["numerator"] == nil)
        #expect(held["value"]?.string == "no scheme is chosen")
    }

    @Test("A notice is not late while its time runs")
    func runningNotice() {
        var input = ReportInput(notices: [
            .init(
                team: "npt", kind: "selection", decidedAt: at("2026-04-30T09:00:00Z"),
                dueAt: at("2026-05-01T09:00:00Z"),
                acknowledgedAt: nil)
        ])
        func total() -> Figure { MonthlyReport(input, month: april, settings: settings).total(.acknowledgedByTeam) }
        input.knownAt = at("2026-05-01T09:00:00Z")
        #expect(total() == Figure(.acknowledgedByTeam, 0, of: 0))
        input.knownAt = at("2026-05-01T09:00:01Z")
        #expect(total() == Figure(.acknowledgedByTeam, 0, of: 1))
    }

    // MARK: People

    @Test("AUD-13 An outcome that a plan repeats counts once; one of an exit interview counts though the stay is over")
    func outcomes() {
        var person = on("2026-01-01T09:00:00Z", until: "2026-04-02T09:00:00Z")
        person.softOutcomes = [
            .init(at: at("2026-04-01T09:00:00Z"), kind: "in work"),
            .init(at: at("2026-04-01T10:00:00Z"), kind: "in work"),
            .init(at: at("2026-04-29T09:00:00Z"), kind: "calmer life"),
            .init(at: at("2026-04-30T09:00:00Z"), kind: "settled home"),
        ]
        #expect(report([person]).rows(.softOutcomes).map(\.row) == ["calmer life", "in work"])
    }

    @Test("AUD-10 Arrests of people under 18 are told by the days that they were under 18 and on the scheme")
    func youth() {
        var person = on("2026-01-01T09:00:00Z")
        person.born = day("2008-04-11")
        person.arrests = [.init(at: at("2026-04-10T12:00:00Z")), .init(at: at("2026-04-11T12:00:00Z"))]
        #expect(report([person]).total(.youthArrests) == Figure(.youthArrests, 1, of: 10))
    }

    @Test("Somebody of whom nobody said whether they are supervised is in neither part of the share")
    func supervision() {
        var unknown = on("2026-01-01T09:00:00Z")
        unknown.spells[0].isStatutory = nil
        let report = report([unknown, on("2026-01-01T09:00:00Z")])
        #expect(report.total(.statutoryShare) == Figure(.statutoryShare, 1, of: 1))
    }

    // MARK: -

    private var settings: ReportSettings {
        ReportSettings(scheme: "Nowhere", fixedOn: day("2026-04-01"), begins: day("2026-04-01"))
    }

    private func scheme(_ people: [ReportInput.Person]) -> ReportInput {
        var input = ReportInput(people: people)
        input.hasScheme = true
        return input
    }

    private func report(_ people: [ReportInput.Person], _ month: ReportMonth? = nil) -> MonthlyReport {
        MonthlyReport(scheme(people), month: month ?? april, settings: settings)
    }

    private func transition(
        _ key: String, _ kind: ColourState.Transition.Kind, _ instant: String, _ to: ColourState.Shown
    ) -> ColourState.Transition {
        .init(key: key, kind: kind, at: at(instant), from: nil, to: to, triggers: [], isConfirmed: kind != .proposal)
    }
}
