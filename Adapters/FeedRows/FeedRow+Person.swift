public import CanonicalModel
import Formats

extension FeedRow {
    /// The columns that say whom a row is about.
    public static let personColumns = [
        "pnc_id", "cro_number", "prison_number", "crn", "surname", "forenames", "date_of_birth", "sex",
    ]

    private static let identifierColumns: [(name: String, kind: PersonIdentifier.Kind)] = [
        ("pnc_id", .pnc), ("cro_number", .cro), ("prison_number", .noms), ("crn", .crn),
    ]

    /// Dates of birth that systems fill in for "not known" (feeds.md 5).
    private static let placeholders: Set<String> = ["1900-01-01", "1970-01-01"]

    /// Given names of one person.
    private static let maxForenames = 20

    /// How a row writes a sex: the letters of the police computer and the numbers of ISO/IEC 5218.
    private enum Sex: String, CaseIterable {
        case male = "M"
        case female = "F"
        case unknown = "U"
        case unspecified = "N"

        var gender: Person.Gender {
            switch self {
            case .male: .male
            case .female: .female
            case .unknown: .unknown
            case .unspecified: .unspecified
            }
        }
    }

    /// Whom the row is about: a number in a register, or a surname with a date of birth.
    ///
    /// - Parameter occurred: when it happened; two-digit years of numbers are read as its.
    public mutating func person(at occurred: Timestamp) -> Person? {
        let identifiers = identifiers(writtenIn: occurred.date.year)
        let family = text("surname", atMost: 128)
        let given = given()
        let born = dateOfBirth(before: occurred.date)
        let gender = word("sex", as: Sex.self)?.gender
        guard faults.isEmpty else { return nil }
        guard !identifiers.isEmpty || (family != nil && born != nil) else {
            fault(
                "pnc_id", "no-identity", "The row names nobody.",
                "Send a number in a register, or a surname and a date of birth.")
            return nil
        }
        let name = family.map { Person.Name(given: given, family: $0) }
        return Person(identifiers: identifiers, name: name, dateOfBirth: born, gender: gender)
    }

    private mutating func identifiers(writtenIn year: Int) -> [PersonIdentifier] {
        var found: [PersonIdentifier] = []
        for (column, kind) in Self.identifierColumns {
            guard let written = text(column, atMost: 40) else { continue }
            let identifier = PersonIdentifier(kind, written, writtenIn: year)
            found.append(identifier)
            guard !identifier.isVerified else { continue }
            warn(
                column, "unverified-identifier",
                "The number fails its form or check letter; it travels as written and matches nobody.",
                "Correct the number at its source.")
        }
        return found
    }

    private mutating func given() -> [String] {
        guard let written = text("forenames", atMost: 256) else { return [] }
        let names = StrictText.collapsed(written).split(separator: " ").map(String.init)
        guard names.count <= Self.maxForenames else {
            fault("forenames", "too-many", "There are more than \(Self.maxForenames) forenames.", "Shorten the list.")
            return []
        }
        return names
    }

    private mutating func dateOfBirth(before day: CalendarDate) -> CalendarDate? {
        guard let born = anyDate("date_of_birth") else { return nil }
        if Self.placeholders.contains(born.description) || born > day || !Self.isKnownYear(born.year) {
            warn(
                "date_of_birth", "date-of-birth", "The date of birth is a placeholder or lies ahead; it was left out.",
                "Leave it empty when it is not known.")
            return nil
        }
        return born
    }
}
