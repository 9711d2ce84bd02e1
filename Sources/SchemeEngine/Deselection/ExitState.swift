public import CanonicalModel

/// A de-selection that stands, and what follows from it; for the lead professional, never for a neighbourhood team.
public struct ExitState: Sendable, Hashable {
    /// The decision's message.
    public var decision: String
    /// The stay that it ended.
    public var stay: String
    /// The cohort that was left.
    public var cohort: String
    /// On which grounds.
    public var grounds: [String]
    /// Since when.
    public var at: Timestamp
    /// Who gets intelligence from now on (DES-06); nil where the scheme does not say.
    public var intelligenceNowTo: String?
    /// The area that takes the person over: the other half of a transfer pair (DES-05).
    public var transferTo: String?
    /// Flags whose withdrawal nobody has confirmed; safety markers are never among them.
    public var flagsToWithdraw: [String]

    /// Puts a state together.
    public init(
        decision: String, stay: String, cohort: String, grounds: [String], at: Timestamp,
        intelligenceNowTo: String? = nil, transferTo: String? = nil, flagsToWithdraw: [String] = []
    ) {
        self.decision = decision
        self.stay = stay
        self.cohort = cohort
        self.grounds = grounds
        self.at = at
        self.intelligenceNowTo = intelligenceNowTo
        self.transferTo = transferTo
        self.flagsToWithdraw = flagsToWithdraw
    }
}
