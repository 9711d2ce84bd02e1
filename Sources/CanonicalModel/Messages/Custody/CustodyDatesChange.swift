import Formats

/// Dates that decide when somebody leaves prison changed (`custody.dates.changed`).
///
/// The feeds say that, not how: the dates have to be fetched from the prison's own service, and nothing is known until then.
public struct CustodyDatesChange: Sendable, Hashable {
    /// What the prison says has changed.
    public enum Subject: String, Sendable, Hashable, CaseIterable {
        case sentenceDates = "sentence-dates"
        case releaseDates = "release-dates"
        case imprisonmentStatus = "imprisonment-status"
        case fixedTermRecall = "fixed-term-recall"
    }

    /// The prisoner.
    public var person: Person
    /// What changed.
    public var changed: Subject
    /// The booking, as written.
    public var booking: String?
    /// Whether the new dates have to be fetched because the message has none.
    public var mustBeFetched: Bool

    /// Puts a change together.
    public init(person: Person, changed: Subject, booking: String? = nil, mustBeFetched: Bool) {
        self.person = person
        self.changed = changed
        self.booking = booking
        self.mustBeFetched = mustBeFetched
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        changed = try reader.word("changed")
        booking = try reader.optionalString("booking", atMost: 16)
        mustBeFetched = try reader.bool("mustBeFetched")
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["changed"] = .string(changed.rawValue)
        object.setIfPresent("booking", booking)
        object["mustBeFetched"] = .bool(mustBeFetched)
        return object
    }
}
