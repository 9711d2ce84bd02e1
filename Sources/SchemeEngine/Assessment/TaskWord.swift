import CanonicalModel

/// A named person's word that a task is done; who may give it is the task's ladder.
struct TaskWord: Sendable, Hashable {
    /// The task's key; nil where only the kind is known.
    private let key: String?
    private let kind: String?
    /// As what they gave it; nil where nobody said, which the broker never lets happen.
    private let post: String?
    private let given: Timestamp

    /// - Returns: nil for any other event.
    init?(_ event: CaseEvent) {
        guard event.kind == .taskDone else { return nil }
        key = event.detail.reference
        kind = event.detail.outcome
        post = event.detail.party
        given = event.occurred
    }

    /// Whether it closes a task: named by it, given by its ladder, and not before there was a reason for it.
    func closes(_ task: SchemeTask, _ roles: [SchemeRole]) -> Bool {
        guard task.isDoneByWord, given >= task.since, post.map(task.ladder(roles).contains) ?? true else {
            return false
        }
        return key.map { $0 == task.key } ?? (kind == task.kind)
    }

    /// Whether it is about any occasion of a rhythm for one stay, given by the rhythm's ladder.
    func isAbout(_ task: String, of stay: CohortStay, ladder: [String]) -> Bool {
        guard post.map(ladder.contains) ?? true else { return false }
        return key.map { $0.hasPrefix("\(task) \(stay.id) ") } ?? (kind == task)
    }
}

extension SchemeTask {
    /// Who may say that it is done: its owner, their deputy, their supervisor (DESIGN decision 18).
    func ladder(_ roles: [SchemeRole]) -> [String] {
        [owner, deputy, roles.ladder(of: owner).last].compactMap(\.self)
    }

    /// A reminder that a task is late goes with it: done is both.
    fileprivate var occasion: String {
        guard kind.hasSuffix(Self.overdue) else { return key }
        return String(kind.dropLast(Self.overdue.count) + key.dropFirst(kind.count))
    }

    private static let overdue = "-overdue"
}

extension [SchemeRole] {
    /// A role, its deputy and its supervisor; the role alone where the pack does not know it.
    func ladder(of owner: String) -> [String] {
        guard let role = first(where: { $0.id == owner }) else { return [owner] }
        return [role.id, role.deputy, role.supervisor]
    }
}

extension CaseView {
    /// Whether somebody of its ladder said that a task is done.
    func isSaidDone(_ task: SchemeTask, _ roles: [SchemeRole]) -> Bool {
        events.contains { TaskWord($0)?.closes(task, roles) ?? false }
    }
}

extension SchemeAssessment {
    /// Takes what somebody said is done from what has to be done.
    ///
    /// The one place that decides it, whichever rule asked: a word may come before its task does, twice, or long after, and
    /// the answer is the same. A reason that returns later returns the task.
    mutating func settle(_ view: CaseView, _ roles: [SchemeRole]) {
        let words = view.events.compactMap(TaskWord.init)
        let settled = Set(tasks.filter { task in words.contains { $0.closes(task, roles) } }.map(\.occasion))
        done = tasks.filter { settled.contains($0.occasion) }
        tasks.removeAll { settled.contains($0.occasion) }
    }
}
