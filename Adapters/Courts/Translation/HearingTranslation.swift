import CanonicalModel
import Formats

/// Makes the canonical facts of one resulted case, and says why where there is none to make.
struct HearingTranslation {
    /// Facts that happened at one instant, and what was found on the way.
    struct Outcome {
        var time: Timestamp
        var facts: [Fact] = []
        /// Why defendants were passed over.
        var reasons: [FormatError] = []
    }

    /// Years a hearing can lie in: results come from computers, and older years would only upset two-digit PNC years.
    static let hearingYears = 1972...2199

    /// Defendants of one item; the interface has one, and each costs a message or more.
    static let maxDefendants = 100

    let resulted: SPIResultedCase
    private(set) var findings = Findings()

    init(_ resulted: SPIResultedCase) { self.resulted = resulted }

    /// The facts of every defendant; they count only when ``findings`` holds no fault.
    mutating func outcome() -> Outcome {
        for path in resulted.repeatedPaths {
            findings.fault(
                path, "courts.repeated", "The element occurs more than once where the interface has one.",
                "Send it once.")
        }
        let (hearing, second) = hearing()
        var outcome = Outcome(time: LondonTime.utc(hearing.date, secondOfDay: second))
        _ = findings.required(resulted.cases.first?.path, at(.case))
        guard max(resulted.cases.count, resulted.cases.flatMap(\.defendants).count) <= Self.maxDefendants else {
            findings.tooMany(at(.case), limit: Self.maxDefendants)
            return outcome
        }
        for `case` in resulted.cases { add(`case`, hearing, to: &outcome) }
        return outcome
    }

    private mutating func add(
        _ case: SPIResultedCase.Case, _ hearing: HearingResult.Hearing, to outcome: inout Outcome
    ) {
        let path = `case`.path + "/" + SPIPath.ptiurn.text
        let ptiurn = findings.bounded(findings.required(`case`.ptiurn, path), path, atMost: 32)
        _ = findings.required(`case`.defendants.first?.path, `case`.path + "/" + SPIPath.defendant.text)
        for defendant in `case`.defendants { add(defendant, ptiurn: ptiurn ?? "", hearing, to: &outcome) }
    }

    private func at(_ path: SPIPath) -> String { resulted.path + "/" + path.text }
}

// MARK: - Hearing

extension HearingTranslation {
    /// A day to go on judging the rest by when a hearing's own is no day: the fault already rejects the item.
    private static let standInDate = CalendarDate(daysSinceEpoch: 80_000)

    /// The hearing and its second of the day; without a time it is dated from local midnight.
    private mutating func hearing() -> (HearingResult.Hearing, second: Int) {
        let heard = resulted.hearing
        let court = findings.courtCode(findings.required(heard.court, at(.court)), at(.court))
        let house = findings.code(heard.courtHouse, at(.courtHouse), atMost: 16)
        let date = hearingDate() ?? Self.standInDate
        let second = findings.time(heard.time, at(.hearingTime))
        let hearing = HearingResult.Hearing(
            courtOrganisationUnit: court ?? "", courtHouseCode: house, date: date, time: second.map(timeOfDay))
        return (hearing, second ?? 0)
    }

    private mutating func hearingDate() -> CalendarDate? {
        let path = at(.hearingDate)
        guard let date = findings.date(findings.required(resulted.hearing.date, path), path) else { return nil }
        guard Self.hearingYears.contains(date.year) else {
            findings.fault(
                path, "courts.date-range", "The hearing lies outside the years 1972 to 2199.", "Correct the date.")
            return nil
        }
        return date
    }
}

// MARK: - Defendant

