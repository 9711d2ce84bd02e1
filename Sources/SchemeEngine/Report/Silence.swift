/// Why a figure cannot be told: nought and "nobody has ever said" are two answers, and a report that prints one for the other
/// misleads (AUD-02, AUD-06).
public enum Silence: String, Sendable, Hashable, CaseIterable {
    /// The record holds nothing of the kind, of this month or any other.
    case notRecorded = "not recorded"
    /// It follows from a scheme's rules, and the partnership has chosen none.
    case noScheme = "no scheme is chosen"

    /// What it means, in a sentence.
    public var sentence: String {
        switch self {
        case .notRecorded: "Not recorded: nobody has ever sent the broker what this counts."
        case .noScheme: "It follows from a scheme's rules, and no scheme is chosen."
        }
    }
}

extension Metric {
    /// Figures of a scheme's own workings: what it proposes, holds and asks follows from its rules and not from what happened,
    /// so an account of what happened does not know them.
    public static let ofSchemes: Set<Metric> = [
        .proposals, .proposalTime, .proposalInDay, .candidatesLapsed, .candidatesWaiting, .decisionsHeld,
        .decisionsWaiting, .decisionCompletion, .tasksInTime, .reviewsOverdue,
    ]
}

extension ReportInput {
    /// Every figure that nothing is known for.
    var silences: [Metric: Silence] {
        var silences = [Metric: Silence]()
        for metric in Metric.allCases { silences[metric] = silence(metric) }
        return silences
    }

    private func silence(_ metric: Metric) -> Silence? {
        if Metric.ofSchemes.contains(metric) { return hasScheme ? nil : .noScheme }
        return isRecorded(metric) ? nil : .notRecorded
    }

    private func isRecorded(_ metric: Metric) -> Bool {
        switch metric {
        case .acknowledgedByTeam, .acknowledgedByKind: !notices.isEmpty
        case .candidatesProposed: hasScheme || strangers.contains { $0.outcome == .proposed }
        case .candidatesDeclined: someone(\.declines) || strangers.contains { $0.outcome == .declined }
        case .selectedUnknown: !strangers.isEmpty
        case .notSelected: someone(\.nominations)
        case .statutoryShare: people.contains { person in person.spells.contains { $0.isStatutory != nil } }
        case .colourChanges, .colourTriggers, .timeToConfirm, .confirmedInDay: someone(\.ratings)
        case .intelligenceItems: someone(\.intelligence)
        case .recordedInDay, .recordingTime: someone(\.recordings)
        default: isConductRecorded(metric)
        }
    }

    private func isConductRecorded(_ metric: Metric) -> Bool {
        switch metric {
        case .appointmentsKept, .appointmentsKeptFixed, .appointmentsMissed:
            people.contains { $0.attendances.contains(where: \.isRequired) }
        case .enforcement, .priorBreaches: someone(\.enforcement)
        case .arrestRate, .arrestRateFixed, .youthArrests: someone(\.arrests)
        case .outcomeRate, .outcomeRateFixed, .offencesAnOutcome, .priorOffences, .priorOccasions, .ageAtFirst,
            .youthTimeliness:
            someone(\.outcomes)
        case .positiveTests: someone(\.drugTests)
        case .needsProgress, .needsActions: someone(\.plans)
        case .softOutcomes: someone(\.softOutcomes)
        case .youthCohort, .ageOnFixedDay: people.contains { $0.born != nil }
        default: true
        }
    }

    private func someone<Value>(_ has: KeyPath<Person, [Value]>) -> Bool {
        people.contains { !$0[keyPath: has].isEmpty }
    }
}
