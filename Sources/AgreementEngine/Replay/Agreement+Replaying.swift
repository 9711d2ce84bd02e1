private import CanonicalModel

extension Agreement {
    /// The agreement as if it had been in force all the time and every party had signed it.
    ///
    /// A draft permits nothing, and one that starts next month would have permitted nothing last year; whoever replays it asks
    /// what its rules would have done. For replays and dry runs only: nothing leaves by it.
    public func asIfInForce() -> Agreement {
        var agreement = self
        agreement.status = .inForce
        agreement.effectiveFrom = CalendarDate(daysSinceEpoch: 0)
        agreement.effectiveUntil = nil
        agreement.review.suspendNonStatutoryAfterDays = nil
        for party in parties.keys {
            agreement.signOffs[party] = SignOff(
                by: signOffs[party]?.by ?? "as if signed", from: CalendarDate(daysSinceEpoch: 0), until: nil)
        }
        return agreement
    }
}
