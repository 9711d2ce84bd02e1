public import ArgumentParser
public import CanonicalModel

/// Puts somebody on a strand.
struct StrandCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strand", abstract: "A named officer decided a strand.")
    @OptionGroup var decision: DecisionOptions
    @OptionGroup var panel: PanelOptions
    @Option(help: "prevent-and-deter, catch-and-control or rehabilitate-and-resettle.") var strand:
        StrandDecision.Strand

    func run() async throws {
        try await decision.publish(
            .strand(
                StrandDecision(
                    person: decision.person(), strand: strand, leadAgency: panel.lead, decidedBy: decision.by,
                    panel: panel.record)))
    }
}

/// Moves somebody to another cohort.
struct ChangeCohortCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change-cohort", abstract: "Somebody moved to another cohort; nobody is de-selected.")
    @OptionGroup var decision: DecisionOptions
    @OptionGroup var panel: PanelOptions
    @Option(help: "The cohort left.") var from: String
    @Option(help: "The cohort joined.") var to: String

    func run() async throws {
        try await decision.publish(
            .cohortChanged(
                CohortChange(
                    person: decision.person(), from: from, to: to, decidedBy: decision.by, panel: panel.record)))
    }
}

/// Puts somebody on the dormant list.
struct DormantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make-dormant", abstract: "Somebody left a cohort for the list of those who may be brought back.")
    @OptionGroup var decision: DecisionOptions
    @OptionGroup var panel: PanelOptions
    @Option(help: "The cohort left.") var cohort = "iom"
    @Option(parsing: .upToNextOption, help: "The grounds, codes of the scheme; no neighbourhood team is told them.")
    var grounds: [String] = []
    @Option(help: "When somebody asks whether the name is still needed, YYYY-MM-DD.") var reviewDue: CalendarDate?

    func run() async throws {
        try await decision.publish(
            .dormancyDecided(
                DormancyDecision(
                    person: decision.person(), cohort: cohort, grounds: grounds, reviewDue: reviewDue,
                    decidedBy: decision.by, panel: panel.record)))
    }
}

/// Declines a candidate.
struct DeclineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline", abstract: "A panel considered somebody and did not select them; nobody is told.")
    @OptionGroup var decision: DecisionOptions
    @OptionGroup var panel: PanelOptions
    @Option(help: "The cohort they were considered for.") var cohort = "iom"

    func run() async throws {
        try await decision.publish(
            .candidateDeclined(
                CandidateDecline(
                    person: decision.person(), cohort: cohort, decidedBy: decision.by, panel: panel.record)))
    }
}

/// Records a review.
struct HoldReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Somebody on a cohort was looked at again and stays.")
    @OptionGroup var decision: DecisionOptions
    @OptionGroup var panel: PanelOptions
    @Option(help: "The cohort; every one they are on when not given.") var cohort: String?

    func run() async throws {
        try await decision.publish(
            .reviewHeld(
                ReviewReport(person: decision.person(), cohort: cohort, decidedBy: decision.by, panel: panel.record)))
    }
}

/// Records a visit.
struct VisitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "visit", abstract: "A visit was planned, or made.")
    @OptionGroup var decision: DecisionOptions
    @Flag(help: "It took place; otherwise it is planned.") var made = false
    @Option(help: "The team, by its id in the directory.") var team: String
    @Option(help: "The day, YYYY-MM-DD.") var on: CalendarDate?
    @Option(help: "How often a week, of visits that are planned.") var perWeek: Int?

    func validate() throws {
        if let perWeek, perWeek < 0 { throw ValidationError("--per-week is a number of visits: zero or more.") }
    }

    func run() async throws {
        try await decision.publish(
            .visitPlanned(
                VisitReport(
                    person: decision.person(), isMade: made, recipient: team, date: on, perWeek: perWeek,
                    recordedBy: decision.by)))
    }
}

extension SofterOutcome: ExpressibleByArgument {}

/// Records an exit interview.
struct ExitInterviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exit-interview", abstract: "Somebody who leaves was asked how it was for them.")
    @OptionGroup var decision: DecisionOptions
    @OptionGroup var exit: ExitOptions
    @Option(help: "The cohort left.") var cohort = "iom"
    @Option(
        name: .customLong("outcome"),
        help: "What has changed for the better; may be given several times.") var outcomes: [SofterOutcome] = []

    func run() async throws {
        try await decision.publish(
            .exitInterviewed(
                ExitInterview(
                    person: decision.person(), cohort: cohort, exit: exit.record, interviewedBy: decision.by,
                    outcomes: outcomes)))
    }
}

/// Records what intelligence turned out to be worth.
struct IntelligenceFeedbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intelligence-feedback", abstract: "An item of intelligence was held against what a partner knows."
    )
    @OptionGroup var decision: DecisionOptions
    @Option(help: "The item's number in the police system.") var reference: String
    @Option(help: "confirmed, contradicted or not-known.") var outcome: IntelligenceFeedback.Outcome
    @Option(help: "What it was held against: the partner, by the agreement's id.") var against: String

    func run() async throws {
        try await decision.publish(
            .intelligenceFeedback(
                IntelligenceFeedback(
                    person: decision.person(), reference: reference, outcome: outcome, against: against,
                    recordedBy: decision.by)))
    }
}

extension StrandDecision.Strand: ExpressibleByArgument {}
extension IntelligenceFeedback.Outcome: ExpressibleByArgument {}
