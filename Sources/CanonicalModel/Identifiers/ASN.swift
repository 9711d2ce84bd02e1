/// An Arrest Summons Number, twenty or twenty-one characters with a modulus-23 check letter.
///
/// Year 2, force 2, unit 2, system 2 or 3, serial 11, letter. The form is `^[0-9]{2}[A-Z0-9]{6,7}[0-9]{11}[A-HJ-NP-RT-Z]$`;
/// the letter runs over year and serial (Bichard `isAsnValid.ts`; court-results.md 1.2). An ASN names an arrest, not a
/// person, and is reused by mistake (feature 302): it never identifies anybody by itself.
public struct ASN: Sendable, Hashable, CustomStringConvertible {
    /// The number in upper case, without separators.
    public let description: String

    /// Reads an ASN with or without slashes; nil when the form or the check letter is wrong.
    public init?(_ text: String) {
        let bytes = text.identifierBytes.filter { $0 != UInt8(ascii: "/") }
        guard (20...21).contains(bytes.count), let letter = bytes.last, letter.isUpperLetter else { return nil }
        let year = bytes[..<2]
        let middle = bytes[2..<(bytes.count - 12)]
        let serial = bytes[(bytes.count - 12)..<(bytes.count - 1)]
        guard year.allSatisfy(\.isDigit), middle.allSatisfy({ $0.isDigit || $0.isUpperLetter }),
            serial.allSatisfy(\.isDigit), CheckLetter.of(Array(year) + Array(serial)) == letter
        else { return nil }
        description = String(decoding: bytes, as: UTF8.self)
    }
}
