public import CanonicalModel
public import Formats

/// What a good row became, before it is a message.
public struct RowFact: Sendable {
    /// The feed.
    public var source: String
    /// When it happened.
    public var time: Timestamp
    /// The record's number in the sender's system, when it has one.
    public var reference: String?
    /// What happened.
    public var fact: Fact
    /// Which version of which kind of record the number names; nil when several facts may share a number.
    ///
    /// Two rows of one version contradict each other; a later version supersedes an earlier one, in one file as in two.
    public var version: String?

    /// Puts a row's fact together.
    public init(source: String, time: Timestamp, reference: String?, fact: Fact, version: String? = nil) {
        self.source = source
        self.time = time
        self.reference = reference
        self.fact = fact
        self.version = version
    }
}

extension RowFact {
    /// What no second row of a file may say otherwise.
    fileprivate var record: String? {
        guard let version, let reference else { return nil }
        return "\(source) \(version) \(reference)"
    }
}

extension RowReport {
    /// Translates one row and adds what became of it.
    ///
    /// - Parameters:
    ///   - row: the row, or why it is none.
    ///   - item: the item that it is part of.
    ///   - read: reads the row; nil means that the row holds its faults.
    public mutating func translate(
        _ row: Result<FeedRow, FormatError>, of item: IntakeItem, _ read: (inout FeedRow) -> RowFact?
    ) {
        switch row {
        case .failure(let problem): addBad([problem])
        case .success(var row):
            guard let fact = read(&row), row.faults.isEmpty else { return addBad(row.faults) }
            let message = CanonicalMessage(fact, from: item)
            if let refusal = message.refusal {
                return addBad([row.contractProblem(refusal)])
            }
            add(message, at: row.path, record: fact.record, warnings: row.warnings)
        }
    }
}

extension CanonicalMessage {
    /// The message of a row's fact; the same row of another file, or of the same one dropped again, has the same id.
    public init(_ row: RowFact, from item: IntakeItem) {
        self.init(
            id: CanonicalMessage.deterministicID(
                source: row.source, correlationID: row.reference, ordinal: 0, time: row.time, fact: row.fact),
            source: row.source, time: row.time, recordedTime: item.receivedTime, correlationID: row.reference,
            sourceItem: SourceItem(id: item.id, name: item.name), fact: row.fact)
    }

    /// Why the core would refuse the message at its door, if it would: one such row must not hold a whole file.
    public var refusal: FormatError? {
        do {
            _ = try CanonicalMessage(try StrictJSON.parse(encoded()))
            return nil
        } catch {
            return error
        }
    }
}

extension FeedRow {
    fileprivate func contractProblem(_ refusal: FormatError) -> FormatError {
        FormatError(
            path: path, rule: "feed.contract",
            message: "The row does not fit the contract of a canonical message (\(refusal.rule)).",
            remedy: "Compare the row with the adapter's README, or ask the partnership to widen the contract.")
    }
}
