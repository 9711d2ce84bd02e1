import CanonicalModel
import Formats
import PolicyText

/// A task as a rule of a pack words it.
struct TaskForm: Sendable, Hashable {
    let kind: String
    /// What is asked, in a sentence.
    let asks: String
    /// A role of the pack.
    let owner: String
    /// By when, counted from what caused it.
    let within: Interval

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self = try TaskForm(&reader)
        try reader.finish()
    }

    init(_ reader: inout PolicyReader) throws(FormatError) {
        kind = try reader.text("task")
        asks = try reader.text("asks")
        owner = try reader.text("owner")
        within = try reader.interval("within")
    }
}

extension SchemeEvaluator {
    /// A task of a rule, for one occasion that its key names.
    func task(_ form: TaskForm, _ rule: RuleHeader, occasion: String, since: Timestamp, isDoneByWord: Bool = true)
        -> SchemeTask
    {
        TaskMaker(pack: pack).task(
            form.kind, occasion, ask: form.asks, rule: rule, owner: form.owner, since: since,
            due: form.within.after(since), isDoneByWord: isDoneByWord)
    }
}
