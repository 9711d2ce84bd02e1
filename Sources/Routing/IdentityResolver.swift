public import CanonicalModel

/// Decides whose record a message is about.
///
/// Exact match on a verified PNC, CRO, NOMS or CRN number, otherwise a person decides: no probabilistic model routes anything
/// (feeds.md 6.1; DESIGN decision 10). An ASN never identifies anybody: courts reuse them by mistake.
public enum IdentityResolver {
    /// The answer.
    public enum Resolution: Sendable, Hashable {
        /// This record's.
        case nominal(Int64)
        /// Nobody we know.
        case stranger
        /// A person has to settle it.
        case hold(Reason)
    }

    /// Why a person has to settle it.
    public enum Reason: String, Sendable, Hashable {
        /// Strong identifiers point at different records.
        case ambiguous = "identifiers-point-at-different-people"
        /// A strong identifier matches and another of the same register contradicts.
        case contradictory = "identifiers-contradict"
        /// A strong identifier matches and two of surname, forename and date of birth are another person's.
        case otherPerson = "same-identifier-other-name-and-date-of-birth"
        /// A strong identifier, the surname and the date of birth match, and the forename is another.
        case possibleTwin = "same-identifier-perhaps-a-twin"
        /// No identifier matches; names, date of birth and address say that it may be somebody known.
        case probable = "probable-match"

        /// Whether the records it concerns do not hold together until somebody looks: a probable match says nothing of them.
        public var marksRecord: Bool { self != .probable }
    }

    /// What the store found for a message's person.
    public struct Evidence: Sendable {
        /// The records that its strong identifiers point at.
        public var byIdentifier: Set<Int64>
        /// Records that no identifier points at and that it may be about all the same, each with the reasons.
        public var probable: [Int64: ProbableMatch]
        /// Why the one matching record is perhaps not this person's.
        public var contradiction: Reason?
        /// What was found.
        public init(byIdentifier: Set<Int64>, probable: [Int64: ProbableMatch] = [:], contradiction: Reason? = nil) {
            self.byIdentifier = byIdentifier
            self.probable = probable
            self.contradiction = contradiction
        }
    }

    /// Resolves what was found.
    public static func resolve(_ evidence: Evidence) -> Resolution {
        if evidence.byIdentifier.count > 1 { return .hold(.ambiguous) }
        if let match = evidence.byIdentifier.first { return evidence.contradiction.map { .hold($0) } ?? .nominal(match) }
        return evidence.probable.values.contains(where: \.isProbable) ? .hold(.probable) : .stranger
    }

    /// Why a message's person is perhaps not the person of the record that an identifier of theirs points at; nil when nothing
    /// speaks against it.
    ///
    /// - Parameters:
    ///   - person: as the message has them.
    ///   - history: the record's.
    ///   - day: the day the message speaks of.
    public static func contradiction(_ person: Person, _ history: NominalHistory, on day: CalendarDate) -> Reason? {
        if contradicts(person, history) { return .contradictory }
        // What the record already says is nearly always said again; only a difference is worth cleaning names for.
        if isSaid(person.name, history.name?.value) && isSaid(person.dateOfBirth, history.dateOfBirth?.value) { return nil }
        return IdentityAgreement(PersonProfile(person, on: day), PersonProfile(history, on: day)).contradiction
    }

    private static func isSaid<Value: Equatable>(_ now: Value?, _ before: Value?) -> Bool { now == nil || now == before }

    /// Whether a person's strong identifiers contradict a record's: the same register, another number.
    ///
    /// A prison number is not compared, because a person is given a new one on a new admission and the two are merged later.
    public static func contradicts(_ person: Person, _ history: NominalHistory) -> Bool {
        let known = history.identifiers
        return person.identifiers.contains { given in
            guard given.isStrong, given.kind != .noms, given.kind != .hub, !known.contains(given) else { return false }
            return known.contains { $0.kind == given.kind && $0.isStrong }
                && !person.identifiers.contains { $0.kind == given.kind && known.contains($0) }
        }
    }

    /// Whether uniting two records would put two numbers of one register on one person, or two people's names and birthdays.
    ///
    /// - Parameter removed: identifiers that the register itself says it gave up; they contradict nothing.
    public static func contradiction(
        _ one: NominalHistory, _ other: NominalHistory, giving removed: [PersonIdentifier], on day: CalendarDate
    ) -> Reason? {
        for kind in [PersonIdentifier.Kind.pnc, .cro, .crn] {
            func numbers(_ history: NominalHistory) -> Set<PersonIdentifier> {
                history.identifiers.filter { $0.kind == kind && $0.isStrong && !removed.contains($0) }
            }
            let (mine, theirs) = (numbers(one), numbers(other))
            if !mine.isEmpty && !theirs.isEmpty && mine.isDisjoint(with: theirs) { return .contradictory }
        }
        return IdentityAgreement(PersonProfile(one, on: day), PersonProfile(other, on: day)).contradiction
    }
}