extension HearingTranslation {
    private mutating func add(
        _ defendant: SPIResultedCase.Defendant, ptiurn: String, _ hearing: HearingResult.Hearing,
        to outcome: inout Outcome
    ) {
        guard isPerson(defendant, &outcome) else { return }
        let kept = defendant.offences.filter { !$0.isRemoved }
        guard !kept.isEmpty else {
            outcome.reasons.append(.noOffences(defendant.path))
            return
        }
        let asn = findings.bounded(defendant.asn, defendant.path + "/" + SPIPath.asn.text, atMost: 32)
        let result = HearingResult(
            person: PersonTranslation(hearingDate: hearing.date).person(defendant, &findings),
            case: HearingResult.Case(ptiurn: ptiurn.asciiUppercased, asn: asn), hearing: hearing,
            presentAtHearing: findings.listed(
                defendant.presentAtHearing, individual(defendant, .presentAtHearing), in: ["A", "N", "Y"]),
            bail: bail(defendant), offences: offences(kept, defendant))
        outcome.facts += Self.facts(of: result)
    }

    private mutating func isPerson(_ defendant: SPIResultedCase.Defendant, _ outcome: inout Outcome) -> Bool {
        switch (defendant.isIndividual, defendant.isCorporate) {
        case (true, false): return true
        case (false, true): outcome.reasons.append(.notAPerson(defendant.path))
        case (false, false): _ = findings.required(nil, defendant.path + "/" + SPIPath.individual.text)
        case (true, true):
            findings.fault(
                defendant.path, "courts.person-or-organisation",
                "The defendant is a person and an organisation at once.",
                "Send a CourtIndividualDefendant or a CourtCorporateDefendant.")
        }
        return false
    }

    private mutating func bail(_ defendant: SPIResultedCase.Defendant) -> HearingResult.Bail? {
        let status = findings.listed(
            defendant.bailStatus, individual(defendant, .bailStatus), in: CourtsTranslator.bailStatuses)
        return status.map { HearingResult.Bail(status: $0, conditionCount: defendant.bailConditions.count) }
    }

    private mutating func offences(
        _ kept: [SPIResultedCase.Offence], _ defendant: SPIResultedCase.Defendant
    ) -> [HearingResult.Offence] {
        findings.bounded(kept, defendant.path + "/" + SPIPath.offence.text, atMost: 1_000)
            .compactMap { OffenceTranslation.offence($0, &findings) }
    }

    private func individual(_ defendant: SPIResultedCase.Defendant, _ path: SPIPath) -> String {
        "\(defendant.path)/\(SPIPath.individual.text)/\(path.text)"
    }
}

extension String {
    /// ASCII letters in upper case: Unicode's rules may make a text longer than its limit.
    fileprivate var asciiUppercased: String {
        String(decoding: utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
    }
}

extension SPIResultedCase.Offence {
    /// Whether the hearing was entered against this offence in error.
    fileprivate var isRemoved: Bool { results.contains { $0.code == CourtResultCodes.hearingRemoved } }
}

// MARK: - Facts

extension HearingTranslation {
    /// The result itself, then what in it the core must not have to look for: warrants and a death.
    private static func facts(of result: HearingResult) -> [Fact] {
        let codes = result.offences.flatMap(\.results).compactMap(\.code)
        func warrant(_ code: String) -> Fact {
            .warrant(
                Warrant(
                    person: result.person, case: result.case, resultCode: code,
                    isWithdrawn: code == CourtResultCodes.warrantWithdrawn))
        }
        let issued = CourtResultCodes.warrant.intersection(codes).sorted()
        let withdrawn = codes.contains(CourtResultCodes.warrantWithdrawn) ? [CourtResultCodes.warrantWithdrawn] : []
        let death: [Fact] = codes.contains(CourtResultCodes.death) ? [.died(Death(person: result.person))] : []
        return [.hearingResulted(result)] + (issued + withdrawn).map(warrant) + death
    }
}

extension FormatError {
    fileprivate static func notAPerson(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "courts.not-a-person",
            message: "The defendant is an organisation, which no cohort holds.",
            remedy: "Nothing; the item needs no further step.")
    }

    fileprivate static func noOffences(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "courts.no-offences",
            message: "No offence is left once hearings entered in error (4583) are dropped.",
            remedy: "Nothing, unless offences should have been there.")
    }
}
