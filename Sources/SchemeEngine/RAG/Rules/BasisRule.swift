import CanonicalModel
import Formats
import PolicyText

/// What has to be on record for a colour somebody decided: red rests on two limbs, and resources on three inputs
/// (RAG-01, RAG-06).
struct BasisRule: Sendable, Hashable {
    let header: RuleHeader
    let colours: [RAGRating]
    /// What is looked for, in words ("high risk").
    let what: String
    let pattern: EventPattern
    /// How old it may be when the colour is decided.
    let withinDays: Int
    /// Who puts it on record, a role of the pack.
    let role: String
    let withinHours: Int

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        colours = try reader.words("colours")
        what = try reader.text("what")
        pattern = try EventPattern(&reader)
        withinDays = try reader.count("within-days")
        role = try reader.text("by")
        withinHours = try reader.count("within-hours")
        try reader.finish()
    }
}

/// What counts as need: of two people of one colour the one in need comes first (RAG-14).
struct NeedRule: Sendable, Hashable {
    let header: RuleHeader
    let pattern: EventPattern
    let withinDays: Int

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        pattern = try EventPattern(&reader)
        withinDays = try reader.count("within-days")
        try reader.finish()
    }
}
