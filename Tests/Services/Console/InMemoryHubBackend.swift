import CanonicalModel
import Console

/// A hub kept in memory, for the pages' tests: one person, one candidate of two agencies' evidence, one task.
actor InMemoryHubBackend: HubBackend {
    private(set) var submitted: [(kind: HubForm.Kind, values: [String: [String]])] = []
    private(set) var finished: [[String: [String]]] = []
    private let refusal: [HubSubmission.Problem]
    private let name: String

    init(refusing problems: [HubSubmission.Problem] = [], name: String = "Jordan ASHWORTH") {
        refusal = problems
        self.name = name
    }

    func overview() -> HubOverview {
        HubOverview(
            scheme: "Leeds IOM hub", colours: [.init(colour: .red, count: 1), .init(colour: .blue, count: 0)],
            candidates: 1, tasks: 1, overdue: 1)
    }

    func tasks() -> [HubTaskEntry] {
        [
            HubTaskEntry(
                id: "review-due spell-1", number: "12", sentence: "Hold the six-month review.", detail: "Last held in May.",
                person: name, nominal: "7", owner: "IOM hub sergeant", deputy: "IOM hub coordinator",
                supervisor: "IOM inspector", raisedAt: BelievableDay.now.adding(seconds: -90_000),
                dueBy: BelievableDay.now.adding(seconds: -3_600)),
            HubTaskEntry(
                id: "complete-decision m-3", sentence: "A decision waits until it is recorded with what is missing.",
                person: name, nominal: "7", owner: "hub coordinator", raisedAt: BelievableDay.now,
                dueBy: BelievableDay.now.adding(seconds: 86_400), isWaitingDecision: true),
        ]
    }

    func ending(of task: String) -> HubTaskEnding? {
        guard task == "12" else { return nil }
        return HubTaskEnding(
            task: tasks()[0], outcomes: [HubChoice("done", "Done"), HubChoice("not-needed", "Not needed: say why")],
            posts: [HubChoice("hub-sergeant", "Hub sergeant"), HubChoice("hub-coordinator", "Hub coordinator")])
    }

    func finish(_ task: String, _ values: [String: [String]]) -> HubSubmission {
        guard task == "12" else { return .unknown }
        guard refusal.isEmpty else { return .refused(refusal) }
        finished.append(values)
        return .recorded(message: "m-3")
    }

    func actions(of member: String?) -> [HubTaskEntry] { member == "disc" ? [] : tasks() }

    func cohort() -> [CohortEntry] {
        [
            CohortEntry(
                id: "7", name: name, dateOfBirth: CalendarDate("1991-02-03"), cohort: "iom", colour: .red,
                isProposed: true, since: BelievableDay.now.date, team: "Headingley NPT")
        ]
    }

    func candidates(asSeenBy member: String?) -> [CandidateEntry] {
        let all = [
            CandidateEntry.Evidence(text: "Arrest: burglary of a dwelling", at: BelievableDay.now),
            .init(text: "Police intelligence, graded", at: BelievableDay.now),
        ]
        let seen = member == "disc" ? [all[0]] : all
        return [
            CandidateEntry(
                id: "9", name: "Sam OKAFOR", cohort: "iom", reason: "Six arrests for serious acquisitive crime.",
                score: member == "disc" ? nil : "42 points by the matrix leeds-2008/2",
                since: member == "disc" ? nil : BelievableDay.now, evidence: seen,
                withheld: member == "disc" ? 1 : nil, isIntelligenceAlone: true)
        ]
    }

    func members() -> [HubChoice] { [HubChoice("disc", "DISC"), HubChoice("west-yorkshire-police", "West Yorkshire Police")] }

    func nominal(_ id: String) -> NominalFile? {
        guard id == "7" else { return nil }
        return NominalFile(
            id: id, name: name, facts: [.init(label: "Date of birth", value: "1991-02-03")], colour: .red,
            isProposed: true, grounds: ["Six months clear since 3 May 2026"], tasks: tasks(),
            consents: [
                .init(
                    id: "1", scope: "Engagement, to resettle, with voluntary organisations", state: "Given", isGiven: true,
                    decided: BelievableDay.now)
            ],
            timeline: [
                .init(kind: .fact, at: BelievableDay.now, title: "Arrest", detail: "From /police/niche", reference: "m-1"),
                .init(kind: .told, at: BelievableDay.now, title: "Told: selection", detail: "Headingley", reference: "n-1"),
            ])
    }

    func choices(for nominal: String) -> HubChoices? {
        guard nominal == "7" else { return nil }
        return HubChoices(
            name: name, cohorts: [HubChoice("iom", "IOM")], current: [HubChoice("iom", "IOM")],
            grounds: [HubChoice("six-months-clear", "Six months clear"), HubChoice("moved-area", "Moved away")],
            meetings: [HubChoice("selection-panel", "Selection panel")], routes: [HubChoice("cycle", "Selection cycle")],
            agencies: members(),
            evidence: [HubChoice("m-1", "Arrest, 3 May 2026")], proposals: [HubChoice("t-1", "Red, proposed on 3 May 2026")],
            consentCategories: [HubChoice("engagement.*", "Engagement")],
            consentPurposes: [HubChoice("resettle", "To resettle")], consentRecipients: [HubChoice("vcs", "Voluntary")])
    }

    func submit(_ kind: HubForm.Kind, _ values: [String: [String]], about nominal: String) -> HubSubmission {
        guard nominal == "7" else { return .unknown }
        guard refusal.isEmpty else { return .refused(refusal) }
        submitted.append((kind, values))
        return .recorded(message: "m-2")
    }

    func personsCopy(of nominal: String) -> PersonsCopy? {
        guard nominal == "7" else { return nil }
        return PersonsCopy(
            name: name, printedOn: BelievableDay.now.date,
            answers: [.init(heading: "Sharing engagement", sentences: ["You said yes."])], rights: ["You can change your mind."])
    }
}
