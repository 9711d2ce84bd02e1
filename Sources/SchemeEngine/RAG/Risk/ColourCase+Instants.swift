import CanonicalModel

extension ColourCase {
    /// The time on the scheme that lasts at an instant.
    func membership(at instant: Timestamp) -> Membership? { memberships.last { $0.lasts(at: instant) } }

    /// When the time on the scheme before another ended; colours decided since then count for it.
    func end(before membership: Membership) -> Timestamp? {
        memberships.last { $0.from < membership.from }.flatMap(\.until)
    }

    /// The custody that was known to last at an instant.
    func custody(at instant: Timestamp) -> CustodyPeriod? {
        custody.last { $0.isKnownToHaveBegun(by: instant) && !$0.isKnownToHaveEnded(by: instant) }
    }

    /// The last release that was known by an instant, within a time on the scheme.
    func release(by instant: Timestamp, since: Timestamp) -> CustodyPeriod? {
        custody.last { period in
            period.isKnownToHaveEnded(by: instant) && period.until.map { $0 > since } ?? false
        }
    }

    /// The decision that made somebody dormant, where they still were at an instant.
    func dormancy(at instant: Timestamp) -> PanelDecision? {
        guard membership(at: instant) == nil else { return nil }
        let last = decisions.last { $0.known <= instant && $0.isOfMembership }
        guard let last, case .makeDormant = last.matter else { return nil }
        return dormancyEnd(of: last).map { $0 <= instant } ?? false ? nil : last
    }

    /// When a name comes off the dormant list by itself: nobody is white for ever (DPA 2018 s.39; ``DormancyRule``).
    private func dormancyEnd(of decision: PanelDecision) -> Timestamp? { dormantFor?.after(decision.at) }

    /// When each entry on the dormant list ends, or could.
    var dormancyEnds: [Timestamp] {
        decisions.compactMap { decision in
            guard case .makeDormant = decision.matter else { return nil }
            return dormancyEnd(of: decision)
        }
    }

    /// The day somebody's release was last planned for, as known at an instant, within a custody period.
    func plannedRelease(in period: CustodyPeriod, knownBy instant: Timestamp) -> (event: CaseEvent, day: CalendarDate)?
    {
        let received = LondonTime.day(of: period.from)
        let plans = events.filter { $0.kind == .releasePlanned && $0.known <= instant }
            .filter {
                LondonTime.day(of: $0.occurred) >= received
                    && $0.occurred < period.until ?? Timestamp.writable.upperBound
            }
            .filter { event in event.detail.until.map { $0 >= received } ?? false }
        let last = plans.max { ($0.occurred, $0.id) < ($1.occurred, $1.id) }
        return last.flatMap { event in event.detail.until.map { (event, $0) } }
    }

    /// Whether anybody looked at the colour, or at the person, at an instant or after it.
    func isLookedAt(since instant: Timestamp, by now: Timestamp) -> Bool {
        decisions.contains { $0.at >= instant && $0.known <= now && $0.isOfColour }
    }
}

extension PanelDecision {
    /// Whether it says who is on the scheme and who is not.
    var isOfMembership: Bool {
        switch matter {
        case .select, .deselect, .makeDormant: true
        default: false
        }
    }

    /// Whether it is a look at somebody's colour.
    var isOfColour: Bool {
        switch matter {
        case .rate, .review: true
        default: false
        }
    }
}

extension CustodyPeriod {
    /// Whether its beginning had happened and was known.
    func isKnownToHaveBegun(by instant: Timestamp) -> Bool { begins <= instant }

    /// Whether its end had happened and was known.
    func isKnownToHaveEnded(by instant: Timestamp) -> Bool { ends.map { $0 <= instant } ?? false }

    /// When its beginning could first be acted upon.
    var begins: Timestamp { max(from, learnt ?? from) }

    /// When its end could first be acted upon.
    var ends: Timestamp? { until.map { max($0, begins, endLearnt ?? $0) } }

    /// Of two reports of one custody the one that knows an end comes first, then the one that was known first.
    var fullness: Fullness {
        Fullness(until: until ?? Timestamp.writable.upperBound, begins: begins, ends: ends ?? begins)
    }

    /// An order of reports of one custody.
    struct Fullness: Comparable {
        let until: Timestamp
        let begins: Timestamp
        let ends: Timestamp

        static func < (left: Fullness, right: Fullness) -> Bool {
            (left.until, left.begins, left.ends) < (right.until, right.begins, right.ends)
        }
    }
}
