import CanonicalModel

/// Whether two people are probably one, with every reason in points and words.
///
/// It routes nothing (DESIGN decision 10): a person reads the lines and settles it. The points are a table and not a trained
/// model, so that whoever settles can check them by hand (feeds.md 6.1, "for us").
public struct ProbableMatch: Sendable, Hashable {
    /// One reason for or against.
    public struct Line: Sendable, Hashable {
        /// For, or when negative against.
        public var points: Int
        /// In words; no value of anybody, so that a line may be shown where names may not.
        public var words: String
        /// A reason.
        public init(points: Int, words: String) {
            self.points = points
            self.words = words
        }
    }

    /// From this score on a person is asked.
    public static let threshold = 60
    /// What possible twins are forced down to (feeds.md 6.1).
    public static let twinScore = 0

    /// Every reason, in the order name, date of birth, postcode, identifiers.
    public var lines: [Line]
    /// Same surname, date of birth and postcode, other forename, no identifier in common: probably a twin.
    public var isPossibleTwin: Bool

    /// The sum of the lines, or what twins are forced down to.
    public var score: Int { isPossibleTwin ? min(Self.twinScore, total) : total }
    private var total: Int { lines.reduce(0) { $0 + $1.points } }

    /// Whether a person should look at it.
    public var isProbable: Bool { score >= Self.threshold }

    /// Compares a message's person with a record.
    public init(_ person: PersonProfile, with record: PersonProfile) {
        let name = NameEvidence(person, record)
        let birth = BirthEvidence(person.births, record.births)
        let place = PlaceEvidence(person.postcodes, record.postcodes)
        let (identifiers, isShared) = Self.identifiers(person.identifiers, record.identifiers)
        lines = name.lines + [birth.line, place.line].compactMap { $0 } + identifiers
        isPossibleTwin = name.isSurnameEqual && name.isForenameOther && birth == .equal && place == .equal && !isShared
    }

    private static func identifiers(
        _ left: Set<PersonIdentifier>, _ right: Set<PersonIdentifier>
    ) -> (lines: [Line], isShared: Bool) {
        var lines = [Line]()
        for kind in [PersonIdentifier.Kind.pnc, .cro, .crn] {
            let (mine, theirs) = (left.filter { $0.kind == kind }, right.filter { $0.kind == kind })
            guard !mine.isEmpty, !theirs.isEmpty, mine.isDisjoint(with: theirs) else { continue }
            lines.append(Line(points: -40, words: "another \(kind.rawValue.uppercased()) number than the record's"))
        }
        return (lines, !left.isDisjoint(with: right))
    }
}

/// What the names say: the best of all pairs of a message's name and a record's names.
private struct NameEvidence {
    var lines: [ProbableMatch.Line] = []
    var isSurnameEqual = false
    var isForenameOther = false

    init(_ person: PersonProfile, _ record: PersonProfile) {
        let pairs = person.names.flatMap { mine in
            record.names.enumerated().map { NameEvidence(mine, $0.element, isAlias: $0.offset > 0) }
        }
        guard let best = pairs.max(by: { $0.points < $1.points }) else { return }
        self = best
        isSurnameEqual = pairs.contains(where: \.isSurnameEqual)
        isForenameOther = pairs.allSatisfy(\.isForenameOther)
    }

    private var points: Int { lines.reduce(0) { $0 + $1.points } }

    private init(_ mine: CleanName, _ theirs: CleanName, isAlias: Bool) {
        let straight = Self.straight(mine, theirs, isAlias: isAlias)
        let reversed = Self.reversed(mine, theirs)
        lines = reversed.map { [$0] } ?? straight.lines
        isSurnameEqual = straight.isSurnameEqual
        isForenameOther = straight.isForenameOther && reversed == nil
    }

