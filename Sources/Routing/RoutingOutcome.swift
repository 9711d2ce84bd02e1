public import AgreementEngine
public import CanonicalModel

/// Everything that one message changes: the new record and the effects the core has to commit with it.
public struct RoutingOutcome: Sendable {
    /// A decision of the agreement about one telling, for the audit; whether or not it released anything.
    public struct Disclosure: Sendable {
        /// What was to be told.
        public var difference: Difference
        /// What the agreement was asked: kept with the audit, so that the decision can be made again.
        public var request: DisclosureRequest
        /// What the agreement said, field by field.
        public var decision: DisclosureDecision
        /// The notice it released, if it did.
        public var notice: Notice?
        /// The highest acceptance number of a consent that the decision has seen (reference 5.4).
        public var consentEpoch: Int64 = 0
        /// On what the disclosure rests, for the record that DPA 2018 s.62 demands.
        public var basis = Basis()
        /// The change of colour that it tells, by its key; nil for everything else.
        public var transition: String?
    }

    /// On what a disclosure rests.
    public struct Basis: Sendable, Hashable {
        /// The agreement as people name it.
        public var agreement = ""
        /// What the parties signed and the scheme it was narrowed for; nil where the agreement of all decided.
        public var narrowedFrom: Agreement.Whole?
        /// The purpose the recipient has it for.
        public var purpose = ""
        /// The legal powers of the rules that released it.
        public var powers: [String] = []
        /// The message that opened the emergency override it rests on, as source and id; nil when it rests on none.
        public var override: String?
    }

    /// The record after the message.
    public var nominal: Nominal
    /// What became of the message.
    public var fate: Fate
    /// Decisions in the order they were made.
    public var disclosures: [Disclosure] = []
    /// Ledger entries that changed.
    public var tellings: [(key: ToldLedger.Key, entry: ToldLedger.Entry)] = []
    /// Tellings to recipients that the directory no longer names: somebody has to be told by hand.
    public var unreachable: [Difference] = []
    /// Claim tickets whose consent does not stand any more, with their places in the ledger: to be stopped if they have not left.
    public var tickets: [(key: ToldLedger.Key, notice: String)] = []
    /// Changes of colour that no look had listed.
    public var transitions: [ListedTransition] = []
    /// Tasks to raise.
    public var raised: [HubTask] = []
    /// Keys of tasks that settled themselves.
    public var closed: [String] = []

    /// When time alone changes something next, by the scheme; nil when it never does, or no scheme is chosen.
    public var next: Timestamp?

    /// The notices to send.
    public var notices: [Notice] { disclosures.compactMap(\.notice) }
}
