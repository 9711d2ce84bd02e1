// AMQP 0-9-1 by hand: declares what a test needs, and publishes what no honest library would.
import Foundation

/// A connection with one channel, written to the byte, that shares nothing with the code under test.
final class RawClient {
    struct Failure: Error { var message: String }

    private let socket: Int32

    init(port: Int, user: String, password: String) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure(message: "cannot connect") }
        try send(Array("AMQP".utf8) + [0, 0, 9, 1])
        try expect(10, 10)
        try method(0, 10, 11, long([]) + short("PLAIN") + long([0] + user.utf8 + [0] + password.utf8) + short("en_US"))
        try expect(10, 30)
        try method(0, 10, 31, UInt16(10).bytes + UInt32(131_072).bytes + UInt16(0).bytes)
        try method(0, 10, 40, short("/") + short("") + [0])
        try expect(10, 41)
        try method(1, 20, 10, short(""))
        try expect(20, 11)
        try method(1, 85, 10, [0])
        try expect(85, 11)
    }

    deinit { close(socket) }

    /// A quorum queue whose dead letters go to `name.dead`, which is declared too.
    func declare(_ name: String, deliveryLimit: Int32 = 20, maxLength: Int32? = nil) throws {
        let quorum = short("x-queue-type") + [0x53] + long(Array("quorum".utf8))
        try declare(name + ".dead", arguments: quorum)
        var arguments =
            quorum + short("x-delivery-limit") + [0x49] + deliveryLimit.bytes
            + short("x-dead-letter-exchange") + [0x53] + long([])
            + short("x-dead-letter-routing-key") + [0x53] + long(Array((name + ".dead").utf8))
        if let maxLength {
            arguments += short("x-max-length") + [0x49] + maxLength.bytes
            arguments += short("x-overflow") + [0x53] + long(Array("reject-publish".utf8))
        }
        try declare(name, arguments: arguments)
    }

    func delete(_ queue: String) throws {
        try method(1, 50, 40, UInt16(0).bytes + short(queue) + [0])
        try expect(50, 41)
    }

    /// How many messages are ready in a queue.
    func depth(_ queue: String) throws -> Int {
        try method(1, 50, 10, UInt16(0).bytes + short(queue) + [1] + long([]))
        let reply = try expect(50, 11)
        let name = Int(reply[4])
        return reply[(5 + name)..<(9 + name)].reduce(0) { $0 << 8 | Int($1) }
    }

    /// Publishes with a header table of our own making, and waits for the confirm.
    func publish(_ body: [UInt8], to queue: String, messageID: [UInt8], headerTable: [UInt8] = []) throws {
        try method(1, 60, 40, UInt16(0).bytes + short("") + short(queue) + [0])
        let headers: UInt16 = 0x2000
        let (persistent, identified): (UInt16, UInt16) = (0x1000, 0x0080)
        let properties =
            (headers | persistent | identified).bytes + long(headerTable) + [2] + [UInt8(messageID.count)] + messageID
        try frame(2, 1, UInt16(60).bytes + UInt16(0).bytes + UInt64(body.count).bytes + properties)
        for start in stride(from: 0, to: body.count, by: 131_000) {
            try frame(3, 1, Array(body[start..<min(start + 131_000, body.count)]))
        }
        try expect(60, 80)
    }

    /// `x` holding arrays or tables inside one another.
    static func nestedHeader(depth: Int, kind: Character) -> [UInt8] {
        var value: [UInt8] = [0x49, 0, 0, 0, 1]
        // Built backwards, as each level wraps the last: prepending 25,000 times would copy a gigabyte.
        var reversed = Array(value.reversed())
        for _ in 0..<depth {
            if kind == "F" { reversed.append(0) }  // an empty name
            let length = UInt32(reversed.count)
            reversed.append(contentsOf: length.bytes.reversed())
            reversed.append(kind.asciiValue ?? 0)
        }
        value = reversed.reversed()
        return [1, 0x78] + value
    }

    /// An `x-death` as only a liar would write it.
    static func forgedDeaths() -> [UInt8] {
        let death = [5] + Array("count".utf8) + [0x6C] + Int64.max.bytes
        let table = [0x46] + UInt32(death.count).bytes + death
        let array = table + table + [0x49, 0, 0, 0, 1]
        return [7] + Array("x-death".utf8) + [0x41] + UInt32(array.count).bytes + array
    }

    private func declare(_ name: String, arguments: [UInt8]) throws {
        let durable: UInt8 = 2
        try method(1, 50, 10, UInt16(0).bytes + short(name) + [durable] + long(arguments))
        try expect(50, 11)
    }

    private func method(_ channel: UInt16, _ classID: UInt16, _ methodID: UInt16, _ arguments: [UInt8]) throws {
        try frame(1, channel, classID.bytes + methodID.bytes + arguments)
    }

    private func frame(_ type: UInt8, _ channel: UInt16, _ payload: [UInt8]) throws {
        try send([type] + channel.bytes + UInt32(payload.count).bytes + payload + [0xCE])
    }

    private func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(message: "the broker hung up") }
            sent += count
        }
    }

    @discardableResult
    private func expect(_ classID: UInt16, _ methodID: UInt16) throws -> [UInt8] {
        let header = try receive(7)
        let length = header[3..<7].reduce(0) { $0 << 8 | Int($1) }
        let payload = try receive(length + 1).dropLast()
        guard Array(payload.prefix(4)) == classID.bytes + methodID.bytes else {
            throw Failure(message: "wanted \(classID).\(methodID), got \(String(decoding: payload, as: UTF8.self))")
        }
        return Array(payload)
    }

    private func receive(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var piece = [UInt8](repeating: 0, count: count - bytes.count)
            let received = recv(socket, &piece, piece.count, 0)
            guard received > 0 else { throw Failure(message: "the broker said nothing") }
            bytes += piece.prefix(received)
        }
        return bytes
    }

    private func short(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + text.utf8 }
    private func long(_ bytes: [UInt8]) -> [UInt8] { UInt32(bytes.count).bytes + bytes }
}

extension FixedWidthInteger {
    var bytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
