public import CanonicalModel

/// Several records that are one person, and since when they are held to be.
public struct RecordUnion: Sendable, Hashable {
    /// The records as they were opened.
    public var origins: Set<Int64>
    /// When the last of the decisions that unite them was made.
    public var since: Timestamp

    /// Records that are one since a decision.
    public init(origins: Set<Int64>, since: Timestamp) {
        self.origins = origins
        self.since = since
    }
}

extension NominalHistory {
    /// The history with the records it was assembled from.
    public func united(_ union: RecordUnion?) -> NominalHistory {
        var history = self
        history.union = union
        return history
    }

    /// Forgets what decisions said of identifiers once they do not stand any more.
    public mutating func forget(decisions: Set<String>) {
        for decision in decisions {
            givenUp[decision] = nil
            disowned[decision] = nil
        }
    }

    /// The consent that stands, by what it is about.
    ///
    /// On a record that was united the most restrictive answer stands until the person is asked again: a consent given under
    /// one of the records stands only if it was given under each, because the other record's facts were never asked about.
    public var consents: [ConsentKey: Register<ConsentRecord>] { consents(at: nil) }

    /// The consent that stands at an instant; one that is not in effect yet does not.
    func consents(at now: Timestamp?) -> [ConsentKey: Register<ConsentRecord>] {
        var standing = [ConsentKey: Register<ConsentRecord>]()
        for (key, answers) in answers { standing[key] = standingAnswer(latest(answers, at: now)) }
        return standing
    }

    /// Whether a consent that was given does not stand because records were united since.
    public var isConsentSuspended: Bool {
        guard union != nil else { return false }
        return answers.values.map { latest($0, at: nil) }.contains { answers in
            answers.values.contains { $0.value.state == .given } && standingAnswer(answers)?.value.state != .given
                && !answers.values.contains { isAskedAgain($0) }
        }
    }

    private func standingAnswer(_ answers: [Int64: Register<ConsentRecord>]) -> Register<ConsentRecord>? {
        let latest = answers.values.max { $0.stamp < $1.stamp }
        guard let union else { return latest }
        if let again = answers.values.filter(isAskedAgain).max(by: { $0.stamp < $1.stamp }) { return again }
        if let refusal = answers.values.filter({ $0.value.state != .given }).max(by: { $0.stamp < $1.stamp }) { return refusal }
        return union.origins.allSatisfy { answers[$0] != nil } ? latest : nil
    }

    private func isAskedAgain(_ answer: Register<ConsentRecord>) -> Bool {
        union.map { answer.stamp.occurred > $0.since } ?? true
    }

    /// Keeps what a later probable match is found by; none of it changes what anybody is told.
    mutating func foldAliases(_ person: Person) {
        // Most messages repeat what stands; comparing is cheaper than hashing.
        if let name = person.name, name != self.name?.value { names.insert(name) }
        if let born = person.dateOfBirth, born != dateOfBirth?.value { births.insert(born) }
        if let postcode = person.address?.postcode, postcode != address?.value?.postcode { postcodes.insert(postcode) }
    }
}
