public import CanonicalModel

/// What a draft of a scheme would have said otherwise over a record, before a partnership takes it.
///
/// Nobody is named: a person is the number of their record, and what a finding rests on are ids of messages.
public struct SchemeReplayReport: Sendable {
    /// How many people a kind of finding is about, by where the packs part; a person may count in several.
    public struct Tally: Sendable, Hashable {
        /// Both packs say the same.
        public var alike = 0
        /// By where they part.
        public var apart: [LifeComparison.Side: Int] = [:]
    }

    /// One person of whom the packs say otherwise.
    public struct Person: Sendable, Hashable {
        /// The record.
        public var record: String
        /// What is otherwise.
        public var differences: [LifeComparison.Difference]
    }

    /// The pack that is in force.
    public let inForce: SchemePack
    /// The draft.
    public let draft: SchemePack
    /// The first instant that was looked at.
    public let from: Timestamp
    /// The first that was not.
    public let until: Timestamp
    /// What a person is called: a "record" of the broker's, or a written "case".
    public internal(set) var unit = "record"
    /// What else a reader has to know, in sentences.
    public var remarks: [String] = []
    /// People who were looked at.
    public private(set) var records = 0
    /// How many times a pack was asked.
    public private(set) var looks = 0
    /// People who cannot be looked at: they were erased since.
    public private(set) var erased = 0
    /// By kind of finding.
    public private(set) var tallies: [SchemeFinding.Kind: Tally] = [:]
    /// Of whom the packs say otherwise, in the order in which they were looked at.
    public private(set) var people: [Person] = []

    /// A report that nobody is in yet.
    public init(inForce: SchemePack, draft: SchemePack, from: Timestamp, until: Timestamp) {
        (self.inForce, self.draft, self.from, self.until) = (inForce, draft, from, until)
    }

    /// Takes in one person; of one whom nothing is otherwise of only numbers are kept.
    ///
    /// - Parameters:
    ///   - life: the person's life under both packs.
    ///   - record: what the hub calls the record.
    public mutating func add(_ life: LifeReplay, of record: String) {
        let comparison = life.comparison
        records += 1
        looks += life.looks
        for kind in Set(comparison.alike.map(\.kind)) { tallies[kind, default: Tally()].alike += 1 }
        for part in Set(comparison.differences.map { Part(kind: $0.subject.kind, side: $0.side) }) {
            tallies[part.kind, default: Tally()].apart[part.side, default: 0] += 1
        }
        guard !comparison.differences.isEmpty else { return }
        people.append(Person(record: record, differences: comparison.differences))
    }

    /// Counts somebody who was erased.
    public mutating func addErased() { erased += 1 }

    private struct Part: Hashable {
        var kind: SchemeFinding.Kind
        var side: LifeComparison.Side
    }
}
