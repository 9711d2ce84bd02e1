internal import CanonicalModel

/// Reads decisions in the order they happened and makes stays of them.
///
/// A selection opens a stay or, when one is open on that cohort, reaffirms it; a change moves it to another cohort
/// (DES-01: no de-selection); a de-selection or a move to the dormant list ends it. Of two decisions at one instant the
/// one that ends is read last, because being told to stop when one may go on is the harm that can be mended.
struct SpellDesk {
    /// One decision.
    struct Step {
        enum Kind {
            case select(NominalHistory.Selection)
            case change(from: String, to: String)
            case end(cohort: String)
        }

        var stamp: Stamp
        var kind: Kind

        var order: (Timestamp, Int, Stamp) {
            switch kind {
            case .select: (stamp.occurred, 0, stamp)
            case .change: (stamp.occurred, 1, stamp)
            case .end: (stamp.occurred, 2, stamp)
            }
        }
    }

    /// A stay that goes on.
    private struct Open {
        var members: [NominalHistory.Selection]
        var changed: Timestamp?
    }

    private var open: [String: Open] = [:]
    private(set) var spells: [Spell] = []

    /// The stays that some decisions make, oldest first.
    static func spells(of steps: [Step]) -> [Spell] {
        var desk = SpellDesk()
        for step in steps.sorted(by: { $0.order < $1.order }) { desk.take(step) }
        for cohort in desk.open.keys.sorted() { desk.close(cohort, at: nil) }
        return desk.spells.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }

    private mutating func take(_ step: Step) {
        switch step.kind {
        case .select(let selection):
            open[selection.decision.cohort, default: Open(members: [])].members.append(selection)
        case .change(let from, let to): move(from, to, at: step.stamp.occurred)
        case .end(let cohort): close(cohort, at: step.stamp.occurred)
        }
    }

    /// A stay that would join another on the cohort it moves to ends: nobody is on one cohort twice.
    private mutating func move(_ from: String, _ to: String, at time: Timestamp) {
        guard from != to, open[from] != nil else { return }
        guard open[to] == nil else { return close(from, at: time) }
        open[to] = open.removeValue(forKey: from)
        open[to]?.changed = time
    }

    private mutating func close(_ cohort: String, at time: Timestamp?) {
        guard let stay = open.removeValue(forKey: cohort) else { return }
        spells.append(Spell(stay.members, cohort: cohort, changed: stay.changed, end: time))
    }
}
