import Formats
import Glibc

/// Where commands print their answers: one JSON object a line, whole lines in one write.
enum StandardOutput {
    /// Prints a value on a line of its own.
    static func writeLine(_ value: JSONValue) throws(AdapterError) {
        try write(value.encoded() + [UInt8(ascii: "\n")])
    }

    /// Writes bytes as they are.
    static func write(_ bytes: [UInt8]) throws(AdapterError) {
        var start = 0
        while start < bytes.count {
            start += try bytes.withUnsafeBufferPointer { (all) throws(AdapterError) in
                let rest = UnsafeBufferPointer(rebasing: all[start...])
                return try SystemCall.check("writing the answer") {
                    Glibc.write(STDOUT_FILENO, rest.baseAddress, rest.count)
                }
            }
        }
    }
}
