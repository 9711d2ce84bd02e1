import AgreementEngine

/// One person record: what agencies said and what recipients were told. The value the router is handed and hands back.
public struct Nominal: Sendable, Hashable {
    /// What agencies said.
    public var history: NominalHistory
    /// What recipients were told.
    public var ledger: ToldLedger
    /// Open tasks of the hub about this person, by key.
    public var openTasks: Set<String>

    /// What the agreement last said about tellings it did not permit, so that asking again with the same answer is not
    /// recorded again. Kept in memory only: after a restart the first answer is recorded once more.
    var refusals: [ToldLedger.Key: DisclosureDecision] = [:]

    /// A record nobody has said anything about.
    public init(history: NominalHistory = NominalHistory(), ledger: ToldLedger = ToldLedger(), openTasks: Set<String> = []) {
        self.history = history
        self.ledger = ledger
        self.openTasks = openTasks
    }
}
