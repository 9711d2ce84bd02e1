import Formats

/// Probation decided whether somebody on licence is recalled (`licence.recalled`, `recall.declined`).
///
/// Recalled is not yet in prison: until a reception says so the person may be at large.
public struct RecallDecision: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// Whether the decision was not to recall.
    public var isDeclined: Bool

    /// Puts a decision together.
    public init(person: Person, isDeclined: Bool) {
        self.person = person
        self.isDeclined = isDeclined
    }

    init(_ reader: inout ObjectReader, isDeclined: Bool, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        self.isDeclined = isDeclined
    }

    var json: JSONObject { JSONObject(person) }
}
