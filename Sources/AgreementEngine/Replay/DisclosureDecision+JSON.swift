private import Crypto
import Formats

extension DisclosureDecision {
    /// The decision as RFC 8785 JSON: the bytes that a replay has to give again, years later (DESIGN decision 7).
    ///
    /// Members are put in RFC 8785's order here instead of being sorted when written: every decision is written.
    public var canonicalBytes: [UInt8] { json.encoded() }

    /// SHA-256 of the canonical bytes, in hexadecimal.
    public var digest: String { SHA256.hash(data: canonicalBytes).hexadecimal }

    var json: JSONValue {
        var decision: JSONObject = ["agreement": .string(agreementDigest), "fields": .array(fields.map(\.json))]
        decision.setIfPresent("nearest", nearest)
        decision.setIfPresent("obligations", .object(obligations.json))
        decision.setIfPresent("outcome", outcome.rawValue)
        decision.setIfPresent("reviewOverdue", .bool(isReviewOverdue))
        return .object(decision)
    }
}

extension FieldDecision {
    fileprivate var json: JSONValue {
        [
            "category": .string(category), "effect": .string(effect.rawValue), "name": .string(name),
            "reason": .string(reason.rawValue), "rule": .string(rule),
        ]
    }
}

extension Obligations {
    /// What is owed, by the words of `then` and in their order; what is not owed is left out.
    fileprivate var json: JSONObject {
        var object = JSONObject()
        func set(_ key: String, _ number: Int?) { object.setIfPresent(key, number.map { .integer(Int64($0)) }) }
        func set(_ key: String, _ truth: Bool) { object.setIfPresent(key, truth ? .bool(true) : nil) }
        func set(_ key: String, _ words: [String]) {
            object.setIfPresent(key, words.isEmpty ? nil : .array(words.map(JSONValue.string)))
        }
        set("acknowledge-within-hours", acknowledgeWithinHours)
        set("caveat", caveats)
        set("chase-after-hours", chaseAfterHours)
        object.setIfPresent("deliver", deliver?.rawValue)
        set("erase-local-copy-days", eraseLocalCopyDays)
        set("minimise", minimise)
        set("notify", notify)
        object.setIfPresent("onward", onward?.rawValue)
        set("report-after-hours", reportAfterHours)
        set("retain-days", retainDays)
        set("retain-until-deselected", retainUntilDeselected)
        set("review-within-hours", reviewWithinHours)
        set("stop-on-withdrawal", stopOnWithdrawal)
        set("withdraw-flags", withdrawFlags)
        return object
    }
}
