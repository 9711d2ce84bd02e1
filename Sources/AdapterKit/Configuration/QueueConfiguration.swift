/// The queue of raw messages and where their receipts go.
struct QueueConfiguration: Sendable, Equatable {
    var name: String
    /// Declared by the broker's topology; the adapter's user must be permitted to write to it.
    var receiptsExchange: String
    var receiptsKey: String
    /// The only login whose messages are taken; nil takes what the queue's permissions let through.
    var sender: String?
    /// Deliveries held unsettled, each of which may be as big as an item.
    var prefetch: Int
}

extension QueueConfiguration {
    init(_ reader: ConfigurationReader, agency: String) {
        name = reader.optionalText("name") ?? "raw.\(agency)"
        receiptsExchange = reader.optionalText("receiptsExchange") ?? "raw.\(agency).receipts"
        receiptsKey = reader.optionalText("receiptsKey") ?? agency
        sender = reader.optionalText("sender")
        prefetch = reader.integer("prefetch", 1...2_000, default: 16)
        for (key, text) in [("name", name), ("receiptsExchange", receiptsExchange), ("receiptsKey", receiptsKey)]
        where text.utf8.count > 255 {
            reader.note(key, "config.length", "AMQP takes names of at most 255 bytes.", "Shorten it.")
        }
        reader.finish()
    }
}
