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
        /// Only name and date of birth match.
        case probable = "only-name-and-date-of-birth-match"
    }

    /// What the store found for a message's person.
    public struct Evidence: Sendable {
        /// The records that its verified identifiers point at.
        public var byIdentifier: Set<Int64>
        /// The records with the same surname, first forename and date of birth.
        public var byNameAndBirth: Set<Int64>
        /// Whether the one matching record has another verified identifier of a register the message also names.
        public var contradicts: Bool
        /// What was found.
        public init(byIdentifier: Set<Int64>, byNameAndBirth: Set<Int64>, contradicts: Bool) {
            self.byIdentifier = byIdentifier
            self.byNameAndBirth = byNameAndBirth
            self.contradicts = contradicts
        }
    }

    /// Resolves what was found.
    public static func resolve(_ evidence: Evidence) -> Resolution {
        if evidence.byIdentifier.count > 1 { return .hold(.ambiguous) }
        if let match = evidence.byIdentifier.first {
            return evidence.contradicts ? .hold(.contradictory) : .nominal(match)
        }
        return evidence.byNameAndBirth.isEmpty ? .stranger : .hold(.probable)
    }

    /// Whether a person's verified identifiers contradict a record's: the same register, another number.
    ///
    /// A prison number is not compared, because a person is given a new one on a new admission and the two are merged later.
    public static func contradicts(_ person: Person, _ history: NominalHistory) -> Bool {
        person.identifiers.contains { given in
            guard given.isVerified, given.kind != .noms else { return false }
            let known = history.identifiers.filter { $0.kind == given.kind && $0.isVerified }
            return !known.isEmpty && !known.contains { $0.value == given.value }
        }
    }

    /// The text under which a person's name and date of birth are looked up; nil when either is missing.
    ///
    /// Cleaned as the ministry's matcher cleans (feeds.md 6.1): upper case, hyphens as spaces, apostrophes dropped.
    public static func nameKey(name: Person.Name?, born: CalendarDate?) -> String? {
        guard let name, let born, let first = name.given.first else { return nil }
        return [name.family, first].map(cleaned).joined(separator: "|") + "|" + born.description
    }

    private static func cleaned(_ text: String) -> String {
        String(text.uppercased().filter { $0.isLetter })
    }
}
