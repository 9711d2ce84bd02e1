import Formats

/// One register says that these numbers are one person's (`person.identified`): the person carries them all.
public struct PersonIdentification: Sendable, Hashable {
    /// The person with every number.
    public var person: Person
    /// The prison booking behind the link, as written.
    public var booking: String?

    /// Puts an identification together.
    public init(person: Person, booking: String? = nil) {
        self.person = person
        self.booking = booking
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        booking = try reader.optionalString("booking", atMost: 16)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object.setIfPresent("booking", booking)
        return object
    }
}
