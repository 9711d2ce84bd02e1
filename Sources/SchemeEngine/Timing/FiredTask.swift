/// A task that came due in a stretch of time, and whether its reason still lasts at the end of it.
public struct FiredTask: Sendable, Hashable {
    /// The task as it first came to be.
    public var task: SchemeTask
    /// Whether it still stands; what came due and lapsed while nobody looked is told as missed.
    public var isStanding: Bool

    /// Puts it together.
    public init(task: SchemeTask, isStanding: Bool) {
        self.task = task
        self.isStanding = isStanding
    }
}
