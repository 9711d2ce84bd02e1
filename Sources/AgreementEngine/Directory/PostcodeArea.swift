/// A postcode, or the first parts of one: an area ("LS"), an outcode ("LS6"), a sector ("LS6 3") or a unit ("LS6 3AB").
///
/// Compared part by part and never letter by letter, because LS17 does not lie in LS1.
public struct PostcodeArea: Sendable, Hashable {
    /// The parts in canonical form, growing: ["LS", "LS6", "LS6 3", "LS6 3AB"].
    let parts: [String]

    /// Reads a postcode or its first parts, with any case and spacing.
    ///
    /// Without a space only a whole postcode or an outcode is read: "LS63" could be an outcode or half a postcode.
    ///
    /// - Returns: nil when it has no postcode's form.
    public init?(_ text: String) {
        let words = text.uppercased().split(separator: " ").map { Array($0.utf8) }
        guard (1...2).contains(words.count) else { return nil }
        var outward = words[0]
        var inward = words.count == 2 ? words[1] : []
        if words.count == 1, outward.count >= 5, Self.isInward(outward.suffix(3)) {
            inward = Array(outward.suffix(3))
            outward.removeLast(3)
        }
        guard let parts = Self.parts(outward, inward) else { return nil }
        self.parts = parts
    }

    /// "LS6 3".
    public var description: String { parts[parts.count - 1] }

    /// Whether a unit is named, so that nothing more specific can be.
    public var isWhole: Bool { parts.count == Self.unitDepth }

    private static let unitDepth = 4

    private static func parts(_ outward: [UInt8], _ inward: [UInt8]) -> [String]? {
        let letters = outward.prefix(while: isLetter)
        let district = outward.dropFirst(letters.count)
        guard (1...2).contains(letters.count) else { return nil }
        let area = String(decoding: letters, as: UTF8.self)
        if district.isEmpty { return inward.isEmpty ? [area] : nil }
        guard district.count <= 2, isDigit(district[district.startIndex]),
            district.allSatisfy({ isDigit($0) || isLetter($0) })
        else { return nil }
        let outcode = String(decoding: outward, as: UTF8.self)
        if inward.isEmpty { return [area, outcode] }
        guard isDigit(inward[0]) else { return nil }
        let sector = outcode + " " + String(decoding: inward.prefix(1), as: UTF8.self)
        if inward.count == 1 { return [area, outcode, sector] }
        guard isInward(inward[...]) else { return nil }
        return [area, outcode, sector, outcode + " " + String(decoding: inward, as: UTF8.self)]
    }

    /// A digit and two letters.
    private static func isInward(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 3 && isDigit(bytes[bytes.startIndex]) && bytes.dropFirst().allSatisfy(isLetter)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension PostcodeArea: CustomStringConvertible {}
