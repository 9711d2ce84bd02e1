import CanonicalModel
import DomainEvents
import Formats

/// Reads what the events of this feed have in common: when, about whom, where.
struct PrisonEventReader {
    /// When it happened.
    let occurredAt: Timestamp
    /// What was left out, or looked odd and did no harm.
    private(set) var warnings: [FormatError] = []
    let information: EventReader
    /// What movement reason codes mean.
    let reasons: MovementReasons
    private let references: [PersonReference]
    private let hasInformation: Bool
    private let personPath: String

    /// Reads the common members.
    ///
    /// `publishedAt` is never read: producers write it as "Z+01:00", and nothing hangs on it (feeds.md 1.1).
    init(body: EventReader, reasons: MovementReasons) throws(FormatError) {
        self.reasons = reasons
        try body.checkVersion()
        occurredAt = try body.instant("occurredAt")
        let information = try body.optionalObject("additionalInformation")
        hasInformation = information != nil
        self.information =
            information ?? EventReader(object: JSONObject(), path: body.path + "/additionalInformation")
        references = try PersonReference.list(body)
        personPath = body.path + "/personReference/identifiers"
    }

    mutating func warn(_ warning: FormatError) { warnings.append(warning) }

    /// Refuses an event whose whole meaning lies in `additionalInformation` and that has none.
    func requireInformation() throws(FormatError) {
        guard !hasInformation else { return }
        throw FormatError(
            path: information.path, rule: "event.missing", message: "The event has no additionalInformation.",
            remedy: "Send the whole event.")
    }
}

// MARK: - Who

extension PrisonEventReader {
    /// The longest identifier that the canonical contract carries.
    private static let maxIdentifierBytes = 40
    /// Where producers write the prisoner's number (feeds.md 1.2, 1.3).
    static let numberKeys = ["nomsNumber", "prisonerNumber", "prisonerId", "offenderNo"]

    /// Who it is about.
    ///
    /// - Parameters:
    ///   - other: a number that may also appear among the references: the one a merge gives up.
    ///   - keys: the members that may name the prisoner.
    /// - Throws: when nobody is named, or the event names two people. Acting on the wrong one is worse than not acting.
    func person(
        alsoNamed other: PersonIdentifier? = nil, in keys: [String] = PrisonEventReader.numberKeys
    ) throws(FormatError) -> Person {
        let prisonNumbers = references.filter { $0.kind == .noms }.map { identifier($0) }.filter { $0 != other }
        let stated = try identifier(keys)
        guard let number = stated ?? prisonNumbers.first else {
            throw FormatError(
                path: information.path + "/nomsNumber", rule: "prison.no-identity",
                message: "The event names no prisoner.",
                remedy: "Send nomsNumber, or a NOMS number in personReference.")
        }
        guard prisonNumbers.allSatisfy({ $0 == number }) else {
            throw FormatError(
                path: information.path + "/nomsNumber", rule: "prison.identity-conflict",
                message: "nomsNumber and personReference name different prisoners.",
                remedy: "Send one prisoner's number in both places.")
        }
        return Person(identifiers: [number] + (try otherNumbers()))
    }

    /// The person's numbers in other registers, one of each: of two case numbers one is somebody else's.
    private func otherNumbers() throws(FormatError) -> [PersonIdentifier] {
        var others: [PersonIdentifier] = []
        for number in references.filter({ $0.kind != .noms }).map({ identifier($0) }) where !others.contains(number) {
            others.append(number)
        }
        guard Set(others.map(\.kind)).count == others.count else {
            throw FormatError(
                path: personPath, rule: "prison.identity-conflict",
                message: "personReference names two different numbers of one register.",
                remedy: "Send one person's numbers.")
        }
        return others
    }

    /// The number in the first of some members that is there.
    func identifier(_ keys: [String]) throws(FormatError) -> PersonIdentifier? {
        let text = try information.firstText(of: keys, atMost: Self.maxIdentifierBytes)
        return text.map { PersonIdentifier(.noms, $0, writtenIn: occurredAt.date.year) }
    }

    private func identifier(_ reference: PersonReference) -> PersonIdentifier {
        PersonIdentifier(reference.kind, reference.value, writtenIn: occurredAt.date.year)
    }
}

// MARK: - Where

extension PrisonEventReader {
    /// The three-letter prison; anything else is left out, for a text in its place is no place.
    mutating func establishment() throws(FormatError) -> String? {
        guard let text = try information.optionalText("prisonId", atMost: .max) else { return nil }
        guard text.utf8.count == 3, text.utf8.allSatisfy({ (65...90).contains($0) }) else {
            warn(
                FormatError(
                    path: information.path + "/prisonId", rule: "prison.establishment",
                    message: "The prison is not three capital letters and was left out.",
                    remedy: "Send the three-letter NOMIS agency id."))
            return nil
        }
        return text
    }

    /// A booking's or licence's number; a text that is none is left out, for it may name anybody.
    mutating func reference(_ keys: [String], atMost limit: Int) throws(FormatError) -> String? {
        guard let (key, text) = try information.first(of: keys) else { return nil }
        guard text.utf8.count <= limit, text.utf8.allSatisfy(Self.isReferenceByte) else {
            warn(
                FormatError(
                    path: information.path + "/" + key, rule: "prison.reference",
                    message: "The reference is no number of letters and digits and was left out.",
                    remedy: "Send the number as the source system shows it."))
            return nil
        }
        return text
    }

    private static func isReferenceByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
    }
}
