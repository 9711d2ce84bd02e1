import Formats
import PolicyText

/// What a decision makes somebody do: the induction, an introductory letter, a joint visit (SEL-20, ROL-06, CON-09).
public struct DutyRule: Sendable, Hashable {
    /// Id, sentence and source.
    public var header: RuleHeader
    /// The decisions that ask for it; imports, who were inducted long ago, are left out by naming the routes.
    var scope: DecisionScope
    let task: TaskForm
    /// The events that show it was done.
    let doneBy: [CaseEvent.Kind]

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        scope = try DecisionScope(&reader)
        task = try TaskForm(try reader.required("then"))
        doneBy = try reader.words("done-by")
        try reader.finish()
    }
}
