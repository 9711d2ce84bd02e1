import CanonicalModel

extension SupervisionPeriod {
    /// Every period that follows from the sentences and reports on a case file.
    ///
    /// - Parameters:
    ///   - file: what is known.
    ///   - instant: the moment asked about; what happened later counts for nothing.
    ///   - now: the clock; what was recorded later counts for nothing.
    static func all(of file: CaseFile, at instant: Timestamp, knownBy now: Timestamp) -> [SupervisionPeriod] {
        all(in: CaseView(file, at: instant, known: now))
    }

    /// Every period that follows from what a view shows: to look at the file again for it would cost as much as all else.
    static func all(in view: CaseView) -> [SupervisionPeriod] {
        let orders = view.events.filter { $0.detail.order != nil }
        let periods = orders.flatMap { Self.periods(of: $0, view.file, view.now) }
        guard !periods.isEmpty else { return [] }
        let endings = view.events.filter { $0.kind == .supervisionEnded }
        return periods.map { $0.ended(by: endings) }
    }

    private static func periods(of event: CaseEvent, _ file: CaseFile, _ now: Timestamp) -> [SupervisionPeriod] {
        guard let order = event.detail.order.flatMap(SupervisionOrder.init(rawValue:)) else { return [] }
        switch event.kind {
        case .supervisionStarted: return [whole(order, event)]
        case .sentence where order == .custody: return CustodialTerm(event, file, now).periods
        case .sentence where order == .detentionAndTraining: return CustodialTerm(event, file, now).detentionAndTraining
        case .sentence: return [whole(order, event)]
        default: return []
        }
    }

    /// From the day it was made to the end of its last day.
    private static func whole(_ order: SupervisionOrder, _ event: CaseEvent) -> SupervisionPeriod {
        SupervisionPeriod(
            order: order, from: event.occurred, until: event.detail.until?.adding(days: 1).londonMidnight,
            event: event.id,
            isAssumed: event.detail.until == nil)
    }

    /// Cut off by the first report that it ended: one that names its reference, its order, or neither.
    private func ended(by endings: [CaseEvent]) -> SupervisionPeriod {
        let end = endings.filter { $0.occurred >= from && ends($0.detail) }.map(\.occurred).min()
        var cut = self
        if let end { cut.until = min(end, until ?? end) }
        return cut
    }

    private func ends(_ detail: CaseEvent.Detail) -> Bool { detail.order.map { $0 == order.rawValue } ?? true }
}
