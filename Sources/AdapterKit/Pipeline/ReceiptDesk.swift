import CanonicalModel
import Formats

/// Writes receipts where the sender looks for them, each whole or not at all.
struct ReceiptDesk: Sendable {
    let folder: Directory
    private let files = FileQueue("throughgate.adapter.receipts")

    init(folder: Directory) { self.folder = folder }

    /// Writes a batch and waits until it is on the disk.
    ///
    /// All are written before the first is synchronized, so that the disk takes them together.
    func write(_ receipts: [Receipt]) async throws(AdapterError) {
        let folder = folder
        try await files.run { () throws(AdapterError) in
            for receipt in receipts { try Self.draft(receipt, in: folder) }
            for receipt in receipts { try Self.synchronize(receipt.draftName, in: folder) }
            for receipt in receipts { try folder.move(receipt.draftName, to: folder, as: receipt.fileName) }
            try folder.synchronize()
        }
    }

    private static func draft(_ receipt: Receipt, in folder: Directory) throws(AdapterError) {
        try folder.remove(receipt.draftName)
        let file = try folder.create(receipt.draftName, permissions: 0o644)
        try file.write(JSONValue.object(receipt.json).encoded() + [UInt8(ascii: "\n")])
    }

    private static func synchronize(_ name: FileName, in folder: Directory) throws(AdapterError) {
        guard case .opened(let file) = folder.openForReading(name) else {
            throw AdapterError(.file, "a receipt vanished while it was written")
        }
        try file.synchronize()
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
