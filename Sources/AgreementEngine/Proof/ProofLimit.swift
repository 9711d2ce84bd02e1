/// What keeps a proof within bounds: an agreement that goes beyond them is not proved, and says so, rather than half
/// proved.
enum ProofLimit: Error, Equatable {
    case tooManyFeeds
    case tooManyValues
    case tooManyFacts
    case tooManyPoints
    case tooManyAlternatives
    case tooMuchInTotal

    /// Feeds that the rules about one field may name.
    static let feeds = 10
    /// Values of one fact: five consents that somebody may answer in each way make 3,125.
    static let valuesOfOneFact = 100_000
    /// Leaf conditions in the rules about one field, a bit each.
    static let atoms = 64
    /// Combinations of facts for one field, which are held as a bit each while it is looked at.
    static let points = 1 << 22
    /// Alternatives of one rule once its "any" and "unless" are written out.
    static let cubes = 4_096

    /// Combinations of facts over all fields together: the engine is asked about each of them. The Leeds agreement,
    /// the largest that ships, has 28,438.
    static let pointsInTotal = 250_000
    /// Values of all facts over all fields together: each is looked at before combinations are known. The Leeds
    /// agreement has 2,900.
    static let valuesInTotal = 100_000

    /// What is too much, in words.
    var says: String {
        switch self {
        case .tooManyFeeds: "the rules about one field name more than \(Self.feeds - 1) feeds"
        case .tooManyValues: "the rules about one field ask for too many consents or risk assessments at once"
        case .tooManyFacts: "the rules about one field ask more than \(Self.atoms) different questions"
        case .tooManyPoints: "the facts of the rules about one field can be combined in more than \(Self.points) ways"
        case .tooManyAlternatives: "a rule has more than \(Self.cubes) alternatives once its 'any' is written out"
        case .tooMuchInTotal:
            "the facts of all rules together can be combined in more than \(Self.pointsInTotal) ways, or have more "
                + "than \(Self.valuesInTotal) values"
        }
    }
}
