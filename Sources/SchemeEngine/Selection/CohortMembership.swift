public import CanonicalModel

/// A stay on a scheme's cohorts as its standing decisions tell it: one stay, however often the cohort changed within
/// it.
///
/// The told ledger names the spells that teams were told of; this is what panels decided, and the two are compared.
public struct CohortMembership: Sendable, Hashable {
    /// The cohort, and from when.
    public struct Phase: Sendable, Hashable {
        /// The cohort.
        public var cohort: String
        /// Since when.
        public var from: Timestamp
    }

    /// The cohorts one after the other; the last is, or was, the present one.
    public var phases: [Phase]
    /// When it ended; nil while it lasts.
    public var until: Timestamp?
    /// Whether it ended on the dormant list (DES-12).
    public var isDormant: Bool

    /// The cohort it is on, or was last.
    public var cohort: String { phases.last?.cohort ?? "" }

    /// Folds decisions that stand, in order.
    static func fold(_ decisions: [PanelDecision]) -> [CohortMembership] {
        decisions.reduce(into: []) { stays, decision in apply(decision, &stays) }
    }

    private static func apply(_ decision: PanelDecision, _ stays: inout [CohortMembership]) {
        let open = stays.last.map { $0.until == nil } ?? false
        switch decision.matter {
        case .select(let cohort), .changeCohort(_, let cohort):
            // To be chosen for a second cohort while on one is a change too: nobody is on two (reference C6).
            if open {
                stays[stays.count - 1].move(to: cohort, at: decision.at)
            } else {
                stays.append(.init(cohort, decision.at))
            }
        case .deselect where open: stays[stays.count - 1].until = decision.at
        case .makeDormant where open:
            stays[stays.count - 1].until = decision.at
            stays[stays.count - 1].isDormant = true
        case .deselect where !stays.isEmpty: stays[stays.count - 1].isDormant = false
        default: break
        }
    }

    private init(_ cohort: String, _ from: Timestamp) {
        (phases, until, isDormant) = ([Phase(cohort: cohort, from: from)], nil, false)
    }

    private mutating func move(to cohort: String, at instant: Timestamp) {
        if cohort != self.cohort { phases.append(Phase(cohort: cohort, from: instant)) }
    }
}
