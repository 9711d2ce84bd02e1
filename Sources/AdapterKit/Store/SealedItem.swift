import CanonicalModel

/// An item whose bytes are safe: from here on nothing that happens to this process can lose it.
struct SealedItem: Sendable {
    /// Its place in the order of arrival.
    let sequence: Int64
    let id: String
    /// The name it came under, safe to print.
    let name: String
    let receivedTime: Timestamp
    let state: IntakeState
    /// Seals what is made of it; nil when it does not unwrap any more, and then nothing ever will be made of it.
    let key: ItemKey?
}

/// What sealing an arrival that came by no file came to.
enum Sealing: Sendable {
    /// It is a new item.
    case fresh(SealedItem)
    /// The sender has sent it before, under the same key.
    case known(SealedItem)
    /// The sender has sent other bytes under the same key: nothing was sealed.
    case keyReused
}

/// A sealed item opened again, because a crash or an operator put its translation off.
struct OpenedItem: Sendable {
    let item: SealedItem
    /// Nil when they do not open any more.
    let bytes: [UInt8]?
    /// How often a translation of it has been begun outside its first batch.
    let attempts: Int
}

/// What the translator and the contract made of an item.
struct Judgement: Sendable {
    /// A message fit to travel.
    struct Message: Sendable {
        let id: String
        let type: String
        let bytes: [UInt8]
    }

    let state: IntakeState
    var messages: [Message] = []
    /// A JSON array.
    let problems: String
    var correlationID: String?
    var caseReference: String?
    /// What is wrong with single rows; nil when nothing is.
    var rows: RowReport?
}

/// An item with messages that the broker has not confirmed.
struct UnpublishedItem: Sendable {
    /// One of its messages.
    struct Message: Sendable {
        let ordinal: Int
        let id: String
        let type: String
        let bytes: [UInt8]
    }

    let sequence: Int64
    let id: String
    let correlationID: String?
    /// How often the broker has refused or returned one of its messages.
    let attempts: Int
    let messages: [Message]
}

/// What an attempt to publish an item came to.
struct PublishingResult: Sendable {
    let sequence: Int64
    /// The places of the messages that were confirmed.
    let confirmed: [Int]
    /// Whether nothing is left to publish.
    let isComplete: Bool
    /// When to try the rest again.
    let retryAt: Timestamp
    /// Whether the broker itself said no: only that counts against the item.
    let wasRefused: Bool
}
