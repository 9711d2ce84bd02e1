import CanonicalModel

extension MonthCount {
    mutating func addColours(_ person: ReportInput.Person, _ stay: Stay) {
        for instant in dayEnds where stay.holds(at: instant) {
            tally.add(.colourDays, person.colour(in: stay, at: instant).rawValue, 1)
        }
        for rating in person.ratings where month.contains(rating.at) && stay.holds(at: rating.at) {
            addDecision(rating, before: person.rating(in: stay, before: rating.at))
        }
        for instant in person.intelligence where month.contains(instant) && stay.holds(at: instant) {
            tally.add(.intelligenceItems, 1)
        }
    }

    private mutating func addDecision(_ decision: ReportInput.Rating, before: RAGRating?) {
        let earlier = before ?? .amber
        let direction = decision.rating > earlier ? "rose" : decision.rating < earlier ? "fell" : "stayed"
        tally.add(.colourChanges, direction, 1)
        tally.add(.colourTriggers, decision.trigger ?? "not stated", 1)
        guard let event = decision.triggeredAt else { return }
        let minutes = event.minutes(until: decision.at)
        tally.add(.timeToConfirm, minutes, of: 1)
        tally.add(.confirmedInDay, minutes <= 24 * 60 ? 1 : 0, of: 1)
    }
}

/// The colour that is shown: three facts in one word (agreement reference 6.1).
enum ShownColour: String {
    case red
    case amber
    case green
    case blue
    case white
}

extension ReportInput.Person {
    func colour(in stay: Stay, at instant: Timestamp) -> ShownColour {
        let open = stay.spells.filter { $0.start <= instant && ($0.end.map { instant < $0 } ?? true) }
        if !open.isEmpty && open.allSatisfy({ $0.cohort == "dormant" }) { return .white }
        if isHeld(at: instant) { return .blue }
        let risk = ratings.filter { stay.start <= $0.at && $0.at <= instant }.max { $0.at < $1.at }?.rating
        return (risk ?? stay.rating(at: instant)).flatMap { ShownColour(rawValue: $0.rawValue) } ?? .amber
    }

    /// The colour that stood before a decision.
    func rating(in stay: Stay, before instant: Timestamp) -> RAGRating? {
        let earlier = ratings.filter { stay.start <= $0.at && $0.at < instant }.max { $0.at < $1.at }
        return earlier?.rating ?? stay.rating(at: instant)
    }

    private func isHeld(at instant: Timestamp) -> Bool {
        custody.filter { $0.at <= instant }.max { $0.at < $1.at }?.isHeld ?? false
    }
}

extension Stay {
    /// The colour that the latest selection gave.
    fileprivate func rating(at instant: Timestamp) -> RAGRating? {
        spells.flatMap(\.colours).filter { $0.at <= instant }.max { $0.at < $1.at }?.rating
    }
}
