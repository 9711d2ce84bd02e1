private import GRDB

/// The record opened read-only beside a running broker, for commands that only ask (DESIGN, "Who owns what").
public struct RecordSnapshot: Sendable {
    private let reader: DatabaseQueue
    private let keys: MasterKey

    /// Opens a store's file for reading.
    public init(path: String, keys: MasterKey) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        reader = try DatabaseQueue(path: path, configuration: configuration)
        self.keys = keys
    }

    /// Asks.
    public func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value {
        try reader.read { try body(StoreReader(database: $0, keys: keys)) }
    }
}
