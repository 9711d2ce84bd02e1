extension Agreement {
    /// A scheme under the agreement, one for each area that runs its own cohort (CLV 8.3).
    public struct Scheme: Sendable, Hashable {
        /// The code of its area ("E06000002").
        public var area: String
        /// Its settings by the names that conditions give them ("scheme.exit-interviews"), as text.
        public var settings: [String: String]
        /// How many people each cohort holds, as the scheme says it: 40, or "100+".
        public var cohorts: [CohortType: String]
        /// The schemes that it unites in one hub: the sections of all of them hold in it (reference 1.8, S11).
        public var unites: [String]
    }
}
