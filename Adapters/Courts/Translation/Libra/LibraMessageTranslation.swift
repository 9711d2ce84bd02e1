import CanonicalModel
import Formats

/// Makes a listed hearing of a Libra case that comes alone, as JSON.
struct LibraMessageTranslation {
    let node: JSONNode
    let standingData: StandingData

    /// The case's one fact.
    func translate() -> CourtOutcome {
        var outcome = CourtOutcome(
            source: LibraCaseTranslation.source, path: node.path, findings: Findings(standingData))
        outcome.caseReference = node.leaf("caseNo").text
        outcome.correlationID = node.leaf("hearingId").text.flatMap { $0.utf8.count <= 128 ? $0 : nil }
        let room = node.leaf("courtRoom")
        if let number = room.text.flatMap({ Int($0) }), number >= LibraCaseTranslation.firstDummyRoom {
            outcome.reasons.append(.dummyCourt(room.path))
            return outcome
        }
        judgeKinds(&outcome.findings)
        let translation = sitting(&outcome.findings)
        switch translation.fate(of: LibraCase(node), &outcome.findings) {
        case .listed(let fact): outcome.facts.append(fact)
        case .passedOver(let reason): outcome.reasons.append(reason)
        }
        return outcome
    }

    /// What holds the case's parts must be what it should be, or the parts would read as absent.
    private func judgeKinds(_ findings: inout Findings) {
        _ = findings.object(node["name"])
        _ = findings.object(node["defendantAddress"])
        _ = findings.objects(node["offences"], atMost: .max)  // bounded where they are judged
    }

    /// The day and time that the session begins; without a day the rest is judged by another, for the fault rejects the item.
    private func sitting(_ findings: inout Findings) -> LibraCaseTranslation {
        let court = node.leaf("courtCode")
        let code = findings.sittingCourt(court, room: node.leaf("courtRoom"))
        let start = node.leaf("sessionStartTime")
        let moment =
            findings.moment(Leaf(text: findings.required(start), path: start.path))
            ?? CourtTime(day: SPITranslation.standInDate, secondOfDay: nil)
        return LibraCaseTranslation(
            hearing: HearingResult.Hearing(
                courtOrganisationUnit: code ?? "", courtHouseCode: nil, date: moment.day,
                time: moment.secondOfDay.map(timeOfDay)),
            time: moment.instant)
    }
}
