public import CanonicalModel
private import Formats
import Foundation
public import Routing

extension StoreTransaction {
    /// The record number a strong identifier points at.
    public func nominal(with identifier: PersonIdentifier) throws -> Int64? {
        guard identifier.isStrong else { return nil }
        return try sql.findIdentifier.first(.blob(session.keys.index(of: identifier))) { $0.integer(0) }
    }

    /// The records that any verified identifier of a list points at.
    public func nominals(with identifiers: [PersonIdentifier]) throws -> Set<Int64> {
        var found = Set<Int64>()
        for identifier in identifiers { if let nominal = try nominal(with: identifier) { found.insert(nominal) } }
        return found
    }

    /// Opens a new person record with a key of its own.
    public func openNominal(at now: Timestamp) throws -> Int64 {
        let key = DataKey()
        let number = try sql.insertNominal.first(
            .blob(try key.wrapped(by: session.keys)), .integer(now.microseconds)) { $0.integer(0) }
        guard let number else { throw StoreError(.database, "A new person record got no number.") }
        session[number] = WriterSession.WarmRecord(Nominal(), key: key)
        return number
    }

    /// A person record: its facts folded again from the sealed originals, unless it is warm.
    public func nominal(_ number: Int64) throws -> Nominal {
        guard let nominal = try warmRecord(number).nominal else { throw Self.isOut(number) }
        return nominal
    }

    /// A person record to change: its history is not copied, because nobody else holds it until ``replace(_:with:)``.
    public func take(_ number: Int64) throws -> Nominal {
        _ = try warmRecord(number)
        guard let nominal = session.take(number) else { throw Self.isOut(number) }
        return nominal
    }

    private static func isOut(_ number: Int64) -> StoreError {
        StoreError(.database, "Record \(number) is being changed; an item may take a record once and must put it back.")
    }

    func warmRecord(_ number: Int64) throws -> WriterSession.WarmRecord {
        if let warm = session[number] { return warm }
        let key = try dataKey(number)
        var nominal = Nominal(history: try assembled(history(of: [number]), of: number))
        for (ledgerKey, entry) in try tellings(number) { nominal.ledger[ledgerKey] = entry }
        try recall(&nominal, number)
        nominal.openTasks = Set(try sql.openTasksOf.all(.integer(number)) { $0.text(0) })
        let warm = WriterSession.WarmRecord(nominal, key: key)
        session[number] = warm
        return warm
    }

    /// The fold of the facts of some records.
    public func history(of numbers: [Int64]) throws -> NominalHistory {
        var history = NominalHistory()
        for number in numbers {
            let rows = try sql.factsOf.all(.integer(number)) { ($0.integer(0), $0.integer(1), $0.text(2), $0.blob(3)) }
            for (sequence, origin, digest, sealed) in rows {
                let message = try CanonicalMessage(sealed: try dataKey(origin).open(sealed))
                _ = history.fold(AcceptedMessage(message, sequence: sequence, digest: digest, origin: origin))
            }
        }
        return history
    }

    func dataKey(_ number: Int64) throws -> DataKey {
        if let warm = session[number] { return warm.key }
        guard let wrapped = try sql.wrappedKey.first(.integer(number), read: { $0.blob(0) }) else {
            throw StoreError(.database, "There is no person record \(number).")
        }
        guard !wrapped.isEmpty else { throw StoreError.isErased(number) }
        return try DataKey(wrapped: wrapped, by: session.keys)
    }

    /// Keeps a fact, sealed under the record's key, and makes the record findable by what the fact says about the person.
    public func append(_ accepted: AcceptedMessage, encoded: [UInt8], to number: Int64) throws {
        let origin = accepted.origin == 0 ? number : accepted.origin
        let key = try origin == number ? warmRecord(number).key : dataKey(origin)
        try sql.insertFact.run(
            .integer(accepted.sequence), .integer(number), .integer(origin), .text(accepted.digest),
            .blob(try key.seal(encoded)))
    }

    /// Puts the record after a message in the place of the one before it, and indexes what is new in it.
    ///
    /// - Parameter origin: the record that the message arrived under; new identifiers are remembered as its.
    public func replace(_ number: Int64, with nominal: Nominal, origin: Int64? = nil) throws {
        var warm = try warmRecord(number)
        for identifier in nominal.history.identifiers.subtracting(warm.indexed.identifiers) where identifier.isStrong {
            try sql.insertIdentifier.run(
                .blob(session.keys.index(of: identifier)), .integer(number), .integer(origin ?? number))
        }
        let indexed = WriterSession.Indexed(nominal.history)
        if indexed.profileSize != warm.indexed.profileSize { try indexBlocks(of: nominal.history, as: number) }
        warm.indexed = indexed
        warm.nominal = nominal
        session[number] = warm
    }

    /// Gives one record's rows to another; facts and notices keep the key they were sealed with.
    public func unite(_ other: Int64, into survivor: Int64) throws {
        try keepSolo(survivor)
        try keepSolo(other)
        try moveNotices(of: other, to: survivor)
        for statement in [
            sql.moveIdentifiers, sql.moveBlocks, sql.moveFacts, sql.moveTasks, sql.mergeNominal,
            session.identity.moveAttention, session.scheme.moveTransitions,
        ] { try statement.run(.integer(other), .integer(survivor)) }
        try saveLater(try tellings(other), of: survivor)
        try sql.dropTold.run(.integer(other))
        try session.scheme.dropTimer.run(.integer(other))
        session[other] = nil
        try startSpan(survivor)
    }

    /// Of two tellings the later revision stands, as in memory: one that is told again under an id it had fails for ever.
    private func saveLater(_ tellings: [(ToldLedger.Key, ToldLedger.Entry)], of survivor: Int64) throws {
        let own = try nominal(survivor).ledger
        for (key, entry) in tellings {
            if let kept = own[key], kept.revision >= entry.revision { continue }
            try save(key, entry, of: survivor)
        }
    }
}

extension MasterKey {
    func index(of identifier: PersonIdentifier) -> Data { blindIndex("\(identifier.kind.rawValue) \(identifier.value)") }
}

extension CanonicalMessage {
    /// Reads a message that this store sealed, today's rules or not.
    init(sealed bytes: [UInt8]) throws {
        let value = try StrictJSON.parse(bytes)
        do throws(FormatError) {
            self = try CanonicalMessage(value)
        } catch {
            self = try CanonicalMessage(EarlierRules.mended(value))
        }
    }
}
