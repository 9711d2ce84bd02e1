import CanonicalModel
import Dispatch
import Glibc
import Synchronization

/// Hears from the kernel (inotify) what happens in a folder, notes it in a ledger and wakes the loop that scans.
///
/// It only saves time: the folder is scanned at intervals too, because inotify is silent on network file systems and may
/// drop events.
final class FolderWatch: Sendable {
    /// Only ever cancelled, which Dispatch allows from any thread; its protocol does not say Sendable.
    private nonisolated(unsafe) let source: any DispatchSourceRead

    /// What we ask to hear of.
    private static let mask = UInt32(IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
    private static let begun = UInt32(IN_CREATE | IN_MODIFY)

    /// Watches a folder until released; nil where the kernel will not.
    init?(_ path: String, clock: @escaping WallClock, ledger: SharedLedger, wake: WakeSignal) {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        guard inotify_add_watch(descriptor, path, Self.mask) >= 0 else {
            close(descriptor)
            return nil
        }
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "throughgate.adapter.watch"))
        source.setEventHandler { Self.drain(descriptor, clock, ledger, wake) }
        source.setCancelHandler { close(descriptor) }
        source.activate()
        self.source = source
    }

    deinit { source.cancel() }

    private static func drain(_ descriptor: Int32, _ clock: WallClock, _ ledger: SharedLedger, _ wake: WakeSignal) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            let now = clock()
            ledger.update { ledger in
                buffer.withUnsafeBytes { note(UnsafeRawBufferPointer(rebasing: $0[..<count]), in: &ledger, at: now) }
            }
        }
        wake.raise()
    }

    private static func note(_ events: UnsafeRawBufferPointer, in ledger: inout WritingLedger, at now: Timestamp) {
        let headerBytes = MemoryLayout<inotify_event>.size
        var start = 0
        while start + headerBytes <= events.count {
            let event = events.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
            let end = start + headerBytes + Int(event.len)
            let name = Array(events[(start + headerBytes)..<end].prefix { $0 != 0 })
            start = end
            if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
                ledger.lostTrack()
            } else if event.mask & begun != 0 {
                ledger.changed(name, at: now)
            } else {
                ledger.finished(name)
            }
        }
    }
}

/// A ledger that the kernel's events and the scanning loop share.
final class SharedLedger: Sendable {
    private let ledger = Mutex(WritingLedger())

    func update<Result: Sendable>(_ body: (inout WritingLedger) -> Result) -> Result { ledger.withLock { body(&$0) } }
}
