/// Remembers the texts of short names, so that a name costs a string once and not with every element.
///
/// Of a fixed size, and a newcomer takes its predecessor's place: a sender of a million names costs nothing but speed.
struct XMLNameTable {
    private static let slotCount = 128
    /// Longer names are rare, and are read anew each time.
    private static let maxBytes = 32

    private var texts = [String](repeating: "", count: slotCount)
    private var lengths = [Int](repeating: -1, count: slotCount)
    private var keys = [UInt8](repeating: 0, count: slotCount * maxBytes)

    /// The text of a name.
    ///
    /// - Parameter name: A C string in UTF-8.
    mutating func text(_ name: UnsafePointer<UInt8>) -> String {
        var hash: UInt32 = 2_166_136_261  // FNV-1a
        var length = 0
        while name[length] != 0 {
            hash = (hash ^ UInt32(name[length])) &* 16_777_619
            length &+= 1
        }
        let bytes = UnsafeBufferPointer(start: name, count: length)
        guard length <= Self.maxBytes else { return String(decoding: bytes, as: UTF8.self) }
        let slot = Int((hash ^ hash >> 16) % UInt32(Self.slotCount))
        if lengths[slot] != length || !holds(bytes, slot) { remember(bytes, slot) }
        return texts[slot]
    }

    private func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ slot: Int) -> Bool {
        keys.withUnsafeBufferPointer { keys in
            let start = slot * Self.maxBytes
            for index in 0..<bytes.count where keys[start &+ index] != bytes[index] { return false }
            return true
        }
    }

    private mutating func remember(_ bytes: UnsafeBufferPointer<UInt8>, _ slot: Int) {
        texts[slot] = String(decoding: bytes, as: UTF8.self)
        lengths[slot] = bytes.count
        for (index, byte) in bytes.enumerated() { keys[slot * Self.maxBytes + index] = byte }
    }
}
