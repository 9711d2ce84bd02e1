import CanonicalModel

/// The courts' code tables, each code's meaning in SPI's own (standing-data: remand-status, plea-status, verdict,
/// duration-unit, gender).
///
/// Canonical results speak SPI's codes, so that every feed says the same thing the same way; what a table does not map is
/// left out, never guessed.
enum CourtCodes {
    /// What stands where a hearing names no court that the contract has room for.
    static let unknownCourt = "UNKNOWN"
    /// SPI remand states: not applicable, conditional bail, custody, care, custody, secure care, unconditional bail.
    static let bailStatuses: Set<String> = ["A", "B", "C", "L", "P", "S", "U"]
    static let pleas: Set<String> = ["1", "2", "3", "4", "5", "6", "7", "8"]
    static let findings: Set<String> = ["G", "N", "O", "A", "C"]
    static let durationUnits: Set<String> = ["D", "H", "L", "M", "S", "W", "Y"]
    static let presences: Set<String> = ["A", "N", "Y"]
    static let genders: [String: Person.Gender] = ["0": .unknown, "1": .male, "2": .female, "9": .unspecified]
}

// What the CJS data standards call them, which annotated hearing outcomes use.
extension CourtCodes {
    static let bailStatusByCJS = [
        "NA": "A", "CB": "B", "PR": "C", "LA": "L", "PB": "P", "SA": "S", "UB": "U",
    ]
    /// G is SPI's 1 and 6 alike; 1 is the one courts write.
    static let pleaByCJS = ["G": "1", "NG": "2", "NONE": "3", "CON": "4", "OPP": "5", "ADM": "7", "DEN": "8"]
    static let findingByCJS = ["G": "G", "NG": "N", "NC": "O", "NA": "A"]
}

// What Common Platform calls them: the tables' own descriptions, in capitals with underscores.
extension CourtCodes {
    static let pleaByWord = [
        "GUILTY": "1", "NOT_GUILTY": "2", "NO_PLEA": "3", "CONSENTS": "4", "OPPOSED": "5", "ADMITS": "7", "DENIES": "8",
    ]
    static let findingByWord = [
        "GUILTY": "G", "NOT_GUILTY": "N", "NO_CONVICTION": "O", "GUILTY_OF_ALTERNATIVE_OFFENCE": "A",
    ]
    static let durationUnitByWord = [
        "DAYS": "D", "HOURS": "H", "LIFE": "L", "MONTHS": "M", "SESSIONS": "S", "WEEKS": "W", "YEARS": "Y",
    ]
    static let genderByWord: [String: Person.Gender] = [
        "MALE": .male, "FEMALE": .female, "NOT_KNOWN": .unknown, "NOT_SPECIFIED": .unspecified,
    ]
    /// How somebody attended; who attends by live link is treated as present (Crime and Disorder Act 1998 Part 3A).
    static let presenceByWord = ["IN_PERSON": "Y", "BY_VIDEO": "Y", "NOT_PRESENT": "N"]

    /// A word as the tables above spell it: "Not guilty" is NOT_GUILTY.
    static func word(_ text: String) -> String {
        String(
            decoding: text.utf8.map { (97...122).contains($0) ? $0 - 32 : $0 == 32 || $0 == 45 ? 95 : $0 },
            as: UTF8.self)
    }
}

// What Libra calls them; N stands for "not known or not recorded".
extension CourtCodes {
    static let genderByLibra: [String: Person.Gender] = ["M": .male, "F": .female, "N": .unknown, "NS": .unspecified]
}
