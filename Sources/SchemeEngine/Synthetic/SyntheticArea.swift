public import CanonicalModel

/// What is wrong with the feeds on purpose.
public struct SyntheticFaults: Sendable, Hashable {
    /// Of 10,000 items, how many come twice.
    public var duplicates: Int
    /// Of 10,000 items, how many come days late and out of order.
    public var late: Int
    /// Of 10,000 records, how many are corrected later.
    public var corrections: Int
    /// People whom the registers hold twice until they are merged.
    public var merges: Int
    /// Of 10,000 decisions of the panel, how many state too little and are recorded again, whole, a day later.
    public var incomplete: Int

    /// Puts faults together.
    public init(duplicates: Int, late: Int, corrections: Int, merges: Int, incomplete: Int = 0) {
        self.incomplete = incomplete
        self.duplicates = duplicates
        self.late = late
        self.corrections = corrections
        self.merges = merges
    }

    /// One in a hundred twice, two in a hundred late, corrections, five merges, one decision in twenty incomplete.
    public static let usual = SyntheticFaults(
        duplicates: 100, late: 200, corrections: 200, merges: 5, incomplete: 500)
    /// None.
    public static let none = SyntheticFaults(duplicates: 0, late: 0, corrections: 0, merges: 0)
}

/// A year of an area that does not exist: feeds in the adapters' own formats, and what truly happened.
public struct SyntheticArea: Sendable {
    /// What it is like.
    public let specification: AreaSpecification
    /// The months, oldest first.
    public let months: [ReportMonth]
    /// Every file, by when it arrives.
    public let files: [SyntheticFile]
    /// The generator's own figures, written from its own knowledge and never by the report's code.
    public let truth: [TrueFigure]
    /// What each notice of a hub decision is answered with.
    public let answers: [SyntheticAnswer]
    /// The teams of the area.
    public let teams: [SyntheticTeam]
    /// How many decisions stated too little and were held until they were recorded again.
    public let heldDecisions: Int

    /// What follows from a pack's rules or from people nobody knows, and not from what happened to anybody: the truth has
    /// no account of it.
    public static let unaccounted: Set<Metric> = [
        .candidatesProposed, .candidatesDeclined, .candidatesLapsed, .candidatesWaiting, .selectedUnknown, .tasksInTime,
        .reviewsOverdue,
    ]

    /// When everything has happened and every officer who answers has answered: the slowest takes less than four days.
    public var isOver: Timestamp { months[months.count - 1].end.adding(seconds: 4 * 86_400) }

    /// Makes an area.
    ///
    /// - Parameters:
    ///   - specification: what it is like.
    ///   - from: the first month.
    ///   - months: how many.
    ///   - seed: everything follows from it.
    ///   - faults: what is wrong with the feeds.
    public init(
        _ specification: AreaSpecification, from: ReportMonth, months: Int, seed: UInt64,
        faults: SyntheticFaults = .usual
    ) {
        self.specification = specification
        self.months = (0..<months).map { from.adding($0) }
        var generator = AreaGenerator(specification, months: self.months, seed: seed, faults: faults)
        generator.run()
        files = FeedPacker(generator.items, begins: from).files
        generator.tellTeams()
        truth =
            TruthLedger(
                generator.lives, months: self.months, officers: specification.officers,
                hasColours: specification.hasColours
            ).figures
        answers = generator.answers
        heldDecisions = generator.heldDecisions
        teams = generator.teams
    }
}

/// A neighbourhood team of a synthetic area.
public struct SyntheticTeam: Sendable, Hashable {
    /// Its id in the directory.
    public var id: String
    /// The part of a postcode that it covers.
    public var covers: String
}

/// How an officer answers a notice.
public struct SyntheticAnswer: Sendable, Hashable {
    /// The hub's message that caused the notice.
    public var cause: String
    /// Who was told.
    public var team: String
    /// The notice's kind.
    public var kind: String
    /// After how many minutes.
    public var afterMinutes: Int
}

/// A figure of the truth ledger.
public struct TrueFigure: Sendable, Hashable {
    /// The month.
    public var month: ReportMonth
    /// The metric's id.
    public var metric: String
    /// The row; empty for the whole.
    public var row: String
    /// What was counted.
    public var numerator: Int
    /// Of how many.
    public var denominator: Int
}
