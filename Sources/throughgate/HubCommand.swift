public import ArgumentParser
import BrokerRuntime
public import CanonicalModel
import Foundation

/// Publishes the canonical messages that a hub's own system would publish.
struct HubCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hub", abstract: "Record what the hub decided: selections, de-selections, colours, strands, consents, overrides.",
        subcommands: [
            SelectCommand.self, DeselectCommand.self, RAGCommand.self, ConsentCommand.self, AddressCommand.self,
            StrandCommand.self, ChangeCohortCommand.self, DormantCommand.self, DeclineCommand.self, HoldReviewCommand.self,
            VisitCommand.self, ExitInterviewCommand.self, IntelligenceFeedbackCommand.self, HubTaskCommand.self,
            ImportCohortCommand.self, HubPublishCommand.self, SettleCommand.self, MergeCommand.self, SplitCommand.self,
            UndoCommand.self, ConsentCopyCommand.self, OverrideCommand.self, ReviewOverrideCommand.self,
            AssessDisclosureCommand.self, MappaCommand.self, ReleaseIntelligenceCommand.self, ClearTextCommand.self,
            RestrictCommand.self, LiftRestrictionCommand.self, RectifyCommand.self, EraseCommand.self,
            HoldForReviewCommand.self, ReleaseHoldCommand.self, MisdirectedCommand.self, AssessBreachCommand.self,
        ])
}

/// Who a hub decision is about, and when and by whom it was made.
struct DecisionOptions: ParsableArguments {
    @OptionGroup var options: PartnershipOptions

    @Option(help: "Police National Computer identifier.") var pnc: String?
    @Option(help: "Criminal Records Office number.") var cro: String?
    @Option(help: "Prison number.") var noms: String?
    @Option(help: "Probation case reference number.") var crn: String?
    @Option(help: "Given name; repeat for several.") var given: [String] = []
    @Option(help: "Surname.") var family: String?
    @Option(help: "Date of birth, YYYY-MM-DD.") var born: CalendarDate?
    @Option(help: "Address without the postcode.") var address: String?
    @Option(help: "Postcode.") var postcode: String?
    @Flag(help: "No fixed abode.") var noFixedAbode = false
    @Option(help: "The named person who decided or recorded it.") var by: String
    @Option(help: "When it was decided, RFC 3339; default now.") var at: Timestamp?

    var time: Timestamp { at ?? Present.clock() }

    /// The person, with every identifier checked: a hub that mistypes one is told at once.
    func person() throws -> Person {
        let year = time.date.year
        let given: [(PersonIdentifier.Kind, String?)] = [(.pnc, pnc), (.cro, cro), (.noms, noms), (.crn, crn)]
        let identifiers = given.compactMap { kind, text in text.map { PersonIdentifier(kind, $0, writtenIn: year) } }
        for identifier in identifiers where !identifier.isVerified {
            throw ValidationError(
                "\(identifier.value) is not a valid \(identifier.kind.rawValue.uppercased()) number: its form or check letter is wrong.")
        }
        guard !identifiers.isEmpty else {
            throw ValidationError("Give at least one of --pnc, --cro, --noms, --crn: nobody is matched by name alone.")
        }
        return Person(
            identifiers: identifiers, name: family.map { Person.Name(given: self.given, family: $0) }, dateOfBirth: born,
            address: place)
    }

    private var place: Person.Address? {
        guard address != nil || postcode != nil || noFixedAbode else { return nil }
        return Person.Address(lines: address.map { [$0] } ?? [], postcode: postcode, isNoFixedAbode: noFixedAbode)
    }

    /// Publishes a fact and prints its message id.
    func publish(_ fact: Fact) async throws {
        let id = try await HubConnection(options).with { try await $0(fact, time) }
        print(id)
    }
}

/// Selects somebody for a cohort.
struct SelectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "select", abstract: "A panel selected somebody.")
    @OptionGroup var decision: DecisionOptions
    @Option(help: "The cohort.") var cohort = "iom"
    @Flag(inversion: .prefixedNo, help: "Whether somebody supervises by statute.") var statutory: Bool?
    @Option(help: "red, amber or green.") var rag: RAGRating?
    @Option(help: "The meeting that decided.") var meeting: String?
    @OptionGroup var panel: PanelOptions

    func run() async throws {
        try await decision.publish(
            .selection(
                SelectionDecision(
                    person: decision.person(), cohort: cohort, isStatutory: statutory, rag: rag, meeting: meeting,
                    decidedBy: decision.by, panel: panel.record)))
    }
}

/// De-selects somebody.
struct DeselectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "deselect", abstract: "A panel de-selected somebody.")
    @OptionGroup var decision: DecisionOptions
    @Option(help: "The cohort left.") var cohort = "iom"
    @Option(help: "The ground, a code of the scheme; no neighbourhood team is told it. Repeat for several.")
    var ground: [String]
    @Option(help: "The meeting that decided.") var meeting: String?
    @OptionGroup var panel: PanelOptions
    @OptionGroup var exit: ExitOptions
    @Option(help: "The area that takes them over, where they moved to one.") var transferTo: String?
    @Option(help: "Who gets intelligence about them from now on, by the recipient's id.") var intelligenceTo: String?

    func validate() throws {
        if ground.isEmpty { throw ValidationError("Give --ground: a de-selection without one cannot be explained later.") }
    }

    func run() async throws {
        try await decision.publish(
            .deselection(
                DeselectionDecision(
                    person: decision.person(), cohort: cohort, ground: ground.first ?? "",
                    moreGrounds: Array(ground.dropFirst()), meeting: meeting, decidedBy: decision.by,
                    panel: panel.record, exit: exit.record, transferTo: transferTo, intelligenceTo: intelligenceTo)))
    }
}

/// Decides a colour.
struct RAGCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rag", abstract: "A named person decided a colour.")
    @OptionGroup var decision: DecisionOptions
    @Option(help: "red, amber or green.") var rating: RAGRating
    @Option(help: "The class of what triggered it.") var triggerClass: String?
    @OptionGroup var panel: PanelOptions
    @Option(help: "The proposed change that it confirms or turns down, by its key.") var confirms: String?

    func run() async throws {
        try await decision.publish(
            .rag(
                RAGDecision(
                    person: decision.person(), rating: rating, triggerClass: triggerClass, decidedBy: decision.by,
                    panel: panel.record, confirms: confirms)))
    }
}

/// Records where somebody lives now.
struct AddressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "address", abstract: "Somebody moved; without an address, none is known.")
    @OptionGroup var decision: DecisionOptions

    func run() async throws { try await decision.publish(.addressChanged(AddressChange(person: decision.person()))) }
}

/// Settles whose record a held item belongs to.
struct SettleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Say whose record a held message belongs to; it is then routed.")
    @OptionGroup var decision: DecisionOptions
    @Argument(help: "The held message's id.") var message: String

    func run() async throws {
        try await decision.publish(
            .linked(PersonLink(person: decision.person(), heldMessage: message, decidedBy: decision.by)))
    }
}

extension CalendarDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
extension Timestamp: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
extension RAGRating: ExpressibleByArgument {}
