public import CanonicalModel
import DomainEvents
public import Formats

/// Translates what probation publishes: HMPPS domain events, bare or in an SNS envelope, and OASys assessment documents.
///
/// Free text (`description`, register descriptions) is never read: it may name anybody, and for recalls it is wrong
/// (feeds.md 2.2).
public struct ProbationTranslator: MessageTranslator {
    private let settings: ProbationSettings

    /// A translator for a partnership's own use of NDelius.
    public init(_ settings: ProbationSettings = ProbationSettings()) { self.settings = settings }

    /// A translator that knows an installation's registers too.
    ///
    /// - Throws: when they contradict the table that ships, or the settings.
    public init(_ settings: ProbationSettings, _ standingData: StandingData) throws(FormatError) {
        self.settings = try settings.adding(standingData.registers)
    }

    /// The CloudEvents source of every message from this feed.
    public var source: String { "/probation/hmpps-domain-events" }

    /// Translates one event or document.
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
            switch try ProbationEvent.read(envelope, settings) {
            case .ignored(let why):
                return Translation(outcome: .ignored, problems: why, correlationID: correlationID)
            case .happened(let event):
                let messages = messages(event, from: item, correlationID: correlationID)
                return Translation(
                    outcome: .translated, messages: messages, problems: event.warnings, correlationID: correlationID)
            }
        } catch {
            return Translation(outcome: .rejected, problems: [error], correlationID: correlationID)
        }
    }

    /// What of an item the translator looks at, flat; descriptions are not among it.
    public func read(_ item: IntakeItem) -> JSONValue {
        do {
            let envelope = try EventEnvelope(item.bytes)
            if let document = OASysDocument(envelope) { return .object(document.summary(file: item.name)) }
            return .object(envelope.summary(file: item.name, informationKeys: ProbationEvent.informationKeys))
        } catch {
            return ["file": .string(item.name), "problems": [error.json]]
        }
    }

    /// The messages; the correlation id is left out of their ids.
    ///
    /// `MessageId` changes when an event is published again, and repeats across different events (feeds.md 0.8). What
    /// makes an event the same is its person, type, time and content.
    private func messages(_ event: ProbationEvent, from item: IntakeItem, correlationID: String?) -> [CanonicalMessage]
    {
        event.facts.enumerated().map { ordinal, happening in
            CanonicalMessage(
                id: CanonicalMessage.deterministicID(
                    source: source, correlationID: nil, ordinal: ordinal, time: happening.time, fact: happening.fact),
                source: source, time: happening.time, recordedTime: item.receivedTime, correlationID: correlationID,
                sourceItem: CanonicalMessage.SourceItem(id: item.id, name: item.name), fact: happening.fact)
        }
    }
}
