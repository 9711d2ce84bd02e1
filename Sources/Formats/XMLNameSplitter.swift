/// Takes apart the names that expat joins, and keeps what it has seen: a document has few names, and neighbours mostly share
/// a namespace.
struct XMLNameSplitter {
    /// Between namespace and local name: U+001F cannot occur in XML 1.0, not even as a character reference, so no
    /// namespace can forge a name (CVE-2022-25236 did so with separators that can).
    static let separator: UInt8 = 0x1F

    private var lastBytes: [UInt8] = []
    private var lastNamespace = ""
    private var locals = XMLNameTable()

    /// Splits a joined name.
    ///
    /// - Parameter joined: A C string: the local name alone, or after the namespace and the separator.
    /// - Returns: The two parts.
    mutating func split(_ joined: UnsafePointer<CChar>) -> XMLName {
        let bytes = UnsafeRawPointer(joined).assumingMemoryBound(to: UInt8.self)
        if startsWithLast(bytes) {
            return XMLName(namespace: lastNamespace, local: locals.text(bytes + lastBytes.count + 1))
        }
        var length = 0
        while bytes[length] != 0, bytes[length] != Self.separator { length += 1 }
        guard bytes[length] != 0 else { return XMLName(namespace: nil, local: locals.text(bytes)) }
        lastBytes = Array(UnsafeBufferPointer(start: bytes, count: length))
        lastNamespace = String(decoding: lastBytes, as: UTF8.self)
        return XMLName(namespace: lastNamespace, local: locals.text(bytes + length + 1))
    }

    /// Whether a C string starts with the last namespace and the separator; it stops at the string's end, which differs.
    private func startsWithLast(_ bytes: UnsafePointer<UInt8>) -> Bool {
        lastBytes.withUnsafeBufferPointer { last in
            var index = 0
            while index < last.count {
                guard bytes[index] == last[index] else { return false }
                index &+= 1
            }
            return bytes[index] == Self.separator
        }
    }
}
