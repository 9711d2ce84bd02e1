import CanonicalModel
import Formats
import PolicyText

/// Which events a rule counts: their kind, and the codes that narrow it.
struct EventTest: Sendable, Hashable {
    /// The kinds of event.
    let kinds: [CaseEvent.Kind]
    /// The classes of offence; empty for all.
    let offences: [String]
    /// How it ended ("positive"); empty for all.
    let outcomes: [String]
    /// The tools of an assessment; empty for all.
    let tools: [String]
    /// The bands of an assessment; empty for all.
    let bands: [String]
    /// Whether intelligence has to be graded and significant.
    let isSignificant: Bool

    init(_ reader: inout PolicyReader) throws(FormatError) {
        let list = try reader.required("events")
        kinds = try list.oneOrMore.map { (value) throws(FormatError) in try value.word() }
        offences = try reader.optionalTexts("offences")
        outcomes = try reader.optionalTexts("outcomes")
        tools = try reader.optionalTools("tools")
        bands = try reader.optionalTexts("bands")
        isSignificant = try reader.value("significant")?.truth ?? false
    }

    /// Whether it counts an event; what the event does not say does not pass a test that asks for it.
    func counts(_ event: CaseEvent) -> Bool {
        guard kinds.contains(event.kind), !isSignificant || event.detail.isSignificant == true else { return false }
        return Self.passes(event.detail.offence, offences) && Self.passes(event.detail.outcome, outcomes)
            && Self.passes(event.detail.tool, tools) && Self.passes(event.detail.band, bands)
    }

    private static func passes(_ code: String?, _ wanted: [String]) -> Bool {
        wanted.isEmpty || code.map(wanted.contains) ?? false
    }
}
