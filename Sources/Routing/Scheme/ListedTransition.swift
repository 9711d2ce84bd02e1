private import CanonicalModel
public import Formats
public import SchemeEngine

/// A change of colour as a look at a record found it, to be stored: no alert goes out without one (agreement reference 6.5).
public struct ListedTransition: Sendable, Hashable {
    /// What became of a change of colour; every one has exactly one of these.
    public enum Fate: Sendable, Hashable {
        /// Its turn came: whoever may be told and has the person on its list is told once.
        case alerted
        /// Another change says it too, or took it back before anybody was alerted.
        case folded(into: String)
        /// It came to light after later changes had been told: whoever believes another colour is put right, nobody is alarmed.
        case late
        /// It is told by a notice of its own kind: selection, de-selection, stop-visits.
        case ownNotice
        /// It came before anybody looked by a scheme.
        case beforehand

        /// The stored word.
        public var word: String {
            switch self {
            case .alerted: "alerted"
            case .folded: "folded"
            case .late: "late"
            case .ownNotice: "own-notice"
            case .beforehand: "beforehand"
            }
        }

        /// The change that says it too.
        public var into: String? { if case .folded(let key) = self { key } else { nil } }
    }

    /// The change.
    public var transition: ColourState.Transition
    /// What became of it.
    public var fate: Fate

    /// Puts one together.
    public init(_ transition: ColourState.Transition, _ fate: Fate) {
        self.transition = transition
        self.fate = fate
    }

    /// Its key, which names two colours: never in clear.
    public var key: String { transition.key }

    /// Everything that is kept of it, sealed with the record: its key and instant, and what a review asks for.
    public var form: JSONObject {
        func list(_ words: [String]) -> JSONValue { .array(words.map(JSONValue.string)) }
        var form: JSONObject = [
            "at": .string(transition.at.description), "causes": list(transition.causes),
            "confirmed": .bool(transition.isConfirmed), "corrects": list(transition.corrects),
            "key": .string(transition.key), "kind": .string(transition.kind.rawValue),
            "method": .string(transition.method.rawValue), "to": .string(transition.to.rawValue),
            "triggers": list(transition.triggers),
        ]
        form.setIfPresent("from", transition.from?.rawValue)
        return form
    }
}
