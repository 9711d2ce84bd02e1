import CanonicalModel
import Formats

/// Makes the canonical offences of a defendant; their wording and the text of their results stay behind.
enum SPIOffenceTranslation {
    /// An offence, or nil when a fault was found in what it cannot do without.
    static func offence(_ offence: SPIResultedCase.Offence, _ findings: inout Findings) -> HearingResult.Offence? {
        func at(_ path: XMLPath) -> String { offence.path + "/" + path.text }
        let sequence = findings.digits(findings.required(offence.sequence, at(.sequence)), at(.sequence), atMost: 8)
        let code = findings.code(findings.required(offence.code, at(.offenceCode)), at(.offenceCode), atMost: 16)
        let results = findings.bounded(offence.results, at(.result), atMost: 1_000)
        let translated = HearingResult.Offence(
            sequence: sequence ?? "", code: code ?? "", startDate: findings.date(offence.startDate, at(.startDate)),
            endDate: findings.date(offence.endDate, at(.endDate)),
            plea: findings.listed(offence.plea, at(.plea), in: CourtCodes.pleas),
            finding: findings.listed(offence.finding, at(.finding), in: CourtCodes.findings),
            convictionDate: findings.date(offence.convictionDate, at(.convictionDate)),
            isFinalDisposal: findings.listed(offence.finalDisposal, at(.finalDisposal), in: ["Y", "N"]).map {
                $0 == "Y"
            },
            results: results.map { result($0, &findings) })
        return sequence == nil || code == nil ? nil : translated
    }

    private static func result(_ result: SPIResultedCase.Result, _ findings: inout Findings) -> HearingResult.Result {
        func at(_ path: XMLPath) -> String { result.path + "/" + path.text }
        let qualifiers = findings.bounded(result.qualifiers, at(.qualifier), atMost: 1_000)
        return HearingResult.Result(
            code: findings.resultCode(result.code, at(.resultCode)),
            qualifiers: qualifiers.enumerated().compactMap { index, qualifier in
                findings.code(qualifier, at(.qualifier) + "[\(index + 1)]", atMost: 4)
            },
            amountSterling: findings.amount(result.amount, at(.amount)),
            duration: duration(result.duration, at(.durationValue), at(.durationUnit), &findings),
            secondaryDuration: duration(result.secondaryDuration, at(.secondaryValue), at(.secondaryUnit), &findings),
            nextHearing: result.nextHearing.flatMap { nextHearing($0, at, &findings) },
            startDate: findings.oneDay(result.startDates, at(.durationStart)),
            endDate: findings.oneDay(result.endDates, at(.durationEnd)))
    }

    /// A length; without its number or its unit it says nothing and is left out.
    private static func duration(
        _ duration: SPIResultedCase.Duration?, _ valuePath: String, _ unitPath: String, _ findings: inout Findings
    ) -> HearingResult.Duration? {
        guard let duration else { return nil }
        let value = findings.digits(duration.value, valuePath, atMost: 8)
        let unit = findings.listed(duration.unit, unitPath, in: CourtCodes.durationUnits)
        guard let value, let unit else {
            if duration.value == nil || duration.unit == nil {
                findings.warn(
                    duration.value == nil ? valuePath : unitPath, "courts.incomplete",
                    "A duration has a number or a unit only; the message leaves it out.", "Send both or neither.")
            }
            return nil
        }
        return HearingResult.Duration(value: value, unit: unit)
    }

    private static func nextHearing(
        _ next: SPIResultedCase.NextHearing, _ at: (XMLPath) -> String, _ findings: inout Findings
    ) -> HearingResult.NextHearing? {
        let translated = HearingResult.NextHearing(
            courtOrganisationUnit: findings.courtCode(next.court, at(.nextCourt)),
            date: findings.date(next.date, at(.nextDate)), time: findings.time(next.time, at(.nextTime)).map(timeOfDay),
            bailStatus: findings.listed(next.bailStatus, at(.nextBailStatus), in: CourtCodes.bailStatuses))
        let isEmpty = translated == .init(courtOrganisationUnit: nil, date: nil, time: nil, bailStatus: nil)
        return isEmpty ? nil : translated
    }
}
