import CanonicalModel
import Console
import Formats
public import RecordStore
import Routing

/// Tasks that somebody's word closes, on the hub's pages.
extension StoreHubBackend {
    func ending(of task: String) async throws -> HubTaskEnding? {
        guard let stored = try await closable(task) else { return nil }
        let names = try await names(of: Set([stored.nominal].compactMap(\.self)), page: "form")
        return HubTaskEnding(
            task: entry(stored, person: stored.nominal.flatMap { names[$0] }),
            outcomes: HubTask.outcomes(of: stored.key).map { HubChoice($0.rawValue, $0.sentence) },
            posts: posts(stored).map { HubChoice($0.id, $0.name.replacing("-", with: " ").capitalisedFirst) })
    }

    func finish(_ task: String, _ values: [String: [String]]) async throws -> HubSubmission {
        guard let stored = try await closable(task) else { return .unknown }
        guard let done = try await done(stored, values) else {
            return .refused([.init(field: "outcome", sentence: "Choose how it ended")])
        }
        let raised = TaskJudge.Raised(posts: posts(stored), isOpen: true, detail: stored.detail)
        if case .refused(let problem) = TaskJudge.verdict(done, on: raised, isOfRecord: stored.nominal != nil) {
            return .refused([.init(problem)])
        }
        let now = clock()
        guard let message = await desk.publish(.taskDone(done), decidedAt: now, now: now) else {
            throw StoreError(
                .database, "What the form said was not confirmed by the message broker; nothing was recorded.")
        }
        let item = try await untilTaken(message)
        // Between the page and the core another may have closed it, which is no error: the word is kept.
        return item.fate == .taskRefused
            ? .refused([.init(field: "", sentence: Self.refused)]) : .recorded(message: message)
    }

    /// An open task by its number, if somebody's word closes it.
    private func closable(_ number: String) async throws -> StoredTask? {
        guard let number = Int64(number), let task = try await store.read({ try $0.task(number) }) else { return nil }
        return task.closedAt == nil && task.isDoneByWord ? task : nil
    }

    private func posts(_ task: StoredTask) -> [TaskJudge.Post] { router.posts(owner: task.owner, detail: task.detail) }

    private func done(_ task: StoredTask, _ values: [String: [String]]) async throws -> TaskDone? {
        func text(_ name: String) -> String { values[name]?.first ?? "" }
        guard let outcome = TaskDone.Outcome(rawValue: text("outcome")) else { return nil }
        let named = try await person(task)
        return TaskDone(
            // Whoever has no strong identifier is found by the task's key.
            person: named?.identifiers.isEmpty == false ? named : nil, task: task.key, outcome: outcome,
            note: text("note").isEmpty ? nil : text("note"), doneBy: text("by"), post: text("post"))
    }

    private func person(_ task: StoredTask) async throws -> Person? {
        guard let nominal = task.nominal else { return nil }
        return try await person(String(nominal), page: "form")?.inHubMessages
    }

    private static let refused = "The core did not take it: the task is not open any more. Go back to the list"
}

extension HubSubmission.Problem {
    /// A problem with a message, at the form's field of the same name.
    fileprivate init(_ problem: FormatError) {
        self.init(
            field: problem.path.split(separator: "/").last.map(String.init) ?? "",
            sentence: "\(problem.message) \(problem.remedy)")
    }
}

extension StoredTask {
    /// Whether somebody's word that it is done closes it.
    public var isDoneByWord: Bool { kind.endedBy == nil && detail?.scheme?.isDoneByWord != false }
}
