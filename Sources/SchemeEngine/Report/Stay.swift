import CanonicalModel

/// One uninterrupted time on the scheme, whatever cohorts it was spent on: a change of cohort is not an end (DES-01).
struct Stay {
    /// The spells, oldest first.
    var spells: [ReportInput.Spell]
    /// When it ended; nil while it goes on.
    var end: Timestamp?
    /// Why it ended.
    var ground: String?

    /// When it started.
    var start: Timestamp { spells[0].start }
    /// Whether it was loaded as part of an existing cohort.
    var isImported: Bool { spells[0].isImported }

    /// Whether somebody is on the scheme at an instant.
    func holds(at instant: Timestamp) -> Bool { start <= instant && (end.map { instant < $0 } ?? true) }

    /// The word of supervision and cohort under which somebody is counted at an instant.
    func category(at instant: Timestamp) -> Category {
        let open = spells.filter { $0.start <= instant && ($0.end.map { instant < $0 } ?? true) }
        let standing = open.isEmpty ? spells.filter { $0.start <= instant }.suffix(1) : open[...]
        let supervision = standing.compactMap(\.isStatutory)
        return Category(
            isPPO: standing.contains { $0.cohort == "ppo" },
            isStatutory: supervision.isEmpty ? nil : supervision.contains(true))
    }

    /// The changes from one cohort to another within it.
    var changes: [Timestamp] {
        zip(spells, spells.dropFirst()).filter { $0.cohort != $1.cohort }.map(\.1.start)
    }
}

/// Priority offender or not, supervised by statute or not: the four groups of evaluation tables 3.1 and 3.2.
struct Category: Hashable {
    var isPPO: Bool
    var isStatutory: Bool?

    /// The name of the group.
    var name: String {
        let supervision = isStatutory.map { $0 ? "statutory" : "non-statutory" } ?? "supervision not stated"
        return (isPPO ? "PPO " : "Non-PPO ") + supervision
    }
}

extension ReportInput.Person {
    /// The stays, oldest first. A death ends a stay, though the panel has not met.
    var stays: [Stay] {
        var stays = [Stay]()
        for spell in spells.sorted(by: { ($0.start, $0.cohort) < ($1.start, $1.cohort) }) {
            if let last = stays.last, last.end.map({ spell.start <= $0 }) ?? true {
                stays[stays.count - 1].append(spell)
            } else {
                stays.append(Stay(spells: [spell], end: spell.end, ground: spell.ground))
            }
        }
        return stays.compactMap { $0.ended(byDeath: died) }
    }

    /// The stay that holds at an instant.
    func stay(at instant: Timestamp) -> Stay? { stays.first { $0.holds(at: instant) } }
}

extension Stay {
    fileprivate mutating func append(_ spell: ReportInput.Spell) {
        let isLater = end.map { end in spell.end.map { end < $0 } ?? true } ?? false
        spells.append(spell)
        guard isLater else { return }
        end = spell.end
        ground = spell.ground
    }

    /// Somebody selected after they died was never on the scheme.
    fileprivate func ended(byDeath died: Timestamp?) -> Stay? {
        guard let died else { return self }
        if died <= start { return nil }
        var stay = self
        if end.map({ died < $0 }) ?? true { (stay.end, stay.ground) = (died, "died") }
        return stay
    }
}
