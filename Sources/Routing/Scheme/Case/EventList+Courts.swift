internal import CanonicalModel
internal import SchemeEngine

/// What courts decided.
extension EventList {
    /// Results, sentences and warrants.
    mutating func addCourts(_ history: NominalHistory) {
        for (_, report) in history.hearings.sorted(by: { $0.key < $1.key }) { addHearing(report.value, report.stamp) }
        for (_, warrants) in history.warrants.sorted(by: { $0.key < $1.key }) {
            guard let report = warrants.standing else { continue }
            add(report.value.isWithdrawn ? .warrantWithdrawn : .warrantIssued, report.stamp) { detail in
                detail.reference = report.value.case.reference
            }
        }
    }

    /// One result a class of offence: an acquittal of one is no acquittal of another (``ClearedMatters``).
    private mutating func addHearing(_ hearing: HearingResult, _ stamp: Stamp) {
        let reference = hearing.case.reference
        for offence in classes(hearing.offences.map(\.code)) {
            let ofClass = hearing.offences.filter { offences.name(of: $0.code) == offence }
            add(.courtResult, stamp) { detail in
                (detail.outcome, detail.reference, detail.offence) = (Self.outcome(of: ofClass), reference, offence)
            }
        }
        for offence in hearing.offences {
            let name = offences.name(of: offence.code)
            for result in offence.results where result.order(isYouth: hearing.isYouth ?? false) != nil {
                add(.sentence, stamp) { detail in
                    detail.order = result.order(isYouth: hearing.isYouth ?? false)
                    (detail.days, detail.until) = (result.days, result.endDate)
                    (detail.offence, detail.reference) = (name, reference)
                    detail.committed = offence.startDate
                }
            }
        }
    }
}

extension HearingResult.Case {
    /// What ties a result to its arrest.
    fileprivate var reference: String { asn.flatMap { ASN($0) }.map { "\($0)" } ?? ptiurn }
}

extension EventList {
    /// "convicted", "acquitted", "discontinued" or "adjourned", of the offences of one class.
    private static func outcome(of offences: [HearingResult.Offence]) -> String {
        if !offences.isEmpty, offences.allSatisfy(CourtResultCodes.isAcquittal) {
            return offences.allSatisfy { $0.finding == "N" } ? "acquitted" : "discontinued"
        }
        return offences.contains(where: \.isConvicted) ? "convicted" : "adjourned"
    }
}

extension HearingResult.Offence {
    /// Whether somebody stands convicted of it: found guilty, or sentenced for it.
    fileprivate var isConvicted: Bool {
        finding == "G" || convictionDate != nil || results.contains { $0.order(isYouth: false) != nil }
    }
}

extension HearingResult.Result {
    /// Which sentence it is, in the scheme's words; nil for what is none.
    fileprivate func order(isYouth: Bool) -> String? {
        guard let code else { return nil }
        if CourtResultCodes.custodial.contains(code) { return isYouth ? "dto" : "custody" }
        guard CourtResultCodes.community.contains(code) else { return nil }
        if code == Self.suspended { return "suspended-sentence-order" }
        return isYouth ? "youth-rehabilitation-order" : "community-order"
    }

    /// Suspended imprisonment (Bichard 7, TRPR0006: not custody).
    private static let suspended = "1115"

    /// The length in days: twelve months are a year, so that "under twelve months" holds of eleven and not of twelve.
    fileprivate var days: Int? {
        guard let duration, let count = Int(duration.value) else { return nil }
        switch duration.unit {
        case "D": return count
        case "W": return count * 7
        case "M": return count * 365 / 12
        case "Y": return count * 365
        case "L": return Self.lifeDays
        default: return nil
        }
    }

    /// Longer than any determinate sentence.
    private static let lifeDays = 36_500
}
