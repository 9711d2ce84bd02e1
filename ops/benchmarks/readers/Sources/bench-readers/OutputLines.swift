import Formats
import Glibc

/// Gathers lines and writes them to stdout in large pieces.
struct OutputLines {
    private static let flushBytes = 256 << 10
    private var bytes: [UInt8] = []

    mutating func write(_ value: JSONValue) {
        value.appendEncoded(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count > Self.flushBytes { flush() }
    }

    mutating func flush() {
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress.map { $0 + start }, $0.count - start) }
            guard written > 0 else { fail("stdout is closed") }
            start += written
        }
        bytes.removeAll(keepingCapacity: true)
    }
}
