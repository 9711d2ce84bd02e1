import CanonicalModel
import Formats
import RecordStore
import Routing

/// Decisions about identity: remembered as facts, and whatever follows from them done at once.
extension ItemWork {
    // MARK: Merges

    /// Two records of one register are one person: unites them when both are known, else learns the other identifier.
    ///
    /// A register's merge that would put two people's evidence into one record is held for a person.
    func merge(_ merge: PersonMerge) throws -> [OutboxEntry] {
        let (kept, given) = (
            try store.nominals(with: merge.person.identifiers), try store.nominals(with: merge.removed)
        )
        guard kept.count <= 1, given.count <= 1 else {
            return try holdForReview(Finding(resolution: .hold(.ambiguous), records: kept.union(given)), .ambiguous)
        }
        guard let survivor = kept.first ?? given.first else {
            try remember(.notOnCohort)
            return []
        }
        if let other = given.first, other != survivor {
            let reason = IdentityResolver.contradiction(
                try store.nominal(survivor).history, try store.nominal(other).history, giving: merge.removed,
                on: now.date)
            if let reason {
                return try holdForReview(Finding(resolution: .hold(reason), records: [survivor, other]), reason)
            }
        }
        let from = try store.origins(with: merge.person.identifiers).min() ?? survivor
        let to = try store.origins(with: merge.removed).min() ?? from
        return try decide([decision(.same(from, to), by: .register)], about: survivor)
    }

    /// A person decided that two records are one; nothing contradicts a person.
    func merge(_ merge: IdentityMerge) throws -> [OutboxEntry] {
        let (kept, given) = (try store.origins(with: merge.person.identifiers), try store.origins(with: merge.other))
        guard let from = kept.min(), !given.isEmpty else { return try leaveOpen("no-record-has-these-identifiers") }
        let decisions = kept.union(given).subtracting([from]).sorted().map { decision(.same(from, $0), by: .person) }
        return try decide(decisions, about: try store.survivor(of: from))
    }

    // MARK: Splits

    /// A register takes its own merge back.
    ///
    /// Most people that probation knows are on no cohort, so what names no record is a stranger's; what names one side alone
    /// parts nothing, and is kept as that record's fact.
    func unmerge(_ unmerge: PersonUnmerge) throws -> [OutboxEntry] {
        let (kept, leaving) = (
            try store.nominals(with: unmerge.person.identifiers), try store.nominals(with: unmerge.separated)
        )
        guard let known = kept.first ?? leaving.first else {
            try remember(.notOnCohort)
            return []
        }
        guard !kept.isEmpty, !leaving.isEmpty else { return try route(into: known) }
        return try separate(unmerge.person, unmerge.separated, by: .register)
    }

    /// One record holds two people: the facts of the separated identifiers leave it.
    ///
    /// What arrived under a record of its own leaves with that record; what never had one, because its identifier was learnt
    /// from a message that bore both, gets one first.
    /// - Parameters:
    ///   - person: whose record it stays.
    ///   - separated: the other person's identifiers.
    ///   - authority: a person, or a register that takes its own merge back (`person.unmerged`).
    func separate(
        _ person: Person, _ separated: [PersonIdentifier], by authority: IdentityGraph.Authority
    ) throws -> [OutboxEntry] {
        let (staying, leaving) = (try store.origins(with: person.identifiers), try store.origins(with: separated))
        guard let kept = staying.min(), staying.count == 1, !leaving.isEmpty,
            Set(separated).isDisjoint(with: person.identifiers)
        else { return try leaveOpen("identifiers-name-no-two-people") }
        let number = try store.survivor(of: kept)
        var decisions = leaving.subtracting([kept]).sorted().map { decision(.other($0, kept), by: authority) }
        guard leaving.contains(kept) else { return try decide(decisions, about: number) }
        let facts = try factsOfOthers(separated, under: kept, of: number)
        let origin = try store.openOrigin(for: facts, separated, inside: number, at: now)
        // As if the two had been opened apart and united: so that undoing the split unites them again.
        let birth = Stamp(
            occurred: Timestamp(microseconds: 0), recorded: message.recordedTime, message: message.key + " born")
        try store.save(
            IdentityGraph.Decision(stamp: birth, authority: .register, verdict: .same(kept, origin)), item: sequence)
        decisions.append(decision(.other(origin, kept), by: authority))
        return try decide(decisions, about: number, doubted: Set(facts))
    }

