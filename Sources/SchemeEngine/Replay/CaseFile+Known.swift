import CanonicalModel

extension CaseFile {
    /// Every instant at which more was recorded.
    var recordings: Set<Timestamp> {
        var instants = events.map(\.recorded) + decisions.map(\.recorded) + feeds.values
        instants += stays.flatMap { [$0.from, $0.until].compactMap(\.self) }
        instants += custody.flatMap { [$0.begins, $0.ends].compactMap(\.self) }
        if let died { instants.append(died.londonMidnight) }
        return Set(instants)
    }

    /// The file as it was at an instant: what was recorded later is not in it.
    ///
    /// A day of birth, an address and a team have no time of their own in a case file: they are as they are now.
    func known(by instant: Timestamp) -> CaseFile {
        var file = self
        file.events.removeAll { $0.recorded > instant }
        file.decisions.removeAll { $0.recorded > instant }
        file.stays = stays.filter { $0.from <= instant }.map { $0.known(by: instant) }
        file.custody = custody.filter { $0.begins <= instant }.map { $0.known(by: instant) }
        file.feeds = feeds.filter { $0.value <= instant }
        if let died, died.londonMidnight > instant { file.died = nil }
        return file
    }
}

extension CohortStay {
    fileprivate func known(by instant: Timestamp) -> CohortStay {
        var stay = self
        if let until, until > instant { stay.until = nil }
        return stay
    }
}

extension CustodyPeriod {
    fileprivate func known(by instant: Timestamp) -> CustodyPeriod {
        var period = self
        if let ends, ends > instant { (period.until, period.endLearnt) = (nil, nil) }
        return period
    }
}
