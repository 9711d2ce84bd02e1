import Formats

/// The hub recorded whether somebody is managed under MAPPA (`mappa.recorded`; Criminal Justice Act 2003 s.325).
public struct MappaRecord: Sendable, Hashable {
    /// Whether they are.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        case active
        case notManaged = "none"
    }

    /// About whom.
    public var person: Person
    /// Whether they are.
    public var status: Status
    /// The level of management, 1 to 3.
    public var level: Int?
    /// The category of offender, 1 to 4.
    public var category: Int?
    /// The named person who recorded it.
    public var recordedBy: String

    /// Puts a record together.
    public init(person: Person, status: Status, level: Int? = nil, category: Int? = nil, recordedBy: String) {
        self.person = person
        self.status = status
        self.level = level
        self.category = category
        self.recordedBy = recordedBy
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        status = try reader.word("status")
        level = try reader.number("level", upTo: 3)
        category = try reader.number("category", upTo: 4)
        recordedBy = try reader.telling("recordedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["status"] = .string(status.rawValue)
        object.setIfPresent("level", level.map { .integer(Int64($0)) })
        object.setIfPresent("category", category.map { .integer(Int64($0)) })
        object["recordedBy"] = .string(recordedBy)
        return object
    }
}

extension ObjectReader {
    /// A number from one up that may be absent.
    fileprivate mutating func number(_ key: String, upTo limit: Int) throws(FormatError) -> Int? {
        guard let number = try optionalInteger(key) else { return nil }
        guard (1...limit).contains(number) else { throw .wrongKind(path + "/" + key, "1 to \(limit)") }
        return number
    }
}
