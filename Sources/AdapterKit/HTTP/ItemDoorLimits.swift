/// The limits of the HTTP way in, by name.
struct ItemDoorLimits: Sendable, Equatable {
    var maxBytes = 16 << 20
    /// Bodies read at once.
    var maxConcurrent = 256
    /// Bytes of bodies held at once.
    var maxBytesAtOnce = 64 << 20
    /// Items that may wait for the broker before senders are told to come again.
    var maxBacklog = 10_000
    /// How long an answer waits for the broker's confirm.
    var confirmWait: Duration = .seconds(15)
    /// How long a body may take to come.
    var bodyWait: Duration = .seconds(30)
}
