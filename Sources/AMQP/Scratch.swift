import CRabbitMQ

/// Memory that lends strings to one C call after another, owned and reused.
struct Scratch: ~Copyable {
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
    private var used = 0

    deinit { memory.deallocate() }

    /// Forgets what was lent and makes room: growing later would move what has been lent since.
    mutating func begin(byteCount: Int) {
        used = 0
        guard byteCount > memory.count else { return }
        memory.deallocate()
        memory = .allocate(byteCount: byteCount, alignment: 16)
    }

    mutating func lend(_ text: String) -> amqp_bytes_t {
        var text = text
        return text.withUTF8 { bytes in
            precondition(used + bytes.count <= memory.count, "begin made room for everything that is lent")
            let target = UnsafeMutableRawBufferPointer(rebasing: memory[used..<used + bytes.count])
            target.copyMemory(from: UnsafeRawBufferPointer(bytes))
            used += bytes.count
            return amqp_bytes_t(len: bytes.count, bytes: target.baseAddress)
        }
    }
}
