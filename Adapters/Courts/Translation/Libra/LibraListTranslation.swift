import CanonicalModel
import Formats

/// Makes listed hearings of a Libra court list: one a person's case a session.
///
/// A list is rows: a bad one is left out and told, and never sinks the good ones. Headers (WS-Security, WS-Addressing) are
/// not judged: who may deliver is settled before an item gets here, and the published schema types the wrapper alone because
/// "the existing feed doesn't validate" (feeds.md 3.2).
struct LibraListTranslation {
    /// Cases of one list; the greatest known has 745.
    static let maxCases = 20_000

    private let request: XMLNode
    private let messageID: Leaf?
    private var findings: Findings
    private var facts: [CourtOutcome.DatedFact] = []
    private var seen: Set<CourtOutcome.DatedFact> = []
    private var reasons: [FormatError] = []
    private var repetitions = 0

    /// - Parameters:
    ///   - request: `ExternalDocumentRequest`.
    ///   - messageID: WS-Addressing's id of the message.
    ///   - standingData: the codes that are known.
    init(_ request: XMLNode, messageID: Leaf?, _ standingData: StandingData) {
        findings = Findings(standingData)
        self.request = request
        self.messageID = messageID
    }

    /// Finds the list in a document: in a SOAP envelope, or bare.
    static func list(in root: XMLElement, _ standingData: StandingData) -> LibraListTranslation? {
        let node = XMLNode(element: root, path: "/" + root.localName)
        switch root.localName {
        case "ExternalDocumentRequest": return LibraListTranslation(node, messageID: nil, standingData)
        case "Envelope":
            guard let request = node.first("Body/ExternalDocumentRequest") else { return nil }
            return LibraListTranslation(request, messageID: node.leaf("Header/MessageID"), standingData)
        default: return nil
        }
    }

    /// The facts of every case.
    mutating func translate() -> CourtOutcome {
        let documents = request.all("documents/document", isRepeatable: true)
        if documents.isEmpty {
            _ = findings.required(
                nil, request.path + (request.first("documents") == nil ? "/documents" : "/documents/document"))
        }
        for document in documents { translate(document) }
        if facts.isEmpty, reasons.isEmpty, findings.faults.isEmpty { reasons.append(.noDefendants(request.path)) }
        if repetitions > 0 { reasons.append(.repeatedCases(request.path, count: repetitions)) }
        return CourtOutcome(
            source: LibraCaseTranslation.source, path: request.path, facts: facts, reasons: reasons,
            findings: facts.isEmpty ? findings : findings.excused(),
            correlationID: messageID?.text.flatMap { $0.utf8.count <= 128 ? $0 : nil },
            caseReference: request.elements(at: "documents/document/info/source_file_name").first?.value)
    }

    private mutating func translate(_ document: XMLNode) {
        let name = LibraFileName(document.leaf("info/source_file_name"))
        for session in document.all("data/job/sessions/session", isRepeatable: true) {
            translate(session: session, name)
        }
    }
}

// MARK: - Session

extension LibraListTranslation {
    private mutating func translate(session: XMLNode, _ name: LibraFileName) {
        let written = session.leaf("room")
        let room = written.text == nil ? name.room : written
        if let number = room.text.flatMap({ Int($0) }), number >= LibraCaseTranslation.firstDummyRoom {
            return reasons.append(.dummyCourt(room.path))
        }
        guard let translation = sitting(session, room, name) else { return }
        for `case` in session.all("blocks/block/cases/case", isRepeatable: true) { add(`case`, translation) }
    }

    /// What the session says stands; the file's name helps where it is silent.
    private mutating func sitting(_ session: XMLNode, _ room: Leaf, _ name: LibraFileName) -> LibraCaseTranslation? {
        let (code, day) = (session.leaf("ou_code"), session.leaf("doh"))
        let court = code.text == nil && code.trouble == nil ? name.court : code
        let unit = findings.sittingCourt(court, room: room)
        let written = day.text == nil && day.trouble == nil ? name.day : day
        let date = findings.britishDate(Leaf(text: findings.required(written), path: written.path))
            .flatMap { findings.inRange($0, written.path) }
        let moment = findings.time(session.leaf("sstart"), on: date ?? SPITranslation.standInDate)
        guard let unit, let date else { return nil }
        return LibraCaseTranslation(
            hearing: HearingResult.Hearing(
                courtOrganisationUnit: unit, courtHouseCode: nil, date: moment?.day ?? date,
                time: moment?.secondOfDay.map(timeOfDay)),
            time: moment?.instant ?? LondonTime.utc(date, secondOfDay: 0))
    }

    /// One case; a fault in it keeps this case out alone.
    private mutating func add(_ node: XMLNode, _ translation: LibraCaseTranslation) {
        guard facts.count < Self.maxCases else {
            if facts.count == Self.maxCases, findings.faults.isEmpty {
                findings.tooMany(node.path, limit: Self.maxCases)
            }
            return
        }
        var row = Findings(findings.standingData)
        let fate = translation.fate(of: LibraCase(node), &row)
        findings.add(row)
        guard row.faults.isEmpty else { return }
        switch fate {
        case .passedOver(let reason): if reasons.count < Findings.maxFaults { reasons.append(reason) }
        case .listed(let fact):
            // Lists repeat a case verbatim (one known list has 745 rows and two people): a repetition says nothing new.
            if seen.insert(fact).inserted { facts.append(fact) } else { repetitions += 1 }
        }
    }
}

extension FormatError {
    fileprivate static func repeatedCases(_ path: String, count: Int) -> FormatError {
        FormatError(
            path: path, rule: "courts.repeated-cases",
            message: "\(count) cases repeat others of the list word for word; each is told once.",
            remedy: "Nothing, unless they should have differed.")
    }
}
