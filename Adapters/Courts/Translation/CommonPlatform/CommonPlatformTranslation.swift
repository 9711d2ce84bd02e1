import CanonicalModel
import Formats

/// Makes the facts of one Common Platform hearing: one message a defendant a prosecution case, and what its results mean.
struct CommonPlatformTranslation {
    /// The feed.
    static let source = "/courts/common-platform"
    /// What stands where a hearing names no court: the published schema asks for a court's name and not for its code.
    private static let unknownCourt = "UNKNOWN"
    /// Cases, and defendants of all of them; each costs a message or more.
    static let maxDefendants = 500
    /// Entries of a list that stands beside the cases and is searched for each defendant.
    private static let maxEntries = 1_000
    /// Days of one hearing; long trials have tens.
    private static let maxDays = 1_000

    let hearing: JSONNode
    let body: JSONNode
    let kind: CommonPlatformKind
    var findings: Findings
    private var facts: [CourtOutcome.DatedFact] = []
    private var reasons: [FormatError] = []

    /// - Parameters:
    ///   - hearing: the hearing itself.
    ///   - body: what it came in, where the time of sharing stands; the hearing again when it came bare.
    ///   - kind: what it is about.
    ///   - standingData: the codes that are known.
    init(hearing: JSONNode, body: JSONNode, kind: CommonPlatformKind, _ standingData: StandingData) {
        findings = Findings(standingData)
        self.hearing = hearing
        self.body = body
        self.kind = kind
    }

    /// The facts of every defendant.
    mutating func translate() -> CourtOutcome {
        let id = id()
        judgeJurisdiction()
        let cases = findings.list(hearing["prosecutionCases"], atMost: Self.maxDefendants)
        if cases.isEmpty { judgeEmptiness() } else { translate(cases) }
        judgeApplications()
        let urn = cases.first.flatMap { $0["prosecutionCaseIdentifier"].leaf("caseURN").text }
        return CourtOutcome(
            source: Self.source, path: hearing.path, facts: facts, reasons: reasons, findings: findings,
            correlationID: id, caseReference: urn ?? id)
    }

    /// The hearing's own id; a deletion may have nothing but it, under either name.
    private mutating func id() -> String? {
        let (id, hearingID) = (hearing.leaf("id"), hearing.leaf("hearingId"))
        let leaf = kind == .cancelled && id.text == nil ? hearingID : id
        return findings.bounded(Leaf(text: findings.required(leaf), path: leaf.path), atMost: 128)
    }

    /// The published schema demands it of every hearing, and a body without it is a fragment; a deletion may be one.
    private mutating func judgeJurisdiction() {
        let leaf = hearing.leaf("jurisdictionType")
        guard kind != .cancelled || leaf.text != nil else { return }
        _ = findings.listed(findings.required(leaf), leaf.path, in: ["MAGISTRATES", "CROWN"])
    }

    private mutating func translate(_ cases: [JSONNode]) {
        guard areListsBounded(cases) else { return }
        let shared = findings.moment(body.leaf("sharedTime"))
        let sitting = sitting(shared)
        for `case` in cases {
            let reference = reference(of: `case`)
            let defendants = findings.list(`case`["defendants"], atMost: Self.maxDefendants)
            if defendants.isEmpty { reasons.append(.noDefendants(`case`.path)) }
            for defendant in defendants { add(defendant, reference ?? "", sitting) }
        }
    }

    /// Lists multiply: whatever is searched for every defendant is bounded before anybody is looked at.
    private mutating func areListsBounded(_ cases: [JSONNode]) -> Bool {
        let defendants = cases.reduce(0) { $0 + ($1["defendants"].value?.array?.count ?? 0) }
        if defendants > Self.maxDefendants {
            findings.tooMany(hearing.path + "/prosecutionCases", limit: Self.maxDefendants)
        }
        for name in ["defendantAttendance", "defendantJudicialResults", "defendantHearingYouthMarkers"] {
            _ = findings.list(hearing[name], atMost: Self.maxEntries)
        }
        return findings.faults.allSatisfy { $0.rule != "courts.too-many" }
    }

    /// A hearing that is on must be about somebody; a resulted one may be about nobody, and a deletion of which only the id is
    /// left can name nobody, so that a person has to look the hearing up.
    private mutating func judgeEmptiness() {
        let hasApplications = !findings.list(hearing["courtApplications"], atMost: Self.maxDefendants).isEmpty
        switch kind {
        case .cancelled:
            findings.fault(
                hearing.path + "/prosecutionCases", "courts.cancelled-names-nobody",
                "The hearing is deleted, and the message does not say whose it was.",
                "Look the hearing up by its id and send the deletion with its prosecution cases, or tell the hub.")
        case .listed where !hasApplications:
            _ = findings.required(nil, hearing.path + "/prosecutionCases")
        default: reasons.append(.noDefendants(hearing.path))
        }
    }

    private mutating func reference(of case: JSONNode) -> String? {
        let identifier = findings.object(`case`["prosecutionCaseIdentifier"]) ?? `case`["prosecutionCaseIdentifier"]
        let urn = findings.text(identifier.leaf("caseURN"))
        let authority = findings.text(identifier.leaf("prosecutionAuthorityReference"))
        let reference = findings.required(urn ?? authority, identifier.path + "/caseURN")
        return findings.bounded(reference, identifier.path + "/caseURN", atMost: 32)?.asciiUppercased
    }
}

// MARK: - Hearing

extension CommonPlatformTranslation {
    /// The hearing, and the moment that its message is dated from.
    struct Sitting {
        var hearing: HearingResult.Hearing
        var time: Timestamp
        var shared: Timestamp?
    }

