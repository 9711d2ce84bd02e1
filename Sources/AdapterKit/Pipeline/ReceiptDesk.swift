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

    private static func write(_ receipt: Receipt, in folder: Directory) throws(AdapterError) {
        try folder.remove(receipt.draftName)
        do {
            let file = try folder.create(receipt.draftName, permissions: 0o644)
            try file.write(JSONValue.object(receipt.json).encoded() + [UInt8(ascii: "\n")])
        }
        try folder.move(receipt.draftName, to: folder, as: receipt.fileName)
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
                if case .opened(let file) = folder.openForReading(receipt.fileName) { try file.synchronize() }
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
