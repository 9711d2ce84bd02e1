import CanonicalModel
import Formats

/// Makes the facts of one Common Platform hearing: one message a defendant a prosecution case, and what its results mean.
struct CommonPlatformTranslation {
    /// The feed.
    static let source = "/courts/common-platform"
    /// Days of one hearing; long trials have tens.
    private static let maxDays = 1_000

    let hearing: JSONNode
    let body: JSONNode
    let kind: CommonPlatformKind
    private let reader: CommonPlatformResultReader
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
        reader = CommonPlatformResultReader(hearing)
    }

    /// The facts of every defendant.
    mutating func translate() -> CourtOutcome {
        let bounds = CommonPlatformBounds(hearing)
        // First of all, so that no number of other faults keeps it from being told.
        for list in bounds.exceeded { findings.tooMany(list.path, limit: list.limit) }
        let id = id()
        judgeJurisdiction()
        _ = findings.truth(hearing["hasSharedResults"])
        if bounds.hold { translateCases() }
        judgeApplications()
        let first = hearing["prosecutionCases"].elements.first { $0.value?.object != nil }
        let urn = first?["prosecutionCaseIdentifier"].leaf("caseURN").text
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

    private mutating func translateCases() {
        let cases = findings.objects(hearing["prosecutionCases"], atMost: CommonPlatformBounds.maxDefendants)
        if cases.isEmpty { judgeEmptiness() }
        for name in CommonPlatformBounds.lists {
            _ = findings.objects(hearing[name], atMost: CommonPlatformBounds.maxEntries)
        }
        if !cases.isEmpty { translate(cases) }
        if kind != .cancelled { judgeUnclaimed(cases) }
    }

    private mutating func translate(_ cases: [JSONNode]) {
        let shared = findings.moment(body.leaf("sharedTime"))
        let sitting = sitting(shared)
        for `case` in cases {
            let reference = reference(of: `case`)
            let defendants = findings.objects(`case`["defendants"], atMost: CommonPlatformBounds.maxDefendants)
            if defendants.isEmpty { reasons.append(.noDefendants(`case`.path)) }
            for defendant in defendants { add(defendant, reference ?? "", sitting) }
        }
    }

    /// A hearing that is on must be about somebody; a resulted one may be about nobody, and a deletion of which only the id is
    /// left can name nobody, so that a person has to look the hearing up.
    private mutating func judgeEmptiness() {
        let hasApplications = !hearing["courtApplications"].elements.isEmpty
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
        let identifier = findings.holder(`case`["prosecutionCaseIdentifier"])
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
        /// The day that the results are dated from.
        var resultedOn: CalendarDate
    }

    /// A hearing of several days keeps the first as its own, so that every share of it has one key; its results are dated from
    /// the last day before they were shared.
    private mutating func sitting(_ shared: CourtTime?) -> Sitting {
        let written = findings.objects(hearing["hearingDays"], atMost: Self.maxDays)
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
            hearing: court, time: kind == .resulted ? resulted.instant : first.instant, shared: shared?.instant,
            resultedOn: resulted.day)
    }

    /// The published schema asks for a court's name and not for its code.
    private mutating func court() -> String {
        let centre = hearing["courtCentre"]
        return findings.knownCourt(findings.beside { $0.holder(centre) }.leaf("code"))
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
        let offences = findings.objects(node["offences"], atMost: 1_000)
        guard kind == .resulted else {
            let listing = HearingListing(
                person: person, case: matter, hearing: sitting.hearing, offenceCodes: codes(offences), isYouth: isYouth,
                isCancelled: kind == .cancelled)
            return facts.append(.init(time: sitting.time, fact: .listing(listing)))
        }
        let results = CommonPlatformResults(node, offences: offences, reader, &findings)
        let result = HearingResult(
            person: person, case: matter, hearing: sitting.hearing,
            presentAtHearing: findings.beside { defendant.presence(on: sitting.resultedOn, &$0) },
            bail: defendant.bail(results.statuses, &findings), offences: results.translated(&findings),
            isYouth: isYouth, sharedTime: sitting.shared)
        add(result, results, at: sitting.time, node)
    }

    /// The facts of a result, and what the court took back; that goes even when no offence is left.
    private mutating func add(
        _ result: HearingResult, _ results: CommonPlatformResults, at time: Timestamp, _ defendant: JSONNode
    ) {
        results.tellDeletions(&findings)
        results.tellEarlierResults(&findings)
        let withdrawn = results.deletedWarrants().map { CourtFacts.warrant($0, isWithdrawn: true, of: result) }
        let issuedAgain = results.warrantsIssuedAgain().map { CourtFacts.warrant($0, isWithdrawn: false, of: result) }
        if result.offences.isEmpty { reasons.append(.noOffences(defendant.path)) }
        let told = result.offences.isEmpty ? [] : CourtFacts.facts(of: result)
        facts += (told + withdrawn + issuedAgain).map { .init(time: time, fact: $0) }
    }

    /// The person's half of a defendant; nil when there is none, which is a reason or a fault.
    private mutating func individual(_ defendant: JSONNode) -> JSONNode? {
        let person = speaking(defendant["personDefendant"])
        let organisation = speaking(defendant["legalEntityDefendant"])
        switch (person, organisation) {
        case (let person?, nil): return person
        case (nil, .some): reasons.append(.notAPerson(defendant.path))
        case (nil, nil): _ = findings.required(nil, defendant.path + "/personDefendant")
        case (.some, .some):
            findings.personOrOrganisation(defendant.path, "Send personDefendant or legalEntityDefendant.")
        }
        return nil
    }

    /// An object that says something: producers write an empty one for what a defendant is not.
    private mutating func speaking(_ node: JSONNode) -> JSONNode? {
        let object = findings.object(node)
        return object?.value?.object?.members.contains { !$0.value.isNull } == true ? object : nil
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
            return findings.offenceCode(code)
        }
    }
}

