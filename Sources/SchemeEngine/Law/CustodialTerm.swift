import CanonicalModel

/// A sentence of custody and what the law makes of the release from it.
struct CustodialTerm {
    /// The day from which an offence falls under the Offender Rehabilitation Act 2014 (SI 2015/40).
    static let rehabilitationAct = CalendarDate(daysSinceEpoch: 16_467)

    let event: CaseEvent
    /// When they first came out after the sentence; nil while they are in, or where no prison said.
    let released: Timestamp?
    private let born: CalendarDate?

    init(_ event: CaseEvent, _ file: CaseFile, _ now: Timestamp) {
        self.event = event
        born = file.born
        released = file.custody.compactMap(\.until).filter { $0 > event.occurred && $0 <= now }.min()
    }

    /// Under twelve months, where the length is known.
    var isShort: Bool? { length.map { $0 < 365 } }

    /// Whether the 2014 Act governs the release; by the day of the sentence where that of the offence is unknown.
    var isUnderRehabilitationAct: Bool {
        (event.detail.committed ?? event.occurred.londonDay) >= Self.rehabilitationAct
    }

    /// Being in, the licence, and the supervision after it.
    ///
    /// A term under twelve months for an offence before the 2014 Act leaves nobody in charge: "no statutory duty" (LDS
    /// 1.20).
    var periods: [SupervisionPeriod] {
        guard isShort != true || isUnderRehabilitationAct else { return [] }
        let serving = period(.custody, from: event.occurred, until: released ?? expiry)
        guard let released else { return [serving] }
        return [serving, period(.licence, from: released, until: expiry)] + supervision(after: released)
    }

    /// Its two halves; the second begins on release.
    var detentionAndTraining: [SupervisionPeriod] {
        let first = period(.detentionAndTraining, from: event.occurred, until: released ?? expiry)
        return released.map { [first, period(.detentionAndTrainingCommunity, from: $0, until: expiry)] } ?? [first]
    }

    /// Twelve months from release for an adult who served more than a day and less than two years (CJA 2003 s.256AA).
    private func supervision(after release: Timestamp) -> [SupervisionPeriod] {
        let isAdult = born.map { $0.wholeYears(to: release.londonDay) >= 18 } ?? true
        guard isUnderRehabilitationAct, isAdult, let days = length, (2..<730).contains(days), let expiry else {
            return []
        }
        let end = release.after(months: 12)
        return end > expiry ? [period(.postSentenceSupervision, from: expiry, until: end)] : []
    }

    private func period(_ order: SupervisionOrder, from: Timestamp, until: Timestamp?) -> SupervisionPeriod {
        let isAssumed = length == nil || (isShort == true && event.detail.committed == nil && isUnderRehabilitationAct)
        return SupervisionPeriod(order: order, from: from, until: until, event: event.id, isAssumed: isAssumed)
    }

    /// In days, from its dates where no length is given.
    var length: Int? {
        event.detail.days
            ?? event.detail.until.map { $0.daysSinceEpoch - event.occurred.londonDay.daysSinceEpoch + 1 }
    }

    /// The end of the sentence's last day.
    private var expiry: Timestamp? {
        let last = event.detail.until ?? length.map { event.occurred.londonDay.adding(days: $0 - 1) }
        return last?.adding(days: 1).londonMidnight
    }
}
