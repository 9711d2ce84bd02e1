public import CanonicalModel
private import Routing

extension StoreTransaction {
    private var erasure: ErasureStatements { session.erasure }

    /// Remembers since when somebody is on no cohort; nil while a stay goes on.
    public func save(lastStayEnded: Timestamp?, of number: Int64) throws {
        guard let lastStayEnded else { return try erasure.dropRetention.run(.integer(number)) }
        try erasure.saveRetention.run(.integer(number), .integer(lastStayEnded.microseconds))
    }

    /// The stages in which what is kept of somebody is erased.
    public enum RetentionStage: Sendable, CaseIterable { case bodies, requests, person }

    /// The records whose last stay ended before a time and of which a stage is not done; records nobody has looked at first.
    public func due(_ stage: RetentionStage, endedBefore: Timestamp, now: Timestamp, limit: Int) throws -> [Int64] {
        let statement =
            switch stage {
            case .bodies: erasure.dueBodies
            case .requests: erasure.dueRequests
            case .person: erasure.duePeople
            }
        return try statement.all(
            .integer(endedBefore.microseconds), .integer(now.microseconds), .integer(Int64(limit))
        ) { $0.integer(0) }
    }

    /// Looks at a record's retention not before a time.
    public func postponeRetention(of number: Int64, to time: Timestamp) throws {
        try erasure.postpone.run(.integer(number), .integer(time.microseconds))
    }

    // MARK: Reviews

    /// A review needs a record.
    public func placeHold(_ message: String, on number: Int64, review: Timestamp, at now: Timestamp) throws {
        try erasure.placeHold.run(
            .text(message), .integer(number), .integer(now.microseconds), .integer(review.microseconds))
    }

    /// No review needs a record any more, but those that began later.
    ///
    /// - Parameter later: the messages that started those.
    /// - Returns: the messages that started the others.
    public func releaseHolds(on number: Int64, besides later: Set<String>, at now: Timestamp) throws -> [String] {
        let held = try origins(of: number).sorted().flatMap { origin in
            try erasure.holdsOf.all(.integer(origin)) { $0.text(0) }
        }
        .filter { !later.contains($0) }
        for message in held { try erasure.releaseHold.run(.text(message), .integer(now.microseconds)) }
        return held
    }

    /// Reviews whose day has come and that nobody was reminded of.
    public func dueHolds(by now: Timestamp, limit: Int) throws -> [(message: String, nominal: Int64)] {
        try erasure.dueHolds.all(.integer(now.microseconds), .integer(Int64(limit))) { ($0.text(0), $0.integer(1)) }
    }

    /// Somebody was reminded of a review.
    public func remindHold(_ message: String, at now: Timestamp) throws {
        try erasure.remindHold.run(.text(message), .integer(now.microseconds))
    }

    // MARK: Rectification

    /// The facts of a record that go by an id: their messages' own, or source and id.
    public func facts(named id: String, of number: Int64) throws -> [(sequence: Int64, message: CanonicalMessage)] {
        try erasure.factsOf.all(.integer(number)) { ($0.integer(0), $0.integer(1), $0.blob(2)) }
            .map { ($0.0, try CanonicalMessage(sealed: try dataKey($0.1).open($0.2))) }
            .filter { $0.1.id == id || $0.1.key == id }
    }

    /// Finds a record by the names, birthdays and postcodes that its facts bear, and by no others: what was rectified must not
    /// draw messages to it.
    public func relearnProfile(of number: Int64) throws {
        try reindexBlocks(of: try nominal(number).history, as: number)
    }

    /// A fact counts no more; it is kept sealed, as what was wrong has to be provable.
    public func rectify(_ fact: Int64, by item: Int64) throws {
        try erasure.rectify.run(.integer(fact), .integer(item))
    }

    // MARK: Breaches

    /// Opens a personal data breach, or adds notices to it.
    public func openBreach(_ message: String, notices: [String], reason: String, at now: Timestamp, due: Timestamp)
        throws
    {
        try erasure.openBreach.run(
            .text(message), .text(notices.joined(separator: " ")), .text(reason), .integer(now.microseconds),
            .integer(due.microseconds))
    }

    /// Every breach that goes by an id, with its notices.
    public func breaches(named id: String) throws -> [(message: String, notices: [String])] {
        try erasure.breachByMessage.all(.text(id)) {
            ($0.text(0), $0.text(1).split(separator: " ").map(String.init))
        }
    }

    /// Closes a breach with what came of it.
    public func assess(_ breach: String, outcome: String, told: Timestamp?, at now: Timestamp) throws {
        try erasure.assessBreach.run(
            .text(breach), .integer(now.microseconds), .text(outcome), SQLValue(told?.microseconds))
    }
}
