import CanonicalModel
import Formats
import RecordStore
import Routing

/// What follows from a decision about identity: records are divided and united, notices withdrawn, ledgers divided.
extension ItemWork {
    /// Brings the records from one graph of decisions to another.
    ///
    /// - Parameters:
    ///   - before: the decisions without this message.
    ///   - after: with it.
    ///   - number: the record that keeps the message as a fact.
    ///   - doubted: acceptance numbers of messages that turned out to be about somebody else.
    func regroup(
        from before: IdentityGraph, to after: IdentityGraph, about number: Int64, doubted: Set<Int64> = []
    ) throws -> [OutboxEntry] {
        let (old, new) = (Set(before.edges.keys), Set(after.edges.keys))
        guard old != new || !doubted.isEmpty else { return try keepAlone(number, after) }
        var work = self
        work.origin = try origin(in: number)
        try work.remember(new.isSuperset(of: old) && doubted.isEmpty ? .merged : .separated, nominal: number)
        try store.append(work.accepted, encoded: admitted.body, to: number)
        var entries = [OutboxEntry]()
        let touched = old.symmetricDifference(new).flatMap { [$0.low, $0.high] }
        let records = Set(try touched.map(store.survivor)).union(doubted.isEmpty ? [] : [number])
            .union(try doubted.compactMap { try store.fact($0)?.nominal })
        for record in records.sorted() {
            entries += try work.divide(record, after, doubted, isForced: !doubted.isEmpty)
        }
        for edge in new.subtracting(old).sorted(by: { ($0.low, $0.high) < ($1.low, $1.high) }) {
            entries += try work.unite(edge, about: number)
        }
        try healAll()
        return entries
    }

    /// A decision that changes no grouping is a fact like any other.
    private func keepAlone(_ number: Int64, _ graph: IdentityGraph) throws -> [OutboxEntry] {
        let entries = try route(into: number)
        // What a decision that does not stand said of identifiers was folded in with it; folding anew leaves it out.
        guard graph.fallen().contains(message.key) else { return entries }
        store.cool(number)
        if case .merged(let merge) = message.fact {
            try store.relearn(merge.removed, of: number)
        }
        return entries
    }

    private func unite(_ edge: IdentityGraph.Edge, about number: Int64) throws -> [OutboxEntry] {
        let pair = [try store.survivor(of: edge.low), try store.survivor(of: edge.high)]
        guard pair[0] != pair[1] else { return [] }
        let kept = try store.survivor(of: number)
        let survivor = pair.contains(kept) ? kept : pair[0]
        let other = pair[0] == survivor ? pair[1] : pair[0]
        let (first, second) = (try store.nominal(survivor), try store.nominal(other))
        let history = try store.history(of: [survivor, other])
        try store.unite(other, into: survivor)
        var outcome = router.unite(
            accepted, history: try store.assembled(history, of: survivor), survivor: first, other: second, now: now)
        for telling in outcome.tellings { try store.save(telling.key, telling.entry, of: survivor) }
        // After the tellings: one of them may be the ticket's own, and what was stopped has to stay stopped.
        try stopTickets(&outcome, of: survivor)
        try audit("records-united", [survivor, other])
        try store.replace(survivor, with: outcome.nominal, origin: origin)
        try keepRegroupedConsents(outcome.nominal.history, of: survivor)
        try keepRegroupedConsents(nil, of: other)
        return try commitEffects(outcome, of: survivor)
    }

