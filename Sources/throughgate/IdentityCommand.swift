import ArgumentParser
import BrokerRuntime
import CanonicalModel
import RecordStore
import Routing

/// Whose record is it? What waits for a person, and the person's answer.
struct IdentityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity", abstract: "Whose record is it: what waits for a person, marked records, withdrawn notices.",
        subcommands: [
            ReviewCommand.self, SettleIdentityCommand.self, AttentionCommand.self, WithdrawnCommand.self,
        ])
}

/// Lists what waits for a person.
struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Items that wait for a person to say whose they are, each with its reasons.",
        discussion: "It names people: show it to those who may settle identities and to nobody else.")
    @OptionGroup var options: PartnershipOptions

    func run() throws {
        let entries = try options.ask { try $0.reviewQueue() }
        for entry in entries { for line in ReviewText(entry).lines { print(line) } }
        print("\(entries.count) waiting")
    }
}

/// An entry of the review queue in words.
private struct ReviewText {
    var lines: [String]

    init(_ entry: ReviewEntry) {
        let message = entry.message
        lines = ["\(message.id)  \(message.fact.type) of \(message.time) from \(message.source)  [\(entry.reason)]"]
        if let person = message.fact.person {
            lines.append("  said of:   \(Self.text(person.name, person.dateOfBirth, person.identifiers, person.address))")
        }
        for candidate in entry.candidates {
            let history = candidate.history
            let who = Self.text(
                history.name?.value, history.dateOfBirth?.value, history.identifiers.filter(\.isStrong).sorted { $0.value < $1.value },
                history.address?.value ?? nil)
            lines.append("  perhaps:   \(who)" + (candidate.match.score.map { "  score \($0)" } ?? "  by identifier"))
            lines += candidate.match.lines.map { "             \($0.points > 0 ? "+" : "")\($0.points) \($0.words)" }
        }
    }

    private static func text(
        _ name: Person.Name?, _ born: CalendarDate?, _ identifiers: [PersonIdentifier], _ address: Person.Address?
    ) -> String {
        let numbers = identifiers.map { "\($0.kind.rawValue):\($0.value)\($0.isStrong ? "" : " (fails its check)")" }
        let parts = [name?.text, born.map { "born \($0)" }, address?.text] + numbers.map(Optional.some)
        return parts.compactMap { $0 }.joined(separator: "; ")
    }
}

/// Settles a held item.
struct SettleIdentityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Say whose record a held message belongs to, or that it is nobody's.",
        discussion: "A message settled as nobody's is destroyed. Take a settlement back with `throughgate hub undo`.")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "The held message's id.") var message: String
    @Option(help: WrittenIdentifier.form) var person: WrittenIdentifier?
    @Flag(help: "It is nobody's whom we know.") var nobody = false
    @Option(help: "The named person who settles it.") var by: String
    @Option(help: "When it was settled, RFC 3339; default now.") var at: Timestamp?

    func validate() throws {
        guard (person == nil) == nobody else { throw ValidationError("Say either --person or --nobody.") }
    }

    func run() async throws {
        let fact = person.map {
            Fact.linked(PersonLink(person: Person(identifiers: [$0.identifier]), heldMessage: message, decidedBy: by))
        }
        let decided = fact ?? .identityDismissed(IdentityDismissal(heldMessage: message, decidedBy: by))
        print(try await HubConnection(options).with { try await $0(decided, at ?? Present.clock()) })
    }
}

/// Lists marked records.
struct AttentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attention", abstract: "Records in which two people's evidence meets.",
        discussion: "A mark heals itself once nothing contradicts; one that sets a register against a person never does.")
    @OptionGroup var options: PartnershipOptions

    func run() throws {
        let entries = try options.ask { try $0.attention() }
        for entry in entries {
            print("record \(entry.nominal)\tsince \(entry.since)\t\(entry.reason)\t\(entry.message ?? "item \(entry.item)")")
        }
        print("\(entries.count) marks")
    }
}

/// Lists what a decision withdrew.
struct WithdrawnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdrawn", abstract: "The notices that a decision about identity withdrew, and who acknowledged it.")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "The id of the message that decided.") var message: String

    func run() throws {
        let withdrawals = try options.ask { try $0.withdrawals(by: message) }
        for notice in withdrawals {
            let answer = notice.acknowledgement.map { "acknowledged by \($0.officer)" } ?? "not acknowledged"
            let due = notice.acknowledgeBy.map { ", due \($0)" } ?? ""
            print("\(notice.supersedes ?? "")\twithdrawn by \(notice.id)\t\(notice.recipient)\t\(answer)\(due)")
        }
        print("\(withdrawals.count) withdrawn")
    }
}
