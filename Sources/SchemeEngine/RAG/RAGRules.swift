package import Formats
package import PolicyText

/// A scheme's colours: definitions, triggers, owners, how fast up and how slowly down.
///
/// What keeps people safe (DESIGN decision 16) is data too, but a pack that lacks any of it is refused: a partnership
/// may say whom it tells, never that a cleared person stays red.
public struct RAGRules: Sendable, Hashable {
    /// The colours; nil where a scheme declares that it has none, and its triggers go to tasking (RAG-07).
    let palette: Palette?
    /// Who hears of triggers where there are no colours.
    let tasking: ColourDuty?
    let triggers: [TriggerRule]
    let alarms: [AlarmRule]
    let withdrawals: [WithdrawalRule]
    /// Safety warnings to officers: coded, under a rule of their own, never part of a colour.
    let warnings: [WarningRule]

    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        let colours = try reader.required("colours")
        palette = colours.isNull ? nil : try Palette(colours)
        tasking = try reader.value("tasking").map { (value) throws(FormatError) in try ColourDuty(value) }
        guard (palette == nil) == (tasking != nil) else { throw .unheardTriggers(colours.place) }
        triggers = try reader.rules("triggers") { (value) throws(FormatError) in try TriggerRule(value) }
        alarms = try AlarmRule.all(try reader.required("alarms"))
        withdrawals = try WithdrawalRule.all(try reader.required("withdrawals"))
        warnings = try reader.rules("warnings") { (value) throws(FormatError) in try WarningRule(value) }
        try reader.finish()
    }
}

extension FormatError {
    /// Triggers that nobody would hear of, or that two would.
    static func unheardTriggers(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "scheme.unheard-triggers",
            "A scheme has colours, or a tasking meeting that hears of triggers: one of them.",
            "Give 'colours', or write 'colours: null' and say under 'tasking' who hears of triggers (RAG-07).")
    }
}
