public import CanonicalModel

/// One stay on a cohort.
///
/// A spell takes its id from its deciding message and keeps it through re-folds and merges: of the selections that make it
/// up, the one the core accepted first names it, so a late report of an earlier selection never renames a spell that teams
/// have been told about.
public struct Spell: Sendable, Hashable {
    /// The deciding message's id.
    public var id: String
    /// The cohort.
    public var cohort: String
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
    /// Every stay on every cohort, oldest first.
    ///
    /// Decisions are read in the order they happened: a selection opens a spell or, when one is open on that cohort,
    /// reaffirms it; a de-selection ends it. Of two decisions at one instant the de-selection is read last, because being
    /// told to stop when one may go on is the harm that can be mended.
    public var spells: [Spell] {
        var spells = [Spell]()
        for cohort in Set(selections.values.map(\.decision.cohort)).sorted() { spells += self.spells(of: cohort) }
        return spells.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }

    private func spells(of cohort: String) -> [Spell] {
        let ends = deselections.values.filter { $0.cohort == cohort }.map(\.stamp.occurred).sorted()
        let starts = selections.values.filter { $0.decision.cohort == cohort }.sorted { $0.stamp < $1.stamp }
        var spells = [Spell]()
        var members = [Selection]()
        for selection in starts {
            if let first = members.first, let end = ends.first(where: { $0 >= first.stamp.occurred }),
                end < selection.stamp.occurred
            {
                spells.append(Spell(members, end: end))
                members = []
            }
            members.append(selection)
        }
        if let last = members.last {
            spells.append(Spell(members, end: ends.first { $0 >= last.stamp.occurred }))
        }
        return spells
    }
}

extension Spell {
    /// A spell of at least one selection, in the order they happened.
    fileprivate init(_ members: [NominalHistory.Selection], end: Timestamp?) {
        guard let first = members.first, let last = members.last,
            case let named = members.sorted(by: { $0.sequence < $1.sequence }), let namer = named.first
        else { preconditionFailure("A spell has a selection that opened it.") }
        self.init(
            id: namer.stamp.message, cohort: first.decision.cohort, start: first.stamp.occurred, end: end,
            decision: last.decision, alreadyTold: Set(members.flatMap(\.decision.alreadyTold)).sorted(),
            members: named.map(\.stamp.message))
    }
}
