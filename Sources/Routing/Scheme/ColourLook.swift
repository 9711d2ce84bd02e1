import CanonicalModel
import SchemeEngine

/// What a look at a record finds to be new of its colours: each change has its turn, in the order in which they came to be.
///
/// Between two looks several changes can come to be: after an outage, by a late fact, by a timer that nobody heard. A look that
/// told the last of them only would lose the others (ops/decisions/0027).
struct ColourLook {
    /// Every change that no look has seen, with what becomes of it.
    private(set) var listed: [ListedTransition] = []
    /// What is told before the change that stands, in order.
    private(set) var turns: [SchemeReading.Alert] = []
    /// Alarms that came after later changes had been told; told last, beside the colour that stands.
    private(set) var late: [SchemeReading.Alert] = []
    /// The change that stands.
    private(set) var standing: SchemeReading.Alert?

    private let all: [ColourState.Transition]
    private let seen: [String: Timestamp]
    private let folded: Set<String>

    /// Finds what is new.
    ///
    /// - Parameters:
    ///   - colour: what the scheme says; nil for somebody on no cohort.
    ///   - seen: the changes that earlier looks listed, with their instants; empty when there was no look.
    ///   - folded: those of them that nobody was alerted of.
    ///   - reading: what stands.
    init(_ colour: ColourState?, seen: [String: Timestamp], folded: Set<String>, _ reading: SchemeReading) {
        (all, self.seen, self.folded, standing) = (colour?.transitions ?? [], seen, folded, reading.alert)
        guard let colour else { return }
        for transition in all where seen[transition.key] == nil {
            listed.append(
                ListedTransition(transition, fate(of: transition, areVisitsStopped: reading.areVisitsStopped)))
        }
        for found in listed where found.fate == .alerted { take(found.transition, colour) }
        if let alert = standing { standing = weighed(alert) }
        turns = turns.map(weighed)
    }

    /// The keys of what was alerted before a change.
    func earlier(than key: String) -> Set<String> {
        Set(all.prefix { $0.key != key }.filter(\.isOfRisk).map(\.key))
    }
}

extension ColourLook {
    private func fate(of transition: ColourState.Transition, areVisitsStopped: Bool) -> ListedTransition.Fate {
        guard transition.isOfRisk else { return .ownNotice }
        let last = all.last(where: \.isOfRisk)
        let isNewAlarm = transition.kind == .alarm && !isSeenAnew(transition)
        if transition.key == last?.key { return isLate(transition) && !isNewAlarm ? .late : .alerted }
        if seen.isEmpty { return .beforehand }
        // Somebody who was cleared before anybody was alerted is not alerted of (DESIGN decision 16).
        if let correction = all.first(where: { $0.corrects.contains(transition.key) }) {
            return .folded(into: correction.key)
        }
        if isNewAlarm { return .alerted }
        if isLate(transition), let last { return .folded(into: last.key) }
        guard areVisitsStopped, let stop = stop(after: transition) else { return .alerted }
        return .folded(into: stop.key)
    }

    /// Whether it is inserted before something that an earlier look listed.
    ///
    /// A change whose place was taken by another is listed no more; then its instant says what is before it.
    private func isLate(_ transition: ColourState.Transition) -> Bool {
        if isSeenAnew(transition) { return true }
        let following = all.drop { $0.key != transition.key }.dropFirst()
        if following.contains(where: { seen[$0.key] != nil }) { return true }
        guard let latest = seen.values.max(), transition.at <= latest else { return false }
        return transition.at < latest || !all.contains { seen[$0.key] == latest }
    }

    /// Whether an earlier look listed the same change under another key: something late moved the colour that it came from.
    private func isSeenAnew(_ transition: ColourState.Transition) -> Bool {
        let (kind, to) = (transition.kind.rawValue, transition.to.rawValue)
        let colours = "/\(kind)/\(transition.from?.rawValue ?? "none")/\(to)/"
        let parts = transition.key.split(separator: colours, maxSplits: 1)
        guard parts.count == 2 else { return false }
        return seen.keys.contains { key in
            key != transition.key && key.hasPrefix(parts[0] + "/\(kind)/") && key.hasSuffix("/" + parts[1])
        }
    }

    private func stop(after transition: ColourState.Transition) -> ColourState.Transition? {
        all.drop { $0.key != transition.key }.last(where: \.stopsVisits)
    }

    private mutating func take(_ transition: ColourState.Transition, _ colour: ColourState) {
        guard transition.key != standing?.transition, var alert = SchemeReading.Alert(transition, colour) else {
            return
        }
        guard isLate(transition) else { return turns.append(alert) }
        alert.late = transition.key
        if let standing {
            (alert.transition, alert.rating) = (standing.transition, standing.rating)
            alert.isUnconfirmed = standing.isUnconfirmed
        }
        late.append(alert)
    }

    /// An alert with whether it is news, and whether it takes back anything that was told.
    private func weighed(_ alert: SchemeReading.Alert) -> SchemeReading.Alert {
        guard let transition = all.first(where: { $0.key == alert.transition }) else { return alert }
        var weighed = alert
        let isNewAlarm = alert.isAlarm && !isSeenAnew(transition)
        weighed.isKnown = seen[transition.key] != nil || (isLate(transition) && !isNewAlarm)
        let untold = folded.union(listed.filter { $0.fate.into == transition.key }.map(\.transition.key))
        weighed.isHollow = !transition.corrects.isEmpty && untold.isSuperset(of: transition.corrects)
        return weighed
    }
}
