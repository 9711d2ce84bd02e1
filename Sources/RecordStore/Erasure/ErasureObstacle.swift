/// Why somebody cannot be erased yet (DESIGN decision 14).
public enum ErasureObstacle: Sendable, Hashable {
    /// A stay on a cohort goes on.
    case openStay
    /// A recipient was told of a stay and was not told of its end.
    case notUntold(recipient: String)
    /// A recipient was told of the end and no officer has acknowledged it.
    case notAcknowledged(recipient: String)
    /// Notices wait for RabbitMQ.
    case onTheWay
    /// A review needs the record.
    case review
    /// The record, or an item of it, is restricted because it has to be kept as evidence.
    case evidence

    /// A code for the record.
    public var code: String {
        switch self {
        case .openStay: "open-stay"
        case .notUntold(let recipient): "not-untold \(recipient)"
        case .notAcknowledged(let recipient): "end-not-acknowledged \(recipient)"
        case .onTheWay: "notice-on-the-way"
        case .review: "review"
        case .evidence: "evidence"
        }
    }

    /// What has to be done first, in a sentence.
    public var sentence: String {
        switch self {
        case .openStay: "A stay on a cohort goes on: de-select first."
        case .notUntold(let recipient): "\(recipient) was told and does not know that it ended: untell first."
        case .notAcknowledged(let recipient): "No officer of \(recipient) has acknowledged the end yet."
        case .onTheWay: "A notice about the person has not left yet."
        case .evidence: "It is restricted to be kept as evidence: lift the restriction first."
        case .review: "A review needs the record: it beats every erasure until it is ended."
        }
    }
}
