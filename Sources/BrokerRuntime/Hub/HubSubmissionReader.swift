import CanonicalModel
import Console

/// Turns what was typed into a form of the hub into the canonical fact that records it.
struct HubSubmissionReader {
    let values: [String: [String]]
    let person: Person
    private(set) var problems: [HubSubmission.Problem] = []

    init(_ values: [String: [String]], about person: Person) {
        self.values = values
        self.person = person
    }

    /// A fact, or nil with ``problems`` to say why.
    mutating func fact(_ kind: HubForm.Kind) -> Fact? {
        let panel = kind == .consent ? nil : panel()
        let fact: Fact? =
            switch kind {
            case .select: selection(panel)
            case .deselect: deselection(panel)
            case .changeCohort:
                .cohortChanged(
                    CohortChange(person: person, from: text("from"), to: text("cohort"), decidedBy: by, panel: panel))
            case .rate: rating(panel)
            case .strand: strand(panel)
            case .review:
                .reviewHeld(ReviewReport(person: person, cohort: optional("cohort"), decidedBy: by, panel: panel))
            case .decline:
                .candidateDeclined(
                    CandidateDecline(person: person, cohort: text("cohort"), decidedBy: by, panel: panel))
            case .dormant:
                .dormancyDecided(
                    DormancyDecision(
                        person: person, cohort: text("cohort"), grounds: texts("grounds"), decidedBy: by, panel: panel))
            case .consent: consent()
            }
        return problems.isEmpty ? fact : nil
    }

    // MARK: Decisions

    private mutating func selection(_ panel: PanelRecord?) -> Fact? {
        .selection(
            SelectionDecision(
                person: person, cohort: text("cohort"), isStatutory: truth("statutory"),
                rag: optional("rating").flatMap { RAGRating(rawValue: $0) }, meeting: panel?.meetingWords, decidedBy: by,
                panel: panel))
    }

    private mutating func deselection(_ panel: PanelRecord?) -> Fact? {
        let grounds = texts("grounds")
        guard let first = grounds.first else { return nil }
        let exit = ExitRecord(toldHow: optional("told-how"), help: optional("helped"), riskStrategy: optional("risk"))
        return .deselection(
            DeselectionDecision(
                person: person, cohort: text("cohort"), ground: first, moreGrounds: Array(grounds.dropFirst()),
                meeting: panel?.meetingWords, decidedBy: by, panel: panel, exit: exit.isEmpty ? nil : exit,
                intelligenceTo: optional("flows-to")))
    }

    private mutating func rating(_ panel: PanelRecord?) -> Fact? {
        guard let rating = RAGRating(rawValue: text("rating")) else {
            problems.append(.init(field: "rating", sentence: "Choose red, amber or green"))
            return nil
        }
        return .rag(
            RAGDecision(
                person: person, rating: rating, triggerClass: optional("trigger"), decidedBy: by, panel: panel,
                confirms: optional("confirms")))
    }

    private mutating func strand(_ panel: PanelRecord?) -> Fact? {
        guard let strand = StrandDecision.Strand(rawValue: text("strand")) else {
            problems.append(.init(field: "strand", sentence: "Choose one of the three strands"))
            return nil
        }
        return .strand(
            StrandDecision(
                person: person, strand: strand, leadAgency: optional("lead"), meeting: panel?.meetingWords, decidedBy: by,
                panel: panel))
    }

    private mutating func panel() -> PanelRecord? {
        var panel = PanelRecord()
        panel.kind = optional("meeting-kind")
        panel.date = day("meeting-date")
        panel.members = texts("members")
        panel.dissent = texts("dissent")
        panel.evidence = texts("evidence") + texts("other-evidence")
        panel.route = optional("route")
        panel.exception = optional("exception")
        panel.leadAgency = optional("lead")
        panel.leadRole = optional("lead-role")
        panel.isAgreedByPerson = truth("agreed")
        if let outsider = panel.dissent.first(where: { !panel.members.contains($0) }) {
            problems.append(.init(field: "dissent", sentence: "\(outsider) did not sit: tick it among those that sat, or not here"))
        }
        return panel.isEmpty ? nil : panel
    }

    // MARK: Reading

    mutating func refuse(_ field: String, _ sentence: String) {
        problems.append(HubSubmission.Problem(field: field, sentence: sentence))
    }

    private var by: String { text("by") }

    private func text(_ name: String) -> String { optional(name) ?? "" }

    func optional(_ name: String) -> String? { values[name]?.first.flatMap { $0.isEmpty ? nil : $0 } }

    private func texts(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

    func truth(_ name: String) -> Bool? { optional(name).map { $0 == "yes" } }

    mutating func day(_ name: String) -> CalendarDate? {
        guard let text = optional(name) else { return nil }
        if let day = CalendarDate(text) { return day }
        problems.append(.init(field: name, sentence: "Give a day as 2026-11-21"))
        return nil
    }
}

extension PanelRecord {
    /// The meeting in a line, for readers of the field that existed before panels did.
    fileprivate var meetingWords: String? {
        guard let kind else { return nil }
        return date.map { "\(kind), \($0)" } ?? kind
    }
}
