import Formats

/// An item as it was found: a file in the drop folder, the body of a request, a message.
struct Arrival: Sendable {
    /// What could be had of it.
    enum Content: Sendable {
        /// Every byte.
        case bytes([UInt8])
        /// Nothing: it is refused unread, and is kept only as the file it is.
        case refused(FormatError, byteCount: Int)
        /// Every byte there was, of what is refused all the same, such as a file that never came to rest.
        case unstable([UInt8], FormatError)
    }

    let name: FileName
    let inode: UInt64
    /// Nanoseconds since the epoch.
    ///
    /// With inode, name and digest it tells one drop of a file from another.
    let modifiedAt: Int64
    let content: Content
    var origin = ItemOrigin.file

    var bytes: [UInt8]? {
        switch content {
        case .bytes(let bytes), .unstable(let bytes, _): bytes
        case .refused: nil
        }
    }

    var byteCount: Int {
        switch content {
        case .bytes(let bytes), .unstable(let bytes, _): bytes.count
        case .refused(_, let byteCount): byteCount
        }
    }

    /// Why it is rejected before anybody looks at what it says.
    var refusal: FormatError? {
        switch content {
        case .bytes: nil
        case .refused(let refusal, _), .unstable(_, let refusal): refusal
        }
    }
}

extension Arrival {
    /// What came by no file.
    init(_ content: Content, from origin: ItemOrigin) {
        self.init(name: FileName(origin.way.rawValue), inode: 0, modifiedAt: 0, content: content, origin: origin)
    }
}
