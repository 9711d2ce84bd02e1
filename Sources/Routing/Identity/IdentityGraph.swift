public import CanonicalModel

/// Which records are one person: derived from every decision about it, so that neither their order nor their repetition
/// matters (ops/decisions/0010).
///
/// A decision is a fact and is never re-derived; what it brings about is. A record here is an *origin*: one as it was opened.
public struct IdentityGraph: Sendable, Hashable {
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
        /// The decision of this message id does not stand.
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
        func touches(_ record: Int64) -> Bool { low == record || high == record }
    }

    /// Every decision, by its message.
    public private(set) var decisions: Set<Decision>

    /// The graph of some decisions.
    public init(_ decisions: some Sequence<Decision> = []) { self.decisions = Set(decisions) }

    /// Takes a decision in; a repetition changes nothing.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    public mutating func insert(_ decision: Decision) -> Bool { decisions.insert(decision).inserted }

    /// The decisions that nobody took back. An undo may itself be undone; it counts only if it was made after what it undoes.
    public var standing: [Decision] {
        let ordered = decisions.sorted { $0.stamp > $1.stamp }
        var undone = Set<String>()
        var standing = [Decision]()
        // Latest first: whether an undo stands is known before what it undoes is looked at.
        for decision in ordered where !undone.contains(decision.id) {
            standing.append(decision)
            if case .undone(let target) = decision.verdict { undone.insert(target) }
        }
        return standing.reversed()
    }

    /// The pairs of records that are one by a standing decision, with the time of the decision.
    public var edges: [Edge: Timestamp] {
        let standing = standing
        var edges = [Edge: Decision]()
        for decision in standing {
            guard case .same(let one, let other) = decision.verdict, one != other else { continue }
            let edge = Edge(one, other)
            if let before = edges[edge], before.authority == .person && decision.authority == .register { continue }
            edges[edge] = decision
        }
        for decision in standing {
            guard case .other(let leaving, let staying) = decision.verdict else { continue }
            edges = edges.filter { !Self.cuts(decision, leaving, staying, $0.key, $0.value, edges) }
        }
        return edges.mapValues(\.stamp.occurred)
    }

    /// Whether a split cuts an edge: every older one of the record that leaves, while it hangs together with the one that
    /// stays; and between those two any that a register drew, whenever it drew it.
    private static func cuts(
        _ split: Decision, _ leaving: Int64, _ staying: Int64, _ edge: Edge, _ union: Decision, _ edges: [Edge: Decision]
    ) -> Bool {
        // A register takes back what a register drew; what a person united only a person parts.
        guard edge.touches(leaving), split.authority == .person || union.authority == .register else { return false }
        let isOverruled = split.authority == .person && union.authority == .register
        if edge == Edge(leaving, staying) { return union.stamp < split.stamp || isOverruled }
        guard union.stamp < split.stamp else { return false }
        let older = edges.filter { $0.value.stamp < split.stamp }.keys
        return Self.part(of: leaving, older).contains(staying)
    }

    /// The records that are one person with a record, itself included.
    public func part(of record: Int64) -> Set<Int64> { Self.part(of: record, Array(edges.keys)) }

    private static func part(of record: Int64, _ edges: some Collection<Edge>) -> Set<Int64> {
        var part: Set<Int64> = [record]
        var isGrowing = true
        while isGrowing {
            let before = part.count
            for edge in edges where part.contains(edge.low) || part.contains(edge.high) { part.formUnion([edge.low, edge.high]) }
            isGrowing = part.count > before
        }
        return part
    }

    /// The union that a record belongs to; nil when it is alone.
    public func union(of record: Int64) -> RecordUnion? {
        let edges = edges
        let part = Self.part(of: record, Array(edges.keys))
        guard part.count > 1, let since = edges.filter({ part.contains($0.key.low) }).values.max() else { return nil }
        return RecordUnion(origins: part, since: since)
    }

    /// Whether a register says that two records are one which a person said are not: a conflict that never heals itself
    /// (feeds.md 6.1).
    public func isOverruled(_ decision: Decision) -> Bool {
        guard decision.authority == .register, case .same(let one, let other) = decision.verdict else { return false }
        return standing.contains { split in
            guard split.authority == .person, case .other(let leaving, let staying) = split.verdict else { return false }
            return Edge(leaving, staying) == Edge(one, other)
        } && edges[Edge(one, other)] == nil
    }

    /// Messages of decisions that were taken back or overruled; what they said of identifiers is forgotten with them.
    public func fallen() -> Set<String> {
        let edges = edges
        let held = Set(standing.map(\.stamp.message))
        return Set(decisions.compactMap { decision -> String? in
            let message = decision.stamp.message
            switch decision.verdict {
            case .same(let one, let other) where one != other:
                return held.contains(message) && edges[Edge(one, other)] != nil ? nil : message
            case .other(let leaving, let staying):
                let isTogether = Self.part(of: leaving, Array(edges.keys)).contains(staying)
                return held.contains(message) && !isTogether ? nil : message
            case .same, .settled, .undone: return held.contains(message) ? nil : message
            }
        })
    }

    /// Whether a decision stands: nobody took it back.
    public func stands(_ decision: Decision) -> Bool { standing.contains(decision) }
}
