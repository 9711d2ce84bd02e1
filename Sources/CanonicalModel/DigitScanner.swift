/// Reads fixed-width digits from the UTF-8 of a text, for the date and identifier readers.
struct DigitScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { position == bytes.count }

    /// Consumes one byte when it is the wanted one.
    mutating func take(_ wanted: UInt8, or other: UInt8? = nil) -> Bool {
        guard position < bytes.count, bytes[position] == wanted || bytes[position] == other else { return false }
        position += 1
        return true
    }

    /// Consumes exactly so many ASCII digits.
    mutating func number(digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        position += digits
        return value
    }

    /// Microseconds of an optional ".123" part; nil when a point is followed by no digit or more than nine.
    mutating func optionalFraction() -> Int? {
        guard take(UInt8(ascii: ".")) else { return 0 }
        var micro = 0
        var count = 0
        while position < bytes.count, (48...57).contains(bytes[position]) {
            if count < 6 { micro = micro * 10 + Int(bytes[position] - 48) }
            count += 1
            position += 1
        }
        guard (1...9).contains(count) else { return nil }
        for _ in min(count, 6)..<6 { micro *= 10 }
        return micro
    }

    /// Seconds east of UTC for "Z" or "+hh:mm".
    mutating func zone() -> Int? {
        if take(UInt8(ascii: "Z"), or: UInt8(ascii: "z")) { return 0 }
        let isEast = take(UInt8(ascii: "+"))
        guard isEast || take(UInt8(ascii: "-")), let hour = number(digits: 2), hour < 24, take(UInt8(ascii: ":")),
            let minute = number(digits: 2), minute < 60
        else { return nil }
        return (isEast ? 1 : -1) * (hour * 3_600 + minute * 60)
    }
}

extension [UInt8] {
    /// Appends a number zero-padded to a width.
    mutating func append(_ value: Int, digits: Int) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(48 + value / divisor % 10))
            divisor /= 10
        }
    }
}
