internal import AgreementEngine

/// Who was told what about one of the people that a record turned out to hold (pure; the core and the simulation run it).
///
/// The ledger of each part is made anew from what its records were told alone and from the notices that went out while they
/// were united. Such a notice is *right* for the part that its spell belongs to when that part alone would say the very same
/// today: the same standing or value, and every released field. What a right notice has replaced since is settled with it; all
/// others are withdrawn, and what their recipients should believe is told again.
public struct LedgerDivision: Sendable {
    /// The part's ledger once the wrong notices are withdrawn.
    public private(set) var ledger: ToldLedger
    /// The notices to withdraw, oldest first.
    public private(set) var wrong: [TracedTelling] = []
    /// The notices that stay the part's own, oldest first.
    public private(set) var right: [TracedTelling] = []
    /// What the ledger says where notices fell: a part that is still a union remembers it under the record of the spell.
    public private(set) var fallen: [ToldLedger.Key: ToldLedger.Entry] = [:]

    /// Divides.
    ///
    /// - Parameters:
    ///   - part: the part's history and the ledger its records had alone.
    ///   - united: the ledger of the record that is divided; revisions go on from it, so that no notice's id comes twice.
    ///   - tellings: every traced notice of the record, oldest first.
    ///   - records: the records of the part; a notice that went out in their scope alone is right.
    ///   - doubted: acceptance numbers of messages that are not this person's after all; what they caused is looked at whatever
    ///     its scope.
    ///   - abandoned: stays that are nobody's any more, because their selection turned out to be about somebody else.
    ///   - responsible: the recipients whose area covers where this person lives now.
    public init(
        _ part: Nominal, from united: ToldLedger, _ tellings: [TracedTelling], records: Set<Int64>, doubted: Set<Int64> = [],
        abandoned: Set<String> = [], responsible: Set<String>
    ) {
        ledger = part.ledger
        let members = Set(part.history.selections.keys)
        let (own, others) = (tellings.filter { members.contains($0.key.spell) }, tellings.filter { !members.contains($0.key.spell) })
        for (key, chain) in Dictionary(grouping: own, by: \.key).sorted(by: { $0.key.order < $1.key.order }) {
            settle(key, chain, part, records, doubted, responsible)
        }
        confuse(others, part, records)
        continueRevisions(from: united, members, others: Set(others.map(\.notice)))
        for (key, entry) in united.entries where members.contains(key.spell) { ledger[key]?.held = entry.held }
        abandon(tellings.filter { abandoned.contains($0.key.spell) }, abandoned, from: united)
        wrong.sort { ($0.cause, $0.notice) < ($1.cause, $1.notice) }
    }

    private mutating func settle(
        _ key: ToldLedger.Key, _ chain: [TracedTelling], _ part: Nominal, _ records: Set<Int64>, _ doubted: Set<Int64>,
        _ responsible: Set<String>
    ) {
        let before = ledger[key]
        // What the part's own ledger knows of already was settled before.
        let ordered = chain.sorted { $0.entry.revision < $1.entry.revision }
        defer { raise(key, to: ordered.last?.entry.revision) }
        // A withdrawal settled what went before it, and is never withdrawn itself: what should be believed was told again.
        let settled = ordered.lastIndex { $0.kind == .recalled }.map { $0 + 1 } ?? 0
        let chain = ordered[settled...].filter { $0.entry.revision > before?.revision ?? 0 }
        let lastRight = chain.lastIndex { telling in
            let isOwn = telling.scope.isSubset(of: records) && !doubted.contains(telling.cause)
            return isOwn || isRight(telling, part, told: before?.value, responsible)
        }
        let kept = lastRight.map { Array(chain[...$0]) } ?? []
        right += kept
        if let last = kept.last { ledger[key] = last.entry }
        let withdrawn = chain.dropFirst(kept.count)
        guard let last = withdrawn.last else { return }
        wrong += withdrawn
        var entry = last.entry
        let wasTold = kept.last?.entry.value ?? before?.value
        entry.value = key.topic == .standing && wasTold.flatMap(Standing.init) != nil
            ? Standing.confused.rawValue : ToldLedger.recalledValue
        entry.isNamed = before?.isNamed ?? false || kept.contains { $0.entry.isNamed }
        ledger[key] = entry
        fallen[key] = entry
    }

