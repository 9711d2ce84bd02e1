import CanonicalModel
import DomainEvents
import Formats

/// Events in which somebody goes in, out or between.
extension PrisonEventReader {
    /// A departure; nil when it is an administrative merge.
    mutating func released(_ family: PrisonEventType.Family) throws(FormatError) -> Fact? {
        try requireInformation()
        let person = try person()
        let reason: ReleaseReason = try information.word("reason", rule: "prison.unknown-reason")
        let code = try movementReasonCode()
        let meaning = try reason.meaning(code: code, family: family, reasons, path: information.path)
        if reason == .releasedToHospital, let code, reasons.release(code) == nil {
            warn(.codeInNoTable(information.path, "The reason says hospital, and so does the message."))
        }
        switch meaning {
        case .administrativeMerge: return nil
        case .died: return .died(Death(person: person))
        case .movement(let kind, let absence):
            try refuseWhenStillInPrison(kind)
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
    mutating func received(_ family: PrisonEventType.Family) throws(FormatError) -> Fact {
        try requireInformation()
        let person = try person()
        let reason: ReceptionReason = try information.word("reason", rule: "prison.unknown-reason")
        let code = try movementReasonCode()
        try refuseWhenOutside()
        let meaning = reason.meaning(code: code, family: family, reasons)
        if reason.isJudgedByCode, let code, reasons.admission(code) == nil {
            warn(.codeInNoTable(information.path, "The message says an ordinary reception."))
        }
        return .custody(
            CustodyMovement(
                person: person, kind: meaning.kind, establishment: try establishment(), movementReasonCode: code,
                admission: meaning.admission, absence: meaning.absence))
    }

    /// Release on temporary licence, as the service that plans it tells it.
    mutating func temporaryAbsence(isStart: Bool) throws(FormatError) -> Fact {
        .custody(
            CustodyMovement(
                person: try person(), kind: isStart ? .absenceStarted : .absenceEnded,
                establishment: try establishment(),
                absence: .temporaryLicence))
    }

    /// Somebody released on paper into a hospital, where they stay detained.
    mutating func becameRestrictedPatient() throws(FormatError) -> Fact {
        .custody(CustodyMovement(person: try person(), kind: .hospitalised))
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

    /// A release of somebody whom the same event places inside, on the way to another prison or in its care is a
    /// contradiction, and the harm lies in believing it (the words: feeds.md 1.2).
    ///
    /// Whoever is at large or removed may still be in a prison's care, but cannot be in a prison.
    private func refuseWhenStillInPrison(_ kind: CustodyMovement.Kind) throws(FormatError) {
        switch kind {
        case .released, .departed:
            try refuse("currentLocation", saying: ["IN_PRISON", "BEING_TRANSFERRED"])
            try refuse("currentPrisonStatus", saying: ["UNDER_PRISON_CARE"])
        case .absconded, .removed: try refuse("currentLocation", saying: ["IN_PRISON"])
        default: break
        }
    }

    /// An arrival of somebody whom the same event places outside.
    private func refuseWhenOutside() throws(FormatError) {
        try refuse("currentLocation", saying: ["OUTSIDE_PRISON"])
        try refuse("currentPrisonStatus", saying: ["NOT_UNDER_PRISON_CARE"])
    }

    private func refuse(_ key: String, saying words: Set<String>) throws(FormatError) {
        guard let text = try information.sideText(key, atMost: 64).text, words.contains(text) else { return }
        throw FormatError(
            path: information.path + "/" + key, rule: "prison.contradiction",
            message: "The event says of one person that they moved and that they are where they cannot be then.",
            remedy: "Send the event again once the prisoner's last movement is settled.")
    }
}

extension FormatError {
    /// A code that nobody has given a meaning, where the reason beside it says enough not to refuse the event.
    fileprivate static func codeInNoTable(_ path: String, _ consequence: String) -> FormatError {
        FormatError(
            path: path + "/nomisMovementReasonCode", rule: "prison.unknown-movement-code",
            message: "The movement reason code is in no table. \(consequence)",
            remedy: "Add the code to movement-reasons.csv of the standing data folder, with its meaning.")
    }
}
