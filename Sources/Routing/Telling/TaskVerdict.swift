internal import AgreementEngine
public import CanonicalModel
public import Formats

/// What the broker makes of somebody's word that a task is done.
public enum TaskVerdict: Sendable, Hashable {
    /// It closes the task.
    case closes
    /// No such task was raised yet; the word is kept, and the task is not raised when its message comes.
    case early
    /// The task is closed already; the word is kept.
    case again
    /// It is not taken: what is wrong and what to do.
    case refused(FormatError)
}

/// Judges a word that a task is done. Pure, so that a page, a command and the core say the same.
public struct TaskJudge: Sendable {
    /// A post that may say it.
    public struct Post: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// What people call it.
        public var name: String

        /// Puts a post together.
        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// A task that was raised.
    public struct Raised: Sendable, Hashable {
        /// Owner, deputy, supervisor.
        public var posts: [Post]
        /// Whether it still waits.
        public var isOpen: Bool
        /// What a rule says besides.
        public var detail: HubTask.Detail?

        /// Puts it together.
        public init(posts: [Post], isOpen: Bool, detail: HubTask.Detail?) {
            self.posts = posts
            self.isOpen = isOpen
            self.detail = detail
        }
    }

    /// Says what becomes of a word.
    ///
    /// - Parameters:
    ///   - done: the word.
    ///   - raised: the task of that key; nil when none was ever raised.
    ///   - isOfRecord: whether it is known whose record it is about, so that it can be kept until the task comes.
    public static func verdict(_ done: TaskDone, on raised: Raised?, isOfRecord: Bool) -> TaskVerdict {
        guard let kind = HubTask.kind(of: done.task) else { return .refused(.unknownTask) }
        if let remedy = kind.endedBy { return .refused(.endedOtherwise(remedy)) }
        let outcomes = HubTask.outcomes(of: done.task)
        guard outcomes.contains(done.outcome) else { return .refused(.wrongOutcome(outcomes)) }
        guard done.isExplained else { return .refused(.noteMissing) }
        guard let raised else { return isOfRecord ? .early : .refused(.unknownTask) }
        guard raised.posts.contains(where: { $0.id == done.post }) else { return .refused(.notYours(raised.posts)) }
        if raised.detail?.scheme?.isDoneByWord == false { return .refused(.endedOtherwise(Self.decide)) }
        return raised.isOpen ? .closes : .again
    }

    private static let decide = "Record the decision that it asks for; the task closes with it."
}

extension TaskDone {
    /// What is left undone needs a reason; what the person did not want needs none (agreement reference 5.1).
    public var isExplained: Bool {
        switch outcome {
        case .done, .declined: true
        case .notNeeded, .notPossible: !(note ?? "").allSatisfy(\.isWhitespace)
        }
    }
}

extension FormatError {
    /// No task has the key.
    public static let unknownTask = FormatError(
        path: "/data/task", rule: "task.unknown", message: "No task has this key.",
        remedy: "Take the key from task.raised or from the list of tasks, and name the person it is about.")
    /// Tasks about several people have the key.
    public static let ambiguousTask = FormatError(
        path: "/data/person", rule: "task.ambiguous", message: "Tasks about several people have this key.",
        remedy: "Name the person the task is about.")
    fileprivate static let noteMissing = FormatError(
        path: "/data/note", rule: "task.note-missing", message: "What is left undone needs a reason.",
        remedy: "Say in the note why it is not needed or not possible.")

    fileprivate static func endedOtherwise(_ remedy: String) -> FormatError {
        FormatError(
            path: "/data/task", rule: "task.ended-otherwise", message: "Nobody's word closes this task.", remedy: remedy
        )
    }

    fileprivate static func wrongOutcome(_ outcomes: [TaskDone.Outcome]) -> FormatError {
        FormatError(
            path: "/data/outcome", rule: "task.outcome", message: "The task cannot end like this.",
            remedy: "Use one of: \(outcomes.map(\.rawValue).joined(separator: ", ")).")
    }

    fileprivate static func notYours(_ posts: [TaskJudge.Post]) -> FormatError {
        FormatError(
            path: "/data/post", rule: "task.not-yours",
            message: "The task is not this post's: only its owner, deputy and supervisor close it.",
            remedy: "Have one of these close it: \(posts.map(\.id).joined(separator: ", ")).")
    }
}

extension ContentBasedRouter {
    /// Who may say that a task is done: its owner, their deputy, their supervisor (DESIGN decision 18).
    ///
    /// - Parameters:
    ///   - owner: whose it is, as it was raised.
    ///   - detail: what a rule says besides.
    public func posts(owner: String, detail: HubTask.Detail?) -> [TaskJudge.Post] {
        if let scheme = detail?.scheme {
            return [owner, scheme.deputy, scheme.supervisor].compactMap(\.self).map { .init(id: $0, name: $0) }
        }
        let hub = [directory.hub.owner, directory.hub.deputy].map { TaskJudge.Post(id: $0.id, name: $0.name) }
        if hub.contains(where: { $0.name == owner || $0.id == owner }) { return hub }
        let post = directory.recipients.first { $0.name == owner }.map { TaskJudge.Post(id: $0.id, name: $0.name) }
        return [post ?? .init(id: owner, name: owner)] + hub
    }

    /// The broker's own tasks without those that somebody said are done since the message that asks for them: word and
    /// message may come in any order. The scheme's tasks are the scheme's to settle.
    func withoutDone(_ wanted: [HubTask], _ nominal: Nominal, since instant: Timestamp) -> [HubTask] {
        let words = nominal.history.tasksDone.filter { $0.at >= instant }
        guard !words.isEmpty else { return wanted }
        return wanted.filter { task in
            guard task.kind.endedBy == nil, task.kind != .schemeTask else { return true }
            let posts = posts(owner: owner(of: task), detail: task.detail)
            return !words.contains { word in
                word.done.task == task.key && posts.contains { $0.id == word.done.post }
            }
        }
    }
}

extension NominalHistory {
    /// Every word that a task is done, and when it was.
    public var tasksDone: [(done: TaskDone, at: Timestamp)] {
        records(.taskDone).compactMap {
            if case .taskDone(let done) = $0.fact { (done, $0.stamp.occurred) } else { nil }
        }
    }
}
