public import CanonicalModel

/// One stay on a cohort.
///
/// A spell takes its id from its deciding message and keeps it through re-folds and merges: of the selections that make it
/// up, the one the core accepted first names it, so a late report of an earlier selection never renames a spell that teams
/// have been told about.
public struct Spell: Sendable, Hashable {
    /// The deciding message's id.
    public var id: String
    /// The cohort it is on now, or was on when it ended.
    public var cohort: String
    /// When it moved there from another; nil for a stay that was on one cohort only.
    public var changed: Timestamp?
    /// When the earliest selection happened.
    public var start: Timestamp
    /// When the de-selection happened; nil while the spell is open.
    public var end: Timestamp?
    /// The latest selection's own words.
    public var decision: SelectionDecision
    /// Recipients an import says were told before Throughgate existed.
    public var alreadyTold: [String]
    /// The selections that make it up, the one the core accepted first in front.
    public var members: [String]

    /// Whether the nominal is on the cohort in this spell.
    public var isOpen: Bool { end == nil }
}

extension NominalHistory {
    /// Every stay on every cohort, oldest first: what the decisions that stand make of each other.
    public var spells: [Spell] { SpellDesk.spells(of: steps(besides: reading.held)) }

    /// What decides about stays, without what does not stand.
    ///
    /// - Parameter held: decisions that wait for the rest.
    func steps(besides held: Set<String>) -> [SpellDesk.Step] {
        let all =
            selections.values.map { SpellDesk.Step(stamp: $0.stamp, kind: .select($0)) }
            + deselections.values.map { SpellDesk.Step(stamp: $0.stamp, kind: .end(cohort: $0.cohort)) }
            + dormancies.values.map { SpellDesk.Step(stamp: $0.stamp, kind: .end(cohort: $0.value.cohort)) }
            + changes.values.map {
                SpellDesk.Step(stamp: $0.stamp, kind: .change(from: $0.value.from, to: $0.value.to))
            }
        return held.isEmpty ? all : all.filter { !held.contains($0.stamp.message) }
    }
}

extension Spell {
    /// A spell of at least one selection, in the order they happened.
    init(_ members: [NominalHistory.Selection], cohort: String, changed: Timestamp?, end: Timestamp?) {
        guard let first = members.first, let last = members.last,
            case let named = members.sorted(by: { $0.sequence < $1.sequence }), let namer = named.first
        else { preconditionFailure("A spell has a selection that opened it.") }
        // A selection that says nothing of the colour takes none back.
        var decision = last.decision
        decision.rag = members.last { $0.decision.rag != nil }?.decision.rag
        self.init(
            id: namer.stamp.message, cohort: cohort, changed: changed, start: first.stamp.occurred, end: end,
            decision: decision, alreadyTold: Set(members.flatMap(\.decision.alreadyTold)).sorted(),
            members: named.map(\.stamp.message))
    }
}
