import Formats
import PolicyText

/// Which members of a panel may be shown a class of evidence at all, before the agreement is asked.
public struct EvidenceRule: Sendable, Hashable {
    /// Id, sentence and source.
    public var header: RuleHeader
    /// The classes.
    public var classes: [EvidenceClass]
    /// The tools of an assessment; empty for all.
    public var tools: [String]
    /// The kinds of body that may see it ("police"); empty for all.
    public var only: [String]
    /// Whether the person's consent is asked of the agreement, unless the item is the member's own.
    public var needsConsent: Bool

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        classes = try reader.required("classes").oneOrMore.map { (value) throws(FormatError) in try value.word() }
        tools = try reader.optionalTools("tools")
        only = try reader.optionalTexts("only")
        needsConsent = try reader.value("consent")?.truth ?? false
        try reader.finish()
        guard !only.isEmpty || needsConsent else { throw .missingKey(value.place, "only") }
    }

    func covers(_ item: EvidenceItem) -> Bool {
        classes.contains(item.evidenceClass) && (tools.isEmpty || item.tool.map(tools.contains) ?? false)
    }
}
