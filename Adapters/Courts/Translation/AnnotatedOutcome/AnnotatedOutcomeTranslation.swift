import CanonicalModel
import Formats

/// Makes of an annotated hearing outcome the facts that the SPI result behind it makes.
///
/// Bichard 7 builds this document from the SPI result and adds what it looked up (court-results.md 1.1); this reads it
/// back. What it does not keep is absent here too: the final disposal indicator, the seconds of a time, whether a court
/// wrote result code 1000 or none, and which of SPI's two pleas of guilty was meant.
struct AnnotatedOutcomeTranslation {
    /// The feed.
    static let source = "/courts/annotated-outcome"

    private let outcome: XMLNode
    private var findings: Findings
    private var reasons: [FormatError] = []
    private var facts: [CourtOutcome.DatedFact] = []

    /// - Parameters:
    ///   - root: `AnnotatedHearingOutcome`, or a document that holds one.
    ///   - standingData: the codes that are known.
    init(_ root: XMLNode, _ standingData: StandingData) {
        outcome = root
        findings = Findings(standingData)
    }

    /// Finds the outcome in a document: the root itself, or within Bichard's `PNCUpdateDataset`.
    static func outcome(in root: XMLElement) -> XMLNode? {
        let node = XMLNode(element: root, path: "/" + root.localName)
        switch root.localName {
        case "AnnotatedHearingOutcome": return node
        case "PNCUpdateDataset": return node.first("AnnotatedHearingOutcome")
        default: return nil
        }
    }

    /// The facts of every defendant.
    mutating func translate() -> CourtOutcome {
        let hearing = outcome.first("HearingOutcome/Hearing") ?? missing("HearingOutcome/Hearing")
        let `case` = outcome.first("HearingOutcome/Case") ?? missing("HearingOutcome/Case")
        let (sitting, time) = sitting(hearing)
        let present = findings.listed(hearing.leaf("DefendantPresentAtHearing"), in: CourtCodes.presences)
        let ptiurn = reference(of: `case`)
        let defendants = `case`.all("HearingDefendant", isRepeatable: true)
        if defendants.isEmpty { _ = findings.required(`case`.leaf("HearingDefendant")) }
        for defendant in findings.bounded(defendants, `case`.path, atMost: SPITranslation.maxDefendants) {
            let references = HearingResult.Case(
                ptiurn: (ptiurn ?? "").asciiUppercased,
                asn: findings.bounded(defendant.leaf("ArrestSummonsNumber"), atMost: 32))
            add(defendant, references, sitting, present, time)
        }
        return CourtOutcome(
            source: Self.source, path: outcome.path, facts: facts, reasons: reasons, findings: findings,
            correlationID: hearing.leaf("SourceReference/UniqueID").text.flatMap { $0.utf8.count <= 128 ? $0 : nil },
            caseReference: ptiurn)
    }

    /// Bichard empties a PTIURN that has not a police reference's form, and keeps it as the court's own.
    private mutating func reference(of case: XMLNode) -> String? {
        let ptiurn = `case`.leaf("PTIURN")
        let own: [XMLPath] = ["CourtReference/MagistratesCourtReference", "CourtReference/CrownCourtReference"]
        let leaf = ([ptiurn] + own.map { `case`.leaf($0) }).first { $0.text != nil } ?? ptiurn
        return findings.bounded(Leaf(text: findings.required(leaf), path: leaf.path), atMost: 32)
    }

    /// An empty element in place of one that must be there; the fault rejects the document.
    private mutating func missing(_ path: XMLPath) -> XMLNode {
        _ = findings.required(nil, outcome.path + "/" + path.text)
        return XMLNode(element: outcome.element, path: outcome.path + "/" + path.text)
    }
}

// MARK: - Hearing

extension AnnotatedOutcomeTranslation {
    private mutating func sitting(_ hearing: XMLNode) -> (HearingResult.Hearing, Timestamp) {
        let court = hearing.leaf("CourtHearingLocation/OrganisationUnitCode")
        let date = hearing.leaf("DateOfHearing")
        let day =
            findings.date(Leaf(text: findings.required(date), path: date.path))
            .flatMap { findings.inRange($0, date.path) } ?? SPITranslation.standInDate
        let moment = findings.time(hearing.leaf("TimeOfHearing"), on: day)
        let sitting = HearingResult.Hearing(
            courtOrganisationUnit: findings.sittingCourt(court) ?? "",
            courtHouseCode: findings.beside { $0.code(hearing.leaf("CourtHouseCode"), atMost: 16) },
            date: moment?.day ?? day, time: moment?.secondOfDay.map(timeOfDay))
        return (sitting, moment?.instant ?? LondonTime.utc(day, secondOfDay: 0))
    }
}

