public import ArgumentParser
import BrokerRuntime
public import CanonicalModel
import RecordStore

extension RecordOrder.Reason: ExpressibleByArgument {}
extension RecordOrder.Authority: ExpressibleByArgument {}
extension MisdirectionReport.Reason: ExpressibleByArgument {}
extension BreachAssessment.Outcome: ExpressibleByArgument {}

/// By whose authority something is ordered about a record, and why.
struct OrderOptions: ParsableArguments {
    @OptionGroup var decision: DecisionOptions
    @Option(help: "Why.") var reason: RecordOrder.Reason
    @Option(help: "By whose authority.") var authority: RecordOrder.Authority

    func publish(
        _ kind: RecordOrder.Kind, item: String? = nil, owner: String? = nil, reviewBy: CalendarDate? = nil
    ) async throws {
        try await decision.publish(
            .ordered(
                RecordOrder(
                    kind, person: decision.person(), item: item, reason: reason, authority: authority, owner: owner,
                    reviewBy: reviewBy, decidedBy: decision.by)))
    }
}

/// Restricts a record or an item.
struct RestrictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restrict",
        abstract: "Tell nothing more of somebody, or of one item, but stops and withdrawals; every holder is told so.")
    @OptionGroup var order: OrderOptions
    @Option(help: "The id of one item's message; the whole record when not given.") var item: String?

    func run() async throws { try await order.publish(.restricted, item: item) }
}

/// Lifts a restriction.
struct LiftRestrictionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift-restriction",
        abstract: "Tell again what may be told. Tell the person first (DPA 2018 s.48(10)).")
    @OptionGroup var order: OrderOptions
    @Option(help: "The id that the restriction named; the whole record when not given.") var item: String?

    func run() async throws { try await order.publish(.unrestricted, item: item) }
}

/// Rectifies an item.
struct RectifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rectify",
        abstract: "An item was inaccurate: it counts no more, and every holder is told what stands instead.",
        discussion:
            "Record what is right as well, with the command it belongs to; a selection is ended by `hub deselect`.")
    @OptionGroup var order: OrderOptions
    @Argument(help: "The id of the item's message.") var item: String

    func run() async throws { try await order.publish(.rectified, item: item) }
}

/// Erases somebody.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Destroy the keys of somebody's record. It cannot be taken back.",
        discussion: """
            Refused, with a task that says why, while a stay goes on, somebody told does not know that it ended, a notice has not
            left, or a review needs the record. `throughgate why ID` tells what came of it.
            """)
    @OptionGroup var order: OrderOptions

    func run() async throws { try await order.publish(.erased) }
}

/// Keeps a record for a review.
struct HoldForReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold-for-review", abstract: "Erase nothing of somebody until a review ended.")
    @OptionGroup var order: OrderOptions
    @Option(help: "Who answers for the review.") var owner: String
    @Option(help: "The day by which somebody looks whether it still needs the record.") var reviewBy: CalendarDate

    func run() async throws { try await order.publish(.reviewStarted, owner: owner, reviewBy: reviewBy) }
}

/// Ends every review of a record.
struct ReleaseHoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release-hold", abstract: "No review needs somebody's record any more.")
    @OptionGroup var order: OrderOptions

    func run() async throws { try await order.publish(.reviewEnded) }
}

/// Reports a notice that went astray.
struct MisdirectedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "misdirected",
        abstract: "A notice went astray: withdraw it, open a breach, and start its 72 hours (DPA 2018 s.67).",
        discussion: "Its recipient is told of the person no more until `hub assess-breach --may-be-told-again`.")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "The notice's id.") var notice: String
    @Option(help: "What was wrong.") var reason: MisdirectionReport.Reason
    @Option(help: "Your name and office.") var by: String

    func run() async throws {
        guard let sent = try options.ask({ try $0.notice(notice) }) else {
            throw ValidationError("There is no notice \(notice); give an id as the inbox shows it.")
        }
        let report = MisdirectionReport(notice: notice, recipient: sent.recipient, reason: reason, reportedBy: by)
        print(try await HubConnection(options).with { try await $0(.misdirected(report), Present.clock()) })
    }
}

/// Assesses a breach.
struct AssessBreachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess-breach", abstract: "Record what came of a breach (DPA 2018 ss.67, 68).")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "The breach's id, as `throughgate record breaches` shows it.") var breach: String
    @Option(help: "What came of it.") var outcome: BreachAssessment.Outcome
    @Option(help: "When the Commissioner was told, RFC 3339.") var toldAt: Timestamp?
    @Flag(help: "The recipient may be told of the person again.") var mayBeToldAgain = false
    @Option(help: "Your name and office.") var by: String

    func run() async throws {
        guard outcome == .noRisk || toldAt != nil else {
            throw ValidationError("Say when the Commissioner was told: --told-at 2026-11-21T16:00:00Z.")
        }
        let id = breach.split(separator: " ").last.map(String.init) ?? breach
        let assessment = BreachAssessment(
            breach: id, outcome: outcome, toldAt: toldAt, mayBeToldAgain: mayBeToldAgain, assessedBy: by)
        print(try await HubConnection(options).with { try await $0(.breachAssessed(assessment), Present.clock()) })
    }
}
