/// Whether a version of an agreement takes over.
public enum ActivationDecision: Sendable, Hashable {
    /// It does.
    case activate
    /// The one in force stays, or none is in force; every reason, never only the first.
    case keep([ActivationRefusal])

    /// The reasons; none when it takes over.
    public var refusals: [ActivationRefusal] { if case .keep(let refusals) = self { refusals } else { [] } }

    /// Whether somebody has to be alarmed.
    public var isAlarm: Bool { refusals.contains { $0.code.isAlarm } }
}
