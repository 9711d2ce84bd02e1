/// A prison (NOMIS) number, "A1234BC": a letter, four digits, two letters, no check digit.
public struct NOMSNumber: Sendable, Hashable, CustomStringConvertible {
    /// The number in upper case.
    public let description: String

    /// Reads a prison number; nil when the form is wrong.
    public init?(_ text: String) {
        let bytes = text.identifierBytes
        guard bytes.count == 7, bytes[0].isUpperLetter, bytes[1...4].allSatisfy(\.isDigit),
            bytes[5...6].allSatisfy(\.isUpperLetter)
        else { return nil }
        description = String(decoding: bytes, as: UTF8.self)
    }
}
