public import CanonicalModel
private import Foundation
private import GRDB

/// A change of colour as the log names it: what became of it, and by which scheme.
public struct StoredTransition: Sendable, Hashable {
    /// Its name in the log.
    public var id: String
    /// When a look listed it.
    public var listed: Timestamp
    /// What became of it ("alerted", "folded", "late", "own-notice", "beforehand").
    public var fate: String
    /// The change that says it too.
    public var folded: String?
    /// The digest of the scheme.
    public var scheme: String
    /// Whether its colours are kept; not once a division ended it.
    public var isKept: Bool
}

extension StoreReader {
    /// The changes of colour that looks at a record listed, by when they were listed.
    public func transitions(of number: Int64) throws -> [StoredTransition] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM transition WHERE nominal = ? ORDER BY listed, id", arguments: [number]
        ).map {
            StoredTransition(
                id: $0["id"], listed: Timestamp(microseconds: $0["listed"]), fate: $0["fate"], folded: $0["folded"],
                scheme: $0["scheme"], isKept: !($0["sealed"] as Data).isEmpty)
        }
    }

    /// The changes of a record that another stands for, by their names.
    public func transitions(foldedInto id: String, of number: Int64) throws -> [String] {
        try String.fetchAll(
            database, sql: "SELECT id FROM transition WHERE nominal = ? AND folded = ? ORDER BY id",
            arguments: [number, id])
    }
}
