public import CanonicalModel

/// Which records are one person: derived from every decision about it, so that neither their order nor their repetition
/// matters (ops/decisions/0010).
///
/// A decision is a fact and is never re-derived; what it brings about is. A record here is an *origin*: one as it was opened.
public struct IdentityGraph: Sendable {
    /// Who decided.
    public enum Authority: String, Sendable, Hashable {
        /// An agency's register merged or unmerged its own records.
        case register
        /// A named person at the hub; no register overrules one.
        case person
    }

    /// What was decided.
    public enum Verdict: Sendable, Hashable {
        /// Two records are one person.
        case same(Int64, Int64)
        /// The first record is another person than the second.
        case other(Int64, Int64)
        /// A held item is this record's; the item is given by its acceptance number.
        case settled(item: Int64, record: Int64)
        /// The decision of this name does not stand: source and id of its message; the id alone when the undo came first, and
        /// then of every source.
        case undone(String)
    }

    /// A decision by its message.
    public struct Decision: Sendable, Hashable {
        /// When it was decided and by which message (source and id).
        public var stamp: Stamp
        /// Who decided.
        public var authority: Authority
        /// What.
        public var verdict: Verdict

        /// A decision.
        public init(stamp: Stamp, authority: Authority, verdict: Verdict) {
            self.stamp = stamp
            self.authority = authority
            self.verdict = verdict
        }

        /// The message's own id.
        public var id: String { String(stamp.message.split(separator: " ", maxSplits: 1).last ?? "") }
        /// What an undo may call it: the message's source and id, or its id.
        var names: Set<String> { [stamp.message, id] }
    }

    /// Two records that are one by a standing decision.
    public struct Edge: Sendable, Hashable {
        /// The lower number.
        public var low: Int64
        /// The higher number.
        public var high: Int64
        /// An edge between two records.
        public init(_ one: Int64, _ other: Int64) {
            low = min(one, other)
            high = max(one, other)
        }
    }

    /// Every decision, by its message.
    public private(set) var decisions: Set<Decision>

    /// The decisions that nobody took back, earliest first. An undo may itself be undone; it counts only if it was made after
    /// what it undoes.
    ///
    /// Made once for a set of decisions, like what hangs on it: whatever follows from a decision asks for all of them.
    public private(set) var standing: [Decision] = []
    private var held: Set<Decision> = []
    private var links = RecordLinks()

    /// The graph of some decisions.
    public init(_ decisions: some Sequence<Decision> = []) {
        self.decisions = Set(decisions)
        derive()
    }

    /// Takes a decision in; a repetition changes nothing.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    public mutating func insert(_ decision: Decision) -> Bool { formUnion([decision]) }

    /// Takes decisions in; repetitions change nothing.
    ///
    /// - Returns: whether any is new.
    @discardableResult
    public mutating func formUnion(_ more: [Decision]) -> Bool {
        let before = decisions.count
        decisions.formUnion(more)
        guard decisions.count > before else { return false }
        derive()
        return true
    }

    private mutating func derive() {
        var (undone, latestFirst): (Set<String>, [Decision]) = ([], [])
        // Latest first: whether an undo stands is known before what it undoes is looked at.
        for decision in decisions.sorted(by: { $0.stamp > $1.stamp }) where decision.names.isDisjoint(with: undone) {
            latestFirst.append(decision)
            if case .undone(let target) = decision.verdict { undone.insert(target) }
        }
        standing = latestFirst.reversed()
        held = Set(standing)
        links = RecordLinks(standing)
    }

    /// The decisions of a name: a message's own id, or its source and id. Ids are unique within a source only, so these may
    /// be decisions of several messages.
    public func decisions(named name: String) -> [Decision] {
        decisions.filter { $0.names.contains(name) }.sorted { $0.stamp < $1.stamp }
    }

    /// The pairs of records that are one by a standing decision, with the time of the decision.
    public var edges: [Edge: Timestamp] { links.edges }

    /// The records that are one person with a record, itself included.
    public func part(of record: Int64) -> Set<Int64> { links.part(of: record) }

    /// The union that a record belongs to; nil when it is alone.
    public func union(of record: Int64) -> RecordUnion? {
        let part = part(of: record)
        let times = part.flatMap { links.unions(of: $0).values.map(\.stamp.occurred) }
        return times.max().map { RecordUnion(origins: part, since: $0) }
    }

    /// Whether a register says that two records are one which a person said are not: a conflict that never heals itself
    /// (feeds.md 6.1).
    public func isOverruled(_ decision: Decision) -> Bool {
        guard decision.authority == .register, case .same(let one, let other) = decision.verdict,
            links.union(one, other) == nil
        else { return false }
        return standing.contains { split in
            guard split.authority == .person, case .other(let leaving, let staying) = split.verdict else { return false }
            return Edge(leaving, staying) == Edge(one, other)
        }
    }

    /// Messages of decisions that were taken back or overruled; what they said of identifiers is forgotten with them.
    public func fallen() -> Set<String> { Set(decisions.filter { !isInForce($0) }.map(\.stamp.message)) }

    private func isInForce(_ decision: Decision) -> Bool {
        guard stands(decision) else { return false }
        switch decision.verdict {
        case .same(let one, let other): return one == other || links.union(one, other) != nil
        case .other(let leaving, let staying): return !part(of: leaving).contains(staying)
        case .settled, .undone: return true
        }
    }

    /// Whether a decision stands: nobody took it back.
    public func stands(_ decision: Decision) -> Bool { held.contains(decision) }
}
