import CanonicalModel

/// Tells whether a feed has fallen silent, from when its items came and what its owner declared.
///
/// A pure function of arrivals and a clock. A declared rhythm decides alone; without one it is learnt.
struct FeedRhythm: Sendable, Equatable {
    /// Arrivals it is given at most, the newest.
    static let historyLimit = 500
    /// Items closer together than this are one delivery.
    static let burstSeconds: Int64 = 60
    /// Pauses that must have been seen before anything is concluded from them.
    static let leastPauses = 10
    /// Quieter than the shortest of these is nobody's alarm.
    static let leastTolerated: Int64 = 600

    var declaration: FeedDeclaration?
    var learns = true
    /// Silence is counted from here while nothing has ever come.
    var startedAt: Timestamp

    /// What is to be thought of the feed.
    ///
    /// - Parameter arrivals: when items came, oldest first.
    func verdict(arrivals: [Timestamp], at now: Timestamp) -> FeedVerdict {
        if let declaration { return declared(declaration, arrivals.last, now) }
        guard learns, let last = arrivals.last, let learnt = Self.learnt(arrivals) else {
            return FeedVerdict(
                basis: .unknown, isSilent: false, lastArrival: arrivals.last, silentSeconds: 0, toleratedSeconds: nil,
                why: "Nothing is declared, and fewer than \(Self.leastPauses) pauses have been seen to learn from.")
        }
        let silence = max(0, now.microseconds - last.microseconds) / 1_000_000
        return FeedVerdict(
            basis: .learnt, isSilent: silence > learnt.tolerated, lastArrival: last, silentSeconds: silence,
            toleratedSeconds: learnt.tolerated,
            why: """
                Nothing has come for \(Words.duration(silence)). Of the last \(learnt.pauseCount) pauses between deliveries \
                the second longest was \(Words.duration(learnt.usual)); half as much again is tolerated.
                """)
    }

    private func declared(_ declaration: FeedDeclaration, _ last: Timestamp?, _ now: Timestamp) -> FeedVerdict {
        let silence = declaration.runningSeconds(from: last ?? startedAt, to: now)
        let tolerated = declaration.expectEvery + declaration.grace
        let since = last == nil ? "Nothing has come since the adapter started" : "Nothing has come"
        return FeedVerdict(
            basis: .declared, isSilent: silence > tolerated, lastArrival: last, silentSeconds: silence,
            toleratedSeconds: tolerated,
            why: """
                \(since) for \(Words.duration(silence)) of its running time. Something is declared to come every \
                \(Words.duration(declaration.expectEvery)), and \(Words.duration(declaration.grace)) more is tolerated.
                """)
    }

    private struct Learnt {
        let usual: Int64
        let pauseCount: Int
        var tolerated: Int64 { max(FeedRhythm.leastTolerated, usual + usual / 2) }
    }

    /// The second-longest pause: one outage in the history must not teach that outages are usual, while a weekend, which
    /// comes again, is learnt.
    private static func learnt(_ arrivals: [Timestamp]) -> Learnt? {
        let pauses = zip(arrivals, arrivals.dropFirst()).map { ($1.microseconds - $0.microseconds) / 1_000_000 }
            .filter { $0 >= burstSeconds }.sorted()
        guard pauses.count >= leastPauses else { return nil }
        return Learnt(usual: pauses[pauses.count - 2], pauseCount: pauses.count)
    }
}

/// What is thought of a feed, and why.
struct FeedVerdict: Sendable, Equatable {
    /// Where the expectation comes from.
    enum Basis: String, Sendable {
        case declared
        case learnt
        case unknown
    }

    let basis: Basis
    let isSilent: Bool
    let lastArrival: Timestamp?
    let silentSeconds: Int64
    let toleratedSeconds: Int64?
    /// A sentence or two for operators.
    let why: String
}

/// Durations as people say them.
enum Words {
    static func duration(_ seconds: Int64) -> String {
        let parts = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")] as [(Int64, String)]
        var rest = seconds
        let words = parts.compactMap { size, unit -> String? in
            let count = rest / size
            rest %= size
            return count > 0 ? "\(count) \(unit)" : nil
        }
        return words.isEmpty ? "0 s" : words.prefix(2).joined(separator: " ")
    }
}
