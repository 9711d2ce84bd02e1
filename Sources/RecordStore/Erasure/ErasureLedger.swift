import Foundation
import Glibc

/// What was ever erased, in a file that is appended to and lies outside the database and its backups, beside the master key.
///
/// *Why:* a backup still holds the keys that were destroyed since it was made. *Advice:* back this file up with the master key,
/// after every erasure; the store replays it whenever it is opened, before anything is served (DESIGN decision 14).
/// *If you do not:* a restore brings back people who were erased.
public struct ErasureLedger: Sendable {
    private let path: String

    /// The ledger at a path; its folder must exist.
    public init(path: String) { self.path = path }

    /// Every entry, oldest first.
    ///
    /// A last line without an end was being written when the process ended: its erasure is in the store itself.
    /// - Throws: when a line is not what this store's key wrote: to go on without it could bring somebody back.
    func entries(_ keys: MasterKey) throws -> [ErasureEntry] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw unreadable("cannot be read") }
        return try wholeLines(Array(bytes)).enumerated().map { number, line in
            guard let entry = ErasureEntry(line: Array(line), keys) else {
                throw unreadable("line \(number + 1) is not what this store wrote")
            }
            return entry
        }
    }

    /// Appends entries, durably.
    func append(_ entries: [ErasureEntry], _ keys: MasterKey) throws {
        guard !entries.isEmpty else { return }
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw unreadable("cannot be opened for writing") }
        defer { close(file) }
        try cutUnfinishedLine(file)
        let bytes = entries.flatMap { $0.line(keys) }
        guard lseek(file, 0, SEEK_END) >= 0,
            bytes.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == bytes.count,
            fsync(file) == 0
        else { throw unreadable("cannot be written") }
        syncFolder()
    }

    /// The name of a file that was just made is durable when its folder is.
    private func syncFolder() {
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private func cutUnfinishedLine(_ file: Int32) throws {
        guard let bytes = FileManager.default.contents(atPath: path), let last = bytes.last, last != UInt8(ascii: "\n")
        else { return }
        let whole = wholeLines(Array(bytes)).reduce(0) { $0 + $1.count + 1 }
        guard ftruncate(file, off_t(whole)) == 0 else { throw unreadable("cannot be written") }
    }

    private func wholeLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        return bytes[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    private func unreadable(_ what: String) -> StoreError {
        StoreError(
            .erasureLedger,
            "The erasure ledger \(path) \(what). Restore it from where the master key is kept; see ops/runbooks/erasure.md."
        )
    }
}
