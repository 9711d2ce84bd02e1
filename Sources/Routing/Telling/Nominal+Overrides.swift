internal import AgreementEngine
internal import CanonicalModel

extension Nominal {
    /// What an emergency override has to tell its recipient now, and what has to be taken back of one that a review found
    /// against, or that turned out to be about somebody else.
    func overrideDifferences(at now: Timestamp) -> [Difference] {
        // Most people have none, and a long ledger would be looked through at every message for nothing.
        // What was told under one whose message turned out to be about somebody else still has to be taken back.
        guard !history.permissions.isEmpty || ledger.entries.keys.contains(where: \.topic.isOverride) else { return [] }
        let overrides = history.overrides
        let known = Set(overrides.filter { $0.review != .notUpheld }.map(\.key))
        let gone = ledger.entries.compactMap { (key, entry) -> Difference? in
            guard case .override(let override) = key.topic, !known.contains(override) else { return nil }
            return takingBack(key, entry)
        }
        return gone.sorted { ($0.recipient, $0.topic.text) < ($1.recipient, $1.topic.text) }
            + overrides.filter { $0.stands(at: now) }.compactMap(telling)
    }

    private func takingBack(_ key: ToldLedger.Key, _ entry: ToldLedger.Entry) -> Difference? {
        guard entry.value != ToldLedger.recalledValue, entry.value != ToldLedger.unsentValue,
            let spell = spells.first(where: { $0.members.contains(key.spell) })
        else { return nil }
        return Difference(
            spell: spell, recipient: key.recipient, topic: key.topic, kind: .recalled,
            value: ToldLedger.recalledValue)
    }

    private func telling(_ override: NominalHistory.Override) -> Difference? {
        let topic = Topic.override(override.key)
        // By the name a stay has now: after a union the old name's entry is there too, and says nothing any more.
        let spells = spells
        func told(in spell: Spell) -> String? {
            ledger[ToldLedger.Key(spell: spell.id, recipient: override.opening.recipient, topic: topic)]?.value
        }
        let stay = spells.first { told(in: $0) != nil }
        guard let spell = stay ?? spells.last(where: \.isOpen) ?? spells.last,
            let (value, kind) = current(topic, spell, told: nil), value != told(in: spell)
        else { return nil }
        return Difference(
            spell: spell, recipient: override.opening.recipient, topic: topic, kind: kind, value: value)
    }
}
