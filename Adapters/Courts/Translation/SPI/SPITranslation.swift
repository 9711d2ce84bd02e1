import CanonicalModel
import Formats

/// Makes the canonical facts of one resulted case, and says why where there is none to make.
struct SPITranslation {
    /// The feed.
    static let source = "/courts/spi"

    /// Defendants of one item; the interface has one, and each costs a message or more.
    static let maxDefendants = 100

    let resulted: SPIResultedCase
    private(set) var findings: Findings

    init(_ resulted: SPIResultedCase, _ standingData: StandingData) {
        self.resulted = resulted
        findings = Findings(standingData)
    }

    /// The facts of every defendant.
    mutating func outcome() -> CourtOutcome {
        var outcome = CourtOutcome(source: Self.source, path: resulted.path, findings: findings)
        outcome.caseReference = resulted.cases.first?.ptiurn
        judge(into: &outcome)
        outcome.correlationID = findings.bounded(
            resulted.externalID, "/\(resulted.envelope.rawValue)/\(resulted.envelope.identifier.text)", atMost: 128)
        outcome.findings = findings
        return outcome
    }

    private mutating func judge(into outcome: inout CourtOutcome) {
        for path in resulted.repeatedPaths { findings.repeated(path) }
        let (hearing, time) = hearing()
        _ = findings.required(resulted.cases.first?.path, at(.case))
        guard max(resulted.cases.count, resulted.cases.flatMap(\.defendants).count) <= Self.maxDefendants else {
            findings.tooMany(at(.case), limit: Self.maxDefendants)
            return
        }
        for `case` in resulted.cases { add(`case`, hearing, time, to: &outcome) }
    }

    private mutating func add(
        _ case: SPIResultedCase.Case, _ hearing: HearingResult.Hearing, _ time: Timestamp,
        to outcome: inout CourtOutcome
    ) {
        let path = `case`.path + "/" + XMLPath.ptiurn.text
        let ptiurn = findings.bounded(findings.required(`case`.ptiurn, path), path, atMost: 32)
        _ = findings.required(`case`.defendants.first?.path, `case`.path + "/" + XMLPath.defendant.text)
        for defendant in `case`.defendants { add(defendant, ptiurn: ptiurn ?? "", hearing, time, to: &outcome) }
    }

    private func at(_ path: XMLPath) -> String { resulted.path + "/" + path.text }
}

// MARK: - Hearing

extension SPITranslation {
    /// A day to go on judging the rest by when a hearing's own is no day: the fault already rejects the item.
    static let standInDate = CalendarDate(daysSinceEpoch: 80_000)

    /// The hearing and its moment; without a time it is dated from local midnight.
    private mutating func hearing() -> (HearingResult.Hearing, Timestamp) {
        let heard = resulted.hearing
        let court = findings.sittingCourt(Leaf(text: heard.court, path: at(.court)))
        let housePath = at(.courtHouse)
        let house = findings.beside { $0.code(heard.courtHouse, housePath, atMost: 16) }
        let date = hearingDate() ?? Self.standInDate
        let moment = findings.time(heard.time, at(.hearingTime), on: date)
        let hearing = HearingResult.Hearing(
            courtOrganisationUnit: court ?? "", courtHouseCode: house, date: moment?.day ?? date,
            time: moment?.secondOfDay.map(timeOfDay))
        return (hearing, moment?.instant ?? LondonTime.utc(date, secondOfDay: 0))
    }

    private mutating func hearingDate() -> CalendarDate? {
        let path = at(.hearingDate)
        let date = findings.date(findings.required(resulted.hearing.date, path), path)
        return date.flatMap { findings.inRange($0, path) }
    }
}

// MARK: - Defendant

extension SPITranslation {
    private mutating func add(
        _ defendant: SPIResultedCase.Defendant, ptiurn: String, _ hearing: HearingResult.Hearing, _ time: Timestamp,
        to outcome: inout CourtOutcome
    ) {
        guard isPerson(defendant, &outcome) else { return }
        let kept = defendant.offences.filter { !$0.isRemoved }
        guard !kept.isEmpty else {
            outcome.reasons.append(.noOffences(defendant.path))
            return
        }
        let asn = findings.bounded(defendant.asn, defendant.path + "/" + XMLPath.asn.text, atMost: 32)
        let result = HearingResult(
            person: person(defendant, hearing.date),
            case: HearingResult.Case(ptiurn: ptiurn.asciiUppercased, asn: asn), hearing: hearing,
            presentAtHearing: findings.listed(
                defendant.presentAtHearing, individual(defendant, .presentAtHearing), in: CourtCodes.presences),
            bail: bail(defendant), offences: offences(kept, defendant))
        outcome.facts += CourtFacts.facts(of: result).map { .init(time: time, fact: $0) }
    }

    private mutating func isPerson(_ defendant: SPIResultedCase.Defendant, _ outcome: inout CourtOutcome) -> Bool {
        switch (defendant.isIndividual, defendant.isCorporate) {
        case (true, false): return true
        case (false, true): outcome.reasons.append(.notAPerson(defendant.path))
        case (false, false): _ = findings.required(nil, defendant.path + "/" + XMLPath.individual.text)
        case (true, true):
            findings.personOrOrganisation(
                defendant.path, "Send a CourtIndividualDefendant or a CourtCorporateDefendant.")
        }
        return false
    }

    private mutating func person(_ defendant: SPIResultedCase.Defendant, _ day: CalendarDate) -> Person {
        let path = defendant.path + "/" + XMLPath.individual.text
        let translation = PersonTranslation(hearingDate: day)
        let birth = Leaf(text: defendant.dateOfBirth, path: path + "/" + XMLPath.birthDate.text)
        return Person(
            identifiers: translation.policeNumber(
                defendant.pncIdentifier, path + "/" + XMLPath.personPNC.text, &findings),
            name: translation.name(
                .init(
                    title: defendant.title, given: defendant.givenNames, family: defendant.familyName,
                    path: path + "/" + XMLPath.personName.text, familyPath: path + "/" + XMLPath.familyName.text),
                &findings),
            dateOfBirth: translation.dateOfBirth(birth.path, &findings) { $0.date(birth) },
            gender: findings.mapped(
                Leaf(text: defendant.gender, path: path + "/" + XMLPath.gender.text), CourtCodes.genders),
            address: defendant.address.flatMap { AddressTranslation.address($0, path + "/Address", &findings) })
    }

    private mutating func bail(_ defendant: SPIResultedCase.Defendant) -> HearingResult.Bail? {
        let status = findings.listed(
            defendant.bailStatus, individual(defendant, .bailStatus), in: CourtCodes.bailStatuses)
        return status.map { HearingResult.Bail(status: $0, conditionCount: defendant.bailConditions.count) }
    }

    private mutating func offences(
        _ kept: [SPIResultedCase.Offence], _ defendant: SPIResultedCase.Defendant
    ) -> [HearingResult.Offence] {
        findings.bounded(kept, defendant.path + "/" + XMLPath.offence.text, atMost: 1_000)
            .compactMap { SPIOffenceTranslation.offence($0, &findings) }
    }

    private func individual(_ defendant: SPIResultedCase.Defendant, _ path: XMLPath) -> String {
        "\(defendant.path)/\(XMLPath.individual.text)/\(path.text)"
    }
}

extension SPIResultedCase.Offence {
    /// Whether the hearing was entered against this offence in error.
    fileprivate var isRemoved: Bool { results.contains { $0.code == CourtResultCodes.hearingRemoved } }
}
