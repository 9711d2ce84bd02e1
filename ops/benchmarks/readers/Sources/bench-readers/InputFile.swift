import Glibc

/// A file read whole, or in slices.
struct InputFile {
    /// Of one slice: large enough that calls to the kernel do not count.
    private static let sliceBytes = 256 << 10

    let path: String

    /// All its bytes; of /proc too, whose files have no size.
    func read() -> [UInt8] {
        let file = opened()
        defer { close(file) }
        var status = stat()
        let size = fstat(file, &status) == 0 ? Int(status.st_size) : 0
        var bytes = [UInt8](unsafeUninitializedCapacity: max(size + 1, 4096)) { buffer, count in
            count = max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
        }
        while size > bytes.count {
            let rest = [UInt8](unsafeUninitializedCapacity: size - bytes.count) { buffer, count in
                count = max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
            }
            guard !rest.isEmpty else { fail("\(path) ended early") }
            bytes += rest
        }
        return bytes
    }

    /// Hands over slice after slice.
    func forEachSlice<Failure>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
        let file = opened()
        defer { close(file) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.sliceBytes, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = Glibc.read(file, buffer.baseAddress, buffer.count)
            guard count > 0 else { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private func opened() -> CInt {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { fail("cannot open \(path)") }
        return file
    }
}
