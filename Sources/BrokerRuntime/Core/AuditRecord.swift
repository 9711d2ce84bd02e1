import AgreementEngine
import CanonicalModel
import Formats
import Routing

/// The texts of audit entries: ids, times, rules and commitments, never the data (DPA 2018 s.62: who, when, to whom).
enum AuditRecord {
    /// A notice was released.
    static func disclosed(
        _ notice: Notice, _ disclosure: RoutingOutcome.Disclosure, _ commitment: String, request: String
    ) -> JSONObject {
        let decision = disclosure.decision
        var record = JSONObject()
        record["agreement"] = .string(decision.agreementDigest)
        record["at"] = .string(notice.decidedAt.description)
        record["commitment"] = .string(commitment)
        record["consentEpoch"] = .integer(disclosure.consentEpoch)
        addReplay(decision, request, to: &record)
        record["kind"] = .string(notice.kind.rawValue)
        record["message"] = .string(notice.cause)
        record["notice"] = .string(notice.id)
        record["outcome"] = .string(decision.outcome.rawValue)
        record["recipient"] = .string(notice.recipient)
        addFields(decision, to: &record)
        record["revision"] = .integer(Int64(notice.revision))
        record["spell"] = .string(notice.spell)
        record["what"] = "disclosure"
        return record
    }

    /// Somebody should have been told and was not.
    static func withheld(
        _ disclosure: RoutingOutcome.Disclosure, cause: String, now: Timestamp, request: String
    ) -> JSONObject {
        var record = JSONObject()
        record["agreement"] = .string(disclosure.decision.agreementDigest)
        record["at"] = .string(now.description)
        record["consentEpoch"] = .integer(disclosure.consentEpoch)
        addReplay(disclosure.decision, request, to: &record)
        record["kind"] = .string(disclosure.difference.kind.rawValue)
        record["message"] = .string(cause)
        record["outcome"] = .string(disclosure.decision.outcome.rawValue)
        record["recipient"] = .string(disclosure.difference.recipient)
        addFields(disclosure.decision, to: &record)
        record["spell"] = .string(disclosure.difference.spell.id)
        record["what"] = "disclosure-withheld"
        return record
    }

    /// A recipient came to fetch what a notice held back.
    static func fetched(
        _ notice: String, by recipient: String, _ fetch: Fetch, now: Timestamp, request: String
    ) -> JSONObject {
        let decision = fetch.decision
        var record = JSONObject()
        record["agreement"] = .string(decision.agreementDigest)
        record["at"] = .string(now.description)
        record["consentEpoch"] = .integer(fetch.consentEpoch)
        addReplay(decision, request, to: &record)
        record["notice"] = .string(notice)
        record["outcome"] = .string(decision.outcome.rawValue)
        record["recipient"] = .string(recipient)
        addFields(decision, to: &record)
        record["spell"] = .string(fetch.key.spell)
        record["what"] = "fetched"
        return record
    }

    /// A notice was stopped before it left, because the consent that it rests on does not stand any more.
    static func stopped(_ notice: String, to recipient: String, cause: String, now: Timestamp) -> JSONObject {
        [
            "at": .string(now.description), "message": .string(cause), "notice": .string(notice),
            "recipient": .string(recipient), "what": "stopped-before-sending",
        ]
    }

    /// An officer acknowledged a notice.
    static func acknowledged(
        _ acknowledgement: NoticeAcknowledgement, at time: Timestamp, message: String, _ commitment: String
    ) -> JSONObject {
        [
            "asserted": .bool(acknowledgement.isAsserted), "at": .string(time.description),
            "commitment": .string(commitment), "message": .string(message), "notice": .string(acknowledgement.notice),
            "recipient": .string(acknowledgement.recipient), "what": "acknowledgement",
        ]
    }

    /// What a replay is held against: the digest of the decision's canonical bytes and a commitment to the request.
    private static func addReplay(_ decision: DisclosureDecision, _ request: String, to record: inout JSONObject) {
        record["decision"] = .string(decision.digest)
        record["request"] = .string(request)
    }

    /// Each field with the rule that released or withheld it.
    private static func addFields(_ decision: DisclosureDecision, to record: inout JSONObject) {
        func list(_ effects: [FieldDecision.Effect]) -> JSONValue {
            .array(
                decision.fields.filter { effects.contains($0.effect) }.map {
                    .array([.string($0.name), .string($0.rule), .string($0.reason.rawValue)])
                })
        }
        record["released"] = list([.permit])
        record["withheld"] = list([.refuse, .onRequest])
    }
}
