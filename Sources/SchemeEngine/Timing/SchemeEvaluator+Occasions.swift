public import CanonicalModel

extension SchemeEvaluator {
    /// More instants than a year of daily tasks and events makes; beyond it only the end of the stretch is looked at.
    static let wakeLimit = 4_096

    /// Everything that came due for a person in a stretch of time, each once and in order; for the broker after an
    /// outage.
    ///
    /// The case is assessed at every instant at which the clock or a report changes something, so that the tasks are
    /// the same
    /// as if somebody had looked all the time.
    ///
    /// - Parameters:
    ///   - file: what is known.
    ///   - from: up to when everything was asked for already.
    ///   - to: the clock.
    public func occasions(_ file: CaseFile, from: Timestamp, to: Timestamp) -> [FiredTask] {
        let reports = file.reports.filter { $0 > from && $0 < to }.sorted()
        var watch = Watch()
        var now = from
        while watch.looks < Self.wakeLimit {
            let alarm = watch.look(at: assess(file, now: now))
            let report = reports.first { $0 > now }
            guard let next = [alarm, report].compactMap(\.self).filter({ $0 > now }).min(), next < to else { break }
            now = next
        }
        if now < to { _ = watch.look(at: assess(file, now: to)) }
        return watch.fired
    }
}

/// What somebody sees who looks at a case again and again.
private struct Watch {
    private(set) var looks = 0
    private var known = Set<String>()
    private var tasks = [String: SchemeTask]()
    private var standing = Set<String>()

    /// Notes what stands now; what stood at the first look is nothing new.
    ///
    /// - Returns: when to look again.
    mutating func look(at assessment: SchemeAssessment) -> Timestamp? {
        standing = Set(assessment.tasks.map(\.key))
        if looks == 0 { known = standing }
        for task in assessment.tasks where !known.contains(task.key) && tasks[task.key] == nil {
            tasks[task.key] = task
        }
        looks += 1
        return assessment.next
    }

    /// What was new, in order.
    var fired: [FiredTask] {
        tasks.values.sorted { ($0.since, $0.key) < ($1.since, $1.key) }
            .map { FiredTask(task: $0, isStanding: standing.contains($0.key)) }
    }
}

extension CaseFile {
    /// Instants at which something happened or was learnt.
    fileprivate var reports: [Timestamp] {
        events.map { max($0.recorded, $0.occurred) } + decisions.map { max($0.recorded, $0.at) }
            + stays.flatMap { [$0.from, $0.until ?? $0.from] } + custody.flatMap { [$0.from, $0.until ?? $0.from] }
    }
}
