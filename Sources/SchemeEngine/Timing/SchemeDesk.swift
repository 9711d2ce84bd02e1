public import CanonicalModel

/// What a scheme's own desk has to do whoever is on the cohort: meetings, cycles, reports, feeds that fell silent.
public struct SchemeDesk: Sendable {
    let pack: SchemePack

    /// The desk of one scheme.
    public init(_ pack: SchemePack) { self.pack = pack }

    /// What came due in a stretch of time, each once and in order; what the broker asks for after an outage.
    ///
    /// - Parameters:
    ///   - from: up to when everything was asked for already; that instant itself is not asked for again.
    ///   - to: the clock.
    public func occasions(from: Timestamp, to: Timestamp) -> [SchemeTask] {
        pack.timing.calendar.flatMap { occasions(of: $0, from, to) }.sorted { ($0.since, $0.key) < ($1.since, $1.key) }
    }

    /// When the calendar next has something; nil for a scheme without one.
    public func next(after instant: Timestamp) -> Timestamp? {
        pack.timing.calendar.compactMap { $0.days.next(after: instant.londonDay)?.londonMidnight }.min()
    }

    /// Feeds that have been silent for too long.
    ///
    /// - Parameters:
    ///   - feeds: when each was last heard from.
    ///   - now: the clock.
    public func lateFeeds(_ feeds: [String: Timestamp], now: Timestamp) -> [SchemeTask] {
        var assessment = SchemeAssessment()
        add(lateFeeds: feeds, now, &assessment)
        return assessment.tasks
    }

    /// Adds feeds that have been silent for too long, and when the next will have been.
    func add(lateFeeds feeds: [String: Timestamp], _ now: Timestamp, _ assessment: inout SchemeAssessment) {
        for rule in pack.timing.feeds {
            guard let heard = feeds[rule.feed] else { continue }
            let since = rule.every.after(heard)
            guard since <= now else { assessment.wake(at: since); continue }
            assessment.add(
                TaskMaker(pack: pack).task(
                    "feed-late", "\(rule.feed) \(since)", ask: rule.ask, rule: rule.header, owner: rule.owner,
                    since: since, due: rule.within.after(since), isDoneByWord: false))
        }
    }

    private func occasions(of rule: CalendarRhythm, _ from: Timestamp, _ to: Timestamp) -> [SchemeTask] {
        var tasks = [SchemeTask]()
        var day = from.londonDay.adding(days: -1)
        while let next = rule.days.next(after: day), next.londonMidnight <= to {
            day = next
            guard next.londonMidnight > from else { continue }
            tasks.append(task(rule, next))
        }
        return tasks
    }

    private func task(_ rule: CalendarRhythm, _ day: CalendarDate) -> SchemeTask {
        TaskMaker(pack: pack).task(
            rule.task, day.description, ask: rule.ask, rule: rule.header, owner: rule.owner, since: day.londonMidnight,
            due: rule.within.after(day.londonMidnight))
    }
}
