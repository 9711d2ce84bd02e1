private import CanonicalModel
import Formats

extension DisclosureRequest {
    /// The whole question as RFC 8785 JSON, so that it can be decided again: every fact, the clock, and no value of a field.
    ///
    /// A known fact is its bare word; one that is not known is an object with the reason. A fact of a field that nobody has
    /// said is left out: most fields have none of them, and this is written with every decision. Members are put in RFC 8785's order here instead of being sorted when written.
    public var canonicalBytes: [UInt8] { json.encoded() }

    var json: JSONValue {
        var request: JSONObject = [
            "delivery": .string(delivery.rawValue), "fields": .array(fields.map(\.json)),
            "from": [.string(discloser.party), .string(discloser.role)], "message": .string(message.rawValue),
            "now": .integer(now.microseconds),
        ]
        if override != .known(nil) { request.setIfPresent("override", override.json { $0.map(\.json) ?? .null }) }
        request.setIfPresent("purpose", purpose)
        request.setIfPresent("recipient", recipient.json)
        if !scheme.isEmpty { request.setIfPresent("scheme", settings) }
        request.setIfPresent("subject", subject.json)
        return .object(request)
    }

    private var settings: JSONValue {
        .object(JSONObject(scheme.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .string($0.value)) }))
    }
}

extension RecipientFacts {
    fileprivate var json: JSONValue {
        [
            "coversArea": coversArea.json, "id": .string(id), "kind": .string(kind.rawValue),
            "party": .string(party), "previouslyNotified": .bool(previouslyNotified), "role": .string(role),
            "undertaking": undertaking.json, "vetted": isVetted.json,
        ]
    }
}

extension SubjectFacts {
    fileprivate var json: JSONValue {
        [
            "ageBand": ageBand.json, "cohort": cohort.json,
            "consents": consents.json { .array($0.map(\.json)) }, "custody": custody.json,
            "mappa": mappa.json, "rag": rag.json,
            "riskAssessments": riskAssessments.json { .array($0.map(\.json)) },
            "selectionRoute": selectionRoute.json, "statutory": statutory.json,
            "transferInProgress": isTransferInProgress.json,
        ]
    }
}

extension DataField {
    fileprivate var json: JSONValue {
        var field = JSONObject()
        func set<Value>(_ key: String, _ fact: Knowable<Value>, _ value: (Value) -> JSONValue) {
            if case .unknown(.notStated) = fact { return }
            field.setIfPresent(key, fact.json(value))
        }
        set("asOf", asOf) { .integer($0.microseconds) }
        field.setIfPresent("category", category)
        set("clearedBy", clearedBy) { .string($0.rawValue) }
        set("handling", handling) { .string($0.rawValue) }
        field.setIfPresent("name", name)
        set("originatorRelease", originatorRelease) { .string($0.rawValue) }
        if isRequired { field.setIfPresent("required", .bool(true)) }
        set("sources", sources) { .array($0.map(JSONValue.string)) }
        set("spent", isSpent, JSONValue.bool)
        set("youthRecord", isYouthRecord, JSONValue.bool)
        return .object(field)
    }
}

extension Consent {
    fileprivate var json: JSONValue {
        var consent: JSONObject = ["at": .integer(decidedAt.microseconds), "covers": .string(covers)]
        consent.setIfPresent("expires", expiresAt.map { .integer($0.microseconds) })
        consent.setIfPresent("for", purpose)
        consent.setIfPresent("form", form)
        consent.setIfPresent("state", state.rawValue)
        consent.setIfPresent("with", with)
        return .object(consent)
    }
}

extension DisclosureRiskAssessment {
    fileprivate var json: JSONValue {
        ["at": .integer(madeAt.microseconds), "for": .string(purpose), "outcome": .string(outcome.rawValue)]
    }
}

extension EmergencyOverride {
    fileprivate var json: JSONValue {
        ["at": .integer(madeAt.microseconds), "hasReason": .bool(hasReason), "rank": .string(rank.rawValue)]
    }
}

extension Knowable {
    fileprivate func json(_ value: (Value) -> JSONValue) -> JSONValue {
        switch self {
        case .known(let known): value(known)
        case .unknown(.notStated(let why)): ["unknown": .string(why)]
        case .unknown(.unavailable(let why)): ["unavailable": .string(why)]
        }
    }
}

extension Knowable where Value: FactWord {
    fileprivate var json: JSONValue { json { .string($0.rawValue) } }
}

extension Knowable<Bool> {
    fileprivate var json: JSONValue { json(JSONValue.bool) }
}
