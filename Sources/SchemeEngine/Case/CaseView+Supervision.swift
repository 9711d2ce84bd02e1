import CanonicalModel

extension CaseView {
    /// Orders, licences and terms that had begun, by the law of their time.
    var orders: [SupervisionPeriod] {
        SupervisionPeriod.all(in: self).filter { $0.from <= now }
    }

    /// Whether a court order or a licence binds the person at this instant.
    var isStatutory: Bool { StatutoryStatus(self).isStatutory }

    /// Instants ahead at which whom a rule is about changes by itself: the eighteenth birthday, the end of an order,
    /// a release.
    var turningPoints: [Timestamp] {
        let custody = file.custody.flatMap { [$0.from, $0.until ?? $0.from] }
        return (orders.compactMap(\.until) + custody + [ofAge].compactMap(\.self)).filter { $0 > now }
    }

    /// When the person is eighteen; a 29 February is reached on 1 March (Family Law Reform Act 1969 s.9).
    private var ofAge: Timestamp? {
        guard let born = file.born else { return nil }
        let day =
            CalendarDate(year: born.year + 18, month: born.month, day: born.day)
            ?? CalendarDate(year: born.year + 18, month: 3, day: 1)
        return day?.londonMidnight
    }
}
