/// What two packs say of one person over the same time, side by side.
public struct LifeComparison: Sendable, Hashable {
    /// Where they part.
    public enum Side: String, Sendable, Hashable, CaseIterable {
        /// Both say it, at other times or in other words.
        case otherwise = "both-but-otherwise"
        /// Only the draft says it.
        case onlyDraft = "only-under-the-draft"
        /// Only the pack in force says it.
        case onlyInForce = "only-in-force"
    }

    /// Something that they say otherwise.
    public struct Difference: Sendable, Hashable {
        /// What it is about.
        public var subject: SchemeFinding.Subject
        /// Where they part.
        public var side: Side
        /// How many times each says it.
        public var times: (inForce: Int, draft: Int) { (inForceTimes, draftTimes) }
        /// The first time that the pack in force says it and the draft does not say it so.
        public var inForce: SchemeFinding.Occasion?
        /// The first time that the draft says it and the pack in force does not say it so.
        public var draft: SchemeFinding.Occasion?
        private let inForceTimes: Int
        private let draftTimes: Int
    }

    /// What they say otherwise, in order.
    public let differences: [Difference]
    /// What they say alike.
    public let alike: [SchemeFinding.Subject]

    /// Compares.
    init(_ inForce: [SchemeFinding], _ draft: [SchemeFinding]) {
        let said = Dictionary(inForce.map { ($0.subject, $0.occasions) }) { $0 + $1 }
        let drafted = Dictionary(draft.map { ($0.subject, $0.occasions) }) { $0 + $1 }
        let subjects = Set(said.keys).union(drafted.keys).sorted()
        let all = subjects.map { ($0, Difference($0, said[$0] ?? [], drafted[$0] ?? [])) }
        differences = all.compactMap(\.1)
        alike = all.filter { $0.1 == nil }.map(\.0)
    }
}

extension LifeComparison.Difference {
    /// Nil where nobody would notice one.
    fileprivate init?(
        _ subject: SchemeFinding.Subject, _ inForce: [SchemeFinding.Occasion], _ draft: [SchemeFinding.Occasion]
    ) {
        let (said, drafted) = (Set(inForce.map(\.noticed)), Set(draft.map(\.noticed)))
        let own = inForce.first { !drafted.contains($0.noticed) }
        let other = draft.first { !said.contains($0.noticed) }
        // Tasks of one kind may be alike word for word: then it is their number that differs.
        guard own != nil || other != nil || inForce.count != draft.count else { return nil }
        self.subject = subject
        (self.inForce, self.draft) = (own, other)
        (inForceTimes, draftTimes) = (inForce.count, draft.count)
        side = inForce.isEmpty ? .onlyDraft : draft.isEmpty ? .onlyInForce : .otherwise
    }
}
