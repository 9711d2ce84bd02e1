import Formats
import PolicyText

/// A rule that does nothing but raise a task.
public struct TaskRule: Sendable, Hashable {
    /// Id, sentence and source.
    public var header: RuleHeader
    let task: TaskForm

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        task = try TaskForm(try reader.required("then"))
        try reader.finish()
    }
}
