import Formats
import Glibc

/// Reads one file whole, with everything that a hostile or careless sender can do to it in mind.
enum FileIntake {
    /// What reading came to.
    enum Outcome: Sendable {
        /// Every byte, of a file that did not change meanwhile.
        case read([UInt8], FileStatus)
        /// It changed while it was read; the bytes are what was seen.
        case changed([UInt8], FileStatus)
        /// It will not be read.
        case refused(FormatError, FileStatus)
        /// A folder: nobody's item.
        case folder
        /// It was gone before it was opened.
        case gone
    }

    /// Reads a file of a folder.
    ///
    /// - Parameters:
    ///   - name: the file; a link is never followed, and a pipe never waited for.
    ///   - maxBytes: a bigger file is refused by its size, unread.
    /// - Throws: what a later attempt may not meet (an input/output error, too many open files).
    static func read(_ name: FileName, in folder: Directory, maxBytes: Int) throws(AdapterError) -> Outcome {
        guard let before = try folder.status(name) else { return .gone }
        switch before.kind {
        case .regular: break
        case .directory: return .folder
        case .symbolicLink: return .refused(.symbolicLink, before)
        case .other: return .refused(.notAFile, before)
        }
        switch folder.openForReading(name) {
        case .opened(let file): return try read(file, named: name, in: folder, maxBytes: maxBytes)
        case .failed(ENOENT): return .gone
        case .failed(ELOOP): return .refused(.symbolicLink, before)
        case .failed(EACCES): return .refused(.unreadable, before)
        case .failed(EPERM): return .refused(.unreadable, before)
        case .failed(let code):
            throw AdapterError(.file, "a file cannot be opened", cause: String(cString: strerror(code)))
        }
    }

    private static func read(
        _ file: borrowing FileDescriptor, named name: FileName, in folder: Directory, maxBytes: Int
    ) throws(AdapterError) -> Outcome {
        let before = try file.status()
        guard before.kind == .regular else { return .refused(.notAFile, before) }
        guard before.byteCount <= maxBytes else { return .refused(.tooLarge(maxBytes), before) }
        let bytes = try file.readToEnd(limit: maxBytes, expecting: before.byteCount)
        let after = try file.status()
        // The name must still mean the file that was read: a rename over it brings a new one.
        let named = try folder.status(name)
        guard before == after, after == named, bytes.count == after.byteCount else {
            return bytes.count > maxBytes ? .refused(.tooLarge(maxBytes), after) : .changed(bytes, after)
        }
        return bytes.isEmpty ? .refused(.empty, after) : .read(bytes, after)
    }
}

extension FormatError {
    static let symbolicLink = FormatError(
        path: "", rule: "intake.symbolic-link", message: "The name is a symbolic link, which is never followed.",
        remedy: "Write the file itself under another name and rename it.")

    static let notAFile = FormatError(
        path: "", rule: "intake.not-a-file", message: "The name is neither a regular file nor a folder.",
        remedy: "Write a regular file under another name and rename it.")

    static let unreadable = FormatError(
        path: "", rule: "intake.unreadable", message: "The adapter may not read the file.",
        remedy: "Give the adapter's user permission to read it.")

    static let empty = FormatError(
        path: "", rule: "intake.empty", message: "The file has no bytes.",
        remedy: "Write the file under another name and rename it when it is complete.")

    static let unstable = FormatError(
        path: "", rule: "intake.unstable", message: "The file went on changing while it was read.",
        remedy: "Write the file under another name (.part) and rename it when it is complete.")

    static func tooLarge(_ maxBytes: Int) -> FormatError {
        FormatError(
            path: "", rule: "intake.too-large", message: "The file is bigger than \(maxBytes) bytes.",
            remedy: "Send fewer facts in a file.")
    }
}