    private static func straight(
        _ mine: CleanName, _ theirs: CleanName, isAlias: Bool
    ) -> (lines: [ProbableMatch.Line], isSurnameEqual: Bool, isForenameOther: Bool) {
        let family = likeness(mine.surname, theirs.surname)
        let given = likeness(mine.forenames.first, theirs.forenames.first)
        let whose = isAlias ? " to another name on record" : ""
        var lines = [ProbableMatch.Line]()
        switch family {
        case .equal: lines.append(.init(points: isAlias ? 22 : 25, words: "surname equal" + whose))
        case .near: lines.append(.init(points: 18, words: "surname nearly equal" + whose))
        case .other: lines.append(.init(points: -15, words: "surname different"))
        case .unknown: break
        }
        switch given {
        case .equal: lines.append(.init(points: isAlias ? 18 : 20, words: "forename equal" + whose))
        case .near: lines.append(.init(points: 14, words: "forename nearly equal" + whose))
        case .other where mine.forenames.dropFirst().contains(where: { $0 == theirs.forenames.first })
            || theirs.forenames.dropFirst().contains(where: { $0 == mine.forenames.first }):
            lines.append(.init(points: 10, words: "forename equal to a middle name"))
            return (lines, family == .equal, false)
        case .other: lines.append(.init(points: -15, words: "forename different"))
        case .unknown: break
        }
        return (lines, family == .equal, given == .other)
    }

    /// Surname and forename in each other's place, as a clerk who reads a list the wrong way round writes them.
    private static func reversed(_ mine: CleanName, _ theirs: CleanName) -> ProbableMatch.Line? {
        guard let surname = mine.surname, surname == theirs.forenames.first, mine.forenames.first == theirs.surname,
            surname != theirs.surname
        else { return nil }
        return .init(points: 35, words: "surname and forename equal, in each other's place")
    }

    private enum Likeness { case equal, near, other, unknown }

    private static func likeness(_ mine: String?, _ theirs: String?) -> Likeness {
        guard let mine, let theirs else { return .unknown }
        if mine == theirs { return .equal }
        return JaroWinkler.similarity(mine, theirs) >= JaroWinkler.nearlyEqual ? .near : .other
    }
}

/// What the dates of birth say.
enum BirthEvidence {
    case equal, swapped, near, other, unknown

    init(_ mine: Set<CalendarDate>, _ theirs: Set<CalendarDate>) {
        let pairs = mine.flatMap { left in theirs.map { Self.compare(left, $0) } }
        self = [.equal, .swapped, .near, .other].first { pairs.contains($0) } ?? .unknown
    }

    var line: ProbableMatch.Line? {
        switch self {
        case .equal: .init(points: 35, words: "date of birth equal")
        case .swapped: .init(points: 28, words: "date of birth equal with day and month in each other's place")
        case .near: .init(points: 25, words: "date of birth equal but for one slip of the pen")
        case .other: .init(points: -30, words: "date of birth different")
        case .unknown: nil
        }
    }

    private static func compare(_ left: CalendarDate, _ right: CalendarDate) -> BirthEvidence {
        if left == right { return .equal }
        if left.year == right.year && left.month == right.day && left.day == right.month { return .swapped }
        return isOneEdit(digits(left), digits(right)) ? .near : .other
    }

    private static func digits(_ day: CalendarDate) -> [UInt8] { day.description.utf8.filter { $0 != UInt8(ascii: "-") } }

    /// One digit changed, or two neighbours in each other's place; the length never differs.
    private static func isOneEdit(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let places = left.indices.filter { left[$0] != right[$0] }
        switch places.count {
        case 1: return true
        case 2: return places[1] == places[0] + 1 && left[places[0]] == right[places[1]] && left[places[1]] == right[places[0]]
        default: return false
        }
    }
}

/// What the postcodes say; another postcode says nothing, because people move.
private enum PlaceEvidence {
    case equal, near, unknown

    init(_ mine: Set<String>, _ theirs: Set<String>) {
        func outcodes(_ places: Set<String>) -> Set<Substring> { Set(places.compactMap { $0.split(separator: " ").first }) }
        if !mine.isDisjoint(with: theirs) { self = .equal; return }
        self = outcodes(mine).isDisjoint(with: outcodes(theirs)) ? .unknown : .near
    }

    var line: ProbableMatch.Line? {
        switch self {
        case .equal: .init(points: 20, words: "postcode equal")
        case .near: .init(points: 8, words: "first half of the postcode equal")
        case .unknown: nil
        }
    }
}
