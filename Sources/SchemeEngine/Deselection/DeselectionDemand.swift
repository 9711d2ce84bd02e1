import Formats
import PolicyText

/// Something that a decision to de-select must state; without it the decision is held.
struct DeselectionDemand: Sendable, Hashable {
    /// What is asked.
    enum Need: String, Sendable {
        /// At least one ground, and none that the scheme does not have.
        case ground = "known-ground"
        /// Grounds that have to be open were.
        case openGround = "open-ground"
        /// A meeting with its day and its members (DES-13).
        case meeting
        /// A meeting, or why none was needed: a score alone removes nobody (DES-17, SEL-22).
        case meetingOrException = "meeting-or-exception"
        /// Where the person moved to (DES-05).
        case receivingArea = "receiving-area"
    }

    var header: RuleHeader
    var need: Need
    /// The grounds it is asked on; none means every one.
    var grounds: [String]
    /// The grounds it is not asked on.
    var exempt: [String]

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        need = try reader.word("needs")
        grounds = try reader.optionalTexts("grounds")
        exempt = try reader.optionalTexts("except")
        try reader.finish()
    }

    /// Whether it is asked of a decision on some grounds.
    func isAsked(on named: [String]) -> Bool {
        if !grounds.isEmpty, !named.contains(where: { grounds.contains($0) }) { return false }
        return named.isEmpty || named.contains { !exempt.contains($0) }
    }
}
