/// Universally unique identifiers as lower-case text (RFC 9562), made from bytes that the caller supplies.
public enum UUIDText {
    /// A version 8 UUID of the first sixteen bytes of a hash.
    public static func version8(_ hash: [UInt8]) -> String { text(hash, version: 8) }

    /// A version 7 UUID: time-ordered, so that clustered keys stay together.
    ///
    /// - Parameters:
    ///   - time: gives the first 48 bits, in milliseconds.
    ///   - random: at least ten random bytes.
    public static func version7(at time: Timestamp, random: [UInt8]) -> String {
        let milliseconds = UInt64(max(0, time.microseconds / 1_000))
        let head = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> UInt64(8 * (5 - $0))) }
        return text(head + random.prefix(10), version: 7)
    }

    private static func text(_ source: [UInt8], version: UInt8) -> String {
        var bytes = Array(source.prefix(16))
        precondition(bytes.count == 16, "A UUID needs sixteen bytes.")
        bytes[6] = bytes[6] & 0x0F | version << 4
        bytes[8] = bytes[8] & 0x3F | 0x80
        var result = [UInt8]()
        result.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { result.append(UInt8(ascii: "-")) }
            result.append(hexDigits[Int(byte >> 4)])
            result.append(hexDigits[Int(byte & 15)])
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
