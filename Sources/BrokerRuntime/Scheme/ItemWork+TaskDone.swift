import CanonicalModel
import Formats
import RecordStore
import Routing

/// Somebody says that a task is done (ops/decisions/0029).
extension ItemWork {
    /// Finds the record that the word is about, by the person or by the key alone, and takes it.
    func close(_ done: TaskDone) throws -> [OutboxEntry] {
        guard done.person == nil else { return try resolveAndRoute() }
        let tasks = try store.tasks(keyed: done.task)
        guard let task = tasks.last else { return try refuse(.unknownTask, about: nil) }
        guard Set(tasks.map(\.nominal)).count == 1 else { return try refuse(.ambiguousTask, about: nil) }
        guard let number = task.nominal else { return try close(done, ofNobody: task) }
        return try close(done, on: try store.survivor(of: number))
    }

    /// A word about somebody on record is a fact of the record: kept whether its task waits, is still to come or was closed
    /// before. What the router makes of it follows from the facts and not from their order.
    func close(_ done: TaskDone, on number: Int64) throws -> [OutboxEntry] {
        guard try !store.isErased(number) else { return try refuse(.unknownTask, about: nil) }
        let task = try store.tasks(keyed: done.task).last { $0.nominal == number }
        switch TaskJudge.verdict(done, on: task.map(raised), isOfRecord: true) {
        case .refused(let problem): return try refuse(problem, about: number)
        case .closes: return try keep(done, on: number)
        case .early: return try keep(done, on: number) + answer("held", .taskEarly)
        case .again: return try keep(done, on: number) + answer("duplicate", .taskAgain)
        }
    }

    /// A task about nobody on record has no history to keep the word in; the audit has it.
    private func close(_ done: TaskDone, ofNobody task: StoreTransaction.RaisedTask) throws -> [OutboxEntry] {
        switch TaskJudge.verdict(done, on: raised(task), isOfRecord: false) {
        case .refused(let problem): return try refuse(problem, about: nil)
        case .early, .again:
            try remember(.superseded)
            return try answer("duplicate", .taskAgain)
        case .closes:
            try store.closeTask(done.task, at: now)
            try remember(.recorded)
            try audit(done, about: nil)
            return []
        }
    }

    /// A word that closes nothing: its sender is told why, and nothing of it is kept but that it came.
    func refuse(_ problem: FormatError, about number: Int64?) throws -> [OutboxEntry] {
        try remember(.taskRefused, reason: problem.rule, nominal: number)
        return try answer("rejected", problem)
    }

    private func keep(_ done: TaskDone, on number: Int64) throws -> [OutboxEntry] {
        let entries = try route(into: number)
        try audit(done, about: store.subject(number))
        return entries
    }

    private func audit(_ done: TaskDone, about subject: String?) throws {
        try store.audit(
            AuditRecord.taskDone(done, message: message.id, about: subject, now: now), item: sequence, at: now)
    }

    private func raised(_ task: StoreTransaction.RaisedTask) -> TaskJudge.Raised {
        TaskJudge.Raised(
            posts: router.posts(owner: task.owner, detail: task.detail), isOpen: task.isOpen, detail: task.detail)
    }

    /// The hub owns its tasks, so that a receipt about them tells it nothing about membership that its own page does not.
    private func answer(_ status: String, _ problem: FormatError) throws -> [OutboxEntry] {
        guard !admitted.user.isEmpty else { return [] }
        return [try store.send(Receipts.issued(status, problem, item: sequence, user: admitted.user, now: now))]
    }
}

extension FormatError {
    fileprivate static let taskEarly = FormatError(
        path: "/data/task", rule: "task.not-raised-yet", message: "No task of this key waits yet; the word is kept.",
        remedy: "Nothing, if the task is still to come; else check the key.")
    fileprivate static let taskAgain = FormatError(
        path: "/data/task", rule: "task.closed-before",
        message: "The task is closed already: it was done, or its reason is over. The word is kept.", remedy: "Nothing."
    )
}
