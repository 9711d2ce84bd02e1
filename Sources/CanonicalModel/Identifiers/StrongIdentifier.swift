extension PersonIdentifier {
    /// Whether the identifier may match a record: it passed its own check and is no known junk value.
    ///
    /// A serial of noughts is what a system writes when it has none; "000000/00Z" passes its check letter (feeds.md 5), and so
    /// does "2000/0000000Z". Such a value would make one person of everybody it was written for. Empty values never get here:
    /// no form accepts them (cpr commit 687b572b8).
    public var isStrong: Bool { isVerified && !isJunk }

    private var isJunk: Bool {
        switch kind {
        case .pnc: value.utf8.dropFirst(5).dropLast().allSatisfy { $0 == 48 }
        case .cro: hasNoughtSerial
        case .noms: value.utf8.dropFirst().prefix(4).allSatisfy { $0 == 48 }
        case .crn: value.utf8.dropFirst().allSatisfy { $0 == 48 }
        case .hub: value.utf8.allSatisfy { $0 <= 32 }
        }
    }

    /// "000000/87X" and "SF87/0X".
    private var hasNoughtSerial: Bool {
        let parts = value.utf8.split(separator: UInt8(ascii: "/"))
        guard parts.count == 2 else { return true }
        let isFile = value.utf8.starts(with: "SF".utf8)
        return isFile ? parts[1].dropLast().allSatisfy { $0 == 48 } : parts[0].allSatisfy { $0 == 48 }
    }
}