// MARK: - Results of nobody

extension CommonPlatformTranslation {
    /// A result of the hearing that names no defendant of it, or stands with a case, where the schema has none, belongs to
    /// somebody whom no message can name.
    private mutating func judgeUnclaimed(_ cases: [JSONNode]) {
        let defendants = cases.flatMap { $0["defendants"].elements }
        let ofCases = cases.flatMap { reader.results($0["judicialResults"], &findings) }
        for result in ofCases + reader.unclaimed(by: defendants, &findings) {
            let (path, rule) = (result.node.path, "courts.unclaimed-result")
            let message = "A result of the hearing names none of its defendants, and no message carries it."
            let remedy = "Name the defendant by masterDefendantId or defendantId; tell the hub whose it was."
            switch (result.demandsAction, result.counts) {
            case (true, true): findings.fault(path, rule, message, remedy)
            case (true, false): findings.urge(path, rule, message, remedy)
            case (false, _): findings.warn(path, rule, message, remedy)
            }
        }
    }

    /// Results of an application belong to no offence of the hearing, and no canonical result holds them; one that matters must
    /// be seen by a person, and is a fault when it is all that the item says.
    private mutating func judgeApplications() {
        for application in findings.objects(hearing["courtApplications"], atMost: CommonPlatformBounds.maxDefendants) {
            for list in reader.lists(of: application, &findings) { judgeApplication(list) }
        }
    }

    private mutating func judgeApplication(_ list: JSONNode) {
        let results = reader.results(list, &findings).filter { !$0.isDeleted && $0.demandsAction }
        guard let result = results.first(where: \.counts) else {
            if kind == .resulted, let earlier = results.first { findings.earlierResult(earlier) }
            return
        }
        let (path, rule) = (result.node.path, "courts.application-result")
        let message =
            "A custodial result, remand, warrant or death stands with an application, which no message carries."
        let remedy = "Tell the hub; send the result with the offence it belongs to where there is one."
        if facts.isEmpty {
            findings.fault(path, rule, message, remedy)
        } else {
            findings.urge(path, rule, message, remedy)
        }
    }
}
