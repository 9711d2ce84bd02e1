/// Hands over bytes in slices of a size, each in memory of its own, so that a reader that kept a slice would be found out.
func forEachSlice(of bytes: [UInt8], _ size: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var start = 0
    while start < bytes.count {
        let end = start + min(size, bytes.count - start)
        try Array(bytes[start..<end]).withUnsafeBytes { try body($0) }
        start = end
    }
}
