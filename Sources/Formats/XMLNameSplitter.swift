/// Takes apart the names that expat joins, and keeps the last namespace, since neighbours mostly share one.
struct XMLNameSplitter {
    /// Between namespace and local name: U+001F cannot occur in XML 1.0, not even as a character reference, so no
    /// namespace can forge a name (CVE-2022-25236 did so with separators that can).
    static let separator: UInt8 = 0x1F

    private var lastBytes: [UInt8] = []
    private var lastNamespace = ""

    /// Splits a joined name.
    ///
    /// - Parameter joined: A C string: the local name alone, or after the namespace and the separator.
    /// - Returns: The two parts.
    mutating func split(_ joined: UnsafePointer<CChar>) -> XMLName {
        var length = 0
        while joined[length] != 0, joined[length] != CChar(Self.separator) { length += 1 }
        guard joined[length] != 0 else { return XMLName(namespace: nil, local: String(cString: joined)) }
        let namespace = text(of: UnsafeRawBufferPointer(start: joined, count: length))
        return XMLName(namespace: namespace, local: String(cString: joined + length + 1))
    }

    private mutating func text(of namespace: UnsafeRawBufferPointer) -> String {
        if !lastBytes.elementsEqual(namespace) {
            lastBytes = Array(namespace)
            lastNamespace = String(decoding: namespace, as: UTF8.self)
        }
        return lastNamespace
    }
}
