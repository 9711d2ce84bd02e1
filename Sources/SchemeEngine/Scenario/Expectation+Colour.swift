import CanonicalModel

extension ExpectationKey {
    /// Colours: shown, confirmed, proposed; whose the person is; every change; planned visits.
    static let colour = [
        ExpectationKey("shown") { .text($0.colour?.shown.rawValue) },
        ExpectationKey("confirmed") { .text($0.colour?.confirmed?.rawValue) },
        ExpectationKey("proposed") { .text($0.colour?.proposed?.rawValue) },
        ExpectationKey("unconfirmed") { .truth($0.colour.map { !$0.isConfirmed } ?? false) },
        ExpectationKey("owner") { .text($0.colour?.owner) },
        ExpectationKey("visit-stop") { .text($0.colour?.visitStop?.rawValue) },
        ExpectationKey("definition") { .text($0.colour?.definition) },
        ExpectationKey("intensity") { .text($0.colour?.intensity) },
        ExpectationKey("priority") { .number($0.colour?.priority) },
        ExpectationKey("warnings") { .texts(($0.colour?.warnings ?? []).map(\.code)) },
        ExpectationKey("further") { .texts(($0.colour?.further ?? []).map(\.triggerClass)) },
        ExpectationKey("transitions", of: transitionMembers) { .many(($0.colour?.transitions ?? []).map(\.answer)) },
        ExpectationKey("transitions-include", of: transitionMembers, .includes) {
            .many(($0.colour?.transitions ?? []).map(\.answer))
        },
        ExpectationKey("visits", of: ["visit", "outcome", "rule", "until"]) { .many($0.visits.map(\.answer)) },
    ]

    private static let transitionMembers = [
        "to", "from", "at", "kind", "triggers", "method", "confirmed", "key", "corrects", "losing", "gaining",
        "handed-over", "voluntary-sector-safe", "acknowledge-by",
    ]
}

extension ColourState.Transition {
    fileprivate var answer: SchemeAnswer {
        .record(
            to.rawValue,
            [
                "to": .text(to.rawValue), "from": .text(from?.rawValue), "at": .text(at.description),
                "kind": .text(kind.rawValue), "triggers": .texts(triggers), "method": .text(method.rawValue),
                "confirmed": .truth(isConfirmed), "key": .text(key), "corrects": .number(corrects.count),
                "losing": .text(handOver?.losing), "gaining": .text(handOver?.gaining),
                "handed-over": .texts(handOver?.triggers ?? []),
                "voluntary-sector-safe": .truth(handOver?.isVoluntarySectorSafe ?? false),
                "acknowledge-by": .text(acknowledgeBy?.description),
            ])
    }
}

extension VisitRuling {
    fileprivate var answer: SchemeAnswer {
        .record(
            visit,
            [
                "visit": .text(visit), "outcome": .text(outcome.rawValue), "rule": .text(rule),
                "until": .text(until?.description),
            ])
    }
}
