import CanonicalModel
import Formats

/// Finds the results of one Common Platform hearing in every place they stand in (feeds.md 3.1): with an offence, with a
/// defendant, with a defendant's case, with the hearing and naming a defendant, and with an application.
struct CommonPlatformResultReader {
    /// Results of one list.
    private static let maxResults = 1_000

    let hearing: JSONNode
    /// The hearing's first day.
    private let firstDay: CalendarDate?

    init(_ hearing: JSONNode) {
        self.hearing = hearing
        firstDay =
            hearing["hearingDays"].elements.compactMap { $0.leaf("sittingDay").text.flatMap(CourtTime.init) }.min()?.day
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
        guard ordered.text != nil, !ordered.names(hearing.leaf("id")),
            let day = result.leaf("orderedDate").text.flatMap(CourtTime.init)?.day, let firstDay
        else { return false }
        return day < firstDay
    }
}

// MARK: - Of a defendant

extension CommonPlatformResultReader {
    /// The results of a defendant as a whole.
    func whole(_ defendant: JSONNode, _ findings: inout Findings) -> [CommonPlatformResult] {
        let entries = hearing["defendantJudicialResults"].elements.filter { Self.names($0, defendant) }
        return results(defendant["judicialResults"], &findings)
            + results(defendant["defendantCaseJudicialResults"], &findings)
            + entries.compactMap { result(of: $0, &findings) }
    }

    /// The hearing's results that name none of the defendants.
    func unclaimed(by defendants: [JSONNode], _ findings: inout Findings) -> [CommonPlatformResult] {
        let masters = Set(defendants.compactMap { $0.leaf("masterDefendantId").text?.asciiUppercased })
        let own = Set(defendants.compactMap { $0.leaf("id").text?.asciiUppercased })
        return hearing["defendantJudicialResults"].elements.filter { entry in
            !(entry.leaf("masterDefendantId").text.map { masters.contains($0.asciiUppercased) } ?? false)
                && !(entry.leaf("defendantId").text.map { own.contains($0.asciiUppercased) } ?? false)
        }.compactMap { result(of: $0, &findings) }
    }

    private func result(of entry: JSONNode, _ findings: inout Findings) -> CommonPlatformResult? {
        findings.object(entry["judicialResult"]).map {
            CommonPlatformResult($0, isEarlier: isEarlier($0), &findings)
        }
    }

    /// The schema names a defendant by the master id; producers also write the defendant's own.
    private static func names(_ entry: JSONNode, _ defendant: JSONNode) -> Bool {
        entry.leaf("masterDefendantId").names(defendant.leaf("masterDefendantId"))
            || entry.leaf("defendantId").names(defendant.leaf("id"))
    }
}

// MARK: - Of a hearing

extension CommonPlatformResultReader {
    /// Whether the hearing carries any result of its own; one that it deleted was told before, and has to be taken back.
    func hasOwnResults() -> Bool {
        var findings = Findings(.builtIn)  // What is wrong is told when the results themselves are judged.
        let defendants = hearing["prosecutionCases"].elements.flatMap { $0["defendants"].elements }
        let offences = defendants.flatMap { $0["offences"].elements }.map { $0["judicialResults"] }
        let applied = hearing["courtApplications"].elements.flatMap { lists(of: $0, &findings) }
        let results = (offences + applied).flatMap { self.results($0, &findings) }
        let wholly = defendants.flatMap { whole($0, &findings) }
        return (results + wholly).contains { !$0.isEarlier }
    }

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
    /// Whether both hold one id; UUIDs are the same in capitals (RFC 9562 section 4).
    func names(_ other: Leaf) -> Bool {
        guard let text, let id = other.text else { return false }
        return text.asciiUppercased == id.asciiUppercased
    }
}
