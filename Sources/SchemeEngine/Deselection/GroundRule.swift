import Formats
import PolicyText

/// A ground on which somebody may be de-selected, and what opens it.
struct GroundRule: Sendable, Hashable {
    /// What opens a ground.
    enum Opening: String, Sendable {
        /// Nothing of some kinds for some months (CLV 8.19).
        case clear
        /// Every order and licence is over.
        case ordersCompleted = "orders-completed"
        /// The person refused to engage, and has not agreed since.
        case refusal
        /// The person moved out of the scheme's area.
        case moved
        /// The person was recalled and is in prison.
        case recalled
        case death
        /// Nothing computes it: the panel says so, with its evidence.
        case recorded
    }

    /// What a time in prison means for months that have to be clear.
    enum Custody: String, Sendable {
        case counts
        /// The months begin at the release: nobody is arrested in prison.
        case startsAgain = "starts-again"
    }

    var header: RuleHeader
    /// The code that a decision names ("six-months-clear").
    var code: String
    var opening: Opening
    var months: Int?
    /// The kinds of event that must not have happened.
    var kinds: [CaseEvent.Kind]
    var custody: Custody
    /// The areas that are still the scheme's own, by their ids in the directory.
    var areas: [String]
    /// Whether a decision on this ground stands only while the ground is open.
    var isBinding: Bool
    var scope: RuleScope

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        code = try reader.text("ground")
        opening = try reader.word("opens")
        months = try reader.value("months")?.count
        kinds = try reader.optionalWords("clear-of")
        custody = try reader.value("custody")?.word() ?? .counts
        areas = try reader.optionalTexts("areas")
        isBinding = try reader.value("binding")?.truth ?? false
        scope = try reader.scope()
        try reader.finish()
        guard opening != .clear || (months ?? 0) > 0 && !kinds.isEmpty else { throw .missingKey(value.place, "months") }
    }
}
