import CanonicalModel
import Formats
import PrisonTranslation
import Testing

@testable import AdapterKit

/// What `translate` prints is what `run` would do.
@Suite struct PreviewTests {
    private static let received = Timestamp("2026-11-20T09:00:00Z") ?? Timestamp(microseconds: 0)

    private static func event(at time: String) -> IntakeItem {
        let value: JSONValue = [
            "eventType": "prison-offender-events.prisoner.released", "version": 1, "occurredAt": .string(time),
            "additionalInformation": [
                "nomsNumber": "Z0001ZZ", "reason": "RELEASED", "nomisMovementReasonCode": "CR", "prisonId": "LEI",
            ],
        ]
        return IntakeItem(id: "i", name: "event.json", bytes: value.encoded(), receivedTime: received)
    }

    @Test("an event of the future is shown as rejected and without its messages, as it will be")
    func future() {
        let judge = Judge(translator: PrisonTranslator())
        let ahead = judge.preview(of: Self.event(at: "2026-11-23T09:00:00Z"))
        #expect(ahead.outcome == .rejected)
        #expect(ahead.messages.isEmpty)
        #expect(ahead.problems.map(\.rule) == ["contract.future"])
        #expect(judge.preview(of: Self.event(at: "2026-11-19T09:00:00Z")).messages.count == 1)
    }

    @Test("a translation that breaks the contract is shown as held, and one of nothing as ignored")
    func broken() {
        var message = PrisonTranslator().translate(Self.event(at: "2026-11-19T09:00:00Z")).messages
        #expect(Self.preview([]).outcome == .ignored)
        #expect(Self.preview(message).outcome == .translated)
        if !message.isEmpty { message[0].source = "/courts/spi" }
        #expect(Self.preview(message).outcome == .held)
        #expect(Self.preview(message).messages.isEmpty)
    }

    private static func preview(_ messages: [CanonicalMessage]) -> Translation {
        Judge(translator: Told(messages: messages)).preview(of: event(at: "2026-11-19T09:00:00Z"))
    }

    /// A translator that says what it is told to.
    private struct Told: MessageTranslator {
        let messages: [CanonicalMessage]
        let source = "/prison/hmpps-domain-events"

        func translate(_ item: IntakeItem) -> Translation { Translation(outcome: .translated, messages: messages) }

        func read(_ item: IntakeItem) -> JSONValue { [:] }
    }
}
