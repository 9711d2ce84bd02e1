import Formats

/// A visit to somebody was planned, or made.
public struct VisitReport: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// Whether it took place; false while it is planned.
    public var isMade: Bool
    /// The team, by its id in the directory.
    public var recipient: String
    /// The day it is planned for or was made on.
    public var date: CalendarDate?
    /// How often a week, of visits that are planned.
    public var perWeek: Int?
    /// The named person who recorded it.
    public var recordedBy: String

    /// Puts it together.
    public init(
        person: Person, isMade: Bool, recipient: String, date: CalendarDate? = nil, perWeek: Int? = nil,
        recordedBy: String
    ) {
        self.person = person
        self.isMade = isMade
        self.recipient = recipient
        self.date = date
        self.perWeek = perWeek
        self.recordedBy = recordedBy
    }
}

extension VisitReport {
    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        isMade = try reader.bool("made")
        recipient = try reader.string("recipient", atMost: 64)
        date = try reader.optionalDate("date")
        perWeek = try reader.optionalCount("perWeek")
        recordedBy = try reader.string("recordedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["made"] = .bool(isMade)
        object["recipient"] = .string(recipient)
        object.setIfPresent("date", date?.description)
        object.setIfPresent("perWeek", perWeek.map { .integer(Int64($0)) })
        object["recordedBy"] = .string(recordedBy)
        return object
    }
}
