import Formats

/// A licence came into force or went out of it (`licence.activated`, `licence.inactivated`).
///
/// The event carries prison and probation number together, the cheapest link between the two (feeds.md 1.3).
public struct LicenceChange: Sendable, Hashable {
    /// Who is on the licence.
    public var person: Person
    /// Whether it came into force.
    public var isActive: Bool
    /// The licence's number, as written.
    public var licence: String?

    /// Puts a change together.
    public init(person: Person, isActive: Bool, licence: String? = nil) {
        self.person = person
        self.isActive = isActive
        self.licence = licence
    }

    init(_ reader: inout ObjectReader, isActive: Bool, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        self.isActive = isActive
        licence = try reader.optionalString("licence", atMost: 24)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object.setIfPresent("licence", licence)
        return object
    }
}
