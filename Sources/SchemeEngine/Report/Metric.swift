/// One figure of the monthly report: the partnership's one dictionary of what is counted and how (CLV 7.15-7.26; AUD-06).
///
/// `Contracts/schemes/metrics.md` is made from this table and a test holds the two equal, so a definition printed beside a
/// figure is the one that the figure was computed by.
public enum Metric: String, Sendable, Hashable, CaseIterable {
    case cohortAtStart = "cohort.start"
    case cohortAtEnd = "cohort.end"
    case statutoryShare = "cohort.statutory-share"
    case ppoShare = "cohort.ppo-share"
    case personDays = "cohort.person-days"
    case averageCohort = "cohort.average"
    case fixedCohort = "cohort.fixed"
    case fixedRemaining = "cohort.fixed-remaining"
    case peoplePerOfficer = "cohort.per-officer"
    case joined = "throughput.joined"
    case left = "throughput.left"
    case cohortChanges = "throughput.cohort-changes"
    case leftWithinMonth = "throughput.left-within-month"
    case leftWithinMonthSoFar = "throughput.left-within-month-so-far"
    case timeCompleted = "time.completed"
    case timeCurrent = "time.current"
    case candidatesProposed = "candidates.proposed"
    case candidatesDeclined = "candidates.declined"
    case candidatesLapsed = "candidates.lapsed"
    case candidatesWaiting = "candidates.waiting"
    case notSelected = "candidates.not-selected"
    case selectedUnknown = "candidates.selected-unknown"
    case decisionsHeld = "decisions.held"
    case decisionsWaiting = "decisions.waiting"
    case decisionCompletion = "decisions.time-to-complete"
    case tasksInTime = "tasks.in-time"
    case reviewsOverdue = "reviews.overdue"
    case colourDays = "rag.person-days"
    case colourChanges = "rag.changes"
    case colourTriggers = "rag.triggers"
    case proposals = "rag.proposals"
    case proposalTime = "rag.proposal-to-decision"
    case proposalInDay = "rag.proposal-decided-within-a-day"
    case timeToConfirm = "rag.time-to-confirm"
    case confirmedInDay = "rag.confirmed-within-a-day"
    case acknowledgedByTeam = "notices.acknowledged-by-team"
    case acknowledgedByKind = "notices.acknowledged-by-kind"
    case appointmentsKept = "compliance.kept"
    case appointmentsKeptFixed = "compliance.kept-fixed"
    case appointmentsMissed = "compliance.missed"
    case enforcement = "enforcement.started"
    case arrestRate = "offending.arrests"
    case arrestRateFixed = "offending.arrests-fixed"
    case outcomeRate = "offending.outcomes"
    case outcomeRateFixed = "offending.outcomes-fixed"
    case offencesAnOutcome = "offending.gravity"
    case positiveTests = "needs.positive-tests"
    case needsProgress = "needs.progress"
    case needsActions = "needs.actions"
    case softOutcomes = "needs.soft-outcomes"
    case youthCohort = "youth.cohort"
    case youthArrests = "youth.arrests"
    case youthTimeliness = "youth.arrest-to-outcome"
    case intelligenceItems = "intelligence.items"
    case recordedInDay = "recording.within-a-day"
    case recordingTime = "recording.time"
    case priorOffences = "history.offences"
    case priorOccasions = "history.occasions"
    case priorBreaches = "history.breaches"
    case ageAtFirst = "history.age-at-first"
    case ageOnFixedDay = "history.age"
}

extension Metric {
    /// What kind of number it is, and so how it is written and whether it can give somebody away.
    public enum Kind: Sendable, Hashable {
        /// So many people, or events of people.
        case count
        /// So many of so many.
        case share
        /// Person-days: as few people stand behind it as it has months of days.
        case amount
        /// So many a thousand person-days.
        case rate
        /// A sum over so many, in a unit; the last says how many of the sum's own units make one.
        case mean(unit: String, divisor: Int, decimals: Int)
    }

    /// Which cohort it is about: the one that changes every day, or the one of a fixed day (CLV 7.19).
    public enum Basis: String, Sendable, Hashable {
        case dynamic
        case fixed
    }

    /// A row of the dictionary.
    public struct Entry: Sendable, Hashable {
        /// The name in a heading.
        public var title: String
        /// What exactly is counted, in plain English.
        public var definition: String
        /// What its rows are.
        public var rows: String?
        /// How it is written.
        public var kind: Kind
        /// Which cohort.
        public var basis: Basis
        /// The paragraph that asks for it.
        public var source: String
    }

    /// The chapter of the report that it stands in.
    public var chapter: Chapter {
        switch self {
        case .cohortAtStart, .cohortAtEnd, .statutoryShare, .ppoShare, .personDays, .averageCohort, .fixedCohort,
            .fixedRemaining, .peoplePerOfficer:
            .size
        case .joined, .left, .cohortChanges, .leftWithinMonth, .leftWithinMonthSoFar, .timeCompleted, .timeCurrent:
            .throughput
        case .candidatesProposed, .candidatesDeclined, .candidatesLapsed, .candidatesWaiting, .notSelected,
            .selectedUnknown:
            .candidates
        case .decisionsHeld, .decisionsWaiting, .decisionCompletion, .tasksInTime, .reviewsOverdue: .decisions
        case .colourDays, .colourChanges, .colourTriggers, .proposals, .proposalTime, .proposalInDay, .timeToConfirm,
            .confirmedInDay, .intelligenceItems:
            .risk
        case .acknowledgedByTeam, .acknowledgedByKind, .recordedInDay, .recordingTime: .notices
        case .appointmentsKept, .appointmentsKeptFixed, .appointmentsMissed, .enforcement: .compliance
        case .arrestRate, .arrestRateFixed, .outcomeRate, .outcomeRateFixed, .offencesAnOutcome: .offending
        case .positiveTests, .needsProgress, .needsActions, .softOutcomes: .needs
        case .youthCohort, .youthArrests, .youthTimeliness: .youth
        case .priorOffences, .priorOccasions, .priorBreaches, .ageAtFirst, .ageOnFixedDay: .history
        }
    }

    /// A chapter of the report.
    public enum Chapter: String, Sendable, Hashable, CaseIterable {
        case size = "Size of the cohort"
        case throughput = "Who joined and who left"
        case candidates = "Candidates"
        case decisions = "Decisions, reviews and tasks"
        case risk = "Risk and colours"
        case notices = "Telling and hearing in time"
        case compliance = "Compliance and enforcement"
        case offending = "Offending"
        case needs = "Needs and progress"
        case youth = "Young people"
        case history = "Offending before the scheme"
    }
}
