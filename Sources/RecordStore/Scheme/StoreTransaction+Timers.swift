public import CanonicalModel
private import Foundation
private import GRDB

/// When time alone changes something about somebody; one timer a record, so that an outage loses none and doubles none.
extension StoreTransaction {
    /// Remembers when a record has to be looked at again; nil when time alone changes nothing about it.
    public func save(timer due: Timestamp?, of number: Int64) throws {
        guard let due else { return try session.scheme.dropTimer.run(.integer(number)) }
        try session.scheme.saveTimer.run(.integer(number), .integer(due.microseconds))
    }

    /// The record whose time came first; nil when none is due by an instant.
    public func firstTimer(by now: Timestamp) throws -> (nominal: Int64, due: Timestamp)? {
        try session.scheme.firstTimer.first(.integer(now.microseconds)) {
            ($0.integer(0), Timestamp(microseconds: $0.integer(1)))
        }
    }

    /// When a record is looked at next.
    public func timer(of number: Int64) throws -> Timestamp? {
        try session.scheme.timerOf.first(.integer(number)) { Timestamp(microseconds: $0.integer(0)) }
    }

    /// Has every record looked at when the scheme is not the one that looked at them last.
    ///
    /// - Parameters:
    ///   - digest: of the scheme that is chosen.
    ///   - now: when they are looked at.
    /// - Returns: whether it is another than before.
    public func schedule(scheme digest: String, at now: Timestamp) throws -> Bool {
        guard try session.schemeDigest() != digest else { return false }
        try session.scheme.scheduleAll.run(.integer(now.microseconds))
        try sql.saveMeta.run(.text("scheme"), .blob(Data(digest.utf8)))
        return true
    }

    /// The digests of the scheme that was last in force; nil where none was, or none is any more.
    public func schemeInForce() throws -> String? {
        try session.stored("scheme-in-force").map { String(decoding: $0, as: UTF8.self) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Remembers which scheme is in force; nil for none.
    public func remember(schemeInForce digest: String?) throws {
        try sql.saveMeta.run(.text("scheme-in-force"), .blob(Data((digest ?? "").utf8)))
    }

    /// The acceptance number of the last fact of a record: what time alone brings about stands under it.
    public func lastFact(of number: Int64) throws -> Int64 {
        try session.scheme.lastFact.first(.integer(number)) { $0.optionalInteger(0) ?? 0 } ?? 0
    }

    /// Closes a task of one record whose reason is over; another record may have one of the same name.
    public func closeTask(_ key: String, of number: Int64, at now: Timestamp) throws {
        try session.scheme.closeTaskOf.run(.integer(now.microseconds), .text(key), .integer(number))
    }
}

extension WriterSession {
    fileprivate func schemeDigest() throws -> String? {
        try stored("scheme").map { String(decoding: $0, as: UTF8.self) }
    }
}
