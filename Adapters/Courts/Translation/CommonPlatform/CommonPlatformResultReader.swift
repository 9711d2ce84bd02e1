import CanonicalModel
import Formats

/// Finds the results of one Common Platform hearing in every place they stand in (feeds.md 3.1): with an offence, with a
/// defendant, with a defendant's case, with the hearing and naming a defendant, and with an application.
struct CommonPlatformResultReader {
    /// Results of one list.
    private static let maxResults = 1_000

    let hearing: JSONNode
    /// The hearing's own id, looked up once: an object is searched from its first member.
    private let id: Leaf
    /// The hearing's first day.
    private let firstDay: CalendarDate?
    /// Results that stand with the hearing.
    private let entries: [JSONNode]
    /// Their places by the id of the defendant they name, of either kind, so that no defendant has all of them searched.
    private let placesByMaster: [String: [Int]]
    private let placesByDefendant: [String: [Int]]

    init(_ hearing: JSONNode) {
        self.hearing = hearing
        id = hearing.leaf("id")
        entries = hearing["defendantJudicialResults"].elements
        placesByMaster = Self.places(of: entries, by: "masterDefendantId")
        placesByDefendant = Self.places(of: entries, by: "defendantId")
        firstDay =
            hearing["hearingDays"].elements.compactMap { $0.leaf("sittingDay").text.flatMap(CourtTime.init) }.min()?.day
    }

    private static func places(of entries: [JSONNode], by key: String) -> [String: [Int]] {
        Dictionary(grouping: entries.indices.filter { entries[$0].leaf(key).name != nil }) {
            entries[$0].leaf(key).name ?? ""
        }
    }

    /// The results of one list.
    func results(_ list: JSONNode, _ findings: inout Findings) -> [CommonPlatformResult] {
        findings.objects(list, atMost: Self.maxResults).map {
            CommonPlatformResult($0, isEarlier: isEarlier($0), &findings)
        }
    }

    /// Fixtures write any id for the hearing a result was ordered at, so its day has to say so too.
    private func isEarlier(_ result: JSONNode) -> Bool {
        let ordered = result.leaf("orderedHearingId")
        guard ordered.text != nil, !ordered.names(id),
            let day = result.leaf("orderedDate").text.flatMap(CourtTime.init)?.day, let firstDay
        else { return false }
        return day < firstDay
    }
}

// MARK: - Of a defendant

extension CommonPlatformResultReader {
    /// The results of a defendant as a whole.
    func whole(_ defendant: JSONNode, _ findings: inout Findings) -> [CommonPlatformResult] {
        results(defendant["judicialResults"], &findings)
            + results(defendant["defendantCaseJudicialResults"], &findings)
            + places(naming: defendant).compactMap { result(of: entries[$0], &findings) }
    }

    /// The schema names a defendant by the master id; producers also write the defendant's own.
    private func places(naming defendant: JSONNode) -> [Int] {
        let byMaster = defendant.leaf("masterDefendantId").name.flatMap { placesByMaster[$0] } ?? []
        let byOwn = defendant.leaf("id").name.flatMap { placesByDefendant[$0] } ?? []
        return byOwn.isEmpty ? byMaster : Set(byMaster + byOwn).sorted()
    }

    /// The hearing's results that name none of the defendants.
    func unclaimed(by defendants: [JSONNode], _ findings: inout Findings) -> [CommonPlatformResult] {
        let claimed = claimed(by: defendants)
        return entries.indices.filter { !claimed.contains($0) }.compactMap { result(of: entries[$0], &findings) }
    }

    /// The places of the hearing's results that name one of the defendants.
    private func claimed(by defendants: [JSONNode]) -> Set<Int> {
        let masters = Set(defendants.compactMap { $0.leaf("masterDefendantId").name })
        let own = Set(defendants.compactMap { $0.leaf("id").name })
        return Set(masters.flatMap { placesByMaster[$0] ?? [] } + own.flatMap { placesByDefendant[$0] ?? [] })
    }

    private func result(of entry: JSONNode, _ findings: inout Findings) -> CommonPlatformResult? {
        findings.object(entry["judicialResult"]).map {
            CommonPlatformResult($0, isEarlier: isEarlier($0), &findings)
        }
    }
}

// MARK: - Of a hearing

extension CommonPlatformResultReader {
    /// Whether the hearing carries any result of its own; one that it deleted was told before, and has to be taken back.
    ///
    /// Nothing is read but what answers that; what is wrong is told when the results themselves are judged.
    func hasOwnResults() -> Bool {
        let defendants = hearing["prosecutionCases"].elements.flatMap { $0["defendants"].elements }
        return defendants.contains { holdsOwnResults($0) }
            || claimed(by: defendants).contains { isOwn(entries[$0]["judicialResult"]) }
            || hearing["courtApplications"].elements.contains { application in
                var findings = Findings(.builtIn)
                return lists(of: application, &findings).contains { $0.elements.contains(where: isOwn) }
            }
    }

    private func holdsOwnResults(_ defendant: JSONNode) -> Bool {
        let whole = [defendant["judicialResults"], defendant["defendantCaseJudicialResults"]]
        let ofOffences = defendant["offences"].elements.lazy.map { $0["judicialResults"] }
        return whole.contains { $0.elements.contains(where: isOwn) }
            || ofOffences.contains { $0.elements.contains(where: isOwn) }
    }

    private func isOwn(_ result: JSONNode) -> Bool { result.value?.object != nil && !isEarlier(result) }

    /// Where an application's results stand: with itself, with the offences of its cases, with those of the order it is about.
    func lists(of application: JSONNode, _ findings: inout Findings) -> [JSONNode] {
        let cases = findings.objects(application["courtApplicationCases"], atMost: Self.maxResults)
        let order = findings.holder(application["courtOrder"])
        let ordered = findings.objects(order["courtOrderOffences"], atMost: Self.maxResults)
        let offences =
            cases.flatMap { findings.objects($0["offences"], atMost: Self.maxResults) }
            + ordered.compactMap { findings.object($0["offence"]) }
        return ([application] + offences).map { $0["judicialResults"] }
    }
}

extension Leaf {
    /// An id in capitals; UUIDs are the same in capitals (RFC 9562 section 4).
    var name: String? { text?.asciiUppercased }

    /// Whether both hold one id.
    func names(_ other: Leaf) -> Bool { name != nil && name == other.name }
}
