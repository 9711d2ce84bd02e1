import CanonicalModel

extension ExpectationKey {
    /// Colours: shown, confirmed, proposed; whose the person is; every change.
    static let colour = [
        ExpectationKey("shown") { .text($0.colour?.shown.rawValue) },
        ExpectationKey("confirmed") { .text($0.colour?.confirmed?.rawValue) },
        ExpectationKey("proposed") { .text($0.colour?.proposed?.rawValue) },
        ExpectationKey("owner") { .text($0.colour?.owner) },
        ExpectationKey("transitions", of: ["to", "from", "at", "triggers", "confirmed", "key"]) {
            .many(($0.colour?.transitions ?? []).map(\.answer))
        },
    ]
}

extension ColourState.Transition {
    fileprivate var answer: SchemeAnswer {
        .record(
            to.rawValue,
            [
                "to": .text(to.rawValue), "from": .text(from?.rawValue), "at": .text(at.description),
                "triggers": .texts(triggers), "confirmed": .truth(isConfirmed), "key": .text(key),
            ])
    }
}
