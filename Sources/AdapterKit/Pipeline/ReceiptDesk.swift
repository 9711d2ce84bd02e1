import CanonicalModel
import Formats

/// Writes receipts where the sender looks for them, each whole or not at all.
struct ReceiptDesk: Sendable {
    let folder: Directory
    private let files = FileQueue("throughgate.adapter.receipts")

    init(folder: Directory) { self.folder = folder }

    /// Writes a batch.
    ///
    /// Each is whole when it bears its name; whether a power cut may still take it is ``settle(_:)``'s.
    func write(_ receipts: [Receipt]) async throws(AdapterError) {
        let folder = folder
        try await files.run { () throws(AdapterError) in
            for receipt in receipts { try Self.write(receipt, in: folder) }
        }
    }

    /// Writes an item's row report; its receipt is written after it, so that whoever reads the one finds the other.
    func write(rows: [UInt8], of receipt: Receipt) async throws(AdapterError) {
        let folder = folder
        try await files.run { () throws(AdapterError) in
            try Self.write(rows, as: receipt.reportFileName, draft: receipt.draftName, in: folder)
        }
    }

    private static func write(_ receipt: Receipt, in folder: Directory) throws(AdapterError) {
        // An older drop of the same name may have left one.
        if !receipt.hasRowReport { try folder.remove(receipt.reportFileName) }
        let bytes = JSONValue.object(receipt.json).encoded() + [UInt8(ascii: "\n")]
        try write(bytes, as: receipt.fileName, draft: receipt.draftName, in: folder)
    }

    private static func write(
        _ bytes: [UInt8], as name: FileName, draft: FileName, in folder: Directory
    ) throws(AdapterError) {
        try folder.remove(draft)
        do {
            let file = try folder.create(draft, permissions: 0o644)
            try file.write(bytes)
        }
        try folder.move(draft, to: folder, as: name)
    }

    /// Makes sure that receipts written a while ago are on the disk.
    ///
    /// To wait for each when it is written costs a millisecond and more (ext4 commits its journal for every new file);
    /// a minute later the kernel has written them anyhow, and asking costs next to nothing. Until then the store counts
    /// them as owed, and the next start writes them again: same name, same content.
    func settle(_ receipts: [Receipt]) async throws(AdapterError) {
        let folder = folder
        try await files.run { () throws(AdapterError) in
            for receipt in receipts {
                // One that the sender has taken away has been read.
                for name in [receipt.fileName, receipt.reportFileName] {
                    if case .opened(let file) = folder.openForReading(name) { try file.synchronize() }
                }
            }
            try folder.synchronize()
        }
    }

    /// Removes receipts older than a time, by their files' own.
    func destroy(writtenBefore limit: Timestamp) async throws(AdapterError) {
        let folder = folder
        try await files.run { () throws(AdapterError) in
            for name in try folder.names() {
                guard let status = try folder.status(name), status.kind == .regular,
                    Timestamp(microseconds: status.modifiedAt / 1_000) < limit
                else { continue }
                try folder.remove(name)
            }
        }
    }
}
