import Formats

/// A team says whether the list it works from is the one the broker told it.
///
/// It carries no names: a returned list could ask about people whom the team may not know of (DESIGN decision 17).
public struct RosterReport: Sendable, Hashable {
    /// The team, by its id in the directory.
    public var recipient: String
    /// Whether both lists hold the same people.
    public var agrees: Bool
    /// How many people the team's own list holds.
    public var count: Int?
    /// The officer's name and number, as given.
    public var officer: String
    /// Whether no sign-in vouches for the name yet (DESIGN decision 19).
    public var isAsserted: Bool

    /// Puts it together.
    public init(
        recipient: String, agrees: Bool, count: Int? = nil, officer: String, isAsserted: Bool
    ) {
        self.recipient = recipient
        self.agrees = agrees
        self.count = count
        self.officer = officer
        self.isAsserted = isAsserted
    }
}

extension RosterReport {
    init(_ reader: inout ObjectReader) throws(FormatError) {
        recipient = try reader.string("recipient", atMost: 64)
        agrees = try reader.bool("agrees")
        count = try reader.optionalCount("count")
        officer = try reader.string("officer", atMost: 120)
        isAsserted = try reader.bool("asserted")
    }

    var json: JSONObject {
        var object = JSONObject()
        object["recipient"] = .string(recipient)
        object["agrees"] = .bool(agrees)
        object.setIfPresent("count", count.map { .integer(Int64($0)) })
        object["officer"] = .string(officer)
        object["asserted"] = .bool(isAsserted)
        return object
    }
}
