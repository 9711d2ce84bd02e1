import Glibc

/// A folder held open: every name is looked up in it and nowhere else, whatever becomes of the path.
///
/// Sendable because the descriptor is only ever passed to calls that are safe from any thread.
final class Directory: Sendable {
    /// The path it was opened by, for messages.
    let path: String
    private let descriptor: Int32

    /// Opens a folder.
    init(_ path: String) throws(AdapterError) {
        self.path = path
        do {
            descriptor = try SystemCall.check("opening a folder") { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        } catch {
            throw AdapterError(.file, "the folder \(path) cannot be opened", cause: error.cause)
        }
    }

    deinit { close(descriptor) }

    /// Opens a folder, making it and the folders above it when they are not there.
    ///
    /// - Parameter permissions: of what is made; the process's mask applies.
    static func make(_ path: String, permissions: mode_t) throws(AdapterError) -> Directory {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += part + "/"
            let (_, code) = SystemCall.attempt { mkdir(made, permissions) }
            guard code == 0 || code == EEXIST || code == EROFS || code == EACCES else {
                throw AdapterError(.file, "the folder \(path) cannot be made", cause: String(cString: strerror(code)))
            }
        }
        return try Directory(path)
    }

    /// Every name but "." and "..", in no order.
    func names() throws(AdapterError) -> [FileName] {
        let copy = try SystemCall.check("listing a folder") {
            openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard let stream = fdopendir(copy) else {
            close(copy)
            throw AdapterError(.file, "the folder \(path) cannot be listed", cause: String(cString: strerror(errno)))
        }
        defer { closedir(stream) }
        var names: [FileName] = []
        errno = 0
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if bytes != [46] && bytes != [46, 46] { names.append(FileName(bytes)) }
        }
        guard errno == 0 else {
            throw AdapterError(.file, "the folder \(path) cannot be listed", cause: String(cString: strerror(errno)))
        }
        return names
    }

    /// The state of a name itself, links not followed; nil when nothing bears it.
    func status(_ name: FileName) throws(AdapterError) -> FileStatus? {
        var status = stat()
        let (result, code) = SystemCall.attempt {
            name.withCString { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
        }
        if result == 0 { return FileStatus(status) }
        if code == ENOENT { return nil }
        throw AdapterError(.file, "a file's status cannot be read", cause: String(cString: strerror(code)))
    }

    /// Opens a file for reading, never following a link and never waiting for a pipe's other end.
    ///
    /// - Returns: the file, or the errno.
    func openForReading(_ name: FileName) -> OpenResult {
        let (raw, code) = SystemCall.attempt {
            name.withCString { openat(descriptor, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }
        }
        return code == 0 ? .opened(FileDescriptor(owning: raw)) : .failed(code)
    }

    /// What opening gave.
    enum OpenResult: ~Copyable {
        case opened(FileDescriptor)
        case failed(Int32)
    }

    /// Makes a file that must not exist yet.
    func create(_ name: FileName, permissions: mode_t) throws(AdapterError) -> FileDescriptor {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        return FileDescriptor(
            owning: try SystemCall.check("making a file") {
                name.withCString { openat(descriptor, $0, flags, permissions) }
            })
    }

    /// Moves a file into another folder of the same file system, in place of any file that bears the name there.
    func move(_ name: FileName, to folder: Directory, as newName: FileName) throws(AdapterError) {
        try SystemCall.check("moving a file") {
            name.withCString { old in newName.withCString { renameat(descriptor, old, folder.descriptor, $0) } }
        }
    }

    /// Removes a file; one that is not there is as good as removed.
    func remove(_ name: FileName) throws(AdapterError) {
        let (_, code) = SystemCall.attempt { name.withCString { unlinkat(descriptor, $0, 0) } }
        guard code == 0 || code == ENOENT else {
            throw AdapterError(.file, "a file cannot be removed", cause: String(cString: strerror(code)))
        }
    }

    /// Waits until the names in the folder are on the disk.
    func synchronize() throws(AdapterError) { try SystemCall.check("synchronizing a folder") { fsync(descriptor) } }

    /// Whether this process may add and remove names.
    var isWritable: Bool { faccessat(descriptor, ".", W_OK | X_OK, AT_EACCESS) == 0 }

    /// The file system the folder is on.
    func device() throws(AdapterError) -> UInt64 {
        var status = stat()
        try SystemCall.check("reading a folder's status") { fstat(descriptor, &status) }
        return UInt64(status.st_dev)
    }
}
