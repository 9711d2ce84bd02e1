import CanonicalModel
import Testing

@testable import SchemeEngine

/// A month in figures, by people made for one question each.
@Suite("The monthly report")
struct MonthlyReportTests {
    let april = ReportMonth(of: day("2026-04-10"))
    let settings = ReportSettings(scheme: "Nowhere", fixedOn: day("2026-04-01"), begins: day("2026-04-01"), officers: 2)

    // MARK: Days on the cohort

    @Test("AUD-05 Somebody who comes on the tenth counts for twenty-one days, and not in the fixed cohort")
    func personDays() {
        let report = report([on("2026-04-10T09:00:00Z"), on("2026-01-01T09:00:00Z")])
        #expect(report.total(.personDays).numerator == 21 + 30)
        #expect(report.total(.averageCohort).words == "1.7 people")
        #expect(report.total(.cohortAtEnd).numerator == 2)
        #expect(report.total(.fixedCohort).numerator == 1)
    }

    @Test("AUD-05 The day counts at whose end somebody was on: in summer London's midnight is an hour before UTC's")
    func londonMidnight() {
        #expect(report([on("2026-04-29T22:59:59Z")]).total(.personDays).numerator == 2)
        #expect(report([on("2026-04-29T23:00:00Z")]).total(.personDays).numerator == 2)
        #expect(report([on("2026-04-29T23:00:01Z")]).total(.personDays).numerator == 1)
        #expect(report([on("2026-04-30T23:00:00Z")]).total(.cohortAtEnd).numerator == 1)
        #expect(report([on("2026-04-30T23:00:01Z")]).total(.cohortAtEnd).numerator == 0)
    }

    @Test("A month that is not over is counted to the moment at which the record was read, and says so")
    func soFar() {
        let recent = on("2026-03-20T09:00:00Z")
        var input = ReportInput(people: [on("2026-04-10T09:00:00Z"), on("2026-01-01T09:00:00Z"), recent])
        input.knownAt = at("2026-04-15T12:00:00Z")
        let settings = ReportSettings(scheme: "Nowhere", fixedOn: day("2026-04-01"), begins: day("2026-01-01"))
        let report = MonthlyReport(input, month: april, settings: settings)
        #expect(report.isSoFar && report.words == "April 2026 so far")
        #expect(report.total(.personDays).numerator == 5 + 14 + 14)
        #expect(report.total(.averageCohort).denominator == 14)
        #expect(report.total(.cohortAtEnd).numerator == 3)
        #expect(report.total(.leftWithinMonth).denominator == 0, "who came on 20 March has not had a month yet")
        #expect(ReportPage(report, asKnownAt: "now").html.contains("It is counted to 15 April 2026, 12:00 UTC"))
        input.knownAt = april.end
        #expect(!MonthlyReport(input, month: april, settings: settings).isSoFar)
    }

    @Test(
        "AUD-05 Arrests are told for both cohorts: on the scheme by person-days, of the fixed day by its people's days")
    func bothBases() {
        var left = on("2026-01-01T09:00:00Z", until: "2026-04-11T09:00:00Z")
        left.arrests = [.init(at: at("2026-04-05T03:00:00Z")), .init(at: at("2026-04-20T03:00:00Z"))]
        let report = report([left])
        #expect(report.total(.arrestRate) == Figure(.arrestRate, 1, of: 10))
        #expect(report.total(.arrestRateFixed) == Figure(.arrestRateFixed, 2, of: 30))
    }

    @Test("AUD-11 The cohort of the fixed day is followed when its people leave, and whoever joins later is not in it")
    func fixedCohort() {
        let people = [
            on("2026-01-01T09:00:00Z"), on("2026-01-01T09:00:00Z", until: "2026-04-02T09:00:00Z"),
            on("2026-04-02T10:00:00Z"),
        ]
        #expect(report(people).total(.fixedRemaining) == Figure(.fixedRemaining, 1, of: 2))
    }

    // MARK: Who joins and who leaves

