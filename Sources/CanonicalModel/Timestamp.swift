/// An instant in UTC, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// Own type because Foundation's formatters are locale-bound and slow on Linux, and because GRDB stores `Date` as text.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Microseconds since the epoch, negative before it.
    public var microseconds: Int64

    /// The instant so many microseconds after the epoch.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Orders instants by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    /// The instant so many seconds later (earlier when negative).
    public func adding(seconds: Int64) -> Timestamp { Timestamp(microseconds: microseconds + seconds * 1_000_000) }

    /// The UTC calendar day that holds this instant.
    public var date: CalendarDate {
        CalendarDate(daysSinceEpoch: Int(microseconds.flooredQuotient(dividingBy: 86_400_000_000)))
    }
}

extension Timestamp {
    /// Reads an RFC 3339 date-time ("2026-11-20T10:00:00.5+00:00"), with one to nine digits of fraction.
    ///
    /// - Parameter text: the date-time; seconds and an offset are required, a leap second is read as :59.
    /// - Returns: nil when the text is not RFC 3339 section 5.6 or names a day that does not exist, or whose offset carries it
    ///   out of the years 0 to 9999: such an instant could not be written again.
    public init?(_ text: String) {
        var scanner = DigitScanner(text)
        guard let date = CalendarDate(&scanner), scanner.take(UInt8(ascii: "T"), or: UInt8(ascii: "t")),
            let hour = scanner.number(digits: 2), hour < 24, scanner.take(UInt8(ascii: ":")),
            let minute = scanner.number(digits: 2), minute < 60, scanner.take(UInt8(ascii: ":")),
            let second = scanner.number(digits: 2), second <= 60,
            let fraction = scanner.optionalFraction(), let offset = scanner.zone(), scanner.isAtEnd
        else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + min(second, 59) - offset
        self.init(microseconds: Int64(seconds) * 1_000_000 + Int64(fraction))
        guard Self.writable.contains(self) else { return nil }
    }
}

extension Timestamp {
    /// The instants that RFC 3339 can write: its years have four digits.
    public static let writable = Timestamp(microseconds: -62_167_219_200_000_000)..<Timestamp(microseconds: 253_402_300_800_000_000)
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC; milliseconds or microseconds appear only when they are not zero.
    public var description: String {
        let day = date
        let within = microseconds - Int64(day.daysSinceEpoch) * 86_400_000_000
        let second = Int(within / 1_000_000)
        var bytes = [UInt8]()
        bytes.reserveCapacity(27)
        day.append(to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        bytes.append(second / 3_600, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(second / 60 % 60, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(second % 60, digits: 2)
        let fraction = Int(within % 1_000_000)
        if fraction != 0 {
            bytes.append(UInt8(ascii: "."))
            if fraction % 1_000 == 0 { bytes.append(fraction / 1_000, digits: 3) } else { bytes.append(fraction, digits: 6) }
        }
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Where the present instant comes from; passed in so that tests own the time.
public typealias WallClock = @Sendable () -> Timestamp

extension Int64 {
    fileprivate func flooredQuotient(dividingBy divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
