/// The modulus-23 check letter that PNC, CRO and ASN numbers share.
///
/// Twenty-three letters without I, O and S, Z first (cpr `PNCIdentifier.kt`, Bichard `Asn.ts`; recomputed).
enum CheckLetter {
    private static let alphabet = Array("ZABCDEFGHJKLMNPQRTUVWXY".utf8)

    /// The letter for a run of digits read as one number.
    /// - Parameter digits: ASCII digits, most significant first.
    static func of(_ digits: some Sequence<UInt8>) -> UInt8 {
        alphabet[digits.reduce(0) { ($0 * 10 + Int($1 - 48)) % 23 }]
    }
}

extension UInt8 {
    var isDigit: Bool { (48...57).contains(self) }
    var isUpperLetter: Bool { (65...90).contains(self) }
}

extension String {
    /// Upper-cased ASCII bytes without surrounding white space: the form every identifier reader starts from.
    var identifierBytes: [UInt8] {
        var bytes = utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }
        while let last = bytes.last, last <= 32 { bytes.removeLast() }
        if let start = bytes.firstIndex(where: { $0 > 32 }) { bytes.removeFirst(start) }
        return bytes
    }
}

extension Sequence<UInt8> {
    /// Left-pads digits with zeroes to a width.
    func padded(to width: Int) -> [UInt8] {
        let digits = Array(self)
        return [UInt8](repeating: 48, count: Swift.max(0, width - digits.count)) + digits
    }
}