    /// The facts that name the separated person and nobody else.
    private func factsOfOthers(_ separated: [PersonIdentifier], under origin: Int64, of number: Int64) throws -> [Int64]
    {
        try store.facts(arrivedUnder: origin, of: number).compactMap { sequence, message in
            if case .merged = message.fact { return nil }
            let named = (message.fact.person?.identifiers ?? []).filter(\.isStrong)
            return !named.isEmpty && named.allSatisfy(separated.contains) ? sequence : nil
        }
    }

    // MARK: Taking back

    /// A person took a decision back: whatever followed from it is undone, and what follows from that is done.
    func undo(_ undo: IdentityUndo) throws -> [OutboxEntry] {
        let before = try store.identityGraph()
        let targets = before.decisions(named: undo.decision)
        let messages = Set(targets.map(\.stamp.message))
        guard messages.count <= 1 else { return try leaveOpen("several-decisions-have-this-id") }
        // Bound to the one that it names now: what another source decides later under that id does not fall with it.
        let decision = decision(.undone(messages.first ?? undo.decision), by: .person)
        var after = before
        after.insert(decision)
        try store.save(decision, item: sequence)
        // Kept all the same: should the decision arrive later, it finds itself taken back.
        guard !targets.isEmpty else { return try leaveOpen("no-such-decision") }
        if after.stands(decision) && targets.contains(where: after.stands) {
            return try leaveOpen("taken-back-before-it-was-decided")
        }
        return try follow(decision, from: before, to: after)
    }

    /// Does what follows from an undo: for the decisions that fell, and for those that stand again.
    private func follow(
        _ undo: IdentityGraph.Decision, from before: IdentityGraph, to after: IdentityGraph
    ) throws -> [OutboxEntry] {
        let changed = Set(before.standing).symmetricDifference(after.standing).subtracting([undo])
            .sorted { $0.stamp < $1.stamp }
        guard let record = changed.lazy.compactMap(record).first else {
            try remember(.recorded)
            return []
        }
        var (doubted, entries) = (Set<Int64>(), [OutboxEntry]())
        for decision in changed { entries += try change(decision, in: after, &doubted) }
        return try entries + regroup(from: before, to: after, about: store.survivor(of: record), doubted: doubted)
    }

    /// A record that a decision is about.
    private func record(of decision: IdentityGraph.Decision) -> Int64? {
        switch decision.verdict {
        case .same(let record, _), .other(_, let record), .settled(_, let record): record
        case .undone: nil
        }
    }

    private func change(
        _ decision: IdentityGraph.Decision, in graph: IdentityGraph, _ doubted: inout Set<Int64>
    ) throws -> [OutboxEntry] {
        let isStanding = graph.stands(decision)
        switch decision.verdict {
        case .same(let one, let other):
            let item = try relearn(decision)
            if let item, one == other && !isStanding { doubted.insert(item) }
            return []
        case .settled(let item, let record):
            if !isStanding, try isSettledOtherwise(item, than: record, in: graph) { return [] }
            return try settle(again: isStanding, item, under: record, by: decision, &doubted)
        case .other, .undone: return []
        }
    }

    /// Whether an item is where it is by another decision that stands: it stays there when one that put it elsewhere, or there
    /// too, is taken back.
    private func isSettledOtherwise(_ item: Int64, than record: Int64, in graph: IdentityGraph) throws -> Bool {
        let others = Set(
            graph.standing.compactMap { decision -> Int64? in
                guard case .settled(item, let other) = decision.verdict else { return nil }
                return other
            })
        guard !others.isEmpty, let fact = try store.fact(item) else { return false }
        return others.contains(record) || fact.origin != record
    }

