internal import CanonicalModel

/// How far a message's name and date of birth agree with those of the record that an identifier points at.
///
/// Of surname, forename and date of birth one may differ when the two others agree: people marry, and clerks slip. More is
/// another person with this one's number (re-used, or mistyped into a number that passes its check). And where it is the
/// forename that differs, it may be a twin who gave the other's number (feeds.md 6.1).
struct IdentityAgreement {
    private enum Likeness { case alike, other, unknown }

    private var surname = Likeness.unknown
    private var forename = Likeness.unknown
    private var birth = Likeness.unknown

    /// Compares with the name of the record that agrees best.
    init(_ person: PersonProfile, _ record: PersonProfile) {
        switch BirthEvidence(person.births, record.births) {
        case .unknown: birth = .unknown
        case .other: birth = .other
        case .equal, .near, .swapped: birth = .alike
        }
        let pairs = person.names.flatMap { mine in record.names.map { Self.compare(mine, $0) } }
        guard let best = pairs.min(by: { Self.others($0) < Self.others($1) }) else { return }
        (surname, forename) = best
    }

    /// Why it is perhaps somebody else; nil when nothing says so.
    var contradiction: IdentityResolver.Reason? {
        let all = [surname, forename, birth]
        let others = all.count { $0 == .other }
        if others == 0 { return nil }
        if others > 1 || all.count(where: { $0 == .alike }) < 2 { return .otherPerson }
        return forename == .other ? .possibleTwin : nil
    }

    private static func others(_ pair: (Likeness, Likeness)) -> Int { (pair.0 == .other ? 1 : 0) + (pair.1 == .other ? 1 : 0) }

    private static func compare(_ mine: CleanName, _ theirs: CleanName) -> (Likeness, Likeness) {
        let straight = (like(mine.surname, theirs.surname), forenames(mine.forenames, theirs.forenames))
        guard let reversed = mine.reversed, others(straight) == 2 else { return straight }
        let other = (like(reversed.surname, theirs.surname), forenames(reversed.forenames, theirs.forenames))
        return others(other) == 0 ? other : straight
    }

    /// A first name may be anywhere among the other's: many go by their second.
    private static func forenames(_ mine: [String], _ theirs: [String]) -> Likeness {
        guard let first = mine.first, let other = theirs.first else { return .unknown }
        return theirs.contains { like(first, $0) == .alike } || mine.contains { like($0, other) == .alike } ? .alike : .other
    }

    private static func like(_ mine: String?, _ theirs: String?) -> Likeness {
        guard let mine, let theirs else { return .unknown }
        return mine == theirs || JaroWinkler.similarity(mine, theirs) >= JaroWinkler.nearlyEqual ? .alike : .other
    }
}
