public import Formats

/// A domain event taken out of what carried it: an SNS notification, or nothing.
///
/// Envelope and body disagree in real fixtures; the body wins (feeds.md 0.9).
public struct EventEnvelope: Sendable {
    /// What the event came in.
    public enum Form: String, Sendable {
        /// Nothing.
        case bare
        /// An SNS notification.
        case sns
    }

    /// What the event came in.
    public let form: Form
    /// SNS's id of this delivery: it repeats across events and changes on republication, so it only correlates.
    public let messageID: String?
    /// The event type as the envelope's attribute has it.
    public let attributeEventType: String?
    /// Whether this is SNS asking about a subscription: there is no event in it, its Message is prose.
    public let isHousekeeping: Bool
    /// The event itself.
    public let body: JSONObject
    /// The notification's attributes, as they came.
    private let attributes: JSONObject?
    /// JSON Pointer of the body; paths behind "/Message" lead into the JSON text inside that string.
    public let bodyPath: String

    /// Takes an event out of its envelope.
    ///
    /// - Parameter bytes: the item.
    /// - Throws: a ``FormatError`` when there is no JSON object, or no event in it.
    public init(_ bytes: [UInt8]) throws(FormatError) {
        let value = try StrictJSON.parse(ByteOrderMark.skipped(in: bytes), limits: .feed)
        guard let object = value.object else {
            if Self.isClaimCheck(value) { throw .claimCheck("") }
            throw FormatError(
                path: "", rule: "event.not-an-event", message: "The item is JSON but no object.",
                remedy: "Send one HMPPS domain event, bare or in an SNS notification.")
        }
        if object["eventType"] != nil || object["Message"] == nil {
            self.init(bare: object)
        } else {
            try self.init(notification: object)
        }
    }

    private init(bare body: JSONObject) {
        form = .bare
        messageID = nil
        attributeEventType = nil
        attributes = nil
        isHousekeeping = false
        self.body = body
        bodyPath = ""
    }

    private init(notification: JSONObject) throws(FormatError) {
        form = .sns
        messageID = notification["MessageId"]?.string
        isHousekeeping = ["SubscriptionConfirmation", "UnsubscribeConfirmation"].contains(notification["Type"]?.string)
        attributes = notification["MessageAttributes"]?.object
        attributeEventType = Self.attribute("eventType", of: attributes)
        bodyPath = "/Message"
        guard !isHousekeeping else {
            body = JSONObject()
            return
        }
        guard let text = notification["Message"]?.string else {
            throw FormatError(
                path: "/Message", rule: "event.envelope", message: "The notification's Message is not a string.",
                remedy: "Send the event as JSON text inside Message, as SNS delivers it, or send it bare.")
        }
        body = try Self.event(in: text)
    }

    private static func event(in text: String) throws(FormatError) -> JSONObject {
        let value: JSONValue
        do {
            value = try StrictJSON.parse(ByteOrderMark.skipped(in: Array(text.utf8)), limits: .feed)
        } catch {
            throw FormatError(
                path: "/Message" + error.path, rule: error.rule, message: error.message, remedy: error.remedy)
        }
        guard let object = value.object else {
            if isClaimCheck(value) { throw .claimCheck("/Message") }
            throw FormatError(
                path: "/Message", rule: "event.not-an-event", message: "The Message holds JSON but no object.",
                remedy: "Send one HMPPS domain event in Message.")
        }
        return object
    }

    /// An attribute of the notification, such as "hearingEventType".
    public func attribute(_ name: String) -> String? { Self.attribute(name, of: attributes) }

    /// An attribute as delivered (`Type`, `Value`), as sent (`DataType`, `StringValue`), or bare, as one fixture has it.
    private static func attribute(_ name: String, of attributes: JSONObject?) -> String? {
        let attribute = attributes?[name]
        return attribute?.string ?? attribute?.object?["Value"]?.string ?? attribute?.object?["StringValue"]?.string
    }

    /// Whether an item is Amazon's pointer to a body that was too large to send (feeds.md 3.1, "claim-check").
    private static func isClaimCheck(_ value: JSONValue) -> Bool {
        value.array?.first?.string?.hasSuffix("PayloadS3Pointer") ?? false
    }
}

extension FormatError {
    fileprivate static func claimCheck(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "event.claim-check",
            message: "The body is a pointer to a store of the sender's that this adapter cannot open.",
            remedy: "Fetch the body by its key and send it here, in the same envelope or bare.")
    }
}

extension EventEnvelope {
    /// The longest correlation id that the canonical contract carries.
    private static let maxCorrelationBytes = 128
    /// How far into broken bytes the search for a message id goes; SNS writes it second.
    private static let maxSalvageBytes = 65_536

    /// The message id, when it is fit to travel.
    public var correlationID: String? { messageID.flatMap { Self.isFit($0.utf8) ? $0 : nil } }

    /// The message id in an envelope that is not JSON, so that even a rejection can be correlated.
    ///
    /// - Parameter bytes: anything.
    public static func salvagedMessageID(_ bytes: [UInt8]) -> String? {
        let key = Array(#""MessageId""#.utf8)
        let searched = bytes.prefix(maxSalvageBytes)
        guard let start = searched.indices.first(where: { searched[$0...].starts(with: key) }) else { return nil }
        let rest = searched[(start + key.count)...].drop { $0 <= 32 || $0 == UInt8(ascii: ":") }
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        let id = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
        return id.endIndex < searched.endIndex && isFit(id) ? String(decoding: id, as: UTF8.self) : nil
    }

    /// Printable ASCII of bounded length: it goes into log lines and AMQP properties.
    private static func isFit(_ bytes: some Collection<UInt8>) -> Bool {
        (1...maxCorrelationBytes).contains(bytes.count) && bytes.allSatisfy { (33...126).contains($0) && $0 != 92 }
    }

    /// What a translator looks at, flat and as the sender wrote it, for an adapter's `read` command.
    ///
    /// - Parameters:
    ///   - file: the item's name.
    ///   - informationKeys: the members of `additionalInformation` that are read, and so the only ones shown.
    public func summary(file: String, informationKeys: [String]) -> JSONObject {
        var summary = JSONObject()
        summary["file"] = .string(file)
        summary["envelope"] = .string(form.rawValue)
        summary.setIfPresent("messageId", messageID)
        summary.setIfPresent("attributeEventType", attributeEventType)
        for key in ["eventType", "version", "occurredAt", "publishedAt"] { summary[key] = body[key] }
        let information = body["additionalInformation"]?.object
        for key in informationKeys { summary[key] = information?[key] }
        summary["identifiers"] = body["personReference"]?.object?["identifiers"]
        return summary
    }
}
