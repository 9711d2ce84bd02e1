public import CanonicalModel

extension SchemeEvaluator {
    /// More instants than a year of daily tasks and events makes; a longer outage is asked for in pieces.
    static let wakeLimit = 4_096

    /// Everything that came due for a person in a stretch of time, each once and in order; for the broker after an outage.
    ///
    /// The case is assessed at every instant at which the clock or a report changes something, so that the tasks are the same
    /// as if somebody had looked all the time.
    ///
    /// - Parameters:
    ///   - file: what is known.
    ///   - from: up to when everything was asked for already.
    ///   - to: the clock.
    public func occasions(_ file: CaseFile, from: Timestamp, to: Timestamp) -> [FiredTask] {
        let known = Set(assess(file, now: from).tasks.map(\.key))
        let reports =
            (file.events.map { max($0.recorded, $0.occurred) } + file.decisions.map { max($0.recorded, $0.at) }
            + file.stays.flatMap { [$0.from, $0.until ?? $0.from] }
            + file.custody.flatMap { [$0.from, $0.until ?? $0.from] }).filter { $0 > from && $0 <= to }.sorted()
        var fired = [String: SchemeTask]()
        var now = from
        var standing = Set<String>()
        for _ in 0..<Self.wakeLimit {
            let assessment = assess(file, now: now)
            standing = Set(assessment.tasks.map(\.key))
            for task in assessment.tasks where !known.contains(task.key) && fired[task.key] == nil {
                fired[task.key] = task
            }
            guard let next = [assessment.next, reports.first { $0 > now }].compactMap(\.self).min(), next > now,
                next <= to
            else { break }
            now = next
        }
        return fired.values.sorted { ($0.since, $0.key) < ($1.since, $1.key) }
            .map { FiredTask(task: $0, isStanding: standing.contains($0.key)) }
    }
}
