private import Crypto
public import Formats

extension DisclosureDecision {
    /// The decision as RFC 8785 JSON: the bytes that a replay has to give again, years later (DESIGN decision 7).
    public var canonical: JSONValue {
        var decision: JSONObject = [
            "agreement": .string(agreementDigest), "fields": .array(fields.map(\.canonical)),
            "obligations": .object(obligations.canonical), "outcome": .string(outcome.rawValue),
            "reviewOverdue": .bool(isReviewOverdue),
        ]
        decision.setIfPresent("nearest", nearest)
        return .object(decision)
    }

    /// SHA-256 of the canonical bytes, in hexadecimal.
    public var digest: String { SHA256.hash(data: canonical.canonicalBytes()).hexadecimal }
}

extension FieldDecision {
    fileprivate var canonical: JSONValue {
        [
            "category": .string(category), "effect": .string(effect.rawValue), "name": .string(name),
            "reason": .string(reason.rawValue), "rule": .string(rule),
        ]
    }
}

extension Obligations {
    /// What is owed, by the words of `then`; what is not owed is left out.
    fileprivate var canonical: JSONObject {
        var object = JSONObject()
        let numbers = [
            ("acknowledge-within-hours", acknowledgeWithinHours), ("chase-after-hours", chaseAfterHours),
            ("report-after-hours", reportAfterHours), ("review-within-hours", reviewWithinHours),
            ("retain-days", retainDays), ("erase-local-copy-days", eraseLocalCopyDays),
        ]
        for (key, number) in numbers { object.setIfPresent(key, number.map { .integer(Int64($0)) }) }
        object.setIfPresent("onward", onward?.rawValue)
        object.setIfPresent("deliver", deliver?.rawValue)
        let truths = [
            ("retain-until-deselected", retainUntilDeselected), ("withdraw-flags", withdrawFlags),
            ("stop-on-withdrawal", stopOnWithdrawal),
        ]
        for (key, truth) in truths where truth { object[key] = true }
        for (key, words) in [("caveat", caveats), ("minimise", minimise), ("notify", notify)] where !words.isEmpty {
            object[key] = .array(words.map(JSONValue.string))
        }
        return object
    }
}
