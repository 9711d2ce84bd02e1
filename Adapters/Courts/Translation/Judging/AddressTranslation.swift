import CanonicalModel
import Formats

/// An address as written.
struct WrittenAddress: Sendable, Hashable {
    var lines: [String]
    /// Where a format has a place for it; elsewhere it stands in a line.
    var postcode: String?
}

/// Makes the canonical address of a defendant: lines, the postcode apart, and whether there is a fixed abode.
enum AddressTranslation {
    /// The address, or nil when it says nothing.
    static func address(
        _ address: WrittenAddress, _ path: String, _ findings: inout Findings
    ) -> Person.Address? {
        var lines = address.lines.compactMap { clean($0, path, &findings) }
        var postcode = address.postcode.flatMap { clean($0, path, &findings) }
        if let written = postcode, !isPostcode(written) {
            lines.append(written)
            postcode = nil
        }
        if postcode == nil, let last = lines.last, isPostcode(last) { postcode = lines.removeLast() }
        let isNoFixedAbode = lines.contains(where: saysNoFixedAbode) || postcode.map(meansNoFixedAbode) == true
        if let pseudo = postcode, meansNoFixedAbode(pseudo) { postcode = nil }
        guard !lines.isEmpty || postcode != nil || isNoFixedAbode else { return nil }
        return Person.Address(lines: lines, postcode: postcode, isNoFixedAbode: isNoFixedAbode)
    }

    private static func clean(_ text: String, _ path: String, _ findings: inout Findings) -> String? {
        findings.bounded(PredefinedEntities.resolved(text).collapsed, path, atMost: 256)
    }

    /// Whether a text has the form of a United Kingdom postcode: area, district, and inward code "1AA" (BS 7666).
    private static func isPostcode(_ text: String) -> Bool {
        let compact = compact(text)
        guard (5...7).contains(compact.count), text.utf8.count <= 8 else { return false }
        let inward = compact.suffix(3)
        let area = compact.dropLast(3).prefix(while: isLetter)
        let district = compact.dropLast(3).dropFirst(area.count)
        guard let sector = inward.first, isDigit(sector), inward.dropFirst().allSatisfy(isLetter),
            (1...2).contains(area.count), let number = district.first, isDigit(number)
        else { return false }
        return district.count <= 2 && district.dropFirst().allSatisfy { isDigit($0) || isLetter($0) }
    }

    /// Postcodes that stand for "no fixed abode": NF1 1NF, NF1 1FA, and the health service's ZZ99 3 (feeds.md 5).
    private static func meansNoFixedAbode(_ postcode: String) -> Bool {
        let compact = String(decoding: compact(postcode), as: UTF8.self)
        return ["NF11NF", "NF11FA"].contains(compact) || compact.hasPrefix("ZZ993")
    }

    private static func saysNoFixedAbode(_ line: String) -> Bool {
        let letters = String(decoding: compact(line).filter(isLetter), as: UTF8.self)
        return letters == "NFA" || letters.hasPrefix("NOFIXEDABODE") || letters.hasPrefix("NOFIXEDADDRESS")
    }

    /// ASCII upper case without spaces.
    private static func compact(_ text: String) -> [UInt8] {
        text.utf8.filter { $0 != UInt8(ascii: " ") }.map { (97...122).contains($0) ? $0 - 32 : $0 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
}
