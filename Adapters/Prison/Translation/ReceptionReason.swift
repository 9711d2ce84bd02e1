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
    func meaning(code: String?, family: PrisonEventType.Family, _ reasons: MovementReasons) -> Meaning {
        switch self {
        case .temporaryAbsenceReturn: Meaning(kind: .absenceEnded, absence: .temporaryLicence)
        case .returnFromCourt: Meaning(kind: .absenceEnded, absence: .court)
        case .transferred: Meaning(kind: .transferred)
        case .admission, .newAdmission, .readmission, .switchedBooking, .postMerge:
            code == nil && family == .uncoded
                ? Meaning(kind: .received) : code.flatMap(reasons.admission) ?? AdmissionCode.ordinary
        }
    }

    /// Whether the movement reason code has a say: a return and a transfer are what they are whatever it says.
    var isJudgedByCode: Bool {
        switch self {
        case .temporaryAbsenceReturn, .returnFromCourt, .transferred: false
        case .admission, .newAdmission, .readmission, .switchedBooking, .postMerge: true
        }
    }
}