    /// A register's merge that does not stand any more taught its record nothing; one that stands again did.
    ///
    /// - Returns: the acceptance number of the merge.
    private func relearn(_ decision: IdentityGraph.Decision) throws -> Int64? {
        guard let item = try store.item(of: decision), let fact = try store.fact(item),
            case .merged(let merge) = fact.message.fact
        else { return nil }
        // Folded with the merge or without it; folding anew does as the decisions say now.
        store.cool(fact.nominal)
        try store.relearn(merge.removed, of: fact.nominal)
        return item
    }

    /// A settlement that does not stand any more takes its item out of the record; one that stands again puts it back.
    private func settle(
        again isStanding: Bool, _ item: Int64, under record: Int64, by decision: IdentityGraph.Decision,
        _ doubted: inout Set<Int64>
    ) throws -> [OutboxEntry] {
        if isStanding {
            guard let bytes = try store.heldItem(sequence: item) else { return [] }
            return try settle(held(bytes, as: item), under: record, into: store.survivor(of: record))
        }
        guard let fact = try store.fact(item) else { return [] }
        doubted.insert(item)
        if let link = try store.item(of: decision) { doubted.insert(link) }
        return try takeBack(fact.message, item)
    }

    private func takeBack(_ held: CanonicalMessage, _ item: Int64) throws -> [OutboxEntry] {
        try store.reopenHeld(item)
        try store.update(item, received: now, fate: .heldForIdentity, reason: "settlement-taken-back")
        return [try raise(HubTask(.settleIdentity, about: held.key, cause: message.id, raisedAt: now), nominal: nil)]
    }

    // MARK: Settling

    /// A person settled whose record a held item belongs to: the item is routed as if it had just been understood.
    func link(_ link: PersonLink) throws -> [OutboxEntry] {
        let matches = try store.nominals(with: link.person.identifiers)
        let items = try store.heldItems(link.heldMessage)
        guard items.count <= 1 else {
            return try hold(.heldForHub, .supplyIdentifier, reason: "several-held-items-have-this-id")
        }
        guard matches.count == 1, let number = matches.first, let item = items.first else {
            return try hold(.heldForHub, .supplyIdentifier, reason: "no-such-held-item-or-record")
        }
        let held = try self.held(item.bytes, as: item.sequence)
        guard !held.message.fact.isIdentityDecision else {
            return try hold(.heldForHub, .supplyIdentifier, reason: "decide-again-with-other-identifiers")
        }
        let record = try origin(in: number)
        let settled = decision(.settled(item: item.sequence, record: record), by: .person)
        var decisions = [settled]
        if case .merged(let merge) = held.message.fact { decisions += try unions(merge, with: number) }
        let before = try store.identityGraph()
        var after = before
        after.formUnion(decisions)
        for decision in decisions { try store.save(decision, item: sequence) }
        guard after.stands(settled) else {
            try remember(.recorded)
            return []
        }
        let entries = try regroup(from: before, to: after, about: number)
        return try settle(held, under: record, into: store.survivor(of: record)) + entries
    }

    /// What a held merge says once a person said whose it is: every record with the identifiers given up is that person's.
    private func unions(_ merge: PersonMerge, with number: Int64) throws -> [IdentityGraph.Decision] {
        let kept = try store.origins(of: number)
        let from = try store.origins(with: merge.person.identifiers).intersection(kept).min() ?? number
        return try store.origins(with: merge.removed).subtracting(kept).sorted().map {
            decision(.same(from, $0), by: .person)
        }
    }

    /// Routes a held item as if it had just been understood.
    ///
    /// It arrives under the record that it was settled to be about, so that a later split takes it along.
    private func settle(_ held: ItemWork, under record: Int64, into number: Int64) throws -> [OutboxEntry] {
        var held = held
        held.origin = record
        try store.settleHeld(held.sequence, at: now)
        for kind in [HubTask.Kind.settleIdentity, .supplyIdentifier] {
            try store.closeTask(
                HubTask(kind, about: held.message.key, cause: held.message.id, raisedAt: now).key, at: now)
        }
        if case .selection = held.message.fact { try inherit(held, into: number) }
        let entries = try held.route(into: number)
        try healAll()
        return entries
    }

