public import CanonicalModel
internal import SchemeEngine

/// One stroke in a tally of people whom the broker does not know: how often the panel was asked about somebody, and what it
/// said.
///
/// Strangers leave no lasting trace (DESIGN decision 13), and scrutiny still wants to know how many were considered and not
/// chosen (CLV 7.10, 7.11; SEL-09). Every word in it is one of the scheme's own: what a sender wrote could name somebody.
public struct StrangerMark: Sendable, Hashable {
    /// What was said of them.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// An agency asked the panel to consider them.
        case proposed
        /// The panel selected them, and a record was opened.
        case selected
        /// The panel considered them and did not select them.
        case declined
    }

    /// The scheme's id; empty where none is chosen.
    public var scheme: String
    /// The day in London whose month it counts in.
    public var day: CalendarDate
    /// The cohort, where it is one of the scheme's; ``other`` where not.
    public var cohort: String
    /// The way to the panel, where it is one of the scheme's; ``other`` where not.
    public var route: String
    /// What was said.
    public var outcome: Outcome

    /// What stands for a word that the scheme does not have.
    public static let other = "other"
    /// The way of somebody whom an agency nominated.
    public static let nomination = "nomination"

    /// Puts a mark together.
    public init(scheme: String, day: CalendarDate, cohort: String, route: String, outcome: Outcome) {
        (self.scheme, self.day, self.cohort) = (scheme, day, cohort)
        (self.route, self.outcome) = (route, outcome)
    }
}

extension ContentBasedRouter {
    /// The mark that a message about somebody unknown makes; nil for one that is not about a candidate.
    ///
    /// An imported selection makes none: it was decided before Throughgate.
    ///
    /// - Parameters:
    ///   - message: about a person of whom nothing is kept.
    ///   - now: the core's clock; nothing counts in a month that has not come.
    public func mark(of message: CanonicalMessage, now: Timestamp) -> StrangerMark? {
        switch message.fact {
        case .nomination(let said):
            mark(.proposed, said.cohort, StrangerMark.nomination, message, now)
        case .candidateDeclined(let said):
            mark(.declined, said.cohort, route(said.panel?.route), message, now)
        case .selection(let said) where said.alreadyTold.isEmpty && said.panel?.route != DecisionList.imported:
            mark(.selected, said.cohort, route(said.panel?.route), message, now)
        default: nil
        }
    }

    private func mark(
        _ outcome: StrangerMark.Outcome, _ cohort: String, _ route: String, _ message: CanonicalMessage,
        _ now: Timestamp
    ) -> StrangerMark {
        let pack = scheme?.scheme.pack
        let isKnown = pack?.cohorts[cohort] != nil
        return StrangerMark(
            scheme: pack?.id ?? "", day: LondonTime.day(of: min(message.time, now)),
            cohort: isKnown ? cohort : StrangerMark.other, route: route, outcome: outcome)
    }

    private func route(_ word: String?) -> String {
        let routes = scheme?.scheme.pack.selection.routes.map(\.route) ?? []
        return word.flatMap { routes.contains($0) ? $0 : nil } ?? StrangerMark.other
    }
}
