import CanonicalModel
import Formats

/// Builds domain events for the table tests: an ordinary release of an invented prisoner, then whatever a test changes.
struct PrisonFixture {
    static let released = "prison-offender-events.prisoner.released"
    static let received = "prison-offender-events.prisoner.received"
    static let merged = "prison-offender-events.prisoner.merged"

    var body = JSONObject()
    var information = JSONObject()

    init(_ eventType: String = released) {
        body["eventType"] = .string(eventType)
        body["version"] = 1
        body["occurredAt"] = "2026-11-19T09:15:00Z"
        information["nomsNumber"] = "Z0001ZZ"
        information["reason"] = "RELEASED"
        information["nomisMovementReasonCode"] = "CR"
        information["prisonId"] = "LEI"
    }

    /// A copy with a member of the body set, or removed with nil.
    func with(_ key: String, _ value: JSONValue?) -> PrisonFixture {
        var copy = self
        copy.body[key] = value
        return copy
    }

    /// A copy with a member of additionalInformation set, or removed with nil.
    func withInformation(_ key: String, _ value: JSONValue?) -> PrisonFixture {
        var copy = self
        copy.information[key] = value
        return copy
    }

    var bare: JSONValue {
        var object = body
        object["additionalInformation"] = .object(information)
        return .object(object)
    }

    /// In an SNS envelope.
    func enveloped(messageID: String? = nil, attribute: JSONValue? = nil) -> JSONValue {
        var object = JSONObject()
        object["Type"] = "Notification"
        object.setIfPresent("MessageId", messageID)
        object["Message"] = .string(bare.encodedString)
        object.setIfPresent("MessageAttributes", attribute.map { ["eventType": $0] })
        return .object(object)
    }

    static let receivedTime = Timestamp(microseconds: 1_795_165_200_000_000)

    static func item(_ bytes: [UInt8], name: String = "event.json") -> IntakeItem {
        IntakeItem(id: "item-1", name: name, bytes: bytes, receivedTime: receivedTime)
    }
}

extension JSONValue {
    /// The value as an item of the feed.
    var item: IntakeItem { PrisonFixture.item(encoded()) }
}

extension Translation {
    /// The one message's fact as a movement.
    var movement: CustodyMovement? {
        guard messages.count == 1, case .custody(let movement) = messages[0].fact else { return nil }
        return movement
    }

    /// The rules of the problems.
    var rules: [String] { problems.map(\.rule) }
}
