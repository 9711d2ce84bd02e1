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
    func task(
        _ kind: String, _ occasion: String, ask: String, rule: RuleHeader, owner: String, since: Timestamp,
        due: Timestamp
    ) -> SchemeTask {
        SchemeTask(
            key: "\(kind) \(occasion)", kind: kind, sentence: ask, rule: rule.id, owner: owner,
            deputy: pack.roles.first { $0.id == owner }?.deputy, since: since, due: due)
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
    /// Whether something was done since an instant: one of the events that show it, or a tick on the task.
    func isDone(_ kind: String, _ occasion: String, by kinds: [CaseEvent.Kind], since: Timestamp) -> Bool {
        events.contains { event in
            guard event.occurred >= since else { return false }
            return kinds.contains(event.kind) || event.ticks(kind, occasion)
        }
    }
}

extension CaseEvent {
    /// Whether somebody ticked a task: this one by its key, or its kind where no key is named.
    fileprivate func ticks(_ task: String, _ occasion: String) -> Bool {
        guard kind == .taskDone else { return false }
        if let key = detail.reference { return key == "\(task) \(occasion)" }
        return detail.outcome == task
    }
}
