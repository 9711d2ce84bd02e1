import CanonicalModel
import Formats
import PolicyText

/// Whether an assessment came out high enough: by band, or by score where the tool has one.
struct AssessmentTest: Sendable, Hashable {
    /// The tool, by name: "a risk score" is nothing one can check (SEL-32).
    let tool: String
    /// The bands that pass; empty where the score decides.
    let bands: [String]
    /// The least score that passes.
    let score: Int?

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        tool = try reader.required("tool").tool.rawValue
        bands = try reader.optionalTexts("bands")
        score = try reader.value("at-least")?.count
        try reader.finish()
        guard !bands.isEmpty || score != nil else { throw .missingKey(value.place, "bands") }
    }

    /// Whether an event is such an assessment and passes.
    func passes(_ event: CaseEvent) -> Bool {
        guard event.isAssessment, event.detail.tool == tool else { return false }
        if event.detail.band.map(bands.contains) ?? false { return true }
        guard let score, let found = event.detail.score else { return false }
        return found >= score
    }
}

extension CaseEvent {
    /// Whether it reports an assessment.
    var isAssessment: Bool { kind == .riskAssessed || kind == .youthAssessed }
}

extension [CaseEvent] {
    /// The latest assessment of each tool; an earlier one is superseded.
    var latestAssessments: [CaseEvent] {
        Dictionary(grouping: filter(\.isAssessment)) { $0.detail.tool ?? "" }.values.compactMap(\.last)
    }
}