    @Test("AUD-08 A change of cohort is neither a start nor an end")
    func cohortChange() {
        var person = on("2026-02-01T09:00:00Z", until: "2026-04-15T09:00:00Z", ground: "cohort-change")
        person.spells.append(ReportInput.Spell(cohort: "ppo", start: at("2026-04-15T09:00:00Z"), isStatutory: true))
        let report = report([person])
        #expect(report.total(.joined).numerator == 0)
        #expect(report.total(.left).numerator == 0)
        #expect(report.total(.cohortChanges).numerator == 1)
        #expect(report.total(.ppoShare) == Figure(.ppoShare, 1, of: 1))
    }

    @Test("AUD-08 De-selections are told by ground, and a death ends a stay before the panel meets")
    func grounds() {
        var dead = on("2026-02-01T09:00:00Z", until: "2026-04-20T09:00:00Z", ground: "no-immediate-risk")
        dead.died = at("2026-04-12T01:00:00Z")
        let gone = on("2026-02-01T09:00:00Z", until: "2026-04-20T09:00:00Z", ground: "moved-area")
        let rows = report([dead, gone]).rows(.left)
        #expect(rows.map(\.row) == ["died", "moved-area"])
        #expect(report([dead]).total(.personDays).numerator == 11)
    }

    @Test(
        "Leaving within a month means before the same day of the next month, by London's clock",
        arguments: [("2026-04-15T08:59:59Z", 1), ("2026-04-15T09:00:00Z", 0)])
    func withinMonth(end: String, early: Int) {
        let person = on("2026-03-15T10:00:00Z", until: end)
        let settings = ReportSettings(scheme: "Nowhere", fixedOn: day("2026-03-01"), begins: day("2026-03-01"))
        let report = MonthlyReport(ReportInput(people: [person]), month: april, settings: settings)
        #expect(report.total(.leftWithinMonth) == Figure(.leftWithinMonth, early, of: 1))
        #expect(report.total(.leftWithinMonthSoFar) == Figure(.leftWithinMonthSoFar, early, of: 1))
    }

    @Test("Who joined this month has not had a month yet, and is not counted among those who stayed")
    func notYetAMonth() {
        let report = report([on("2026-04-02T09:00:00Z", until: "2026-04-20T09:00:00Z")])
        #expect(report.total(.leftWithinMonth) == Figure(.leftWithinMonth, 0, of: 0))
    }

    @Test("A loaded cohort neither joins nor tells how long people stay")
    func imported() {
        var person = on("2026-04-02T09:00:00Z", until: "2026-04-20T09:00:00Z")
        person.spells[0].isImported = true
        let report = report([person])
        #expect(report.total(.joined).numerator == 0)
        #expect(report.total(.left).numerator == 1)
        #expect(report.total(.timeCompleted).denominator == 0)
    }

    @Test("SEL-09 A candidate is one who was nominated, was not on the scheme, and was not selected by the month's end")
    func candidates() {
        var never = ReportInput.Person()
        never.nominations = [at("2026-04-03T09:00:00Z")]
        var selected = on("2026-04-20T09:00:00Z")
        selected.nominations = [at("2026-04-03T09:00:00Z"), at("2026-04-21T09:00:00Z")]
        #expect(report([never, selected]).total(.notSelected).numerator == 1)
    }

    // MARK: Colours and notices

