import CanonicalModel
import Formats

/// Why a prison says that somebody left (feeds.md 1.2).
///
/// UNKNOWN, which the producer writes when it cannot tell, is not among the words: an unknown reason is refused.
enum ReleaseReason: String {
    case released = "RELEASED"
    case releasedToHospital = "RELEASED_TO_HOSPITAL"
    case temporaryAbsence = "TEMPORARY_ABSENCE_RELEASE"
    case sentToCourt = "SENT_TO_COURT"
    case transferred = "TRANSFERRED"

    /// What a departure is.
    enum Meaning: Equatable {
        case movement(CustodyMovement.Kind, CustodyMovement.Absence? = nil)
        case died
        case administrativeMerge
    }

    /// What the reason means beside a movement reason code.
    ///
    /// - Parameters:
    ///   - code: the NOMIS movement reason code.
    ///   - reasons: what codes mean.
    ///   - family: whose event it is. One family never has a code: its RELEASED says that somebody left, not how, and the
    ///     other family's event about the same departure says the rest (feeds.md 0.4, 0.5).
    ///   - path: of the object that holds both.
    /// - Throws: a ``FormatError`` when RELEASED lacks a code it should have, or has one nobody has given a meaning: telling
    ///   a team "released" of a death, an abscond or a deportation does real harm (feeds.md 0.4).
    func meaning(
        code: String?, family: PrisonEventType.Family, _ reasons: MovementReasons, path: String
    ) throws(FormatError) -> Meaning {
        switch self {
        case .temporaryAbsence:
            return try staying(.movement(.absenceStarted, .temporaryLicence), code: code, reasons, path: path)
        case .sentToCourt: return try staying(.movement(.absenceStarted, .court), code: code, reasons, path: path)
        case .transferred: return try staying(.movement(.transferred), code: code, reasons, path: path)
        case .releasedToHospital: return try hospital(code.flatMap(reasons.release), path: path)
        case .released:
            if code == nil, family == .uncoded { return .movement(.departed) }
            guard let code else { throw .codeMissing(path) }
            guard let meaning = reasons.release(code) else { throw .codeUnknown(path) }
            return meaning
        }
    }

    /// Still a prisoner, unless the code is one that ends that: a death, an abscond, a removal, a release, a merge.
    ///
    /// The code counts as far as its meaning was read somewhere: absences and court visits have codes of their own in the same
    /// domain, and those of general knowledge may be among them. A prisoner in hospital still is one.
    private func staying(
        _ meaning: Meaning, code: String?, _ reasons: MovementReasons, path: String
    ) throws(FormatError) -> Meaning {
        guard let code, let other = reasons.release(code), other != .movement(.hospitalised),
            ReleaseCode.row(code)?.source != .unconfirmed
        else { return meaning }
        throw .codeContradicts(path)
    }

    /// Hospital, unless the code says that the person did not go there alive and detained.
    private func hospital(_ meaning: Meaning?, path: String) throws(FormatError) -> Meaning {
        let hospital = Meaning.movement(.hospitalised)
        switch meaning {
        case nil, hospital, .movement(.released, nil): return hospital
        default: throw .codeContradicts(path)
        }
    }
}

extension FormatError {
    fileprivate static func codeMissing(_ path: String) -> FormatError {
        FormatError(
            path: path + "/nomisMovementReasonCode", rule: "prison.movement-code-missing",
            message: "RELEASED without a movement reason code may be a death, an abscond or a release.",
            remedy: "Send nomisMovementReasonCode.")
    }

    fileprivate static func codeUnknown(_ path: String) -> FormatError {
        FormatError(
            path: path + "/nomisMovementReasonCode", rule: "prison.unknown-movement-code",
            message: "The movement reason code is in no table of what RELEASED can mean.",
            remedy:
                "Add the code to movement-reasons.csv of the standing data folder; the bytes are kept and can be sent again."
        )
    }

    fileprivate static func codeContradicts(_ path: String) -> FormatError {
        FormatError(
            path: path + "/nomisMovementReasonCode", rule: "prison.contradiction",
            message: "The reason says one movement and the movement reason code another.",
            remedy: "Send the reason and the code of one movement.")
    }
}
