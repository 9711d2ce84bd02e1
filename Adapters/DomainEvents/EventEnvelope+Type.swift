public import Formats

extension EventEnvelope {
    /// The event's type by its body.
    ///
    /// - Throws: when there is none. An object in its place is the attributes of a message whose body got lost: to ignore it
    ///   would lose an event in silence.
    public func eventType() throws(FormatError) -> String {
        let path = bodyPath + "/eventType"
        if case .object = body["eventType"] {
            throw FormatError(
                path: path, rule: "event.attributes-only",
                message: "These are a message's attributes without its body.",
                remedy: "Send the event itself; the attributes say nothing that it does not.")
        }
        guard let type = try EventReader(object: body, path: bodyPath).optionalText("eventType", atMost: 256) else {
            throw FormatError(
                path: path, rule: "event.not-an-event", message: "No event type is given.",
                remedy: "Send one HMPPS domain event, bare or in an SNS notification.")
        }
        return type
    }

    /// The type that the envelope's attribute gives to a body without any, as raw NOMIS and NDelius events come.
    ///
    /// Good for passing an event over and for nothing else: a body that should have had a type lost it.
    public var typeByAttributeAlone: String? {
        switch body["eventType"] {
        case nil, .null: attributeEventType
        case .string(let text) where StrictText.isBlank(text): attributeEventType
        default: nil
        }
    }

    /// Where the attribute stands.
    public static let attributePath = "/MessageAttributes/eventType"

    /// The warning that the envelope names another type than the body; nil when it does not.
    public func disagreement(with type: String) -> FormatError? {
        guard let attribute = attributeEventType, attribute != type else { return nil }
        return FormatError(
            path: Self.attributePath, rule: "event.envelope-disagrees",
            message: "The envelope names another event type than the event; the event was believed.",
            remedy: "Set the attribute to the event's own type.")
    }
}
