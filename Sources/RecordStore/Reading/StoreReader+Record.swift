public import CanonicalModel
private import Foundation
private import GRDB

extension MasterKey {
    /// A person record's pseudonym in the record of disclosures: it says nothing without the key, which lies elsewhere.
    func subject(_ nominal: Int64) -> String { blindIndex("subject \(nominal)").hexadecimal }
}

extension StoreTransaction {
    /// A person record's pseudonym in the record of disclosures.
    public func subject(_ nominal: Int64) -> String { session.keys.subject(nominal) }
}

extension StoreReader {
    /// The entries of the audit log in order: number and canonical text.
    public func eachAuditEntry(_ body: (Int64, [UInt8]) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT seq, record FROM audit ORDER BY seq")
        while let row = try rows.next() { try body(row["seq"], Array(row["record"] as Data)) }
    }

    /// The pseudonyms of a person: of the record that an identifier points at and of every record united in it.
    ///
    /// - Returns: nothing for a person nobody knows.
    public func subjects(with identifier: PersonIdentifier) throws -> Set<String> {
        let blind = keys.index(of: identifier)
        let found = try Int64.fetchAll(
            database, sql: "SELECT nominal FROM identifier WHERE blind = ?", arguments: [blind])
        let united = try found.flatMap {
            try Int64.fetchAll(database, sql: "SELECT id FROM nominal WHERE merged_into = ?", arguments: [$0])
        }
        return Set((found + united).map(keys.subject))
    }

    /// The pseudonym of the person whom each notice is about now, by the notice's id.
    public func subjectsOfNotices() throws -> [String: String] {
        var (subjects, found) = ([Int64: String](), [String: String]())
        let rows = try Row.fetchCursor(database, sql: "SELECT id, nominal FROM notice")
        while let row = try rows.next() {
            let nominal: Int64 = row["nominal"]
            let subject = subjects[nominal] ?? keys.subject(nominal)
            subjects[nominal] = subject
            found[row["id"]] = subject
        }
        return found
    }

    /// When RabbitMQ took notices over, by id; one that is not there is not confirmed yet.
    public func confirmedNotices() throws -> [String: Timestamp] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT n.id, d.sent FROM notice n JOIN delivery d ON d.notice = n.seq WHERE d.sent IS NOT NULL")
        return Dictionary(rows.map { ($0["id"] as String, Timestamp(microseconds: $0["sent"])) }) { first, _ in first }
    }
}
