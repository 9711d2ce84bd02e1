import CanonicalModel

/// A candidate with the evidence the reader may see.
struct CandidateView {
    struct Evidence {
        let text: String
        let at: String
    }

    let name: String
    let href: String
    let anchor: String
    let cohort: String
    let reason: String
    let score: String
    let hasScore: Bool
    let since: String
    let hasSince: Bool
    let hasFields: Bool
    let evidence: [Evidence]
    let hasEvidence: Bool
    let withheld: String
    let hasWithheld: Bool
    let isIntelligenceAlone: Bool
    /// Whether the hub itself reads: a member's copy of the agenda leads to no record and to no form.
    let isHubs: Bool

    init(_ entry: CandidateEntry, isHubs: Bool = true) {
        self.isHubs = isHubs
        name = entry.name
        href = "/hub/nominals/" + Address.escaped(entry.id)
        anchor = "candidate-" + entry.id + "-" + entry.cohort
        cohort = entry.cohortName ?? entry.cohort
        reason = entry.reason
        score = entry.score ?? ""
        hasScore = entry.score != nil
        since = entry.since.map { LondonWording($0).date.englishText } ?? ""
        hasSince = entry.since != nil
        hasFields = hasSince || hasScore
        evidence = entry.evidence.sorted { $0.at > $1.at }.map {
            Evidence(text: $0.text, at: LondonWording($0.at).date.englishText)
        }
        hasEvidence = !entry.evidence.isEmpty
        withheld = entry.withheld.map { $0 == 1 ? "1 item is not shown" : "\($0) items are not shown" } ?? ""
        hasWithheld = (entry.withheld ?? 0) > 0
        isIntelligenceAlone = entry.isIntelligenceAlone
    }
}

/// The candidates as the hub sees them.
struct HubCandidatesView: PageView {
    static let template = "hub-candidates"
    let navigation = HubNavigation("/hub/candidates")
    let scheme: String
    let candidates: [CandidateView]
    let isEmpty: Bool

    init(_ entries: [CandidateEntry], hub: HubOverview) {
        scheme = hub.scheme
        candidates = entries.map { CandidateView($0) }
        isEmpty = entries.isEmpty
    }
}

/// The agenda as one member of the panel may see it.
struct HubAgendaView: PageView {
    static let template = "hub-agenda"

    struct Member {
        let code: String
        let name: String
        let isChosen: Bool
    }

    let navigation = HubNavigation("/hub/agenda")
    let members: [Member]
    let reader: String
    let candidates: [CandidateView]
    let isEmpty: Bool
    let isHubs: Bool
    let waiting: [HubTaskView]
    let hasWaiting: Bool
    let actions: [HubTaskView]
    let hasActions: Bool

    init(
        _ entries: [CandidateEntry], actions: [HubTaskEntry], members: [HubChoice], member: HubChoice?, now: Timestamp
    ) {
        self.members = members.map { Member(code: $0.code, name: $0.words, isChosen: $0 == member) }
        reader = member.map { "As \($0.words) may see it" } ?? "As the hub sees it"
        candidates = entries.map { CandidateView($0, isHubs: member == nil) }
        isEmpty = entries.isEmpty
        isHubs = member == nil
        waiting = actions.filter(\.isWaitingDecision).map { HubTaskView($0, now: now) }
        hasWaiting = !waiting.isEmpty
        self.actions = actions.filter { !$0.isWaitingDecision }.map { HubTaskView($0, now: now) }
        hasActions = !self.actions.isEmpty
    }
}
