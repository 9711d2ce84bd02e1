public import CanonicalModel
private import Foundation
private import GRDB
public import Routing

/// What was said about one person, each thing as the core accepted it: for whoever wants to know what was known when.
///
/// Records that are united now count as one from the beginning: who was taken for two people is looked at as the one.
public struct StoredLife: Sendable {
    /// In the order in which it was recorded.
    public let facts: [AcceptedMessage]
    private let fallen: Set<String>
    private let union: RecordUnion?

    init(_ facts: [AcceptedMessage], fallen: Set<String>, union: RecordUnion?) {
        self.facts = facts.sorted { ($0.message.recordedTime, $0.sequence) < ($1.message.recordedTime, $1.sequence) }
        (self.fallen, self.union) = (fallen, union)
    }

    /// A fold of some of the facts as the record sees it, without what decisions about identity took back.
    public func assembled(_ history: NominalHistory) -> NominalHistory {
        var history = history
        history.forget(decisions: fallen)
        return history.united(union)
    }
}

extension StoreReader {
    /// What was said about a person.
    ///
    /// - Returns: nil for somebody who was erased.
    /// - Throws: what the database said, or that a fact cannot be opened.
    public func life(of nominal: Int64) throws -> StoredLife? {
        guard try !isErased(nominal) else { return nil }
        let rows = try Row.fetchAll(database, sql: Self.facts, arguments: [nominal])
        let facts = try rows.map { row in
            AcceptedMessage(
                try CanonicalMessage(sealed: try key(of: row["origin"]).open(row["sealed"] as Data)),
                sequence: row["seq"], digest: row["digest"], origin: row["origin"])
        }
        guard try isAssembled(nominal, facts) else { return StoredLife(facts, fallen: [], union: nil) }
        let graph = try identityGraph()
        return StoredLife(facts, fallen: graph.fallen(), union: graph.union(of: nominal))
    }

    private func isErased(_ nominal: Int64) throws -> Bool {
        let wrapped = try Data.fetchOne(database, sql: "SELECT wrapped FROM nominal WHERE id = ?", arguments: [nominal])
        return wrapped?.isEmpty ?? false
    }

    private func isAssembled(_ nominal: Int64, _ facts: [AcceptedMessage]) throws -> Bool {
        if try isUnited(nominal) { return true }
        var history = NominalHistory()
        for fact in facts { _ = history.fold(fact) }
        return !history.givenUp.isEmpty || !history.disowned.isEmpty
    }

    /// When the core accepted the last item; nil where it never accepted any.
    public func lastReceived() throws -> Timestamp? {
        try Int64.fetchOne(database, sql: "SELECT max(received) FROM inbox").map(Timestamp.init(microseconds:))
    }
}
