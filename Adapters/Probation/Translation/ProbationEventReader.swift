import CanonicalModel
import DomainEvents
import Formats

/// Reads what the events of this feed have in common: when and about whom.
struct ProbationEventReader {
    /// When it happened.
    let occurredAt: Timestamp
    /// What was left out, or looked odd and did no harm.
    private(set) var warnings: [FormatError] = []
    /// `additionalInformation`; empty when the event has none.
    let information: EventReader
    let settings: ProbationSettings
    private let references: [PersonReference]

    /// Reads the common members.
    ///
    /// `publishedAt` is never read: producers write it as "Z+01:00", and nothing hangs on it (feeds.md 1.1).
    init(body: EventReader, settings: ProbationSettings) throws(FormatError) {
        try body.checkVersion()
        occurredAt = try body.instant("occurredAt")
        information =
            try body.optionalObject("additionalInformation")
            ?? EventReader(object: JSONObject(), path: body.path + "/additionalInformation")
        references = try PersonReference.list(body)
        self.settings = settings
    }

    mutating func warn(_ warning: FormatError) { warnings.append(warning) }
}

// MARK: - Who

extension ProbationEventReader {
    /// The longest identifier that the canonical contract carries.
    static let maxIdentifierBytes = 40
    private static let caseKeys = ["crn", "CRN"]

    /// Who it is about: the case number, and the prison number when the event has it.
    ///
    /// - Parameters:
    ///   - number: the case number by the event's own members, for merges.
    ///   - other: a number that may also appear among the references: the one a merge gives up.
    /// - Throws: when nobody is named, or the event names two people. Acting on the wrong one is worse than not acting.
    func person(_ number: PersonIdentifier? = nil, alsoNamed other: PersonIdentifier? = nil) throws(FormatError)
        -> Person
    {
        let stated = try identifier(Self.caseKeys)
        let named = references.map { PersonIdentifier($0.kind, $0.value, writtenIn: occurredAt.date.year) }
        var identifiers: [PersonIdentifier] = []
        for candidate in [number, stated].compactMap({ $0 }) + named
        where candidate != other && !identifiers.contains(candidate) {
            identifiers.append(candidate)
        }
        guard !identifiers.isEmpty else { throw .nobody(information.path) }
        guard Set(identifiers.map(\.kind)).count == identifiers.count else { throw .twoPeople(information.path) }
        return Person(identifiers: identifiers)
    }

    /// The case number in the first of some members that is there.
    func identifier(_ keys: [String]) throws(FormatError) -> PersonIdentifier? {
        let text = try information.firstText(of: keys, atMost: Self.maxIdentifierBytes)
        return text.map { PersonIdentifier(.crn, $0, writtenIn: occurredAt.date.year) }
    }

    /// The case number in a member that must be there.
    func requiredIdentifier(_ key: String) throws(FormatError) -> PersonIdentifier {
        guard let number = try identifier([key]) else {
            throw FormatError(
                path: information.path + "/" + key, rule: "event.missing",
                message: "A case number that the event needs is absent.", remedy: "Send it.")
        }
        return number
    }

    /// A code or a number; a text that is none is left out, for it may name anybody.
    mutating func code(_ keys: [String], atMost limit: Int) throws(FormatError) -> String? {
        guard let (key, text) = try information.first(of: keys) else { return nil }
        guard text.utf8.count <= limit, text.utf8.allSatisfy(Self.isCodeByte) else {
            warn(
                FormatError(
                    path: information.path + "/" + key, rule: "probation.code-form",
                    message: "The member is no code of at most \(limit) letters and digits and was left out.",
                    remedy: "Send the code alone; descriptions do not travel."))
            return nil
        }
        return text
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}

extension FormatError {
    fileprivate static func nobody(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "probation.no-identity", message: "The event names nobody.",
            remedy: "Send the CRN in personReference.")
    }

    fileprivate static func twoPeople(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "probation.identity-conflict",
            message: "The event names two different numbers of one register.",
            remedy: "Send one person's numbers.")
    }
}
