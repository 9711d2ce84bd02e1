import Formats
import PolicyText

/// One cohort of a scheme.
public struct Cohort: Sendable, Hashable {
    /// The rule that makes it a cohort of the scheme.
    public var header: RuleHeader
    /// Its word ("hcco").
    public var cohort: String
    /// As people call it ("High Crime Causing Offenders").
    public var name: String
    /// Why somebody may be chosen for it ("sac", "hot-spot"); none where the scheme has no codes (SEL-03, SEL-15).
    public var reasons: [String]
    /// How many people it is resourced for; for reports, never a test of entry (CLV 8.17, SEL-09).
    public var capacity: Int?
    /// Officers who work for it; for reports (CLV 8.17).
    public var officers: Int?

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        cohort = try reader.text("cohort")
        name = try reader.text("name")
        reasons = try reader.optionalTexts("reasons")
        capacity = try reader.value("capacity")?.count
        officers = try reader.value("officers")?.count
        try reader.finish()
    }
}
