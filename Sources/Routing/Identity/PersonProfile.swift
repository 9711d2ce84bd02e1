internal import AgreementEngine
public import CanonicalModel

/// What is compared of a person when no identifier matches: everything cleaned, nothing that counts nothing.
public struct PersonProfile: Sendable, Hashable {
    /// Names; the present one first, then aliases.
    public var names: [CleanName]
    /// Dates of birth said of the person, without placeholders and future ones.
    public var births: Set<CalendarDate>
    /// Whole postcodes, without those that mean no fixed abode.
    public var postcodes: Set<String>
    /// Identifiers that may match.
    public var identifiers: Set<PersonIdentifier>

    /// The profile of a message's person.
    ///
    /// - Parameters:
    ///   - person: as the message has them.
    ///   - day: the day the message speaks of; a later date of birth is a mistake (ccm f6d03452).
    public init(_ person: Person, on day: CalendarDate) {
        names = [person.name.flatMap(CleanName.init)].compactMap { $0 }
        births = Set([person.dateOfBirth].compactMap { Self.clean($0, on: day) })
        postcodes = Set([person.address?.postcode].compactMap(Self.clean(postcode:)))
        identifiers = Set(person.identifiers.filter(\.isStrong))
    }

    /// The profile of a record: everything anybody ever said.
    public init(_ history: NominalHistory, on day: CalendarDate) {
        let present = history.name?.value
        let others = history.names.filter { $0 != present }.sorted { ($0.family, $0.given.joined()) < ($1.family, $1.given.joined()) }
        names = ([present].compactMap { $0 } + others).compactMap(CleanName.init)
        births = Set(history.births.compactMap { Self.clean($0, on: day) })
        postcodes = Set(history.postcodes.compactMap(Self.clean(postcode:)))
        identifiers = Set(history.identifiers.filter(\.isStrong))
    }

    /// A person needs a surname and a forename or a date of birth (cpr `Person.isPerson`); an organisation has only a name.
    public var isPerson: Bool {
        names.contains { $0.surname != nil && (!$0.forenames.isEmpty || !births.isEmpty) }
    }

    /// Whether everything known says that the person is a child on a day.
    public func isChild(on day: CalendarDate) -> Bool { !births.isEmpty && births.allSatisfy { $0.wholeYears(to: day) < 18 } }

    private static let placeholders = Set(["1900-01-01", "1970-01-01"].compactMap { CalendarDate($0) })

    /// A date of birth that counts; nil for Delius' placeholders and for days that have not come (feeds.md 5).
    public static func clean(_ born: CalendarDate?, on day: CalendarDate) -> CalendarDate? {
        guard let born, !placeholders.contains(born), born <= day else { return nil }
        return born
    }

    /// A whole postcode in canonical form; nil for what is none and for those that mean no fixed abode (feeds.md 5).
    public static func clean(postcode text: String?) -> String? {
        guard let text, let area = PostcodeArea(text), area.isWhole else { return nil }
        let place = area.description
        return place.hasPrefix("NF1 ") || place.hasPrefix("ZZ99 ") ? nil : place
    }
}
