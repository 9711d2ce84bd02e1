/// A Pre-Trial Issue Unique Reference Number, "01ZD0303208": force 2, unit 2, serial of seven or eight digits.
///
/// Only police references have this form; other prosecutors' references and Libra's case numbers, which have ten digits, do
/// not and stay unverified (feeds.md 5).
public struct PTIURN: Sendable, Hashable, CustomStringConvertible {
    /// The reference in upper case.
    public let description: String

    /// Reads a police reference; nil when the form is wrong.
    public init?(_ text: String) {
        let bytes = text.identifierBytes
        guard (11...12).contains(bytes.count), bytes[..<2].allSatisfy(\.isDigit),
            bytes[2..<4].allSatisfy({ $0.isDigit || $0.isUpperLetter }), bytes[4...].allSatisfy(\.isDigit)
        else { return nil }
        description = String(decoding: bytes, as: UTF8.self)
    }
}
