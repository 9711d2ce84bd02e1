import CanonicalModel
import Formats
import RecordStore
import Routing
import SchemeEngine

extension Partnership {
    /// Puts on record from when which scheme decides, where it is another than before.
    ///
    /// Before the first message: what a scheme decided must not stand in the log before the scheme does.
    func record(schemeInForceIn store: StoreTransaction, at now: Timestamp) throws {
        let before = try store.schemeInForce()
        guard before != scheme?.digest else { return }
        try store.audit(AuditRecord.inForce(scheme, after: before, now: now), item: nil, at: now)
        try store.remember(schemeInForce: scheme?.digest)
    }
}

extension AuditRecord {
    /// Another scheme than before decides from now on, or none.
    ///
    /// - Parameters:
    ///   - scheme: nil when the partnership chose none any more.
    ///   - before: the digests of the one before, as ``Scheme/digest`` writes them; nil when there was none.
    ///   - now: from when.
    static func inForce(_ scheme: Scheme?, after before: String?, now: Timestamp) -> JSONObject {
        var record = JSONObject()
        record["at"] = .string(now.description)
        record.setIfPresent("before", before)
        guard let scheme else { return logged(record, "scheme-ended", .alteration) }
        record["offences"] = .string(scheme.offences.digest)
        record["scheme"] = .string(scheme.pack.digest)
        record["schemeName"] = .string(scheme.pack.id)
        record["version"] = .string(scheme.pack.version)
        return logged(record, "scheme-in-force", .alteration)
    }

    /// A look by a scheme listed a change of colour; the colours are sealed with the record, and this is committed to them.
    ///
    /// - Parameter name: what the log calls a change by its key (``StoreTransaction/name(ofTransition:)``).
    static func listed(
        _ listed: ListedTransition, _ commitment: String, about subject: String, under scheme: String, cause: String,
        now: Timestamp, name: (String) -> String
    ) -> JSONObject {
        var record: JSONObject = [
            "at": .string(now.description), "commitment": .string(commitment), "fate": .string(listed.fate.word),
            "message": .string(cause), "scheme": .string(scheme), "subject": .string(subject),
            "transition": .string(name(listed.key)),
        ]
        record.setIfPresent("into", listed.fate.into.map(name))
        return logged(record, "colour-changed", .alteration)
    }
}
