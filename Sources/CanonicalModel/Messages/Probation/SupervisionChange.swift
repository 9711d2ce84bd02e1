import Formats

/// Probation took somebody on, or no longer has them (`supervision.started`, `supervision.ended`).
public struct SupervisionChange: Sendable, Hashable {
    /// What starts or ends.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// The whole case.
        case engagement
        /// One sentence; others may go on.
        case sentence
    }

    /// Why it ends.
    public enum Ground: String, Sendable, Hashable, CaseIterable {
        /// It ran its course or was terminated.
        case terminated
        /// The record was deleted: it should not have been there.
        case deleted
    }

    /// Who.
    public var person: Person
    /// Whether it starts.
    public var isStart: Bool
    /// What starts or ends.
    public var scope: Scope
    /// Why it ends.
    public var ground: Ground?
    /// NDelius's number of the sentence's event, as written.
    public var eventNumber: String?

    /// Puts a change together.
    public init(person: Person, isStart: Bool, scope: Scope, ground: Ground? = nil, eventNumber: String? = nil) {
        self.person = person
        self.isStart = isStart
        self.scope = scope
        self.ground = ground
        self.eventNumber = eventNumber
    }

    init(_ reader: inout ObjectReader, isStart: Bool, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        self.isStart = isStart
        scope = try reader.word("scope")
        ground = try reader.optionalWord("ground")
        eventNumber = try reader.optionalString("eventNumber", atMost: 8)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["scope"] = .string(scope.rawValue)
        object.setIfPresent("ground", ground?.rawValue)
        object.setIfPresent("eventNumber", eventNumber)
        return object
    }
}
