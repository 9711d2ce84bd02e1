public import CanonicalModel
private import Foundation
private import GRDB
public import Routing

extension StoreTransaction {
    /// Every decision about identity.
    public func identityGraph() throws -> IdentityGraph {
        IdentityGraph(
            try session.identity.decisions.all { row in
                IdentityGraph.Decision(
                    message: row.text(0), authority: row.text(1), verdict: row.text(2), first: row.integer(3),
                    second: row.integer(4), target: row.text(5), occurred: row.integer(6), recorded: row.integer(7))
            }.compactMap { $0 })
    }

    /// Remembers a decision; a repetition changes nothing.
    ///
    /// - Parameters:
    ///   - decision: what was decided.
    ///   - item: the acceptance number of the message that said so.
    public func save(_ decision: IdentityGraph.Decision, item: Int64) throws {
        let row = decision.row
        try session.identity.insertDecision.run(
            .text(decision.stamp.message), .integer(item), .text(decision.authority.rawValue), .text(row.verdict),
            .integer(row.first), .integer(row.second), .text(row.target), .integer(decision.stamp.occurred.microseconds),
            .integer(decision.stamp.recorded.microseconds))
    }

    /// The acceptance number of the message behind a decision.
    public func item(of decision: IdentityGraph.Decision) throws -> Int64? {
        try session.identity.itemOfDecision.first(.text(decision.stamp.message)) { $0.integer(0) }
    }

    /// A history with what decisions about identity make of it.
    ///
    /// - Parameters:
    ///   - history: the fold of a record's facts.
    ///   - number: the record.
    public func assembled(_ history: NominalHistory, of number: Int64) throws -> NominalHistory {
        let origins = try origins(of: number)
        guard origins.count > 1 || !history.givenUp.isEmpty || !history.disowned.isEmpty else { return history }
        let graph = try identityGraph()
        var history = history
        history.forget(decisions: graph.fallen())
        return history.united(graph.union(of: number))
    }

    /// The records, as they were opened, that a record stands for.
    public func origins(of number: Int64) throws -> Set<Int64> {
        Set(try session.identity.originsOf.all(.integer(number)) { $0.integer(0) })
    }

    /// The record that a record is part of now.
    public func survivor(of origin: Int64) throws -> Int64 {
        try sql.survivor.first(.integer(origin)) { $0.integer(0) } ?? origin
    }

    /// The records, as they were opened, that strong identifiers arrived under.
    public func origins(with identifiers: [PersonIdentifier]) throws -> Set<Int64> {
        var found = Set<Int64>()
        for identifier in identifiers where identifier.isStrong {
            let origin = try session.identity.originOf.first(.blob(session.keys.index(of: identifier))) { $0.integer(0) }
            if let origin { found.insert(origin) }
        }
        return found
    }
}

extension StoreReader {
    /// Every decision about identity.
    public func identityGraph() throws -> IdentityGraph {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT message, authority, verdict, first, second, target, occurred, recorded FROM identity_decision")
        return IdentityGraph(
            rows.compactMap { row in
                IdentityGraph.Decision(
                    message: row[0], authority: row[1], verdict: row[2], first: row[3], second: row[4], target: row[5],
                    occurred: row[6], recorded: row[7])
            })
    }
}

extension IdentityGraph.Decision {
    fileprivate init?(
        message: String, authority: String, verdict: String, first: Int64, second: Int64, target: String, occurred: Int64,
        recorded: Int64
    ) {
        let stamp = Stamp(
            occurred: Timestamp(microseconds: occurred), recorded: Timestamp(microseconds: recorded), message: message)
        guard let authority = IdentityGraph.Authority(rawValue: authority) else { return nil }
        let meaning: IdentityGraph.Verdict
        switch verdict {
        case "same": meaning = .same(first, second)
        case "other": meaning = .other(first, second)
        case "settled": meaning = .settled(item: first, record: second)
        case "undone": meaning = .undone(target)
        default: return nil
        }
        self.init(stamp: stamp, authority: authority, verdict: meaning)
    }

    fileprivate var row: (verdict: String, first: Int64, second: Int64, target: String) {
        switch verdict {
        case .same(let one, let other): ("same", one, other, "")
        case .other(let leaving, let staying): ("other", leaving, staying, "")
        case .settled(let item, let record): ("settled", item, record, "")
        case .undone(let target): ("undone", 0, 0, target)
        }
    }
}
