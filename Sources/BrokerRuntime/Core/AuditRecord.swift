import AgreementEngine
import CanonicalModel
import Formats
import Routing

/// The texts of audit entries: ids, times, rules and commitments, never the data (DPA 2018 s.62: who, when, to whom).
enum AuditRecord {
    /// A notice was released.
    static func disclosed(
        _ notice: Notice, _ disclosure: RoutingOutcome.Disclosure, _ commitment: String, about subject: String,
        by discloser: Discloser, request: String, scheme: (name: String?, digest: String?) = (nil, nil),
        transition: String? = nil
    ) -> JSONObject {
        var record = JSONObject()
        record["at"] = .string(notice.decidedAt.description)
        record["commitment"] = .string(commitment)
        record["consentEpoch"] = .integer(disclosure.consentEpoch)
        addReplay(disclosure.decision, request, to: &record)
        record["kind"] = .string(notice.kind.rawValue)
        record["message"] = .string(notice.cause)
        record["notice"] = .string(notice.id)
        record["recipient"] = .string(notice.recipient)
        add(disclosure.decision, disclosure.basis, by: discloser, to: &record)
        record["revision"] = .integer(Int64(notice.revision))
        addScheme(scheme, transition, to: &record)
        // Names of fields, never their values: what a later reader takes out of what the recipient holds.
        record.setIfPresent("scope", notice.fields.first { $0.name == "scope" }?.value)
        record["spell"] = .string(notice.spell)
        record["subject"] = .string(subject)
        record.setIfPresent("supersedes", notice.supersedes)
        return logged(record, "disclosure", .disclosure, .consultation)
    }

    /// Somebody should have been told and was not.
    static func withheld(
        _ disclosure: RoutingOutcome.Disclosure, cause: String, about subject: String, by discloser: Discloser,
        now: Timestamp, request: String, scheme: (name: String?, digest: String?) = (nil, nil),
        transition: String? = nil
    ) -> JSONObject {
        var record = JSONObject()
        record["at"] = .string(now.description)
        record["consentEpoch"] = .integer(disclosure.consentEpoch)
        addReplay(disclosure.decision, request, to: &record)
        addScheme(scheme, transition, to: &record)
        record["kind"] = .string(disclosure.difference.kind.rawValue)
        record["message"] = .string(cause)
        record["recipient"] = .string(disclosure.difference.recipient)
        add(disclosure.decision, disclosure.basis, by: discloser, to: &record)
        record["spell"] = .string(disclosure.difference.spell.id)
        record["subject"] = .string(subject)
        return logged(record, "disclosure-withheld", .consultation)
    }

    /// A recipient came to fetch what a notice held back.
    static func fetched(
        _ notice: String, by recipient: String, _ fetch: Fetch, about subject: String, by discloser: Discloser,
        now: Timestamp, request: String
    ) -> JSONObject {
        var record = JSONObject()
        record["at"] = .string(now.description)
        record["consentEpoch"] = .integer(fetch.consentEpoch)
        addReplay(fetch.decision, request, to: &record)
        record["notice"] = .string(notice)
        record["recipient"] = .string(recipient)
        add(fetch.decision, fetch.basis, by: discloser, to: &record)
        record["spell"] = .string(fetch.key.spell)
        record["subject"] = .string(subject)
        return logged(record, "fetched", .consultation, .disclosure)
    }

    /// What was fetched was handed over, or was held back because the consents may have changed since it was decided.
    ///
    /// - Parameter claim: the entry that says what was fetched.
    static func claimEnded(
        _ claim: Int64, _ notice: String, to recipient: String, isHandedOver: Bool, now: Timestamp
    ) -> JSONObject {
        let record: JSONObject = [
            "at": .string(now.description), "claim": .integer(claim), "notice": .string(notice),
            "recipient": .string(recipient),
        ]
        return isHandedOver
            ? logged(record, "handed-over", .disclosure) : logged(record, "fetch-withheld", .alteration)
    }

    /// A notice was stopped before it left, because the consent that it rests on does not stand any more.
    static func stopped(_ notice: String, to recipient: String, cause: String, now: Timestamp) -> JSONObject {
        logged(
            [
                "at": .string(now.description), "message": .string(cause), "notice": .string(notice),
                "recipient": .string(recipient),
            ], "stopped-before-sending", .alteration)
    }

    /// An officer acknowledged a notice.
    static func acknowledged(
        _ acknowledgement: NoticeAcknowledgement, at time: Timestamp, message: String, _ commitment: String
    ) -> JSONObject {
        logged(
            [
                "asserted": .bool(acknowledgement.isAsserted), "at": .string(time.description),
                "commitment": .string(commitment), "message": .string(message),
                "notice": .string(acknowledgement.notice),
                "recipient": .string(acknowledgement.recipient),
            ], "acknowledgement", .collection)
    }

    /// The scheme whose reading led to it, and the change of colour that it tells.
    private static func addScheme(
        _ scheme: (name: String?, digest: String?), _ transition: String?, to record: inout JSONObject
    ) {
        record.setIfPresent("scheme", scheme.digest)
        record.setIfPresent("schemeName", scheme.name)
        record.setIfPresent("transition", transition)
    }

    /// What a replay is held against: the digest of the decision's canonical bytes and a commitment to the request.
    private static func addReplay(_ decision: DisclosureDecision, _ request: String, to record: inout JSONObject) {
        record["decision"] = .string(decision.digest)
        record["request"] = .string(request)
    }

    /// What was decided, on what it rests, and each field with the rule that released or withheld it.
    private static func add(
        _ decision: DisclosureDecision, _ basis: RoutingOutcome.Basis, by discloser: Discloser,
        to record: inout JSONObject
    ) {
        record["agreement"] = .string(decision.agreementDigest)
        record["agreementName"] = .string(basis.agreement)
        // The digest above is of the agreement as it is in the scheme; these two say what it was made from.
        record.setIfPresent("agreementScheme", basis.narrowedFrom?.scheme)
        record.setIfPresent("agreementSigned", basis.narrowedFrom?.digest)
        record["by"] = .string("\(discloser.party)/\(discloser.role)")
        let released = decision.fields.filter { $0.effect == .permit }.map(\.category)
        record["categories"] = .array(Set(released).sorted().map(JSONValue.string))
        record["gateways"] = .array(basis.powers.map(JSONValue.string))
        record["obligations"] = .array(decision.obligations.words.map(JSONValue.string))
        record["outcome"] = .string(decision.outcome.rawValue)
        record.setIfPresent("override", basis.override)
        record["purpose"] = .string(basis.purpose)
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
