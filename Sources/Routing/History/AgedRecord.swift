public import CanonicalModel

/// A fact as one report told it, and until when what it says was known.
///
/// The feed stays with the fact, so that what IDIOM alone says can be bound to the police and a rule can demand a maximum
/// age (agreement reference ISH-04, ISH-06).
public struct AgedRecord: Sendable, Hashable {
    /// What was said.
    public var fact: Fact
    /// The feed that said it ("/police/idiom").
    public var source: String
    /// Until when it was known.
    public var asOf: Timestamp
    /// Which report said it.
    public var stamp: Stamp
}

extension NominalHistory {
    /// Which record a report is about: a number in a feed's own system, or the message itself where there is none.
    public struct RecordKey: Sendable, Hashable {
        /// The kind of fact.
        public var type: MessageType
        /// The feed: the same number in two systems is two records.
        public var source: String
        /// The number, or the message's id.
        public var reference: String
    }

    /// Keeps a report unless a later one about the same record stands.
    ///
    /// The greatest of (as-of time, stamp) stands, which is a join: neither order nor repetition of reports matters.
    mutating func foldRecord(_ message: CanonicalMessage, _ stamp: Stamp) -> Bool {
        let aged = AgedRecord(
            fact: message.fact, source: message.source, asOf: message.fact.asOf ?? message.recordedTime, stamp: stamp)
        let key = RecordKey(
            type: message.fact.type, source: message.source, reference: message.fact.recordReference ?? message.id)
        if let standing = records[key], !(standing < aged) { return false }
        records[key] = aged
        return true
    }

    /// What was recorded of a kind, the latest word of each feed; withdrawn records are not among it.
    ///
    /// - Parameters:
    ///   - type: the kind of fact.
    ///   - oldest: what was known only until before this instant is left out.
    public func records(_ type: MessageType, knownSince oldest: Timestamp? = nil) -> [AgedRecord] {
        // Not `filter`, which would hash every key of every kind again.
        var wanted = [AgedRecord]()
        for (key, record) in records where key.type == type && !record.isWithdrawn {
            if oldest.map({ $0 <= record.asOf }) ?? true { wanted.append(record) }
        }
        return wanted.sorted()
    }
}

extension AgedRecord: Comparable {
    /// By the time until which they were known, then by their reports.
    public static func < (left: AgedRecord, right: AgedRecord) -> Bool {
        (left.asOf, left.stamp) < (right.asOf, right.stamp)
    }

    /// Whether the feed took the record back.
    var isWithdrawn: Bool { if case .police(let record) = fact { record.isWithdrawn } else { false } }
}

extension PoliceRecord {
    /// Whether a court ended the matter.
    ///
    /// Its outcome and a disposal of the police's own are two records, whose systems number them apart. A code holds no space,
    /// so no number of one can be taken for the other's.
    fileprivate var isOfCourt: Bool { kind == .disposal && authority == .court }
}

extension Fact {
    /// Until when what it says was known, where the fact itself tells.
    fileprivate var asOf: Timestamp? { if case .police(let record) = self { record.asOf } else { nil } }

    /// The record's number in the feed's own system, where a later report of it supersedes.
    fileprivate var recordReference: String? {
        switch self {
        case .police(let record): record.isOfCourt ? "court " + record.reference : record.reference
        case .intelligence(let item): item.reference
        default: nil
        }
    }
}