    /// Divides a record into the people that the decisions say it holds; does nothing when it holds one.
    ///
    /// - Parameter isForced: divides into one part too, because something in it turned out to be about somebody else.
    private func divide(
        _ number: Int64, _ graph: IdentityGraph, _ doubted: Set<Int64>, isForced: Bool
    ) throws -> [OutboxEntry] {
        let origins = try store.origins(of: number)
        let parts = Set(origins.map { graph.part(of: $0).intersection(origins) }).sorted {
            ($0.min() ?? 0) < ($1.min() ?? 0)
        }
        guard parts.count > 1 || isForced else { return [] }
        let whole = try store.nominal(number)
        let tellings = try store.tracedTellings(of: number, try store.history(of: [number]))
        for item in doubted where try store.heldItem(sequence: item) != nil { try takeOut(item, of: number) }
        var divided = [(number: Int64, nominal: Nominal, records: Set<Int64>)]()
        for part in parts { divided.append(try separate(part, of: number, whole, graph)) }
        for part in divided {
            try store.claim(tellings.filter { part.nominal.history.selections[$0.key.spell] != nil }, for: part.number)
        }
        try store.dropLedger(of: number)
        try store.endTransitions(of: number, at: now)
        try audit("records-divided", divided.map(\.number))
        let abandoned = Set(whole.ledger.entries.keys.map(\.spell))
            .subtracting(divided.flatMap(\.nominal.history.selections.keys))
        try closeTasks(of: whole, besides: divided.map(\.nominal))
        let former = whole.history.spells.filter { !abandoned.isDisjoint(with: $0.members) }
        var entries = [OutboxEntry]()
        var told = [ToldLedger.Key: ToldLedger.Entry]()
        for part in divided.filter({ $0.number == number }) + divided.filter({ $0.number != number }) {
            try store.beginPart(part.number)
            // A stay that is nobody's is withdrawn once, by the record that told of it.
            let isTeller = part.number == number
            var (outcome, division) = router.divide(
                accepted, part: part.nominal, from: whole.ledger, tellings, records: part.records, doubted: doubted,
                former: isTeller ? former : [], abandoned: isTeller ? abandoned : [], now: now)
            try stopTickets(&outcome, of: part.number)
            if isTeller { told = outcome.nominal.ledger.entries.filter { abandoned.contains($0.key.spell) } }
            // Whosever it turns out to be, its notices go on from there: no id may come twice.
            for (key, entry) in told { outcome.nominal.ledger[key] = entry }
            if !division.wrong.isEmpty {
                try store.openBreach(
                    message.key, notices: division.wrong.map(\.notice), reason: "wrong-person", at: now,
                    due: now.adding(seconds: HubTask.Kind.assessBreach.dueWithinSeconds))
                try store.audit(
                    AuditRecord.breach(division.wrong, cause: message.id, now: now), item: sequence, at: now)
            }
            outcome.nominal.remember(listed: [:], unread: whole.unread)
            try store.install(outcome.nominal, as: part.number, fallen: division.fallen)
            try keepRegroupedConsents(outcome.nominal.history, of: part.number)
            entries += try commitEffects(outcome, of: part.number)
        }
        return entries
    }

    /// A consent may stand no more, or stand again, once records were united or divided: what was claimed before is looked at
    /// again before it is handed over, and each record's consents are renewed by that record.
    ///
    /// - Parameter history: nil for a record that another stands for now.
    private func keepRegroupedConsents(_ history: NominalHistory?, of number: Int64) throws {
        try store.save(consentEpoch: sequence, prompt: history?.firstPrompt, of: number)
        try store.save(lastStayEnded: history?.lastStayEnded, of: number)
    }

    /// What was to be done about a stay that is nobody's any more is done.
    private func closeTasks(of whole: Nominal, besides parts: [Nominal]) throws {
        let nobodys = Set(whole.history.selections.keys).subtracting(parts.flatMap(\.history.selections.keys))
        for task in whole.openTasks.sorted() where nobodys.contains(HubTask.subject(of: task)) {
            try store.closeTask(task, at: now)
        }
    }

    /// Takes an item whose settlement was taken back out of a record, with the identifiers that only it bore.
    private func takeOut(_ item: Int64, of number: Int64) throws {
        guard let fact = try store.fact(item), fact.nominal == number else { return }
        try store.removeFact(item)
        var learnt = fact.message.fact.person?.identifiers ?? []
        if case .merged(let merge) = fact.message.fact { learnt += merge.removed }
        try store.relearn(learnt, of: number)
    }

    private func separate(
        _ part: Set<Int64>, of number: Int64, _ whole: Nominal, _ graph: IdentityGraph
    ) throws -> (number: Int64, nominal: Nominal, records: Set<Int64>) {
        var history = try store.history(of: number, origins: part)
        history.forget(decisions: graph.fallen())
        history = history.united(part.min().flatMap(graph.union))
        var ledger = try store.soloLedger(of: part)
        let spells = Set(history.selections.keys)
        if !whole.isUnited {
            // A record that was never united has no ledger apart; what an import says was told has no notice to find it by.
            for (key, entry) in whole.ledger.entries where entry.revision == 0 && spells.contains(key.spell) {
                ledger[key] = entry
            }
        }
        guard !part.contains(number) else {
            let foreign = Set(whole.history.selections.keys).subtracting(spells)
            let staying = whole.openTasks.filter { !foreign.contains(HubTask.subject(of: $0)) }
            return (number, Nominal(history: history, ledger: ledger, openTasks: staying), part)
        }
        let tasks = whole.openTasks.filter { spells.contains(HubTask.subject(of: $0)) }
        let leaving = try store.separate(part, from: number, spells: spells)
        return (leaving, Nominal(history: history, ledger: ledger, openTasks: tasks), part)
    }

    /// Looks at every mark again: a decision may have ended what contradicted.
    func healAll() throws { for number in try store.markedRecords() { try heal(number) } }

    private func audit(_ what: String, _ records: [Int64]) throws {
        try store.audit(
            AuditRecord.combined(what, records.map(store.subject), cause: message, now: now), item: sequence, at: now)
    }
}
