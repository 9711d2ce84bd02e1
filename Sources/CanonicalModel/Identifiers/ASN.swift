/// An Arrest Summons Number, twenty or twenty-one characters with a modulus-23 check letter.
///
/// Year 2, force 2, unit 2, system 2 or 3, serial 11, letter: `^[0-9]{2}[A-Z0-9]{6,7}[0-9]{11}[A-HJ-NP-RT-Z]$`
/// (court-results.md 1.2). The letter is that of the number written force, system, year, serial; the unit has no part in it.
/// That order was worked out from, and holds for, every valid number in the public samples (ops/decisions/0006). An ASN names
/// an arrest, not a person, and is reused by mistake (feature 302): it never identifies anybody by itself.
public struct ASN: Sendable, Hashable, CustomStringConvertible {
    /// The number in upper case, without separators.
    public let description: String

    /// Reads an ASN with or without slashes; nil when the form or the check letter is wrong.
    public init?(_ text: String) {
        let bytes = text.identifierBytes.filter { $0 != UInt8(ascii: "/") }
        guard (20...21).contains(bytes.count), let letter = bytes.last, letter.isUpperLetter else { return nil }
        let (year, force, unit) = (bytes[..<2], bytes[2..<4], bytes[4..<6])
        let system = bytes[6..<(bytes.count - 12)]
        let serial = bytes[(bytes.count - 12)..<(bytes.count - 1)]
        let checked = Array(force) + Array(system) + Array(year) + Array(serial)
        guard checked.allSatisfy(\.isDigit), unit.allSatisfy({ $0.isDigit || $0.isUpperLetter }),
            CheckLetter.of(checked) == letter
        else { return nil }
        description = String(decoding: bytes, as: UTF8.self)
    }
}
