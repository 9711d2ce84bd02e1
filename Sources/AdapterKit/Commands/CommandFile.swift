import CanonicalModel
import Formats
import Glibc

/// A file named on the command line: read whole within a limit, or refused in the words a receipt would use.
struct CommandFile {
    /// The limit of the commands; `run` has its own in the configuration.
    static let maxBytes = 16 << 20

    let path: String

    /// The base name.
    var name: String {
        FileName(String(path.split(separator: "/").last ?? Substring(path))).text
    }

    /// What reading came to.
    enum Outcome {
        case read([UInt8])
        /// It was looked at and is no item: too big, or empty.
        case refused(FormatError)
        /// It could not be read at all.
        case unreadable(FormatError)
    }

    /// Reads the file.
    ///
    /// Links are followed: an operator named it.
    func read() -> Outcome {
        let (raw, code) = SystemCall.attempt { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }
        guard code == 0 else { return .unreadable(.cannotOpen(code)) }
        let file = FileDescriptor(owning: raw)
        do throws(AdapterError) {
            let status = try file.status()
            guard status.kind == .regular else { return .unreadable(.notRegular) }
            guard status.byteCount <= Self.maxBytes else { return .refused(.tooLarge(Self.maxBytes)) }
            let bytes = try file.readToEnd(limit: Self.maxBytes, expecting: status.byteCount)
            if bytes.isEmpty { return .refused(.empty) }
            return bytes.count > Self.maxBytes ? .refused(.tooLarge(Self.maxBytes)) : .read(bytes)
        } catch {
            return .unreadable(.cannotOpen(EIO))
        }
    }

    /// The file as an intake item; no store knows it.
    func item(_ bytes: [UInt8], receivedTime: Timestamp) -> IntakeItem {
        IntakeItem(id: "command-line", name: name, bytes: bytes, receivedTime: receivedTime)
    }
}

extension FormatError {
    fileprivate static let notRegular = FormatError(
        path: "", rule: "intake.not-a-file", message: "The path is no regular file.", remedy: "Name a file of the feed."
    )

    fileprivate static func cannotOpen(_ code: Int32) -> FormatError {
        FormatError(
            path: "", rule: "intake.unreadable",
            message: "The file cannot be read: \(String(cString: strerror(code))).",
            remedy: "Name a file that exists and that you may read.")
    }
}