    /// A hearing of several days keeps the first as its own, so that every share of it has one key; its results are dated from
    /// the last day before they were shared.
    private mutating func sitting(_ shared: CourtTime?) -> Sitting {
        let written = findings.list(hearing["hearingDays"], atMost: Self.maxDays)
        if written.isEmpty { _ = findings.required(nil, hearing.path + "/hearingDays") }
        let days = written.compactMap { day in
            findings.moment(Leaf(text: findings.required(day.leaf("sittingDay")), path: day.path + "/sittingDay"))
        }.sorted()
        let first = days.first ?? CourtTime(day: SPITranslation.standInDate, secondOfDay: nil)
        let resulted = shared.flatMap { shared in days.last { $0.instant <= shared.instant } } ?? first
        let court = HearingResult.Hearing(
            courtOrganisationUnit: court(), courtHouseCode: nil, date: first.day,
            time: first.secondOfDay.map(timeOfDay))
        return Sitting(
            hearing: court, time: kind == .resulted ? resulted.instant : first.instant, shared: shared?.instant)
    }

    private mutating func court() -> String {
        let code = (findings.object(hearing["courtCentre"]) ?? hearing["courtCentre"]).leaf("code")
        if let court = findings.courtCode(code) { return court }
        findings.warn(
            code.path, "courts.court-code", "The hearing names no court's code; the message says \(Self.unknownCourt).",
            "Use the court's organisation unit code of seven characters.")
        return Self.unknownCourt
    }
}

// MARK: - Defendant

extension CommonPlatformTranslation {
    private mutating func add(_ node: JSONNode, _ reference: String, _ sitting: Sitting) {
        guard let details = individual(node) else { return }
        let defendant = CommonPlatformDefendant(node: node, details: details, hearing: hearing)
        let matter = HearingResult.Case(
            ptiurn: reference, asn: findings.bounded(details.leaf("arrestSummonsNumber"), atMost: 32))
        let person = defendant.person(on: sitting.hearing.date, &findings)
        let isYouth = defendant.isYouth(&findings)
        let offences = findings.list(node["offences"], atMost: 1_000)
        guard kind == .resulted else {
            let listing = HearingListing(
                person: person, case: matter, hearing: sitting.hearing, offenceCodes: codes(offences), isYouth: isYouth,
                isCancelled: kind == .cancelled)
            return facts.append(.init(time: sitting.time, fact: .listing(listing)))
        }
        let results = CommonPlatformResults(hearing: hearing, defendant: node, firstDay: sitting.hearing.date)
        let kept = results.offences(offences, &findings)
        guard !kept.isEmpty else { return reasons.append(.noOffences(node.path)) }
        let result = HearingResult(
            person: person, case: matter, hearing: sitting.hearing,
            presentAtHearing: defendant.presence(on: sitting.hearing.date, &findings),
            bail: defendant.bail(results.statuses(offences), &findings), offences: kept, isYouth: isYouth,
            sharedTime: sitting.shared)
        let withdrawn = results.deletedWarrants(offences, besides: kept, &findings).map { code in
            Fact.warrant(
                Warrant(
                    person: person, case: matter, resultCode: code, isWithdrawn: true, sharedTime: sitting.shared))
        }
        facts += (CourtFacts.facts(of: result) + withdrawn).map { .init(time: sitting.time, fact: $0) }
    }

    /// The person's half of a defendant; nil when there is none, which is a reason or a fault.
    private mutating func individual(_ defendant: JSONNode) -> JSONNode? {
        let person = findings.object(defendant["personDefendant"])
        let organisation = findings.object(defendant["legalEntityDefendant"])
        switch (person, organisation) {
        case (let person?, nil): return person
        case (nil, .some): reasons.append(.notAPerson(defendant.path))
        case (nil, nil): _ = findings.required(nil, defendant.path + "/personDefendant")
        case (.some, .some):
            findings.personOrOrganisation(defendant.path, "Send personDefendant or legalEntityDefendant.")
        }
        return nil
    }

    /// The codes of what is to be heard; an offence without one is no reason not to tell of the hearing.
    private mutating func codes(_ offences: [JSONNode]) -> [String] {
        offences.compactMap { offence in
            let code = offence.leaf("offenceCode")
            if code.text == nil, code.trouble == nil {
                findings.warn(
                    code.path, "courts.incomplete", "An offence has no code; the message leaves it out.",
                    "Send the CJS offence code.")
            }
            return findings.code(code, atMost: 16)
        }
    }
}

// MARK: - Applications

extension CommonPlatformTranslation {
    /// Results of an application belong to no offence, and no canonical result holds them; one that matters must be seen by a
    /// person, and is a fault when it is all that the item says.
    private mutating func judgeApplications() {
        for application in findings.list(hearing["courtApplications"], atMost: Self.maxDefendants) {
            let codes = application["judicialResults"].elements.filter { $0["isDeleted"].value?.bool != true }
                .compactMap { $0.leaf("cjsCode").text }
            guard !CourtResultCodes.demandingAction.isDisjoint(with: codes) else { continue }
            let (path, rule) = (application.path + "/judicialResults", "courts.application-result")
            let message =
                "A custodial result, remand, warrant or death stands with an application, which no message carries."
            let remedy = "Tell the hub; send the result with the offence it belongs to where there is one."
            if facts.isEmpty {
                findings.fault(path, rule, message, remedy)
            } else {
                findings.warn(path, rule, message, remedy)
            }
        }
    }
}

extension CourtResultCodes {
    /// Codes that nobody may overlook.
    fileprivate static let demandingAction = custodial.union(remandInCustody).union(remandWithBailDirection)
        .union(remandInCustodyAtCrownCourt).union(warrant).union([warrantWithdrawn, death])
}
