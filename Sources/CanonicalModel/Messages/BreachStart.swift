import Formats

/// Proceedings for breach of an order or licence began.
public struct BreachStart: Sendable, Hashable {
    /// What was breached.
    public enum Order: String, Sendable, Hashable, CaseIterable {
        case licence
        case communityOrder = "community-order"
        case suspendedSentence = "suspended-sentence"
        case youthOrder = "youth-order"
        case bail
        case curfew
        case behaviourOrder = "behaviour-order"
        case other
    }

    /// Who.
    public var person: Person
    /// What was breached.
    public var order: Order
    /// The proceedings' number in the agency's system.
    public var reference: String?

    /// Puts a breach together.
    public init(person: Person, order: Order, reference: String? = nil) {
        self.person = person
        self.order = order
        self.reference = reference
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        order = try reader.word("order")
        reference = try reader.optionalString("reference", atMost: 64)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["order"] = .string(order.rawValue)
        object.setIfPresent("reference", reference)
        return object
    }
}
