import AgreementEngine

/// One person record: what agencies said and what recipients were told. The value the router is handed and hands back.
public struct Nominal: Sendable, Hashable {
    /// What agencies said.
    public var history: NominalHistory
    /// What recipients were told.
    public var ledger: ToldLedger
    /// Open tasks of the hub about this person, by key.
    public var openTasks: Set<String>

    /// Whether several records are united in this one.
    public var isUnited: Bool { history.union != nil }

    /// What the agreement last said about tellings it did not permit, so that asking again with the same answer is not
    /// recorded again. Kept in memory only: after a restart the first answer is recorded once more.
    var refusals: [ToldLedger.Key: DisclosureDecision] = [:]

    /// The spells under the names that recipients know them by.
    ///
    /// A selection that was held is accepted late under an early number, and a merge brings two told spells together; either
    /// would rename a spell that somebody was told about, so a name the ledger knows wins.
    public var spells: [Spell] {
        let spells = history.spells
        guard spells.contains(where: { $0.members.count > 1 }) else { return spells }
        let known = Set(ledger.entries.keys.map(\.spell))
        return spells.map { spell in
            guard !known.contains(spell.id), let name = spell.members.first(where: known.contains) else { return spell }
            var renamed = spell
            renamed.id = name
            return renamed
        }
    }

    /// Gives tellings under any other name of a spell to the one name it has; of two tellings of a topic the later stands.
    ///
    /// - Returns: the entries that changed and the keys that are gone.
    mutating func gatherTellings() -> (moved: [ToldLedger.Key], gone: [ToldLedger.Key]) {
        var (moved, gone) = ([ToldLedger.Key](), [ToldLedger.Key]())
        for spell in spells {
            for (key, entry) in ledger.entries where key.spell != spell.id && spell.members.contains(key.spell) {
                var target = key
                target.spell = spell.id
                if let other = ledger[target], other.revision >= entry.revision {} else { ledger[target] = entry }
                ledger[key] = nil
                moved.append(target)
                gone.append(key)
            }
        }
        return (moved, gone)
    }

    /// A record nobody has said anything about.
    public init(history: NominalHistory = NominalHistory(), ledger: ToldLedger = ToldLedger(), openTasks: Set<String> = []) {
        self.history = history
        self.ledger = ledger
        self.openTasks = openTasks
    }
}
