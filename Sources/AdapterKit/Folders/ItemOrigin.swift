/// The way an item came.
public enum ItemWay: String, Sendable, Hashable, CaseIterable {
    /// A file in the drop folder.
    case file
    /// An HTTP POST.
    case http
    /// A message on the queue of raw items.
    case queue
}

/// The way an item came, by whom, and what the sender knows it by.
struct ItemOrigin: Sendable, Hashable {
    let way: ItemWay
    /// An HTTP client's configured name, an AMQP login.
    var sender: String?
    /// The sender's own id of the transport.
    var transportID: String?
    /// The key under which the sender may send the same bytes again and means the same item.
    var idempotencyKey: String?
    /// Whether the same bytes under the same key are the same item, told nothing new, or another, told to be a duplicate.
    var isRepetitionTheSame = true

    static let file = ItemOrigin(way: .file)

    var isFile: Bool { way == .file }

    /// What is digested to find the key again; nil without one.
    ///
    /// Each part with its length before it, so that no sender and key run into another's.
    var idempotencyMaterial: [UInt8]? {
        idempotencyKey.map { key in
            [way.rawValue, sender ?? "", key].flatMap { Array("\($0.utf8.count):\($0)".utf8) }
        }
    }
}
