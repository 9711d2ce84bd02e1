import Formats
import PolicyText

/// Which events a rule speaks of: their kinds and the codes they have to carry.
struct EventPattern: Sendable, Hashable {
    let kinds: [CaseEvent.Kind]
    let outcomes: [String]
    let bands: [String]
    let orders: [String]
    let isSignificant: Bool?
    let isStatutory: Bool?

    /// Reads the keys of a pattern from the rule that holds it.
    init(_ reader: inout PolicyReader) throws(FormatError) {
        kinds = try reader.required("on").oneOrMore.map { (value) throws(FormatError) in try value.word() }
        outcomes = try reader.optionalTexts("outcome")
        bands = try reader.optionalTexts("band")
        orders = try reader.optionalTexts("order")
        isSignificant = try reader.optionalTruth("significant")
        isStatutory = try reader.optionalTruth("statutory")
    }

    /// Whether an event is one of those meant; what nobody said of it does not match.
    func matches(_ event: CaseEvent) -> Bool {
        kinds.contains(event.kind) && Self.allows(outcomes, event.detail.outcome)
            && Self.allows(bands, event.detail.band) && Self.allows(orders, event.detail.order)
            && isSignificant.map { $0 == event.detail.isSignificant } ?? true
            && isStatutory.map { $0 == event.detail.isStatutory } ?? true
    }

    private static func allows(_ codes: [String], _ code: String?) -> Bool {
        codes.isEmpty || code.map(codes.contains) ?? false
    }
}
