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
    let within: SelectionWindow

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self = try TaskForm(&reader)
        try reader.finish()
    }

    init(_ reader: inout PolicyReader) throws(FormatError) {
        kind = try reader.text("task")
        asks = try reader.text("asks")
        owner = try reader.text("owner")
        within = try SelectionWindow(try reader.required("within"))
    }
}

extension SchemeEvaluator {
    /// A task of a rule, for one occasion that its key names.
    func task(_ form: TaskForm, _ rule: RuleHeader, occasion: String, since: Timestamp) -> SchemeTask {
        SchemeTask(
            key: "\(form.kind) \(occasion)", kind: form.kind, sentence: form.asks, rule: rule.id, owner: form.owner,
            deputy: pack.roles.first { $0.id == form.owner }?.deputy, since: since, due: form.within.end(from: since))
    }
}
