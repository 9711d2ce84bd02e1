import CanonicalModel
import Formats
import PolicyText

/// What brings a name to the panel's table. It selects nobody.
public struct CandidateRule: Sendable, Hashable {
    /// What it watches for.
    enum Trigger: Sendable, Hashable {
        /// So many events of a kind within a time.
        case events(EventTest, atLeast: Int, within: Interval?)
        /// A release from a sentence of fewer days than this, with nobody in charge of the person (LDS 1.20).
        case unsupervisedRelease(underDays: Int, within: Interval)
    }

    /// Id, sentence and source.
    public var header: RuleHeader
    /// The cohort; nil where the event names it (a nomination), or the one that was left (a dormant name).
    public var cohort: String?
    /// Whether it is for dormant names only (DES-11).
    public var isForDormant: Bool
    let trigger: Trigger
    /// What somebody has to do about it.
    let task: TaskForm?

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        cohort = try reader.optionalText("cohort")
        isForDormant = try reader.value("for-dormant")?.truth ?? false
        trigger = try Trigger(try reader.required("when"))
        task = try reader.rule("then", TaskForm.init)
        try reader.finish()
        if case .unsupervisedRelease = trigger, cohort == nil { throw .missingKey(value.place, "cohort") }
    }

    /// Whether it takes up nominations, which come to the table even for somebody who is on another cohort.
    var isForNominations: Bool {
        if case .events(let test, _, _) = trigger { test.kinds == [.nomination] } else { false }
    }
}

extension CandidateRule.Trigger {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        if let days = reader.value("release-from-under-days") {
            self = .unsupervisedRelease(
                underDays: try days.count, within: try reader.interval("within"))
        } else {
            self = .events(
                try EventTest(&reader), atLeast: max(1, try reader.value("at-least")?.count ?? 1),
                within: try reader.optionalInterval("within"))
        }
        try reader.finish()
    }
}
