import Formats

/// One stay in prison was booked under the wrong person's number and moves to another's (`custody.booking.moved`).
///
/// Not a merge: the two numbers stay two people. Each of them gets a message of its own, so that whoever was told of the
/// stay under the wrong name can be found.
public struct BookingMove: Sendable, Hashable {
    /// What the move does to this person's record.
    public enum Direction: String, Sendable, Hashable, CaseIterable {
        /// The stay is now this person's.
        case gained
        /// The stay was never this person's.
        case lost
    }

    /// Whose record it changes.
    public var person: Person
    /// Whether the stay comes or goes.
    public var direction: Direction
    /// The other person's numbers; never this person's.
    public var others: [PersonIdentifier]
    /// The booking, as written.
    public var booking: String?

    /// Puts a move together.
    public init(person: Person, direction: Direction, others: [PersonIdentifier], booking: String? = nil) {
        self.person = person
        self.direction = direction
        self.others = others
        self.booking = booking
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        direction = try reader.word("direction")
        others = try reader.identifiers("others", writtenIn: writtenIn)
        booking = try reader.optionalString("booking", atMost: 16)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["direction"] = .string(direction.rawValue)
        object["others"] = .array(others.map(\.json))
        object.setIfPresent("booking", booking)
        return object
    }
}
