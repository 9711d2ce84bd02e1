public import CanonicalModel
internal import SchemeEngine

/// What a scheme asks of its own desk, whoever is on a cohort: meetings, cycles, and feeds that fell silent.
extension ContentBasedRouter {
    /// What came due at the desk in a stretch of time, each once and in order; none where no scheme is chosen.
    ///
    /// - Parameters:
    ///   - from: up to when everything was asked for already.
    ///   - to: the clock.
    public func deskTasks(from: Timestamp, to: Timestamp) -> [HubTask] {
        guard let scheme else { return [] }
        return SchemeDesk(scheme.scheme.pack).occasions(from: from, to: to).map(task)
    }

    /// Feeds that have been silent for longer than the scheme allows; none where no scheme is chosen.
    ///
    /// A feed that was never heard from is none: a partnership that has no such feed cannot be late with it.
    ///
    /// - Parameters:
    ///   - heard: when each source last spoke, by its name in messages ("/police/idiom").
    ///   - now: the clock.
    public func lateFeeds(_ heard: [String: Timestamp], now: Timestamp) -> [HubTask] {
        guard let scheme else { return [] }
        let feeds = Dictionary(
            heard.map { (String($0.key.split(separator: "/").last ?? ""), $0.value) }, uniquingKeysWith: max)
        return SchemeDesk(scheme.scheme.pack).lateFeeds(feeds, now: now).map(task)
    }

    /// How every task about a silent feed begins; one whose feed spoke again is over.
    public static var lateFeedPrefix: String { "\(HubTask.Kind.schemeTask.rawValue) \(SchemeDesk.lateFeed) " }

    private func task(_ asked: SchemeTask) -> HubTask {
        var task = HubTask(.schemeTask, about: asked.key, cause: "desk \(asked.key)", raisedAt: asked.since)
        let role = scheme?.role(asked.owner)
        task.detail = HubTask.Detail(
            rule: asked.rule, to: asked.owner, proposal: nil,
            scheme: SchemeWording(
                kind: asked.kind, sentence: asked.sentence, deputy: asked.deputy ?? role?.deputy,
                supervisor: role?.supervisor, due: asked.due))
        task.detail?.scheme?.isDoneByWord = asked.isDoneByWord
        return task
    }
}
