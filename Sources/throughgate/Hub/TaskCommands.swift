public import ArgumentParser
import BrokerRuntime
public import CanonicalModel
import Formats
import RecordStore
import Routing

/// The hub's tasks: what waits, and that it is done.
struct HubTaskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "List open tasks; say that one is done.",
        subcommands: [ListTasksCommand.self, TaskDoneCommand.self], defaultSubcommand: ListTasksCommand.self)
}

/// Lists open tasks by number; it names nobody.
struct ListTasksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Open tasks, the most urgent first: number, what, whose, and how each may end.")
    @OptionGroup var options: PartnershipOptions

    func run() throws {
        let router = try options.partnership().router
        for task in try options.ask({ try $0.openTasks() }) {
            print("\(task.number)\tdue \(task.dueBy)\t\(task.name)\t\(task.asked)")
            let posts = router.posts(owner: task.owner, detail: task.detail).map(\.id).joined(separator: ", ")
            print("\t\(posts)\t\(task.ending)")
        }
    }
}

/// Says that a task is done.
struct TaskDoneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "A named person did what a task asked, or says why it will not be done.",
        discussion:
            "The task closes and everything that follows from it with it. What was wrong is taken back with hub rectify."
    )
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "The task's number in hub task list.") var number: Int64
    @Option(help: "done, declined (the person did not want it), not-needed or not-possible.") var outcome:
        TaskDone.Outcome =
            .done
    @Option(help: "What a later reader has to know; needed with not-needed and not-possible.") var note: String?
    @Option(help: "As what you close it: the task's owner, deputy or supervisor; the owner when not given.") var post:
        String?
    @Option(help: "The named person who did it.") var by: String
    @Option(help: "When it was done, RFC 3339; default now.") var at: Timestamp?

    func run() async throws {
        let (task, person) = try found()
        let posts = try options.partnership().router.posts(owner: task.owner, detail: task.detail)
        let done = TaskDone(
            person: person, task: task.key, outcome: outcome, note: note, doneBy: by,
            post: post ?? posts.first?.id ?? "")
        let raised = TaskJudge.Raised(posts: posts, isOpen: task.closedAt == nil, detail: task.detail)
        switch TaskJudge.verdict(done, on: raised, isOfRecord: task.nominal != nil) {
        case .refused(let problem): throw ValidationError("\(problem.message) \(problem.remedy)")
        case .again: throw ValidationError("Task \(number) is closed already: it was done, or its reason is over.")
        case .closes, .early:
            print(try await HubConnection(options).with { try await $0(.taskDone(done), at ?? Present.clock()) })
        }
    }

    /// The task, and whom it is about by their strong identifiers; whoever has none is found by the task's key.
    private func found() throws -> (StoredTask, Person?) {
        let (number, unknown) = (number, ValidationError("No task has the number \(number). See hub task list."))
        return try options.ask { reader in
            guard let task = try reader.task(number) else { throw unknown }
            let identifiers = try task.nominal.map { try reader.history(of: $0).identifiers.filter(\.isStrong) } ?? []
            let person = Person(identifiers: identifiers.sorted { $0.value < $1.value })
            return (task, identifiers.isEmpty ? nil : person)
        }
    }
}

extension StoredTask {
    fileprivate var name: String { HubTask.name(of: key) }

    fileprivate var asked: String { detail?.sentence ?? kind.sentence }

    /// How it may end.
    fileprivate var ending: String {
        if let remedy = kind.endedBy { return remedy }
        guard isDoneByWord else { return "Record the decision that it asks for." }
        return HubTask.outcomes(of: key).map(\.rawValue).joined(separator: ", ")
    }
}

extension TaskDone.Outcome: ExpressibleByArgument {}
