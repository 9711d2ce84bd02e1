public import ArgumentParser
import BrokerRuntime
public import CanonicalModel

/// "pnc:2001/0100021X": which register, and the number.
struct WrittenIdentifier: ExpressibleByArgument {
    let identifier: PersonIdentifier

    /// Reads the text; a number that fails its own check is refused, because nobody is ever matched by it.
    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = PersonIdentifier.Kind(rawValue: parts[0].lowercased()) else { return nil }
        identifier = PersonIdentifier(kind, parts[1], writtenIn: Present.clock().date.year)
        guard identifier.isStrong else { return nil }
    }

    static let form: ArgumentHelp = "An identifier: pnc:…, cro:…, noms:…, crn:… or hub:…, valid by its own check."
}

extension IdentityReason: ExpressibleByArgument {}

/// Who decided about identity, why and when.
struct IdentityDecisionOptions: ParsableArguments {
    @OptionGroup var options: PartnershipOptions
    @Option(help: "The named person who decided.") var by: String
    @Option(help: "Why: \(IdentityReason.allCases.map(\.rawValue).joined(separator: ", ")).") var reason: IdentityReason
    @Option(help: "When it was decided, RFC 3339; default now.") var at: Timestamp?

    /// Publishes a decision and prints its message id, which `hub undo` takes.
    func publish(_ fact: Fact) async throws {
        print(try await HubConnection(options).with { try await $0(fact, at ?? Present.clock()) })
    }
}

/// Decides that two records are one person.
struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Two records are one person: the first goes on.",
        discussion: "Consents given under one of them do not stand until the person is asked again; a task says so.")
    @OptionGroup var decision: IdentityDecisionOptions
    @Argument(help: WrittenIdentifier.form) var one: WrittenIdentifier
    @Argument(help: "An identifier of the other record.") var other: WrittenIdentifier

    func run() async throws {
        try await decision.publish(
            .identityMerged(
                IdentityMerge(
                    person: Person(identifiers: [one.identifier]), other: [other.identifier], reason: decision.reason,
                    decidedBy: decision.by)))
    }
}

/// Decides that one record holds two people.
struct SplitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "One record holds two people: what arrived under the second identifier leaves it.",
        discussion: "Every notice that went out under the wrong identity is withdrawn; see `throughgate identity withdrawn ID`.")
    @OptionGroup var decision: IdentityDecisionOptions
    @Argument(help: WrittenIdentifier.form) var staying: WrittenIdentifier
    @Argument(help: "Identifiers of the person who leaves.") var leaving: [WrittenIdentifier]

    func run() async throws {
        try await decision.publish(
            .identitySplit(
                IdentitySplit(
                    person: Person(identifiers: [staying.identifier]), separated: leaving.map(\.identifier),
                    reason: decision.reason, decidedBy: decision.by)))
    }
}

/// Takes a decision about identity back.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back a merge, a split, a settlement or an earlier undo.")
    @OptionGroup var decision: IdentityDecisionOptions
    @Argument(help: "The id of the message that decided.") var message: String

    func run() async throws {
        try await decision.publish(
            .identityUndone(IdentityUndo(decision: message, reason: decision.reason, decidedBy: decision.by)))
    }
}
