internal import CanonicalModel

/// Which records hang together: every union that stands and that no split cut, kept from both of its ends, so that a question
/// about one record costs what that record's own unions cost.
struct RecordLinks: Sendable {
    private var unions: [Int64: [Int64: IdentityGraph.Decision]] = [:]

    /// The links that standing decisions leave.
    ///
    /// - Parameter standing: earliest first.
    init(_ standing: [IdentityGraph.Decision] = []) {
        for decision in standing { draw(decision) }
        for decision in standing { cut(decision) }
    }

    /// The decision that makes two records one by itself.
    func union(_ one: Int64, _ other: Int64) -> IdentityGraph.Decision? { unions[one]?[other] }

    /// The unions of a record, by the record at the other end.
    func unions(of record: Int64) -> [Int64: IdentityGraph.Decision] { unions[record] ?? [:] }

    /// Every pair with its decision's time.
    var edges: [IdentityGraph.Edge: Timestamp] {
        var edges = [IdentityGraph.Edge: Timestamp]()
        for (record, others) in unions {
            for (other, union) in others where record < other {
                edges[IdentityGraph.Edge(record, other)] = union.stamp.occurred
            }
        }
        return edges
    }

    /// The records that hang together with a record, itself included.
    ///
    /// - Parameter end: unions decided then or later are left out; nil leaves out none.
    func part(of record: Int64, before end: Stamp? = nil) -> Set<Int64> {
        var (part, open): (Set<Int64>, [Int64]) = ([record], [record])
        while let next = open.popLast() {
            for (other, union) in unions(of: next) where end.map({ union.stamp < $0 }) ?? true {
                if part.insert(other).inserted { open.append(other) }
            }
        }
        return part
    }

    private mutating func draw(_ decision: IdentityGraph.Decision) {
        guard case .same(let one, let other) = decision.verdict, one != other else { return }
        let before = union(one, other)
        if before?.authority == .person && decision.authority == .register { return }
        unions[one, default: [:]][other] = decision
        unions[other, default: [:]][one] = decision
    }

    /// A split cuts every older union of the record that leaves, while it hangs together with the one that stays; and between
    /// those two any that a register drew, whenever it drew it.
    private mutating func cut(_ split: IdentityGraph.Decision) {
        guard case .other(let leaving, let staying) = split.verdict else { return }
        let isTogether = hangsTogether(leaving, staying, before: split.stamp)
        for (other, union) in unions(of: leaving) where Self.mayCut(split, union) {
            let isOlder = union.stamp < split.stamp
            let isOverruled = other == staying && split.authority == .person && union.authority == .register
            guard isOverruled || isOlder && (other == staying || isTogether) else { continue }
            unions[leaving]?[other] = nil
            unions[other]?[leaving] = nil
        }
    }

    private func hangsTogether(_ one: Int64, _ other: Int64, before end: Stamp) -> Bool {
        // Mostly the two were united directly, and the rest of what they are part of need not be walked.
        if let union = union(one, other), union.stamp < end { return true }
        return part(of: one, before: end).contains(other)
    }

    /// A register takes back what a register drew; what a person united only a person parts.
    private static func mayCut(_ split: IdentityGraph.Decision, _ union: IdentityGraph.Decision) -> Bool {
        split.authority == .person || union.authority == .register
    }
}
