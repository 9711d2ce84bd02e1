/// A point of the record of how somebody left a scheme (EVAL App 4; reference DES-16).
public enum ExitPoint: String, Sendable, Hashable, CaseIterable {
    /// How the person was told.
    case toldHow = "told-how"
    /// Why they are no longer subject to it.
    case toldWhy = "told-why"
    /// How agencies helped.
    case help
    /// What is done about the risk that remains.
    case riskStrategy = "risk-strategy"
}
