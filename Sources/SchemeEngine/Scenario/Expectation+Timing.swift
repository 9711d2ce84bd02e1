extension ExpectationKey {
    /// What cycles, reviews and meetings add to tasks and to the next instant.
    static let timing: [ExpectationKey] = []
}
