/// One thing a recipient is kept informed of within a spell.
public enum Topic: Sendable, Hashable {
    /// Whether the nominal is on the recipient's list: told by selection, stop-visits and de-selection notices.
    case standing
    /// Which cohort the stay is on: told when it moves to another, which is no de-selection (DES-01).
    case cohort
    /// The colour.
    case rag
    /// In custody or out.
    case custody
    /// One hearing's results.
    case hearing(String)
    /// One case's warrant.
    case warrant(String)
    /// What one emergency override lets a recipient know, by the message that opened it.
    case override(String)

    /// The stored text; ``init(text:)`` reads it back.
    public var text: String {
        switch self {
        case .standing: "standing"
        case .cohort: "cohort"
        case .rag: "rag"
        case .custody: "custody"
        case .hearing(let key): "hearing " + key
        case .warrant(let key): "warrant " + key
        case .override(let key): "override " + key
        }
    }

    /// Reads a stored text.
    public init?(text: String) {
        switch text {
        case "standing": self = .standing
        case "cohort": self = .cohort
        case "rag": self = .rag
        case "custody": self = .custody
        default:
            if text.hasPrefix("hearing ") {
                self = .hearing(String(text.dropFirst(8)))
            } else if text.hasPrefix("warrant ") {
                self = .warrant(String(text.dropFirst(8)))
            } else if text.hasPrefix("override ") {
                self = .override(String(text.dropFirst(9)))
            } else {
                return nil
            }
        }
    }

    /// Whether it is what an emergency override lets somebody know.
    var isOverride: Bool { override != nil }

    /// The override that it stands for, by the message that opened it.
    var override: String? { if case .override(let key) = self { key } else { nil } }
}
