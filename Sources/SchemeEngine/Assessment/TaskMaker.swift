import CanonicalModel

/// Puts tasks together: the deputy comes from the pack's roles, the key from the rule's word and the occasion.
struct TaskMaker {
    let pack: SchemePack

    /// A task.
    ///
    /// - Parameters:
    ///   - kind: its word ("exit-interview").
    ///   - occasion: what makes it one of its kind: a stay, a day; never the clock's reading.
    ///   - ask: what is asked.
    ///   - rule: where it comes from.
    ///   - owner: a role of the pack.
    ///   - since: when its reason began.
    ///   - due: when it has to be done.
    ///   - isDoneByWord: whether somebody's word that it is done closes it.
    func task(
        _ kind: String, _ occasion: String, ask: String, rule: RuleHeader, owner: String, since: Timestamp,
        due: Timestamp, isDoneByWord: Bool = true
    ) -> SchemeTask {
        SchemeTask(
            key: "\(kind) \(occasion)", kind: kind, sentence: ask, rule: rule.id, owner: owner,
            deputy: pack.roles.first { $0.id == owner }?.deputy, since: since, due: due,
            isDoneByWord: isDoneByWord)
    }
}

extension SchemeAssessment {
    /// Adds a task unless the same need has made it already.
    mutating func add(_ task: SchemeTask) {
        guard !tasks.contains(where: { $0.key == task.key }) else { return }
        tasks.append(task)
    }
}

extension CaseView {
    /// Whether something happened since an instant that shows that a task was done; a word on the task itself is
    /// ``SchemeAssessment/settle(_:_:_:)``'s.
    func isDone(by kinds: [CaseEvent.Kind], since: Timestamp) -> Bool {
        guard !kinds.isEmpty else { return false }
        return events.contains { $0.occurred >= since && kinds.contains($0.kind) }
    }
}
