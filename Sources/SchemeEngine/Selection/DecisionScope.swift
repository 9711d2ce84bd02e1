import CanonicalModel
import Formats
import PolicyText

/// Which decisions a rule is about.
struct DecisionScope: Sendable, Hashable {
    /// A kind of decision.
    enum Matter: String, Sendable, Hashable, CaseIterable {
        case select, decline, deselect
        case changeCohort = "change-cohort"
        case makeDormant = "make-dormant"
    }

    /// The kinds of decision; selections where the rule does not say.
    let matters: [Matter]
    /// The cohorts; empty for all.
    let cohorts: [String]
    /// The routes; empty for all.
    let routes: [String]
    /// Routes it is not about.
    let exceptRoutes: [String]
    /// From which day on the rule holds.
    let from: CalendarDate?
    /// The last day on which it holds.
    let until: CalendarDate?
    /// Only for people under statutory supervision, or only for the others; nil for both.
    let isStatutory: Bool?

    init(_ reader: inout PolicyReader) throws(FormatError) {
        let on: [Matter] = try reader.words("on")
        matters = on.isEmpty ? [.select] : on
        cohorts = try reader.optionalTexts("cohorts")
        routes = try reader.optionalTexts("routes")
        exceptRoutes = try reader.optionalTexts("except-routes")
        from = try reader.optionalDate("from")
        until = try reader.optionalDate("until")
        isStatutory = try reader.value("statutory")?.truth
    }

    /// Whether a decision falls under it.
    func holds(for decision: PanelDecision, isStatutory status: @autoclosure () -> Bool) -> Bool {
        guard let matter = Matter(decision.matter), matters.contains(matter) else { return false }
        guard cohorts.isEmpty || decision.matter.cohort.map(cohorts.contains) ?? false else { return false }
        guard routes.isEmpty || decision.route.map(routes.contains) ?? false else { return false }
        guard !(decision.route.map(exceptRoutes.contains) ?? false) else { return false }
        return isInForce(on: decision.at.londonDay) && isStatutory.map { $0 == status() } ?? true
    }

    /// Whether the rule holds on a day.
    func isInForce(on day: CalendarDate) -> Bool { from.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true }
}

extension DecisionScope.Matter {
    /// The word for what was decided; nil for colours, strands and reviews.
    init?(_ matter: PanelDecision.Matter) {
        switch matter {
        case .select: self = .select
        case .decline: self = .decline
        case .deselect: self = .deselect
        case .changeCohort: self = .changeCohort
        case .makeDormant: self = .makeDormant
        case .rate, .strand, .review: return nil
        }
    }
}

extension PanelDecision.Matter {
    /// The cohort it is about; the new one of a change.
    var cohort: String? {
        switch self {
        case .select(let cohort), .decline(let cohort), .deselect(let cohort, _), .makeDormant(let cohort, _): cohort
        case .changeCohort(_, let cohort): cohort
        case .rate, .strand, .review: nil
        }
    }
}
