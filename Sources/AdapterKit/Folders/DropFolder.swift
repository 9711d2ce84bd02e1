import CanonicalModel
import Formats

/// The folder that a sender drops files in, and the one they are moved to once their bytes are safe.
struct DropFolder: Sendable {
    /// Where the sender puts files, by renaming them into it.
    let drop: Directory
    /// Where files wait for their destruction.
    let done: Directory
    let maxFileBytes: Int
    let ledger = SharedLedger()

    /// One look at the folder.
    struct Scan: Sendable {
        /// The files to take, in the order of their names.
        var names: [FileName] = []
        /// When a file that was left alone is worth another look.
        var lookAgainAt: Timestamp?
    }

    /// Lists the files that may be taken.
    ///
    /// - Parameter isWatched: whether the kernel has been telling of changes since before this look.
    func scan(isWatched: Bool, at now: Timestamp) throws(AdapterError) -> Scan {
        var scan = Scan()
        for name in try drop.names().sorted() where !name.isUnfinished {
            guard let status = try drop.status(name), status.kind != .directory else { continue }
            let modifiedAt = Timestamp(microseconds: status.modifiedAt / 1_000)
            // Links and pipes are never written and closed; they are refused at once.
            let isFile = status.kind == .regular
            switch isFile ? ledger.update({ $0.verdict(name.bytes, modifiedAt: modifiedAt, at: now) }) : .take {
            case .take: scan.names.append(name)
            case .wait(let until): scan.lookAgainAt = min(scan.lookAgainAt ?? until, until)
            }
        }
        ledger.update { $0.scanned(isWatched: isWatched, at: now) }
        return scan
    }

    /// Reads one file; nil when it is gone, a folder, or still changing.
    func take(_ name: FileName, at now: Timestamp) throws(AdapterError) -> Arrival? {
        switch try FileIntake.read(name, in: drop, maxBytes: maxFileBytes) {
        case .read(let bytes, let status): return arrival(name, status, .bytes(bytes))
        case .refused(let refusal, let status):
            return arrival(name, status, .refused(refusal, byteCount: status.byteCount))
        case .changed(let bytes, let status):
            guard ledger.update({ $0.changedWhileRead(name.bytes, at: now) }) else { return nil }
            return arrival(name, status, .unstable(bytes, .unstable))
        case .folder, .gone:
            ledger.update { $0.settled(name.bytes) }
            return nil
        }
    }

    private func arrival(_ name: FileName, _ status: FileStatus, _ content: Arrival.Content) -> Arrival {
        ledger.update { $0.settled(name.bytes) }
        return Arrival(name: name, inode: status.inode, modifiedAt: status.modifiedAt, content: content)
    }
}

// MARK: - Aside

extension DropFolder {
    /// The name of an item's file once it is aside: its id, so that no two drops of one name meet, and its name.
    static func asideName(itemID: String, name: String) -> FileName { FileName(name).decorated(prefix: itemID + "-") }

    /// Moves a sealed item's file aside.
    ///
    /// A file that changed since its bytes were sealed stays: the next look takes it as another item. Afterwards the sealed
    /// file is out of the drop folder, one way or the other.
    func moveAside(_ arrival: Arrival, itemID: String) throws(AdapterError) {
        guard let status = try drop.status(arrival.name), arrival.isFile(status) else { return }
        let asideName = Self.asideName(itemID: itemID, name: arrival.name.text)
        try drop.move(arrival.name, to: done, as: asideName)
        // Another file may have been renamed over the name between the look and the move: give it back.
        guard let moved = try done.status(asideName), !arrival.isFile(moved) else { return }
        let isNameFree = try drop.status(arrival.name) == nil
        try done.move(asideName, to: drop, as: isNameFree ? arrival.name : arrival.name.decorated(suffix: "." + itemID))
    }

    /// Waits until moves are on the disk: a file that reappeared after a power cut would be taken twice.
    func synchronize() throws(AdapterError) {
        try done.synchronize()
        try drop.synchronize()
    }

    /// Whether an item's file is aside already: a crash may have come between the move and the note of it.
    func isAside(itemID: String, name: String) throws(AdapterError) -> Bool {
        try done.status(Self.asideName(itemID: itemID, name: name)) != nil
    }

    /// Removes an item's file for good.
    func destroyAside(itemID: String, name: String) throws(AdapterError) {
        try done.remove(Self.asideName(itemID: itemID, name: name))
    }
}

extension Arrival {
    /// Whether a status is of the file whose bytes were sealed.
    fileprivate func isFile(_ status: FileStatus) -> Bool { status.inode == inode && status.modifiedAt == modifiedAt }
}
