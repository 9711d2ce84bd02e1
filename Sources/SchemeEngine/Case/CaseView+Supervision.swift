import CanonicalModel

extension CaseView {
    /// A court order or a licence, from its first day to its last.
    struct Order {
        var id: String
        var from: Timestamp
        /// When it ended or is to end; nil where nobody said.
        var until: Timestamp?
    }

    /// Orders and licences so far; a completed one has its end before the instant that is looked at.
    var orders: [Order] { events.compactMap(order) }

    /// Whether a court order or a licence binds the person at this instant.
    ///
    /// What probation said of supervision counts first, but it speaks of the present: of an earlier day the orders do.
    var isStatutory: Bool {
        if isPast, !orders.isEmpty { return runsAnOrder }
        return file.isSupervised ?? runsAnOrder
    }

    /// Whether an order was running, whatever probation says of the present.
    var runsAnOrder: Bool { orders.contains { order in order.until.map { now < $0 } ?? true } }

    /// Instants ahead at which whom a rule is about changes by itself: the eighteenth birthday, the end of
    /// an order, a release.
    var turningPoints: [Timestamp] {
        let ofAge = file.born.flatMap { born in
            // A 29 February is reached on 1 March (Family Law Reform Act 1969 s.9).
            CalendarDate(year: born.year + 18, month: born.month, day: born.day)
                ?? CalendarDate(year: born.year + 18, month: 3, day: 1)
        }
        let custody = file.custody.flatMap { [$0.from, $0.until ?? $0.from] }
        return (orders.compactMap(\.until) + custody + [ofAge?.londonMidnight].compactMap(\.self)).filter { $0 > now }
    }

    private func order(_ event: CaseEvent) -> Order? {
        switch event.kind {
        case .supervisionStarted: break
        // A fine or a discharge has no last day; imprisonment has, and its licence is told as supervision.
        case .sentence where event.detail.until != nil && event.detail.order != "custody": break
        default: return nil
        }
        // The last day counts as a whole: an order "until" a day runs through it.
        let planned = event.detail.until.map { $0.adding(days: 1).londonMidnight }
        let ended = events.first { $0.kind == .supervisionEnded && $0.occurred >= event.occurred && $0.mayEnd(event) }
        return Order(
            id: event.id, from: event.occurred, until: [planned, ended?.occurred].compactMap(\.self).min())
    }
}

extension CaseEvent {
    fileprivate func mayEnd(_ start: CaseEvent) -> Bool {
        detail.reference == nil || start.detail.reference == nil || detail.reference == start.detail.reference
    }
}