    @Test("A day is blue in custody whatever the risk, and amber when nobody has decided")
    func colours() {
        var person = on("2026-01-01T09:00:00Z")
        person.ratings = [.init(at: at("2026-04-11T09:00:00Z"), rating: .red, trigger: "arrest")]
        person.custody = [
            .init(at: at("2026-04-21T09:00:00Z"), isHeld: true), .init(at: at("2026-04-26T09:00:00Z"), isHeld: false),
        ]
        let rows = report([person]).rows(.colourDays)
        #expect(
            rows == [
                Figure(.colourDays, row: "amber", 10), Figure(.colourDays, row: "blue", 5),
                Figure(.colourDays, row: "red", 15),
            ])
    }

    @Test("A repeated selection gives its colour from its own day on, not before it")
    func repeatedSelection() {
        var person = on("2026-01-01T09:00:00Z")
        person.spells[0].colours = [
            .init(at: at("2026-01-01T09:00:00Z"), rating: .red), .init(at: at("2026-04-16T09:00:00Z"), rating: .green),
        ]
        #expect(report([person]).rows(.colourDays).map(\.numerator) == [15, 15])
    }

    @Test("A notice acknowledged at its last minute is in time; one a microsecond later is not")
    func acknowledgement() {
        let due = at("2026-04-02T09:00:00Z")
        func notice(_ acknowledged: Timestamp?) -> ReportInput.Notice {
            .init(
                team: "npt", kind: "deselection", decidedAt: at("2026-04-01T09:00:00Z"), dueAt: due,
                acknowledgedAt: acknowledged)
        }
        let input = ReportInput(notices: [
            notice(due), notice(Timestamp(microseconds: due.microseconds + 1)), notice(nil),
        ])
        let report = MonthlyReport(input, month: april, settings: settings)
        #expect(report.total(.acknowledgedByTeam) == Figure(.acknowledgedByTeam, 1, of: 3))
    }

    // MARK: Conduct, needs, young people

    @Test("AUD-07 Arrests and appointments are told for each group, those under no order among them")
    func groups() {
        var none = on("2026-01-01T09:00:00Z")
        none.spells[0].isStatutory = false
        none.arrests = [.init(at: at("2026-04-05T03:00:00Z"))]
        let report = report([none, on("2026-01-01T09:00:00Z")])
        #expect(
            report.rows(.arrestRate) == [
                Figure(.arrestRate, row: "Non-PPO non-statutory", 1, of: 30),
                Figure(.arrestRate, row: "Non-PPO statutory", 0, of: 30),
            ])
    }

    @Test("AUD-08 Compliance counts required appointments; enforcement counts breaches and recalls")
    func compliance() {
        var person = on("2026-01-01T09:00:00Z")
        person.attendances = [
            .init(at: at("2026-04-05T09:00:00Z"), isAttended: true, isRequired: true),
            .init(at: at("2026-04-06T09:00:00Z"), isAttended: false, isRequired: true, isAcceptable: true),
            .init(at: at("2026-04-07T09:00:00Z"), isAttended: false, isRequired: false),
        ]
        person.enforcement = [.init(at: at("2026-04-08T09:00:00Z"), kind: .recall)]
        let report = report([person])
        #expect(report.total(.appointmentsKept) == Figure(.appointmentsKept, 1, of: 2))
        #expect(report.rows(.appointmentsMissed).map(\.row) == ["accepted"])
        #expect(report.rows(.enforcement) == [Figure(.enforcement, row: "recall", 1)])
    }

    @Test("AUD-02 How late events were heard of is measured: a day is in time, a minute more is not")
    func lateness() {
        var person = on("2026-01-01T09:00:00Z")
        let happened = at("2026-04-05T09:00:00Z")
        person.recordings = [
            .init(at: happened, recordedAt: happened.adding(seconds: 86_400)),
            .init(at: happened, recordedAt: happened.adding(seconds: 86_460)),
        ]
        let report = report([person])
        #expect(report.total(.recordedInDay) == Figure(.recordedInDay, 1, of: 2))
        #expect(report.total(.recordingTime) == Figure(.recordingTime, 2_881, of: 2))
    }

    @Test("AUD-09 Gravity is offences for each time in court; frequency is arrests for each thousand days")
    func gravity() {
        var person = on("2026-01-01T09:00:00Z")
        person.outcomes = [.init(at: at("2026-04-05T09:00:00Z"), offences: 3)]
        #expect(report([person]).total(.offencesAnOutcome).words == "3.00 offences")
    }

    @Test("AUD-12 Needs count the latest plan of whoever is on at the end", arguments: [true, false])
    func needs(isOn: Bool) {
        var person = on("2026-01-01T09:00:00Z", until: isOn ? nil : "2026-04-20T09:00:00Z")
        person.plans = [
            .init(at: at("2026-03-01T09:00:00Z"), actions: [.init(need: "HOME", status: .started)]),
            .init(at: at("2026-04-10T09:00:00Z"), actions: [.init(need: "HOME", status: .completed)]),
            .init(at: at("2026-05-10T09:00:00Z"), actions: [.init(need: "WORK", status: .completed)]),
        ]
        #expect(report([person]).rows(.needsProgress) == (isOn ? [Figure(.needsProgress, row: "HOME", 1, of: 1)] : []))
    }

    @Test("AUD-13 Softer outcomes are told where somebody records them, and called not recorded where nobody does")
    func softOutcomes() {
        var person = on("2026-01-01T09:00:00Z")
        #expect(PublishedReport(report([person])).words(.softOutcomes) == "not recorded")
        person.softOutcomes = [.init(at: at("2026-04-05T09:00:00Z"), kind: "settled-home")]
        #expect(report([person]).rows(.softOutcomes) == [Figure(.softOutcomes, row: "settled-home", 1)])
    }

    @Test(
        "AUD-10 From arrest to court counts who was under 18 at the arrest, by the day",
        arguments: [("2008-04-06", 1), ("2008-04-05", 0)])
    func youth(born: String, counted: Int) {
        var person = on("2026-01-01T09:00:00Z")
        person.born = day(born)
        person.arrests = [.init(at: at("2026-04-05T09:00:00Z"), asn: "X")]
        person.outcomes = [.init(at: at("2026-04-25T09:00:00Z"), asn: "X", offences: 1)]
        #expect(report([person]).total(.youthTimeliness) == Figure(.youthTimeliness, 20 * counted, of: counted))
    }

    @Test("CLV 8.17: sixty-five people and two officers are 32.5 for each")
    func officers() {
        let people = Array(repeating: on("2026-01-01T09:00:00Z"), count: 65)
        #expect(report(people).total(.peoplePerOfficer).words == "32.5 people")
    }

    @Test("The order of the input changes nothing")
    func order() {
        let area = SyntheticSample.area
        let input = SyntheticSample.input
        var shuffled = input
        shuffled.people.reverse()
        shuffled.notices.reverse()
        for month in area { #expect(figures(input, month) == figures(shuffled, month)) }
    }

    private func figures(_ input: ReportInput, _ month: ReportMonth) -> [Figure] {
        MonthlyReport(input, month: month, settings: settings).figures
    }

    private func report(_ people: [ReportInput.Person]) -> MonthlyReport {
        MonthlyReport(ReportInput(people: people), month: april, settings: settings)
    }
}

/// A few people with everything, for tests about all figures at once.
enum SyntheticSample {
    static let area = [ReportMonth("2026-04"), ReportMonth("2026-05")].compactMap { $0 }

    static var input: ReportInput {
        let people = (0..<9).map { number -> ReportInput.Person in
            var person = on(
                "2026-04-0\(number + 1)T09:00:00Z", until: number % 3 == 0 ? "2026-04-2\(number)T09:00:00Z" : nil)
            person.arrests = [.init(at: at("2026-04-15T0\(number):00:00Z"))]
            person.ratings = [.init(at: at("2026-04-16T0\(number):00:00Z"), rating: .red)]
            return person
        }
        return ReportInput(people: people)
    }
}

func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(daysSinceEpoch: 0) }
func at(_ text: String) -> Timestamp { Timestamp(text) ?? Timestamp(microseconds: 0) }

/// Somebody on a cohort.
func on(_ start: String, until end: String? = nil, ground: String = "six-months-clear") -> ReportInput.Person {
    var person = ReportInput.Person()
    person.spells = [
        ReportInput.Spell(
            cohort: "iom", start: at(start), end: end.map(at), ground: end == nil ? nil : ground, isStatutory: true)
    ]
    return person
}
