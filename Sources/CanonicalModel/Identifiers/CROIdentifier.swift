/// A Criminal Records Office number, "065656/91H" or the file form "SF83/50058Z".
///
/// The standard form pads the serial to six and checks over year and padded serial; the file form (`SF`) is not padded and
/// checks over the serial as written (feeds.md 5, recomputed).
public struct CROIdentifier: Sendable, Hashable, CustomStringConvertible {
    /// The canonical text.
    public let description: String

    /// Reads either form; nil when the form or the check letter is wrong, or for the known junk number 000000/00Z.
    public init?(_ text: String) {
        var bytes = text.identifierBytes
        guard let letter = bytes.popLast(), letter.isUpperLetter else { return nil }
        let isFile = bytes.starts(with: Array("SF".utf8))
        let parts = bytes.dropFirst(isFile ? 2 : 0).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy(\.isDigit) }) else { return nil }
        let (year, serial) = isFile ? (parts[0], parts[1]) : (parts[1], parts[0])
        guard year.count == 2, (1...6).contains(serial.count) else { return nil }
        let checked = isFile ? Array(serial) : serial.padded(to: 6)
        guard CheckLetter.of(Array(year) + checked) == letter, !(checked + year).allSatisfy({ $0 == 48 }) else { return nil }
        let (yearText, serialText) = (String(decoding: year, as: UTF8.self), String(decoding: checked, as: UTF8.self))
        let check = Character(UnicodeScalar(letter))
        description = isFile ? "SF\(yearText)/\(serialText)\(check)" : "\(serialText)/\(yearText)\(check)"
    }
}
