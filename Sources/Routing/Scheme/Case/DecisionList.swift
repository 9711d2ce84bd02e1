internal import CanonicalModel
internal import SchemeEngine

/// Collects what panels and officers decided, whether or not it stands.
struct DecisionList {
    private(set) var all: [PanelDecision] = []
    private let evidence: [String: String]

    /// - Parameter evidence: the event that a message's id names.
    init(_ history: NominalHistory, evidence: [String: String]) {
        self.evidence = evidence
        addStays(history)
        for rating in history.ratings.values {
            let (said, stamp) = (rating.value, rating.stamp)
            add(.rate(said.rating), stamp, by: said.decidedBy, said.panel) {
                $0.reason = $0.reason ?? said.triggerClass
            }
        }
        for type in [MessageType.candidateDeclined, .reviewHeld, .strandDecided] {
            for record in history.records(type) { add(record.fact, record.stamp) }
        }
        all.sort { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    private mutating func addStays(_ history: NominalHistory) {
        for selection in history.selections.values {
            let said = selection.decision
            add(.select(cohort: said.cohort), selection.stamp, by: said.decidedBy, said.panel) { decision in
                // Whoever was told before Throughgate was selected before it: no panel has to sit again.
                if !said.alreadyTold.isEmpty { decision.route = decision.route ?? Self.imported }
            }
            guard let rag = said.rag else { continue }
            add(.rate(rag), selection.stamp, suffix: Self.colour, by: said.decidedBy, said.panel)
        }
        for change in history.changes.values {
            let said = change.value
            add(.changeCohort(from: said.from, to: said.to), change.stamp, by: said.decidedBy, said.panel)
        }
        for deselection in history.deselections.values { addEnd(deselection.decision, deselection.stamp) }
        for dormancy in history.dormancies.values {
            let said = dormancy.value
            add(
                .makeDormant(cohort: said.cohort, grounds: said.grounds), dormancy.stamp, by: said.decidedBy, said.panel
            )
        }
    }

    private mutating func addEnd(_ said: DeselectionDecision, _ stamp: Stamp) {
        add(.deselect(cohort: said.cohort, grounds: said.grounds), stamp, by: said.decidedBy, said.panel) { decision in
            (decision.transferTo, decision.intelligenceTo) = (said.transferTo, said.intelligenceTo)
            decision.exitRecord = said.exit.map(\.points) ?? []
        }
    }

    private mutating func add(_ fact: Fact, _ stamp: Stamp) {
        switch fact {
        case .candidateDeclined(let said):
            add(.decline(cohort: said.cohort), stamp, by: said.decidedBy, said.panel)
        case .reviewHeld(let said): add(.review, stamp, by: said.decidedBy, said.panel)
        case .strand(let said):
            add(.strand(said.strand, lead: said.leadAgency), stamp, by: said.decidedBy, said.panel)
        default: break
        }
    }

    private mutating func add(
        _ matter: PanelDecision.Matter, _ stamp: Stamp, suffix: String = "", by decidedBy: String,
        _ panel: PanelRecord?,
        _ fill: (inout PanelDecision) -> Void = { _ in }
    ) {
        var decision = PanelDecision(
            id: stamp.message + suffix, matter: matter, at: stamp.occurred, recorded: stamp.recorded,
            decidedBy: decidedBy, meeting: panel?.meeting)
        if let panel {
            decision.evidence = panel.evidence.map { evidence[$0] ?? $0 }
            (decision.route, decision.reason, decision.exception) = (panel.route, panel.reason, panel.exception)
            (decision.lead, decision.leadRole, decision.rank) = (panel.leadAgency, panel.leadRole, panel.rank)
            (decision.isAgreedByPerson, decision.party) = (panel.isAgreedByPerson, panel.party)
        }
        fill(&decision)
        all.append(decision)
    }

    /// What a selection says of the colour is a decision of its own; this tells it from the selection.
    static let colour = "#rag"
    /// How somebody came on a cohort who was on it before Throughgate.
    static let imported = "import"
}

extension PanelRecord {
    /// The meeting, once its kind and its day are said.
    fileprivate var meeting: PanelDecision.Meeting? {
        guard let kind, let date else { return nil }
        return PanelDecision.Meeting(kind: kind, date: date, members: members, dissent: dissent)
    }
}

extension ExitRecord {
    /// Which points were written down.
    fileprivate var points: Set<ExitPoint> {
        let said: [(ExitPoint, String?)] = [
            (.toldHow, toldHow), (.toldWhy, toldWhy), (.help, help), (.riskStrategy, riskStrategy),
        ]
        return Set(said.filter { !($0.1 ?? "").isEmpty }.map(\.0))
    }
}
