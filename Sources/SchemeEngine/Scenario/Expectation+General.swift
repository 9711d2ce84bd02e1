import CanonicalModel

extension ExpectationKey {
    /// Tasks of every area, those that somebody said are done, and when time alone changes something next.
    static let general = [
        ExpectationKey("tasks", of: taskMembers) { .many($0.tasks.map(\.answer)) },
        ExpectationKey("tasks-include", of: taskMembers, .includes) { .many($0.tasks.map(\.answer)) },
        ExpectationKey("tasks-exclude", of: taskMembers, .excludes) { .many($0.tasks.map(\.answer)) },
        ExpectationKey("done", of: taskMembers) { .many($0.done.map(\.answer)) },
        ExpectationKey("next") { .text($0.next?.description) },
    ]

    private static let taskMembers = ["kind", "owner", "deputy", "since", "due", "rule", "key", "sentence"]
}

extension SchemeTask {
    fileprivate var answer: SchemeAnswer {
        .record(
            kind,
            [
                "kind": .text(kind), "owner": .text(owner), "deputy": .text(deputy), "since": .text(since.description),
                "due": .text(due.description), "rule": .text(rule), "key": .text(key), "sentence": .text(sentence),
            ])
    }
}
