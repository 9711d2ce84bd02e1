public import CanonicalModel
private import Formats
private import Foundation
public import Routing

/// The changes of colour that looks at a record listed (ops/decisions/0027): what is listed has had its turn, whatever happens to
/// the process in between.
extension StoreTransaction {
    /// What a change of colour is called in clear: a keyed hash of its key.
    ///
    /// Its key is made of two colours and of what made it, which the log names beside it; a few hundred guesses at a hash
    /// without a key would say the colours of somebody who is erased.
    public func name(ofTransition key: String) -> String {
        UUIDText.version8(Array(session.keys.blindIndex("transition " + key)))
    }

    /// Keeps a change of colour.
    ///
    /// - Parameters:
    ///   - listed: the change, with what becomes of it.
    ///   - number: the record.
    ///   - item: the acceptance number that it stands under.
    ///   - scheme: the digest of the scheme that lists it.
    ///   - now: when it was listed.
    /// - Returns: a commitment to what was kept, for the audit.
    public func save(
        _ listed: ListedTransition, of number: Int64, item: Int64, scheme: String, at now: Timestamp
    ) throws -> String {
        let name = name(ofTransition: listed.key)
        let bytes = JSONValue.object(listed.form).encoded()
        try session.scheme.saveTransition.run(
            .integer(number), .text(name), .integer(number), .integer(item), .integer(now.microseconds),
            .text(listed.fate.word), SQLValue(listed.fate.into.map(name(ofTransition:))), .text(scheme),
            .blob(try warmRecord(number).key.seal(bytes)))
        return try commitment(to: bytes, label: "transition \(name)", of: number)
    }

    /// A record that turned out to hold two people begins anew: what was listed of both together is neither's.
    public func endTransitions(of number: Int64, at now: Timestamp) throws {
        try session.scheme.endTransitions.run(.integer(number), .integer(now.microseconds))
    }

    /// What looks listed of a record, and which alerts nobody has acknowledged: what a record remembers besides its facts.
    func recall(_ nominal: inout Nominal, _ number: Int64) throws {
        let rows = try session.scheme.transitionsOf.all(.integer(number)) {
            ($0.integer(0), $0.blob(1), $0.integer(2) == 1)
        }
        var (listed, folded) = ([String: Timestamp](), Set<String>())
        for (origin, sealed, isFolded) in rows {
            let row = try TransitionRow(try dataKey(origin).open(sealed))
            listed[row.key] = row.at
            if isFolded { folded.insert(row.key) }
        }
        nominal.remember(listed: listed, folded: folded, unread: try unread(nominal.ledger))
    }

    private func unread(_ ledger: ToldLedger) throws -> [String: Timestamp] {
        var unread = [String: Timestamp]()
        for notice in ledger.alerts {
            unread[notice] = try session.scheme.unreadSince.first(.text(notice)) {
                Timestamp(microseconds: $0.integer(0))
            }
        }
        return unread
    }
}

/// A change of colour as it is sealed.
struct TransitionRow {
    let key: String
    let at: Timestamp

    /// Reads the sealed form back.
    init(_ bytes: [UInt8]) throws {
        guard let object = try StrictJSON.parse(bytes).object, let key = object["key"]?.string,
            let at = object["at"]?.string.flatMap({ Timestamp($0) })
        else { throw StoreError(.seal, "A row of the changes of colour has not the form it was written in.") }
        (self.key, self.at) = (key, at)
    }
}
