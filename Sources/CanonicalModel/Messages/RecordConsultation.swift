import Formats

/// Somebody looked into the record of disclosures (Data Protection Act 2018 s.62): that they did is recorded before they see it.
public struct RecordConsultation: Sendable, Hashable {
    /// What was asked for.
    public enum Export: String, Sendable, Hashable, CaseIterable {
        /// Everything disclosed about a person.
        case about
        /// Everything that a recipient holds.
        case heldBy = "held-by"
        /// Everything that a rule let out.
        case letOutBy = "let-out-by"
    }

    /// The only purposes that the record may be used for (s.62(4)), and what is done to verify lawfulness.
    public enum Purpose: String, Sendable, Hashable, CaseIterable {
        case lawfulness
        case selfMonitoring = "self-monitoring"
        case integrity
        case criminalProceedings = "criminal-proceedings"
        case commissioner
        /// To verify lawfulness at the person's own request.
        case subjectAccess = "subject-access"
        /// To verify lawfulness after serious harm.
        case seriousHarmReview = "serious-harm-review"
    }

    /// What was asked for.
    public var export: Export
    /// About whom or what: a recipient, a rule, or the pseudonym of a person.
    public var of: String
    /// For which purpose.
    public var purpose: Purpose
    /// Who looked.
    public var consultedBy: String

    /// Puts a consultation together.
    public init(export: Export, of: String, purpose: Purpose, consultedBy: String) {
        self.export = export
        self.of = of
        self.purpose = purpose
        self.consultedBy = consultedBy
    }

    init(_ reader: inout ObjectReader) throws(FormatError) {
        export = try reader.word("export")
        of = try reader.string("of", atMost: 64)
        purpose = try reader.word("purpose")
        consultedBy = try reader.string("consultedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject()
        object["export"] = .string(export.rawValue)
        object["of"] = .string(of)
        object["purpose"] = .string(purpose.rawValue)
        object["consultedBy"] = .string(consultedBy)
        return object
    }
}
