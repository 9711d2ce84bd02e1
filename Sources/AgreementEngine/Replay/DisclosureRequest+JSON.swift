private import CanonicalModel
public import Formats

extension DisclosureRequest {
    /// The whole question as RFC 8785 JSON, so that it can be decided again: every fact, the clock, and no value of a field.
    ///
    /// A known fact is its bare word; one that is not known is an object with the reason. A fact of a field that nobody has
    /// said is left out: most fields have none of them, and this is written with every decision.
    public var canonical: JSONValue {
        var request: JSONObject = [
            "delivery": .string(delivery.rawValue), "fields": .array(fields.map(\.canonical)),
            "from": [.string(discloser.party), .string(discloser.role)], "message": .string(message.rawValue),
            "now": .integer(now.microseconds), "purpose": .string(purpose), "recipient": recipient.canonical,
            "subject": subject.canonical,
        ]
        if override != .known(nil) { request["override"] = override.canonical { $0.map(\.canonical) ?? .null } }
        if !scheme.isEmpty {
            request["scheme"] = .object(
                JSONObject(scheme.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .string($0.value)) }))
        }
        return .object(request)
    }
}

extension RecipientFacts {
    fileprivate var canonical: JSONValue {
        [
            "coversArea": coversArea.canonical, "id": .string(id), "kind": .string(kind.rawValue),
            "party": .string(party), "previouslyNotified": .bool(previouslyNotified), "role": .string(role),
            "undertaking": undertaking.canonical, "vetted": isVetted.canonical,
        ]
    }
}

extension SubjectFacts {
    fileprivate var canonical: JSONValue {
        [
            "ageBand": ageBand.canonical, "cohort": cohort.canonical,
            "consents": consents.canonical { .array($0.map(\.canonical)) }, "custody": custody.canonical,
            "mappa": mappa.canonical, "rag": rag.canonical,
            "riskAssessments": riskAssessments.canonical { .array($0.map(\.canonical)) },
            "selectionRoute": selectionRoute.canonical, "statutory": statutory.canonical,
            "transferInProgress": isTransferInProgress.canonical,
        ]
    }
}

extension DataField {
    fileprivate var canonical: JSONValue {
        var field: JSONObject = ["category": .string(category), "name": .string(name)]
        if isRequired { field["required"] = true }
        func set<Value>(_ key: String, _ fact: Knowable<Value>, _ value: (Value) -> JSONValue) {
            if case .unknown(.notStated) = fact { return }
            field[key] = fact.canonical(value)
        }
        set("sources", sources) { .array($0.map(JSONValue.string)) }
        set("asOf", asOf) { .integer($0.microseconds) }
        set("handling", handling) { .string($0.rawValue) }
        set("youthRecord", isYouthRecord, JSONValue.bool)
        set("spent", isSpent, JSONValue.bool)
        set("originatorRelease", originatorRelease) { .string($0.rawValue) }
        set("clearedBy", clearedBy) { .string($0.rawValue) }
        return .object(field)
    }
}

extension Consent {
    fileprivate var canonical: JSONValue {
        var consent: JSONObject = [
            "at": .integer(decidedAt.microseconds), "covers": .string(covers), "for": .string(purpose),
            "state": .string(state.rawValue), "with": .string(with),
        ]
        consent.setIfPresent("form", form)
        consent.setIfPresent("expires", expiresAt.map { .integer($0.microseconds) })
        return .object(consent)
    }
}

extension DisclosureRiskAssessment {
    fileprivate var canonical: JSONValue {
        ["at": .integer(madeAt.microseconds), "for": .string(purpose), "outcome": .string(outcome.rawValue)]
    }
}

extension EmergencyOverride {
    fileprivate var canonical: JSONValue {
        ["at": .integer(madeAt.microseconds), "hasReason": .bool(hasReason), "rank": .string(rank.rawValue)]
    }
}

extension Knowable {
    fileprivate func canonical(_ value: (Value) -> JSONValue) -> JSONValue {
        switch self {
        case .known(let known): value(known)
        case .unknown(.notStated(let why)): ["unknown": .string(why)]
        case .unknown(.unavailable(let why)): ["unavailable": .string(why)]
        }
    }
}

extension Knowable where Value: FactWord {
    fileprivate var canonical: JSONValue { canonical { .string($0.rawValue) } }
}

extension Knowable<Bool> {
    fileprivate var canonical: JSONValue { canonical(JSONValue.bool) }
}
