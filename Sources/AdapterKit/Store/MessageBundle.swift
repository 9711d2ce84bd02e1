/// An item's encoded messages as one run of bytes for sealing: each with its length before it.
enum MessageBundle {
    static func pack(_ messages: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(messages.reduce(0) { $0 + $1.count + 4 })
        for message in messages {
            for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: message.count >> shift)) }
            bytes += message
        }
        return bytes
    }

    /// - Returns: nil when the bytes are not what ``pack(_:)`` makes.
    static func unpack(_ bytes: [UInt8]) -> [[UInt8]]? {
        var messages: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard rest.count >= 4 else { return nil }
            let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            guard rest.count >= count else { return nil }
            messages.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return messages
    }
}
