import CanonicalModel

/// Why a prison says that somebody came in (feeds.md 1.2).
enum ReceptionReason: String {
    case admission = "ADMISSION"
    case temporaryAbsenceReturn = "TEMPORARY_ABSENCE_RETURN"
    case returnFromCourt = "RETURN_FROM_COURT"
    case transferred = "TRANSFERRED"
    case newAdmission = "NEW_ADMISSION"
    case readmission = "READMISSION"
    case switchedBooking = "READMISSION_SWITCH_BOOKING"
    /// Under the number that a merge left: nobody arrived, but this is where the person is.
    case postMerge = "POST_MERGE_ADMISSION"

    /// What an arrival is.
    struct Meaning: Equatable {
        let kind: CustodyMovement.Kind
        var admission: CustodyMovement.Admission?
        var absence: CustodyMovement.Absence?
    }

    /// What the reason means beside a movement reason code.
    ///
    /// A return is no new reception, whatever its code. Only the family with codes can say what a reception is not: silence
    /// of the other leaves a recall standing.
    func meaning(code: String?, family: PrisonEventType.Family) -> Meaning {
        switch self {
        case .temporaryAbsenceReturn: Meaning(kind: .absenceEnded, absence: .temporaryLicence)
        case .returnFromCourt: Meaning(kind: .absenceEnded, absence: .court)
        case .transferred: Meaning(kind: .transferred)
        case .admission, .newAdmission, .readmission, .switchedBooking, .postMerge:
            code == nil && family == .uncoded ? Meaning(kind: .received) : Self.admissionMeaning(code)
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
