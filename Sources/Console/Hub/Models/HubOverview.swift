/// What waits at the hub, in figures.
public struct HubOverview: Sendable, Hashable {
    /// How many people show one colour.
    public struct ColourCount: Sendable, Hashable {
        /// The colour.
        public var colour: CohortEntry.Colour
        /// How many.
        public var count: Int
        /// Puts a count together.
        public init(colour: CohortEntry.Colour, count: Int) {
            self.colour = colour
            self.count = count
        }
    }

    /// "Leeds IOM hub".
    public var scheme: String
    /// People on a cohort, by the colour shown.
    public var colours: [ColourCount]
    /// People the panel should consider.
    public var candidates: Int
    /// Open tasks.
    public var tasks: Int
    /// Of these, past their time.
    public var overdue: Int

    /// Puts an overview together.
    public init(scheme: String, colours: [ColourCount], candidates: Int, tasks: Int, overdue: Int) {
        self.scheme = scheme
        self.colours = colours
        self.candidates = candidates
        self.tasks = tasks
        self.overdue = overdue
    }
}
