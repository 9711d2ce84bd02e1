private import AuditLog
public import CanonicalModel
public import Formats
import Foundation

extension StoreTransaction {
    /// Appends an entry to the audit: in the same transaction as the effect, so that nothing leaves without it.
    ///
    /// - Parameters:
    ///   - record: ids, times, rules and commitments; never the data. Written in RFC 8785 form.
    ///   - item: the acceptance number of the item that it is about.
    ///   - now: the core's clock.
    public func audit(_ record: JSONObject, item: Int64?, at now: Timestamp) throws {
        session.counters.audit += 1
        let bytes = JSONValue.object(record).canonicalBytes()
        let leaf = MerkleHash.leaf(bytes)
        session.counters.frontier.append(leaf)
        try sql.insertAudit.run(
            .integer(session.counters.audit), .integer(now.microseconds), SQLValue(item), .blob(Data(bytes)),
            .blob(Data(leaf)))
    }

    /// A commitment to bytes about a person: it proves later what was said and says nothing once the record is erased.
    public func commitment(to bytes: [UInt8], label: String, of nominal: Int64) throws -> String {
        try warmRecord(nominal).key.commitment(to: bytes, label: label).hexadecimal
    }
}

extension Sequence<UInt8> {
    /// Lower-case hexadecimal.
    public var hexadecimal: String {
        var text = [UInt8]()
        text.reserveCapacity(underestimatedCount * 2)
        for byte in self {
            text.append(hexadecimalDigits[Int(byte >> 4)])
            text.append(hexadecimalDigits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

private let hexadecimalDigits = Array("0123456789abcdef".utf8)
