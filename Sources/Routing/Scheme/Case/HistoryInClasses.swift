internal import CanonicalModel
internal import SchemeEngine

/// A history in a scheme's classes: all of a case file that neither the clock nor what was told can change.
struct HistoryInClasses: Sendable {
    let events: [CaseEvent]
    let decisions: [PanelDecision]
    let custody: [CustodyPeriod]

    init(_ history: NominalHistory, owningTeam: String?, offences: OffenceClasses) {
        var events = EventList(offences: offences)
        events.addPolice(history)
        events.addCourts(history)
        events.addPrison(history)
        events.addProbation(history)
        events.addWarnings(history)
        events.addPartners(history)
        events.addHub(history, owningTeam: owningTeam)
        self.events = events.all
        decisions = DecisionList(history, evidence: events.names).all
        custody = history.custodyPeriods
    }
}
