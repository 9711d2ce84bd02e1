/// The files that a folder of standing data may hold; any other name is passed over.
///
/// Three are the ones that the Ministry of Justice publishes with Bichard 7 (court-results.md 6), read as published. The
/// others are this project's own, CSV with a header row, two of them in JSON too.
public enum StandingDataFile: String, Sendable, CaseIterable {
    case publishedResults = "result-code.json"
    case publishedOrganisations = "organisation-unit.json"
    case publishedForces = "forces.json"
    case results = "result-codes.csv"
    case courts = "courts.csv"
    case forces = "forces.csv"
    case movementReasonsTable = "movement-reasons.csv"
    case movementReasons = "movement-reasons.json"
    case registersTable = "registers.csv"
    case registers = "registers.json"

    var isCSV: Bool { rawValue.hasSuffix(".csv") }

    /// Whether it is somebody else's, whose further members are theirs to add.
    var isPublished: Bool {
        switch self {
        case .publishedResults, .publishedOrganisations, .publishedForces: true
        default: false
        }
    }

    /// The members that every entry has.
    var members: [String] {
        switch self {
        case .publishedResults: ["cjsCode"]
        case .publishedOrganisations: ["topLevelCode", "secondLevelCode", "thirdLevelCode", "bottomLevelCode"]
        case .publishedForces, .results, .courts, .forces: ["code"]
        case .movementReasonsTable, .movementReasons: ["code", "direction", "meaning"]
        case .registersTable, .registers: ["code", "class"]
        }
    }

    /// The members that an entry of our own may have for people to read.
    static let remarks = ["name", "source"]
}
