import CanonicalModel

/// A task as a list shows it.
struct HubTaskView {
    let sentence: String
    let detail: String
    let hasDetail: Bool
    let person: String
    let href: String
    let hasPerson: Bool
    let doneHref: String
    let isClosable: Bool
    let owner: String
    let ladder: String
    let tag: String
    let style: String
    let due: String

    init(_ task: HubTaskEntry, now: Timestamp) {
        sentence = task.sentence
        detail = task.detail ?? ""
        hasDetail = task.detail != nil
        person = task.person ?? ""
        href = task.nominal.map { "/hub/nominals/" + Address.escaped($0) } ?? ""
        hasPerson = task.person != nil && task.nominal != nil
        doneHref = task.number.map { "/hub/tasks/\(Address.escaped($0))/done" } ?? ""
        isClosable = task.number != nil
        owner = task.owner
        ladder = HubTaskView.ladder(task)
        let isOverdue = task.dueBy < now
        tag = isOverdue ? "Overdue" : "Open"
        style = isOverdue ? "overdue" : "waiting"
        let left = TimeLeft(until: task.dueBy, from: now).text
        let when = LondonWording(task.dueBy).textWithWeekday
        due = isOverdue ? "Was due \(when), \(left) ago." : "Due \(when), in \(left)."
    }

    /// No task rests on one person (DESIGN decision 18).
    private static func ladder(_ task: HubTaskEntry) -> String {
        let next = [task.deputy.map { "then \($0)" }, task.supervisor.map { "then \($0)" }].compactMap { $0 }
        return next.isEmpty ? "" : ", " + next.joined(separator: ", ")
    }
}

/// The page of tasks.
struct HubTasksView: PageView {
    static let template = "hub-tasks"
    let navigation = HubNavigation("/hub/tasks")
    let tasks: [HubTaskView]
    let isEmpty: Bool
    let count: String
    let isRecorded: Bool

    init(_ tasks: [HubTaskEntry], isRecorded: Bool = false, now: Timestamp) {
        self.isRecorded = isRecorded
        self.tasks = tasks.map { HubTaskView($0, now: now) }
        isEmpty = tasks.isEmpty
        count = tasks.count == 1 ? "1 open task" : "\(tasks.count) open tasks"
    }
}