// MARK: - Defendant

extension AnnotatedOutcomeTranslation {
    private mutating func add(
        _ defendant: XMLNode, _ case: HearingResult.Case, _ hearing: HearingResult.Hearing, _ present: String?,
        _ time: Timestamp
    ) {
        guard isPerson(defendant) else { return }
        let kept = defendant.all("Offence", isRepeatable: true).filter { !isRemoved($0) }
        guard !kept.isEmpty else { return reasons.append(.noOffences(defendant.path)) }
        let status = findings.mapped(defendant.leaf("RemandStatus"), CourtCodes.bailStatusByCJS)
        let result = HearingResult(
            person: person(defendant, hearing.date), case: `case`, hearing: hearing, presentAtHearing: present,
            bail: status.map {
                .init(status: $0, conditionCount: defendant.elements(at: "BailConditions").compactMap(\.value).count)
            },
            offences: findings.bounded(kept, defendant.path + "/Offence", atMost: 1_000).map { offence($0) })
        facts += CourtFacts.facts(of: result).map { .init(time: time, fact: $0) }
    }

    private mutating func isPerson(_ defendant: XMLNode) -> Bool {
        let isOrganisation = defendant.first("OrganisationName") != nil
        switch (defendant.first("DefendantDetail") != nil, isOrganisation) {
        case (true, false): return true
        case (false, true): reasons.append(.notAPerson(defendant.path))
        case (false, false): _ = findings.required(defendant.leaf("DefendantDetail"))
        case (true, true):
            findings.personOrOrganisation(defendant.path, "Send DefendantDetail or OrganisationName.")
        }
        return false
    }

    private mutating func person(_ defendant: XMLNode, _ day: CalendarDate) -> Person {
        let translation = PersonTranslation(hearingDate: day)
        let name: XMLPath = "DefendantDetail/PersonName"
        let birth = defendant.leaf("DefendantDetail/BirthDate")
        return Person(
            identifiers: policeNumbers(defendant, translation),
            name: translation.name(
                .init(
                    title: findings.text(defendant.leaf("DefendantDetail/PersonName/Title")),
                    given: givenNames(defendant),
                    family: findings.text(defendant.leaf("DefendantDetail/PersonName/FamilyName")),
                    path: defendant.path + "/" + name.text,
                    familyPath: defendant.path + "/" + name.text + "/FamilyName"), &findings),
            dateOfBirth: translation.dateOfBirth(birth.path, &findings) { $0.date(birth) },
            gender: findings.mapped(defendant.leaf("DefendantDetail/Gender"), CourtCodes.genders),
            address: address(defendant))
    }

    private func givenNames(_ defendant: XMLNode) -> [String] {
        defendant.elements(at: "DefendantDetail/PersonName/GivenName").compactMap(\.value)
    }

    /// The court's own number, and the one that the police computer answered with.
    private mutating func policeNumbers(
        _ defendant: XMLNode, _ translation: PersonTranslation
    ) -> [PersonIdentifier] {
        let written: [XMLPath] = ["CourtPNCIdentifier", "PNCIdentifier"]
        let found = written.flatMap { path in
            let leaf = defendant.leaf(path)
            return translation.policeNumber(findings.text(leaf), leaf.path, &findings)
        }
        return found.count == 2 && found[0] == found[1] ? [found[0]] : found
    }

    private mutating func address(_ defendant: XMLNode) -> Person.Address? {
        guard let node = defendant.first("Address") else { return nil }
        let paths: [XMLPath] = ["AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5"]
        let lines = paths.compactMap { findings.text(node.leaf($0)) }
        return AddressTranslation.address(WrittenAddress(lines: lines, postcode: nil), node.path, &findings)
    }

    private func isRemoved(_ offence: XMLNode) -> Bool {
        offence.elements(at: "Result/CJSresultCode").contains { $0.value == CourtResultCodes.hearingRemoved }
    }
}

extension AnnotatedOutcomeTranslation {
    private mutating func offence(_ node: XMLNode) -> HearingResult.Offence {
        AnnotatedOffenceTranslation.offence(node, &findings)
    }
}
