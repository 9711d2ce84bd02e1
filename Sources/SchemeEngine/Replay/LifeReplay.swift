public import CanonicalModel

/// One person's life, looked at under the pack in force and under a draft.
///
/// Each pack is asked at every instant at which more became known, and at every instant at which it says that time alone
/// changes something: between two such instants neither says anything new.
public struct LifeReplay: Sendable {
    /// What a pack says at an instant, from what was known by then.
    public typealias Look = (Timestamp) -> SchemeAssessment

    /// The shortest interval of a scheme: a rule that asks to be woken at once waits so long.
    private static let leastSeconds: Int64 = 3_600

    private let packs: (inForce: SchemePack, draft: SchemePack)
    private var books = (inForce: FindingBook(), draft: FindingBook())
    /// How many times a pack was asked.
    public private(set) var looks = 0

    /// A life nobody has looked at yet.
    public init(inForce: SchemePack, draft: SchemePack) { packs = (inForce, draft) }

    /// Looks at a stretch of time in which nothing more became known; stretches come in order.
    ///
    /// - Parameters:
    ///   - from: when it begins.
    ///   - until: the first instant after it.
    ///   - inForce: what the pack in force says.
    ///   - draft: what the draft says.
    public mutating func add(from: Timestamp, until: Timestamp, inForce: Look, draft: Look) {
        looks += Self.walk(&books.inForce, packs.inForce, from: from, until: until, inForce)
        looks += Self.walk(&books.draft, packs.draft, from: from, until: until, draft)
    }

    private static func walk(
        _ book: inout FindingBook, _ pack: SchemePack, from: Timestamp, until: Timestamp, _ look: Look
    ) -> Int {
        var (now, looks) = (from, 0)
        while now < until {
            let assessment = look(now)
            book.look(assessment, by: pack, at: now)
            looks += 1
            guard let next = assessment.next else { break }
            now = next > now ? next : now.adding(seconds: leastSeconds)
        }
        return looks
    }

    /// Everything that the pack in force says, in order.
    public var inForce: [SchemeFinding] { books.inForce.sorted }
    /// Everything that the draft says, in order.
    public var draft: [SchemeFinding] { books.draft.sorted }
    /// What the two say otherwise, and what alike.
    public var comparison: LifeComparison { LifeComparison(inForce, draft) }
}

extension LifeReplay {
    /// Looks at a case file over some time, from its beginning to its end knowing no more than was recorded by then.
    ///
    /// - Parameters:
    ///   - file: everything that was ever recorded.
    ///   - from: the first instant.
    ///   - until: the first instant that is not looked at.
    ///   - inForce: the pack in force.
    ///   - draft: the draft.
    public init(of file: CaseFile, from: Timestamp, until: Timestamp, inForce: SchemePack, draft: SchemePack) {
        self.init(inForce: inForce, draft: draft)
        let (own, other) = (SchemeEvaluator(inForce), SchemeEvaluator(draft))
        let starts = ([from] + file.recordings.filter { $0 > from && $0 < until }.sorted())
        for (index, start) in starts.enumerated() {
            let known = file.known(by: start)
            let end = index + 1 < starts.count ? starts[index + 1] : until
            add(from: start, until: end) {
                own.assess(known, now: $0)
            } draft: {
                other.assess(known, now: $0)
            }
        }
    }
}
