import AgreementEngine
public import CanonicalModel

/// One person record: what agencies said and what recipients were told. The value the router is handed and hands back.
public struct Nominal: Sendable, Hashable {
    /// What agencies said.
    public var history: NominalHistory
    /// What recipients were told.
    public var ledger: ToldLedger
    /// Open tasks of the hub about this person, by key.
    public var openTasks: Set<String>

    /// The changes of colour that a look by the scheme listed, by their keys, with their instants; empty before the first look.
    public internal(set) var listed: [String: Timestamp] = [:]

    /// Those of them that nobody was alerted of, because another change says it too: to take one back is news to nobody.
    public internal(set) var folded: Set<String> = []

    /// Alerts of a colour that nobody has acknowledged, by the notice's id, with when they were told.
    public internal(set) var unread: [String: Timestamp] = [:]

    /// Whether several records are united in this one.
    public var isUnited: Bool { history.union != nil }

    /// What the agreement last said about tellings it did not permit, so that asking again with the same answer is not
    /// recorded again. Kept in memory only: after a restart the first answer is recorded once more.
    var refusals: [ToldLedger.Key: DisclosureDecision] = [:]

    /// What the last look by the scheme read of the history; memory only.
    var lastReading = LastReading()

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
    /// The old entries stay, as what nobody can be sure of: a late de-selection may part the stays again, and then whoever was
    /// told under the old name is told anew, under a revision that was never used.
    /// - Returns: the keys whose entries changed, and whether a stay that somebody was told of was gathered into another.
    mutating func gatherTellings() -> (changed: [ToldLedger.Key], isStayGathered: Bool) {
        var (changed, isStayGathered) = ([ToldLedger.Key](), false)
        for spell in spells {
            let others = ledger.entries.filter { $0.key.spell != spell.id && spell.members.contains($0.key.spell) }
            for (key, entry) in others.sorted(by: { $0.key.order < $1.key.order }) {
                var target = key
                target.spell = spell.id
                let uncertain = key.topic == .standing ? Standing.confused.rawValue : ToldLedger.recalledValue
                if entry.value == uncertain && ledger[target] != nil { continue }
                ledger[target] = ledger[target].map { $0.gathered(with: entry, on: key.topic) } ?? entry
                ledger[key]?.value = uncertain
                // The ticket goes with the one name; stopped under both it would be stopped under neither.
                ledger[key]?.ticket = [:]
                ledger[key]?.replaced = nil
                changed += [target, key]
                if key.topic == .standing { isStayGathered = true }
            }
        }
        return (changed, isStayGathered)
    }

    /// A record nobody has said anything about.
    public init(history: NominalHistory = NominalHistory(), ledger: ToldLedger = ToldLedger(), openTasks: Set<String> = []) {
        self.history = history
        self.ledger = ledger
        self.openTasks = openTasks
    }

    /// Takes over what the store remembers of looks by the scheme.
    ///
    /// - Parameters:
    ///   - listed: the changes of colour that were listed, by key, with their instants.
    ///   - folded: the keys of those that nobody was alerted of.
    ///   - unread: alerts that nobody has acknowledged, by notice, with when they were told.
    public mutating func remember(
        listed: [String: Timestamp], folded: Set<String> = [], unread: [String: Timestamp]
    ) {
        self.listed.merge(listed) { own, _ in own }
        self.folded.formUnion(folded)
        self.unread.merge(unread) { own, _ in own }
    }

    /// An officer acknowledged a notice.
    ///
    /// - Returns: whether it was an alert that somebody was waiting for.
    public mutating func acknowledge(_ notice: String) -> Bool { unread.removeValue(forKey: notice) != nil }
}

extension ToldLedger.Entry {
    /// One telling out of two of the same topic: the one of the higher revision stands.
    ///
    /// Revisions count within a stay, so they do not say which of two standings of two stays is the later. Where those differ,
    /// or one of them was withdrawn, what the recipient believes is not certain and has to be told again.
    fileprivate func gathered(with other: ToldLedger.Entry, on topic: Topic) -> ToldLedger.Entry {
        var later = revision >= other.revision ? self : other
        later.isNamed = isNamed || other.isNamed
        later.held.merge(other.held) { own, _ in own }
        let earlier = revision >= other.revision ? other : self
        if !later.ticket.isEmpty { later.replaced = later.left(besides: earlier, on: topic) }
        if topic == .standing && value != other.value { later.value = Standing.confused.rawValue }
        return later
    }

    /// What would stand if this claim ticket were stopped, now that another telling of the topic was gathered with it.
    private func left(besides other: ToldLedger.Entry, on topic: Topic) -> ToldLedger.Replaced? {
        guard let told = ToldLedger.Replaced(other) else { return replaced }
        guard var before = replaced else { return told }
        if topic == .standing && before.value != told.value { before.value = Standing.confused.rawValue }
        return before
    }
}
