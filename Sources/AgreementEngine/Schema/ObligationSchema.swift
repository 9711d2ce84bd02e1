import Formats
import PolicyText

/// The JSON Schema of one obligation of `then`.
enum ObligationSchema {
    /// Each obligation and what it is given.
    static let obligations: JSONObject = [
        "acknowledge-within-hours": SchemaWords.count, "chase-after-hours": SchemaWords.count,
        "report-after-hours": SchemaWords.count, "review-within-hours": SchemaWords.count,
        "retain-days": SchemaWords.count, "retain": SchemaWords.constant("until-deselected"),
        "erase-local-copy-days": SchemaWords.count, "onward": SchemaWords.words(of: Obligations.Onward.self),
        "deliver": SchemaWords.words(of: Obligations.Handover.self), "withdraw-flags": SchemaWords.truth,
        "stop-on-withdrawal": SchemaWords.truth, "caveat": SchemaWords.text, "minimise": SchemaWords.text,
        "notify": SchemaWords.text,
    ]

    static let definition = SchemaWords.mapping(JSONObject(), optional: obligations)
}
