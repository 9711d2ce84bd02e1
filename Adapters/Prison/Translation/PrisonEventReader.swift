import CanonicalModel
import DomainEvents
import Formats

/// Reads what released, received and merged events have in common, then each one's own part.
struct PrisonEventReader {
    /// When it happened.
    let occurredAt: Timestamp
    /// What was left out, or looked odd and did no harm.
    private(set) var warnings: [FormatError] = []
    private let information: EventReader
    private let references: [PersonReference]

    /// Reads the common members.
    ///
    /// `publishedAt` is never read: producers write it as "Z+01:00", and nothing hangs on it (feeds.md 1.1).
    init(body: EventReader) throws(FormatError) {
        try Self.checkVersion(body)
        occurredAt = try body.instant("occurredAt")
        guard let information = try body.optionalObject("additionalInformation") else {
            throw FormatError(
                path: body.path + "/additionalInformation", rule: "event.missing",
                message: "The event has no additionalInformation.", remedy: "Send the whole event.")
        }
        self.information = information
        references = try PersonReference.list(body)
    }

    mutating func warn(_ warning: FormatError) { warnings.append(warning) }

    /// Versions 1 to 3 have been seen, as number and as text; a later one may mean something else.
    private static func checkVersion(_ body: EventReader) throws(FormatError) {
        guard ["1", "2", "3"].contains(try body.text("version")) else {
            throw FormatError(
                path: body.path + "/version", rule: "event.unknown-version",
                message: "Only versions 1 to 3 of the event are known.",
                remedy: "Send a known version, or ask the adapter's owner to take the new one.")
        }
    }
}

// MARK: - The three events

extension PrisonEventReader {
    /// A departure; nil when it is an administrative merge.
    mutating func released() throws(FormatError) -> Fact? {
        let person = try person()
        let reason: ReleaseReason = try information.word("reason", rule: "prison.unknown-reason")
        let code = try movementReasonCode()
        switch try reason.meaning(code: code, path: information.path) {
        case .administrativeMerge: return nil
        case .died: return .died(Death(person: person))
        case .movement(let kind, let absence):
            if kind == .released { try refuseWhenStillInPrison() }
            // The prison named is the one left; of somebody in transit it would read as where they are.
            let establishment = kind == .transferred ? nil : try establishment()
            return .custody(
                CustodyMovement(
                    person: person, kind: kind, establishment: establishment, movementReasonCode: code, absence: absence
                ))
        }
    }

    /// An arrival.
    ///
    /// `probableCause` is not read: it says RECALL beside the code for remand (feeds.md 1.2).
    mutating func received() throws(FormatError) -> Fact {
        let person = try person()
        let reason: ReceptionReason = try information.word("reason", rule: "prison.unknown-reason")
        let code = try movementReasonCode()
        let meaning = reason.meaning(code: code)
        return .custody(
            CustodyMovement(
                person: person, kind: meaning.kind, establishment: try establishment(), movementReasonCode: code,
                admission: meaning.admission, absence: meaning.absence))
    }

    /// Two records became one.
    ///
    /// The description names the numbers the wrong way round, so only the members count.
    mutating func merged() throws(FormatError) -> Fact {
        let removed = try identifier("removedNomsNumber")
        guard let removed else {
            throw FormatError(
                path: information.path + "/removedNomsNumber", rule: "event.missing",
                message: "The number that the merge gives up is absent.", remedy: "Send removedNomsNumber.")
        }
        let person = try person(alsoNamed: removed)
        guard !person.identifiers.contains(removed) else {
            throw FormatError(
                path: information.path + "/removedNomsNumber", rule: "prison.merge-with-itself",
                message: "The number kept and the number given up are the same.",
                remedy: "Send the kept number as nomsNumber and the other as removedNomsNumber.")
        }
        return .merged(PersonMerge(person: person, removed: [removed]))
    }
}

// MARK: - Members

extension PrisonEventReader {
    /// The longest identifier that the canonical contract carries.
    private static let maxIdentifierBytes = 40

    /// Who it is about.
    ///
    /// - Parameter other: a number that may also appear among the references: the one a merge gives up.
    /// - Throws: when nobody is named, or the event names two people. Acting on the wrong one is worse than not acting.
    private func person(alsoNamed other: PersonIdentifier? = nil) throws(FormatError) -> Person {
        let prisonNumbers = references.filter { $0.kind == .noms }.map { identifier($0) }.filter { $0 != other }
        let stated = try identifier("nomsNumber")
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
        let others = references.filter { $0.kind != .noms }.map { identifier($0) }
        return Person(identifiers: [number] + others)
    }

    private func identifier(_ key: String) throws(FormatError) -> PersonIdentifier? {
        try information.optionalText(key, atMost: Self.maxIdentifierBytes).map(prisonNumber)
    }

    private func identifier(_ reference: PersonReference) -> PersonIdentifier {
        PersonIdentifier(reference.kind, reference.value, writtenIn: occurredAt.date.year)
    }

    private func prisonNumber(_ text: String) -> PersonIdentifier {
        PersonIdentifier(.noms, text, writtenIn: occurredAt.date.year)
    }

    /// The three-letter prison; anything else is left out, for a text in its place is no place.
    private mutating func establishment() throws(FormatError) -> String? {
        guard let text = try information.optionalText("prisonId") else { return nil }
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

    private func movementReasonCode() throws(FormatError) -> String? {
        guard let code = try information.optionalText("nomisMovementReasonCode", atMost: 16) else { return nil }
        guard code.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || $0 == UInt8(ascii: "_") })
        else {
            throw FormatError(
                path: information.path + "/nomisMovementReasonCode", rule: "prison.movement-code-form",
                message: "A movement reason code holds only capital letters, digits and underscores.",
                remedy: "Send the code of the NOMIS domain MOVE_RSN.")
        }
        return code
    }

    /// A release of somebody whom the same event places inside is a contradiction, and the harm lies in believing it.
    private func refuseWhenStillInPrison() throws(FormatError) {
        guard try information.optionalText("currentLocation") == "IN_PRISON" else { return }
        throw FormatError(
            path: information.path + "/currentLocation", rule: "prison.contradiction",
            message: "The event says released and still in prison at once.",
            remedy: "Send the event again once the prisoner's last movement is settled.")
    }
}
