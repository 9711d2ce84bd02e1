public import CanonicalModel
import DomainEvents
public import Formats

/// Translates HMPPS domain events about prisoners, bare or in an SNS envelope, one event an item.
///
/// Two families carry the same movements (feeds.md 0.5). Both are taken and no release is told twice, because only
/// `prison-offender-events.*` can say "released": its movement reason code tells a release from a death, a merge or an abscond
/// (feeds.md 0.4). `prisoner-offender-search.*` has no code; its RELEASED becomes `custody.departed`, which the core takes for
/// the same departure when the code comes, and asks a person about when none does.
///
/// Free text (`description`, `details`) is never read: for merges it is wrong, and it may name anybody.
public struct PrisonTranslator: MessageTranslator {
    private let reasons: MovementReasons

    /// A translator that judges by the tables that ship.
    public init() { reasons = MovementReasons() }

    /// A translator that judges movement reason codes by an installation's tables too.
    ///
    /// - Throws: when they contradict one that ships.
    public init(_ standingData: StandingData) throws(FormatError) {
        reasons = try MovementReasons(adding: standingData.movementReasons)
    }

    /// The CloudEvents source of every message from this feed.
    public var source: String { "/prison/hmpps-domain-events" }

    /// Translates one event.
    public func translate(_ item: IntakeItem) -> Translation {
        let envelope: EventEnvelope
        do {
            envelope = try EventEnvelope(item.bytes)
        } catch {
            return Translation(
                outcome: .rejected, problems: [error], correlationID: EventEnvelope.salvagedMessageID(item.bytes))
        }
        let correlationID = envelope.correlationID
        do {
            switch try PrisonEvent.read(envelope, reasons) {
            case .ignored(let why):
                return Translation(outcome: .ignored, problems: [why], correlationID: correlationID)
            case .happened(let event):
                let messages = messages(event, from: item, correlationID: correlationID)
                return Translation(
                    outcome: .translated, messages: messages, problems: event.warnings, correlationID: correlationID)
            }
        } catch {
            return Translation(outcome: .rejected, problems: [error], correlationID: correlationID)
        }
    }

    /// What of an event the translator looks at, flat; `description` and `details` are not among it.
    public func read(_ item: IntakeItem) -> JSONValue {
        do {
            return .object(
                try EventEnvelope(item.bytes).summary(file: item.name, informationKeys: PrisonEvent.informationKeys))
        } catch {
            return ["file": .string(item.name), "problems": [error.json]]
        }
    }

    /// The messages; the correlation id is left out of their ids.
    ///
    /// `MessageId` changes when an event is published again, and repeats across different events (feeds.md 0.8). What
    /// makes an event the same is its person, type, time and content.
    private func messages(_ event: PrisonEvent, from item: IntakeItem, correlationID: String?) -> [CanonicalMessage] {
        event.facts.enumerated().map { ordinal, fact in
            CanonicalMessage(
                id: CanonicalMessage.deterministicID(
                    source: source, correlationID: nil, ordinal: ordinal, time: event.occurredAt, fact: fact),
                source: source, time: event.occurredAt, recordedTime: item.receivedTime, correlationID: correlationID,
                sourceItem: CanonicalMessage.SourceItem(id: item.id, name: item.name), fact: fact)
        }
    }
}
