import CanonicalModel
import Formats
import RecordStore
import Routing

extension ItemWork {
    /// Whose record a message is about, and which records the question concerns.
    struct Finding {
        var resolution: IdentityResolver.Resolution
        /// The records that its identifiers point at.
        var records: Set<Int64> = []
        /// Records that it may be about though no identifier points at them.
        var probable: [Int64: ProbableMatch] = [:]
    }

    /// More records than this are not compared with one message; those that share most keys come first.
    private static let comparisonLimit = 200

    /// Finds whose record a person is: by strong identifiers, else by what else is known of them.
    func resolve(_ person: Person) throws -> Finding {
        let matches = try store.nominals(with: person.identifiers)
        var evidence = IdentityResolver.Evidence(byIdentifier: matches)
        if matches.count == 1, let match = matches.first {
            let history = try store.nominal(match).history
            evidence.contradiction = IdentityResolver.contradiction(person, history, on: message.time.date)
        } else if matches.isEmpty {
            evidence.probable = try probableMatches(person)
        }
        return Finding(
            resolution: IdentityResolver.resolve(evidence), records: matches, probable: evidence.probable)
    }

    /// The records that a person without a known identifier is probably the person of.
    ///
    /// A child is never held against an adult's record: what is probably not about them would keep a trace of a child whom
    /// nobody selected (feeds.md 6.1: youths are passed on and never stored; ops/decisions/0010).
    private func probableMatches(_ person: Person) throws -> [Int64: ProbableMatch] {
        let day = message.time.date
        let profile = PersonProfile(person, on: day)
        guard profile.isPerson else { return [:] }
        var found = [Int64: ProbableMatch]()
        for number in try store.nominals(meeting: BlockingKeys.lookup(profile), atMost: Self.comparisonLimit) {
            let record = PersonProfile(try store.nominal(number).history, on: now.date)
            if profile.isChild(on: day) && !record.isChild(on: day) { continue }
            let match = ProbableMatch(profile, with: record)
            if match.isProbable { found[number] = match }
        }
        return found
    }

    /// Keeps an item for a person to settle, with the reasons; records in which two people's evidence meets are marked.
    func holdForReview(_ finding: Finding, _ reason: IdentityResolver.Reason) throws -> [OutboxEntry] {
        try remember(.heldForIdentity, reason: reason.rawValue)
        let probable = finding.probable.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
        let candidates = probable.map {
            ReviewExplanation.Candidate(record: $0.key, score: $0.value.score, lines: $0.value.lines)
        }
        let pointed = finding.records.sorted().map { ReviewExplanation.Candidate(record: $0) }
        try store.hold(
            sequence, id: message.id, reason: reason.rawValue, bytes: admitted.body,
            explanation: ReviewExplanation(candidates: candidates + pointed))
        var entries = [try raise(HubTask(.settleIdentity, about: message.key, cause: message.id, raisedAt: now), nominal: nil)]
        if reason.marksRecord { for record in finding.records.sorted() { entries += try mark(record, reason.rawValue) } }
        return entries
    }

    /// Marks a record as one in which two people's evidence meets; it is neither split nor merged by itself (feeds.md 6.1).
    func mark(_ number: Int64, _ reason: String) throws -> [OutboxEntry] {
        guard try store.markAttention(number, item: sequence, reason: reason, at: now) else { return [] }
        let task = HubTask(.identityAttention, about: "record \(number)", cause: message.id, raisedAt: now)
        var nominal = try store.nominal(number)
        guard nominal.openTasks.insert(task.key).inserted else { return [] }
        try store.replace(number, with: nominal)
        return [try raise(task, nominal: number)]
    }

    /// Takes the mark off a record once nothing contradicts any more.
    ///
    /// An item's contradiction is over when a person settled it, or when it would be understood today. A register that says
    /// otherwise than a person never heals by itself.
    func heal(_ number: Int64) throws {
        var nominal = try store.nominal(number)
        let tasks = nominal.openTasks.filter { $0.hasPrefix(HubTask.Kind.identityAttention.rawValue + " ") }
        guard !tasks.isEmpty else { return }
        var isHealed = true
        for mark in try store.attention(of: number) {
            guard try isOver(mark.item, mark.reason) else {
                isHealed = false
                continue
            }
            try store.healAttention(number, item: mark.item, at: now)
        }
        guard isHealed else { return }
        for task in tasks.sorted() { try store.closeTask(task, at: now) }
        nominal.openTasks.subtract(tasks)
        try store.replace(number, with: nominal)
    }

    /// The reason of a mark that only a person's decision ends.
    static let overruled = "register-against-person"

    private func isOver(_ item: Int64, _ reason: String) throws -> Bool {
        if reason == Self.overruled {
            guard let fact = try store.fact(item) else { return true }
            let graph = try store.identityGraph()
            return !graph.decisions.contains { $0.stamp.message == fact.message.key && graph.isOverruled($0) }
        }
        guard let bytes = try store.heldItem(sequence: item) else { return true }
        let held = try self.held(bytes, as: item)
        guard let person = held.message.fact.person, case .nominal = try held.resolve(person).resolution else { return false }
        return true
    }

    /// The work of a held item.
    func held(_ bytes: [UInt8], as sequence: Int64) throws -> ItemWork {
        let message = try CanonicalMessage(try StrictJSON.parse(bytes))
        return ItemWork(
            admitted: Door.Admitted(message: message, digest: message.contentDigest, body: bytes), sequence: sequence,
            isNew: false, store: store, now: now, router: router, hub: hub, withhold: withhold)
    }

    /// The record, among those that are one, that the message arrived under: the one that a person settled it to be about, else
    /// the one of its identifiers, else the one that stands for all.
    func origin(in number: Int64) throws -> Int64 {
        if origin != 0, try store.origins(of: number).contains(origin) { return origin }
        let origins = try store.origins(with: message.fact.person?.identifiers ?? [])
        return try origins.intersection(store.origins(of: number)).min() ?? number
    }
}
