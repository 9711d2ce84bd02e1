import Glibc

/// The sole owner of an open file; closing is what its end means.
struct FileDescriptor: ~Copyable {
    let raw: Int32

    init(owning raw: Int32) { self.raw = raw }

    deinit { close(raw) }

    /// What kind of file it is, how big, and when it last changed.
    func status() throws(AdapterError) -> FileStatus {
        var status = stat()
        try SystemCall.check("reading a file's status") { fstat(raw, &status) }
        return FileStatus(status)
    }

    /// Reads from the present position to the end, or one byte beyond a limit.
    ///
    /// - Parameters:
    ///   - limit: the most bytes wanted; one more is read to show that there are more.
    ///   - expected: the size to make room for.
    func readToEnd(limit: Int, expecting expected: Int) throws(AdapterError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: min(expected, limit) + 1)
        var count = 0
        while true {
            let got = try bytes.withUnsafeMutableBufferPointer { (room) throws(AdapterError) -> Int in
                let rest = UnsafeMutableBufferPointer(rebasing: room[count...])
                return try SystemCall.check("reading a file") { read(raw, rest.baseAddress, rest.count) }
            }
            count += got
            if got == 0 || count > limit { break }
            if count == bytes.count { bytes += [UInt8](repeating: 0, count: min(count, limit + 1 - count)) }
        }
        bytes.removeSubrange(count...)
        return bytes
    }

    /// Writes everything.
    func write(_ bytes: [UInt8]) throws(AdapterError) {
        var start = 0
        while start < bytes.count {
            start += try bytes.withUnsafeBufferPointer { (all) throws(AdapterError) -> Int in
                let rest = UnsafeBufferPointer(rebasing: all[start...])
                return try SystemCall.check("writing a file") { Glibc.write(raw, rest.baseAddress, rest.count) }
            }
        }
    }

    /// Waits until content and metadata are on the disk.
    func synchronize() throws(AdapterError) { try SystemCall.check("synchronizing a file") { fsync(raw) } }
}

/// What tells one state of one file from another.
struct FileStatus: Equatable, Sendable {
    /// What kind of file it is.
    enum Kind: Sendable {
        case regular
        case directory
        case symbolicLink
        case other
    }

    let kind: Kind
    let permissions: UInt32
    let owner: UInt32
    let device: UInt64
    let inode: UInt64
    let byteCount: Int
    /// Nanoseconds since the epoch.
    let modifiedAt: Int64

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            default: .other
            }
        permissions = UInt32(status.st_mode & 0o7777)
        owner = status.st_uid
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        byteCount = Int(status.st_size)
        modifiedAt = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }
}
