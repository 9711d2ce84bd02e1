import AgreementEngine
public import ArgumentParser
import BrokerRuntime
public import CanonicalModel

extension OverrideOpening.Rank: ExpressibleByArgument {}
extension OverrideReview.Outcome: ExpressibleByArgument {}
extension DisclosureAssessment.Outcome: ExpressibleByArgument {}
extension MappaRecord.Status: ExpressibleByArgument {}

/// Opens an emergency override.
struct OverrideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "override", abstract: "An officer releases what is needed to prevent serious harm, to one recipient.",
        discussion: """
            It lasts 24 hours from --at, beats no guardrail of the agreement, and is reviewed by somebody else within 72 hours. It
            prints the id that `throughgate hub review-override` takes.
            """)
    @OptionGroup var decision: DecisionOptions
    @Option(help: "The recipient's id in the directory.") var recipient: String
    @Option(help: "The officer's rank: \(OverrideOpening.Rank.allCases.map(\.rawValue).joined(separator: ", ")).")
    var rank: OverrideOpening.Rank
    @Option(help: "Why, in a sentence: what harm, to whom, and why it cannot wait.") var reason: String

    func run() async throws {
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("Give the reason: without one it is no override.")
        }
        guard try decision.options.partnership().directory.recipient(recipient) != nil else {
            throw ValidationError("The directory has no recipient \"\(recipient)\". Give an id as the directory writes it.")
        }
        try await decision.publish(
            .overrideOpened(
                OverrideOpening(
                    person: decision.person(), recipient: recipient, rank: rank, reason: reason, openedBy: decision.by)))
    }
}

/// Reviews an emergency override.
struct ReviewOverrideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review-override", abstract: "Somebody else judges an emergency override.",
        discussion: "Found against, it ends at once, and whoever was told under it is told to stop using it.")
    @OptionGroup var decision: DecisionOptions
    @Argument(help: "The id that `throughgate hub override` printed.") var override: String
    @Option(help: "upheld or not-upheld.") var outcome: OverrideReview.Outcome
    @Option(help: "What was found.") var note: String?

    func run() async throws {
        try await decision.publish(
            .overrideReviewed(
                OverrideReview(
                    person: decision.person(), override: override, outcome: outcome, note: note,
                    reviewedBy: decision.by)))
    }
}

/// Records a risk assessment for disclosure.
struct AssessDisclosureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess-disclosure", abstract: "A named person judged whether something may be told about somebody.")
    @OptionGroup var decision: DecisionOptions
    @Option(name: .customLong("for"), help: "What for, a word of the agreement: councillor-disclosure.") var purpose: String
    @Option(help: "share or do-not-share.") var outcome: DisclosureAssessment.Outcome

    func run() async throws {
        try await decision.publish(
            .sharingAssessed(
                DisclosureAssessment(
                    person: decision.person(), purpose: purpose, outcome: outcome, assessedBy: decision.by)))
    }
}

/// Records whether somebody is managed under MAPPA.
struct MappaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mappa", abstract: "Record whether somebody is managed under MAPPA.")
    @OptionGroup var decision: DecisionOptions
    @Option(help: "active or none.") var status: MappaRecord.Status
    @Option(help: "The level of management, 1 to 3.") var level: Int?
    @Option(help: "The category of offender, 1 to 4.") var category: Int?

    func validate() throws {
        if let level, !(1...3).contains(level) { throw ValidationError("The level is 1, 2 or 3.") }
        if let category, !(1...4).contains(category) { throw ValidationError("The category is 1, 2, 3 or 4.") }
    }

    func run() async throws {
        try await decision.publish(
            .mappaRecorded(
                MappaRecord(
                    person: decision.person(), status: status, level: level, category: category,
                    recordedBy: decision.by)))
    }
}

/// Which text a named person let go further.
struct TextOptions: ParsableArguments {
    @OptionGroup var decision: DecisionOptions
    @Argument(help: "The item's number in the system that holds it.") var reference: String
    @Option(help: "The feed it came by, where two systems use the number: /police/force-intelligence.") var feed: String?

    func publish(_ kind: TextPermission.Kind) async throws {
        try await decision.publish(
            .textPermitted(
                TextPermission(
                    person: decision.person(), kind: kind, reference: reference, feed: feed, by: decision.by)))
    }
}

/// Records an originator's release.
struct ReleaseIntelligenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release-intelligence", abstract: "The originator released an item of intelligence from their conditions.",
        discussion: "It is for the item as it stands: a later report of it has to be released again.")
    @OptionGroup var text: TextOptions
    func run() async throws { try await text.publish(.released) }
}

/// Records that a text was read and cleared.
struct ClearTextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear-text", abstract: "Somebody read a text and found nothing in it that must not leave.",
        discussion: "It is for the text as it stands: a later report of the item has to be read again.")
    @OptionGroup var text: TextOptions
    func run() async throws { try await text.publish(.cleared) }
}
