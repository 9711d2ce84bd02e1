import CanonicalModel

extension MonthCount {
    // MARK: Colours that were proposed

    mutating func addProposals(_ person: ReportInput.Person) {
        for proposal in person.proposals {
            if month.contains(proposal.at) { tally.add(.proposals, standing(of: proposal), 1) }
            guard let settled = proposal.settledAt, month.contains(settled), proposal.isAnswered else { continue }
            let minutes = proposal.at.minutes(until: settled)
            tally.add(.proposalTime, minutes, of: 1)
            tally.add(.proposalInDay, minutes <= 24 * 60 ? 1 : 0, of: 1)
        }
    }

    /// What had become of a proposal when the month ended: a later answer changes a later month, not this one.
    private func standing(of proposal: ReportInput.Proposal) -> String {
        guard let outcome = proposal.outcome, let settled = proposal.settledAt, settled < closes else {
            return "waiting"
        }
        return outcome.rawValue
    }

    // MARK: Decisions that state too little

    mutating func addDecisions(_ person: ReportInput.Person) {
        for decision in person.decisions {
            if month.contains(decision.at) {
                tally.add(.decisionsHeld, decision.matter, decision.heldAt == nil ? 0 : 1, of: 1)
            }
            guard let held = decision.heldAt else { continue }
            if held < closes, decision.completedAt.map({ closes <= $0 }) ?? true {
                tally.add(.decisionsWaiting, 1)
            }
            guard let completed = decision.completedAt, month.contains(completed) else { continue }
            tally.add(.decisionCompletion, held.minutes(until: completed), of: 1)
        }
    }

    // MARK: Candidates

    private static let byRule = "by the scheme's rules"
    private static let known = "known to the broker"
    private static let stranger = "not known to the broker"

    mutating func addCandidacies(_ person: ReportInput.Person) {
        for candidacy in person.candidacies {
            if month.contains(candidacy.at) { tally.add(.candidatesProposed, Self.byRule, 1) }
            if candidacy.at < closes, candidacy.endedAt.map({ closes <= $0 }) ?? true {
                tally.add(.candidatesWaiting, 1)
            }
            if candidacy.isLapsed, let end = candidacy.endedAt, month.contains(end) { tally.add(.candidatesLapsed, 1) }
        }
        for instant in person.declines where month.contains(instant) {
            tally.add(.candidatesDeclined, Self.known, 1)
        }
    }

    mutating func add(_ strangers: ReportInput.StrangerTally) {
        guard strangers.month == month else { return }
        switch strangers.outcome {
        case .proposed: tally.add(.candidatesProposed, Self.stranger, strangers.count)
        case .declined: tally.add(.candidatesDeclined, Self.stranger, strangers.count)
        case .selected: tally.add(.selectedUnknown, strangers.count)
        }
    }

    // MARK: Tasks

    mutating func add(_ task: ReportInput.Task) {
        // Nobody is late before the time is up.
        if task.closedAt == nil, let knownAt, knownAt <= task.dueAt { return }
        if month.contains(task.dueAt) {
            tally.add(.tasksInTime, task.kind, task.closedAt.map { $0 <= task.dueAt } ?? false ? 1 : 0, of: 1)
        }
        guard task.isReview, task.dueAt < closes, task.closedAt.map({ closes <= $0 }) ?? true else { return }
        tally.add(.reviewsOverdue, 1)
    }
}

extension ReportInput.Proposal {
    /// Whether people answered it.
    fileprivate var isAnswered: Bool { outcome == .confirmed || outcome == .decidedOtherwise }
}
