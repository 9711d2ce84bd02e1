/// A Police National Computer identifier in its canonical form, "1981/0000034U".
///
/// Written `YYYY/N…C`, `YYYYN…C`, `YY/N…C` or `YYN…C` with a serial of one to seven digits. The check letter runs over the
/// last two digits of the year followed by the serial padded to seven (feeds.md 5).
public struct PNCIdentifier: Sendable, Hashable, CustomStringConvertible {
    /// "YYYY/NNNNNNNC".
    public let description: String

    /// Reads any of the written forms.
    ///
    /// - Parameters:
    ///   - text: as the feed wrote it; case and surrounding white space do not matter.
    ///   - writtenIn: the year the message was written; a two-digit year later than it belongs to the last century. Pinned
    ///     to the message because the same text would otherwise change meaning each 1 January.
    /// - Returns: nil when the form or the check letter is wrong.
    public init?(_ text: String, writtenIn: Int) {
        // A hostile message may claim any year; outside these the arithmetic below has no meaning.
        guard (1900...9_999).contains(writtenIn) else { return nil }
        var bytes = text.identifierBytes
        guard let letter = bytes.popLast(), letter.isUpperLetter else { return nil }
        guard let (year, serial) = Self.split(bytes, writtenIn: writtenIn), (1...7).contains(serial.count) else { return nil }
        let padded = serial.padded(to: 7)
        let twoDigits = String(year % 100).utf8.padded(to: 2)
        guard CheckLetter.of(twoDigits + padded) == letter else { return nil }
        description = "\(year)/" + String(decoding: padded + [letter], as: UTF8.self)
    }

    /// Year and serial; with a slash the year's length is plain, without one eleven digits are a long form.
    private static func split(_ bytes: [UInt8], writtenIn: Int) -> (year: Int, serial: [UInt8])? {
        let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ $0.allSatisfy(\.isDigit) }) else { return nil }
        if parts.count == 2 {
            guard let year = year(Array(parts[0]), writtenIn: writtenIn) else { return nil }
            return (year, Array(parts[1]))
        }
        // Without a slash: four digits of year need the full serial of seven (11 in all); anything shorter has two.
        let yearWidth = bytes.count == 11 ? 4 : 2
        guard bytes.count > yearWidth, let year = year(Array(bytes.prefix(yearWidth)), writtenIn: writtenIn) else { return nil }
        return (year, Array(bytes.dropFirst(yearWidth)))
    }

    private static func year(_ digits: [UInt8], writtenIn: Int) -> Int? {
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        switch digits.count {
        case 2: return value <= writtenIn % 100 ? writtenIn / 100 * 100 + value : writtenIn / 100 * 100 - 100 + value
        case 4: return (1900...writtenIn).contains(value) ? value : nil
        default: return nil
        }
    }
}
