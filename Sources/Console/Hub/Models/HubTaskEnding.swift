/// An open task that somebody's word closes, with what the form may offer.
public struct HubTaskEnding: Sendable, Hashable {
    /// The task.
    public var task: HubTaskEntry
    /// How it may end.
    public var outcomes: [HubChoice]
    /// Who may close it: owner, deputy, supervisor.
    public var posts: [HubChoice]

    /// Puts it together.
    public init(task: HubTaskEntry, outcomes: [HubChoice], posts: [HubChoice]) {
        self.task = task
        self.outcomes = outcomes
        self.posts = posts
    }
}
