public import Formats

extension Agreement {
    /// What a scheme adds to the agreement of all: refusals, and permits made narrower. It can say nothing else, and so it
    /// cannot widen anything (CLV 8.15, 8.22: "corporately prescribed", with local flexibility).
    public struct LocalSection: Sendable, Hashable {
        /// Refusals that hold in this scheme beside those of all.
        public var guardrails: [Guardrail]
        /// Permits of all that go less far in this scheme.
        public var narrowings: [Narrowing]
        /// The section as it stands in the file.
        public var canonical: JSONValue
    }

    /// A permit that goes less far in one scheme.
    public struct Narrowing: Sendable, Hashable {
        /// The permit's id.
        public var rule: String
        /// The sentence an officer signs.
        public var says: String
        /// What has to hold beside the permit's own condition.
        public var when: Condition
        /// The only categories that still go; nil for all of the permit's.
        public var share: [CategoryPattern]?
        /// Duties beside the permit's own.
        public var obligations: Obligations
        /// The paragraph it rests on.
        public var source: String
    }
}
