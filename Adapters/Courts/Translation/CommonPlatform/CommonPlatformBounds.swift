import Formats

/// How long the lists of a hearing may be that are searched for one another: cases with defendants, and what names them.
///
/// Counted from the lists themselves, before anything is searched and whatever else is wrong with the hearing.
struct CommonPlatformBounds {
    /// Cases, and defendants of all of them; each costs a message or more.
    static let maxDefendants = 500
    /// Entries of a list that stands beside the cases and is searched for each defendant.
    static let maxEntries = 1_000
    /// The lists beside the cases.
    static let lists = ["defendantAttendance", "defendantJudicialResults", "defendantHearingYouthMarkers"]

    /// The lists that are longer, each once.
    let exceeded: [(path: String, limit: Int)]

    /// Whether every list keeps to its bound.
    var hold: Bool { exceeded.isEmpty }

    init(_ hearing: JSONNode) {
        let cases = hearing["prosecutionCases"]
        let counts =
            [(path: cases.path, count: Self.defendants(cases), limit: Self.maxDefendants)]
            + Self.lists.map { (path: hearing[$0].path, count: Self.count(hearing[$0]), limit: Self.maxEntries) }
        exceeded = counts.filter { $0.count > $0.limit }.map { ($0.path, $0.limit) }
    }

    /// The defendants of all cases, or the cases where those are more.
    private static func defendants(_ cases: JSONNode) -> Int {
        max(count(cases), cases.elements.reduce(0) { $0 + count($1["defendants"]) })
    }

    /// The elements that are something; a null is no element.
    private static func count(_ list: JSONNode) -> Int { list.value?.array?.count { !$0.isNull } ?? 0 }
}
