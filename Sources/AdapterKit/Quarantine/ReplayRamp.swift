/// How many items are resubmitted at once: one, then two, then more, so that a mistake is met while it is small.
struct ReplayRamp: Sendable {
    private static let steps = [1, 2, 5, 10, 20, 50, 100]
    private var step = 0

    /// Takes the next batch off what is left.
    mutating func next<Item>(from rest: inout ArraySlice<Item>) -> [Item] {
        let batch = rest.prefix(Self.steps[step])
        rest = rest.dropFirst(batch.count)
        step = min(step + 1, Self.steps.count - 1)
        return Array(batch)
    }
}
