public import AgreementEngine
public import CanonicalModel

extension NominalHistory {
    /// Whether the person is a child, as far as everything said about them agrees.
    ///
    /// Unknown fails closed: a person whom the latest court calls a youth although the date of birth makes them an adult
    /// that day is neither (feeds.md 0.6: a child must never be treated as an adult).
    public func ageBand(on day: CalendarDate) -> Knowable<AgeBand> {
        guard let born = dateOfBirth?.value else { return .unknown("no date of birth") }
        if born.wholeYears(to: day) < 18 { return .known(.under18) }
        if let stated = latestYouthStatement, stated.isYouth, born.wholeYears(to: stated.day) >= 18 {
            return .unknown("a court calls the person a youth, the date of birth an adult")
        }
        return .known(.adult)
    }

    /// What the last hearing said, by its day; of one day, a youth is a youth.
    private var latestYouthStatement: (day: CalendarDate, isYouth: Bool)? {
        let said =
            hearings.values.map { (day: $0.value.hearing.date, isYouth: $0.value.isYouth == true) }
            + listings.values.map { (day: $0.value.hearing.date, isYouth: $0.value.isYouth == true) }
        return said.max { ($0.day, $0.isYouth ? 1 : 0) < ($1.day, $1.isYouth ? 1 : 0) }
    }
}
