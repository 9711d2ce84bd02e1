import CanonicalModel

/// Why a prison says that somebody came in (feeds.md 1.2).
enum ReceptionReason: String {
    case admission = "ADMISSION"
    case temporaryAbsenceReturn = "TEMPORARY_ABSENCE_RETURN"
    case returnFromCourt = "RETURN_FROM_COURT"
    case transferred = "TRANSFERRED"

    /// What an arrival is.
    struct Meaning: Equatable {
        let kind: CustodyMovement.Kind
        var admission: CustodyMovement.Admission?
        var absence: CustodyMovement.Absence?
    }

    /// What the reason means beside a movement reason code.
    ///
    /// A return is no new reception, whatever its code.
    func meaning(code: String?) -> Meaning {
        switch self {
        case .temporaryAbsenceReturn: Meaning(kind: .absenceEnded, absence: .temporaryLicence)
        case .returnFromCourt: Meaning(kind: .absenceEnded, absence: .court)
        case .transferred: Meaning(kind: .transferred)
        case .admission: Self.admissionMeaning(code)
        }
    }

    /// Admission codes: transfers that NOMIS books as admissions; licence revoked (L), HDC recall (B), DTO recall (Y) and
    /// the fixtures' 24; unconvicted remand (N).
    private static func admissionMeaning(_ code: String?) -> Meaning {
        switch code {
        case "INT", "TRNCRT", "TRNTAP": Meaning(kind: .transferred)
        case "L", "B", "Y", "24": Meaning(kind: .received, admission: .recall)
        case "N": Meaning(kind: .received, admission: .remand)
        default: Meaning(kind: .received, admission: .other)
        }
    }
}