    /// Everything told of a stay that is nobody's is withdrawn. The ledger goes on from it: the selection keeps its name,
    /// and should it be settled again, no notice's id may come twice.
    private mutating func abandon(_ tellings: [TracedTelling], _ spells: Set<String>, from united: ToldLedger) {
        for chain in Dictionary(grouping: tellings, by: \.key).values {
            let ordered = chain.sorted { $0.entry.revision < $1.entry.revision }
            let settled = ordered.lastIndex { $0.kind == .recalled }.map { $0 + 1 } ?? 0
            wrong += ordered[settled...]
        }
        for (key, entry) in united.entries where spells.contains(key.spell) {
            ledger[key] = entry
            ledger[key]?.value = ToldLedger.recalledValue
        }
    }

    /// A notice's id is a hash of its revision: none may be used twice, by whatever part.
    private mutating func raise(_ key: ToldLedger.Key, to revision: Int?) {
        guard let revision, let entry = ledger[key], entry.revision < revision else { return }
        ledger[key]?.revision = revision
        if fallen[key] != nil { fallen[key]?.revision = revision }
    }

    /// Whether the part alone would say the very same.
    private func isRight(_ telling: TracedTelling, _ part: Nominal, told: String?, _ responsible: Set<String>) -> Bool {
        guard
            let spell = part.history.spells.first(where: { $0.members.contains(telling.key.spell) })
        else { return false }
        // What left under an override about the other person is wrong here, though every word of it is this person's.
        if let override = telling.key.topic.override, !part.history.overrides.contains(where: { $0.key == override }) {
            return false
        }
        // What is told within a stay is told to those who are to know of the stay, today or by what this person alone brought.
        let key = telling.key
        guard key.topic == .standing || key.topic.isOverride || responsible.contains(key.recipient)
            || part.ledger.standing(of: key.recipient, in: key.spell) != nil
        else { return false }
        let value = part.value(
            telling.key.topic, spell, told: told.flatMap(Standing.init), isResponsible: responsible.contains(telling.key.recipient))
        guard value == telling.entry.value else { return false }
        let content = NoticeContent(telling.kind, telling.key.topic, part.history, spell)
        let now = Set(zip(content.fields.map(\.name), content.values).map { Notice.Field(name: $0, value: $1) })
        return telling.fields.allSatisfy { now.contains($0) || $0.name == "status" }
    }

    /// A notice about the other person went to somebody who was told of this one, in what was held to be the same stay: what
    /// they believe of this person is no longer certain either.
    private mutating func confuse(_ others: [TracedTelling], _ part: Nominal, _ records: Set<Int64>) {
        for telling in others where !telling.scope.isDisjoint(with: records) {
            for key in ledger.entries.keys where key.recipient == telling.key.recipient && key.topic == telling.key.topic {
                guard let value = ledger[key]?.value, value != ToldLedger.recalledValue else { continue }
                ledger[key]?.value = key.topic == .standing && Standing(rawValue: value) != nil
                    ? Standing.confused.rawValue : ToldLedger.recalledValue
            }
        }
    }

    private mutating func continueRevisions(from united: ToldLedger, _ members: Set<String>, others: Set<String>) {
        for (key, entry) in united.entries where members.contains(key.spell) && entry.revision > 0 {
            if let own = ledger[key] {
                ledger[key]?.revision = max(own.revision, entry.revision)
                continue
            }
            // What a selection told besides (colour, custody) has no notice of its own: it is right as its selection is.
            let standing = ToldLedger.Key(spell: key.spell, recipient: key.recipient, topic: .standing)
            let isRight = ledger[standing] != nil && ledger[standing]?.notice == united[standing]?.notice
            var kept = entry
            if !isRight { kept.value = Self.unproven(entry, of: key.topic, others) }
            ledger[key] = kept
        }
    }

    /// What stands in the ledger for a telling that nothing of this person proves.
    ///
    /// A standing that a notice about the other person told was never this person's. Any other is told again: to forget without
    /// a notice that somebody was told would be to forget to tell them of the end.
    private static func unproven(_ entry: ToldLedger.Entry, of topic: Topic, _ others: Set<String>) -> String {
        let isOthers = entry.notice.map(others.contains) ?? false
        guard topic == .standing, !isOthers, Standing(rawValue: entry.value) != nil else { return ToldLedger.recalledValue }
        return Standing.confused.rawValue
    }
}

extension Nominal {
    /// What the ledger should say of a topic.
    func value(_ topic: Topic, _ spell: Spell, told: Standing?, isResponsible: Bool) -> String? {
        topic == .standing
            ? standing(spell, told: told, isResponsible: isResponsible)?.rawValue : current(topic, spell, told: nil)?.value
    }
}
