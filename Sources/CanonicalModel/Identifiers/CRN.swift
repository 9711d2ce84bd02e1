/// A probation case reference number, "X320741": a letter and six digits, no check digit.
public struct CRN: Sendable, Hashable, CustomStringConvertible {
    /// The number in upper case.
    public let description: String

    /// Reads a case reference number; nil when the form is wrong (the five-digit X08770 seen once stays unverified).
    public init?(_ text: String) {
        let bytes = text.identifierBytes
        guard bytes.count == 7, bytes[0].isUpperLetter, bytes[1...].allSatisfy(\.isDigit) else { return nil }
        description = String(decoding: bytes, as: UTF8.self)
    }
}