    /// A stay is called after its selection, whosever that turns out to be: what was told of it while it was held to be
    /// another's, and withdrawn, goes along, so that no notice's id comes twice.
    private func inherit(_ held: ItemWork, into number: Int64) throws {
        var nominal = try store.nominal(number)
        let earlier = try store.identityGraph().decisions.compactMap { decision -> Int64? in
            guard case .settled(held.sequence, let record) = decision.verdict else { return nil }
            return record
        }
        for record in Set(try earlier.map(store.survivor)).subtracting([number]).sorted() {
            for (key, entry) in try store.nominal(record).ledger.entries where key.spell == held.message.key {
                if let own = nominal.ledger[key], own.revision >= entry.revision { continue }
                nominal.ledger[key] = entry
                try store.save(key, entry, of: number)
            }
        }
        try store.replace(number, with: nominal)
        for key in nominal.ledger.entries.keys where key.spell == held.message.key {
            try store.claimTelling(key, for: number)
        }
    }

    /// A person settled that a held item is nobody's: it is destroyed.
    func dismiss(_ dismissal: IdentityDismissal) throws -> [OutboxEntry] {
        let items = try store.heldItems(dismissal.heldMessage)
        guard items.count <= 1 else { return try leaveOpen("several-held-items-have-this-id") }
        guard let item = items.first else { return try leaveOpen("no-such-held-item") }
        let held = try self.held(item.bytes, as: item.sequence)
        try store.destroyHeld(item.sequence, at: now)
        try store.update(item.sequence, received: now, fate: .nobodys)
        for kind in [HubTask.Kind.settleIdentity, .supplyIdentifier, .identityDecisionOpen] {
            try store.closeTask(
                HubTask(kind, about: held.message.key, cause: held.message.id, raisedAt: now).key, at: now)
        }
        try remember(.recorded)
        // Who decided is kept sealed, as a decision has to be provable though its item is gone.
        try store.hold(sequence, id: message.id, reason: "settlement", bytes: admitted.body)
        try store.settleHeld(sequence, at: now)
        try store.audit(
            AuditRecord.logged(
                [
                    "at": .string(now.description), "message": .string(message.id),
                    "held": .string(dismissal.heldMessage),
                ], "held-item-dismissed", .erasure), item: sequence, at: now)
        try healAll()
        return []
    }

    // MARK: Shared

    func decision(_ verdict: IdentityGraph.Verdict, by authority: IdentityGraph.Authority) -> IdentityGraph.Decision {
        IdentityGraph.Decision(stamp: Stamp(message), authority: authority, verdict: verdict)
    }

    /// A decision that names what the broker does not know becomes a task, not silence.
    private func leaveOpen(_ reason: String) throws -> [OutboxEntry] {
        try hold(.heldForHub, .identityDecisionOpen, reason: reason)
    }

    private func decide(
        _ decisions: [IdentityGraph.Decision], about number: Int64, doubted: Set<Int64> = []
    ) throws -> [OutboxEntry] {
        // Read after a birth was saved: dividing starts from the record as it was.
        let before = try store.identityGraph()
        var after = before
        after.formUnion(decisions)
        for decision in decisions { try store.save(decision, item: sequence) }
        var entries = try regroup(from: before, to: after, about: number, doubted: doubted)
        for decision in decisions where after.isOverruled(decision) {
            guard case .same(let one, let other) = decision.verdict else { continue }
            for record in [one, other] { entries += try mark(store.survivor(of: record), Self.overruled) }
        }
        return entries
    }
}

extension Fact {
    /// Whether a person decided about identity with it: settling one would decide twice.
    fileprivate var isIdentityDecision: Bool {
        switch self {
        case .identityMerged, .identitySplit, .identityUndone, .identityDismissed, .linked: true
        default: false
        }
    }
}
