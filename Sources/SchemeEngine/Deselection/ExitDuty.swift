import Formats
import PolicyText

/// A task around a de-selection: exit plan, exit interview, flags, transfer.
struct ExitDuty: Sendable, Hashable {
    /// What it follows from.
    enum Beginning: String, Sendable {
        /// A ground opened: before the case is closed.
        case ground
        /// A decision that stands.
        case deselection = "de-selection"
    }

    /// A flag that comes down; a safety marker never does (DESIGN decision 16), so that the language has no word for
    /// one.
    enum Flag: String, Sendable {
        case iom = "iom-flag"
    }

    var header: RuleHeader
    /// The task's kind ("exit-interview").
    var task: String
    /// What is asked of whoever has it.
    var ask: String
    var beginning: Beginning
    /// The grounds it follows from; none means every one.
    var grounds: [String]
    /// The grounds after which there is nobody to ask.
    var exempt: [String]
    var within: Interval
    var owner: String
    /// What shows that it was done, besides the task's own tick.
    var doneBy: [CaseEvent.Kind]
    /// The flag that has to be withdrawn.
    var flag: Flag?
    /// The points of the exit record that have to be written down.
    var points: [ExitPoint]
    /// Whether naming the area that takes over does it.
    var isTransfer: Bool

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        task = try reader.text("task")
        ask = try reader.text("ask")
        beginning = try reader.word("after")
        grounds = try reader.optionalTexts("grounds")
        exempt = try reader.optionalTexts("except")
        within = try reader.interval("within")
        owner = try reader.text("owner")
        doneBy = try reader.optionalWords("done-by")
        flag = try reader.value("flag")?.word()
        points = try reader.optionalWords("points")
        isTransfer = try reader.value("transfer")?.truth ?? false
        try reader.finish()
    }

    /// Whether it follows from some grounds.
    func follows(from named: [String]) -> Bool {
        if !grounds.isEmpty, !named.contains(where: { grounds.contains($0) }) { return false }
        return !named.contains { exempt.contains($0) }
    }
}
