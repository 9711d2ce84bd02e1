import Formats

/// A day on which somebody is expected to leave prison (`custody.release.planned`); a plan, never a release.
public struct PlannedRelease: Sendable, Hashable {
    /// Which of a sentence's dates it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Confirmed by the prison.
        case confirmed
        case automatic
        case conditional
        case nonParole = "non-parole"
        case parole
        case homeDetentionCurfew = "home-detention-curfew"
        case earlyRemoval = "early-removal"
        case postRecall = "post-recall"
        /// A date of release, without a word on which.
        case unspecified
    }

    /// The prisoner.
    public var person: Person
    /// The day.
    public var plannedDate: CalendarDate
    /// Which date it is.
    public var kind: Kind
    /// The prison's three-letter code.
    public var establishment: String?

    /// Puts a plan together.
    public init(person: Person, plannedDate: CalendarDate, kind: Kind, establishment: String? = nil) {
        self.person = person
        self.plannedDate = plannedDate
        self.kind = kind
        self.establishment = establishment
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        plannedDate = try reader.date("plannedDate")
        kind = try reader.word("release")
        establishment = try reader.optionalString("establishment", atMost: 8)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["plannedDate"] = .string(plannedDate.description)
        object["release"] = .string(kind.rawValue)
        object.setIfPresent("establishment", establishment)
        return object
    }
}
