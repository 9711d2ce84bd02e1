import Crypto
import Foundation
import Glibc

/// The adapter's master key: wraps each item's own key, and keys the digests that recognise bytes seen before.
///
/// It lives in a file of its own, outside the database and its backups (DESIGN decision 14): a stolen database alone opens
/// nothing. A separate key is derived for each use (RFC 5869), so that no use can be turned against another.
struct MasterKey: Sendable {
    private let wrappingKey: SymmetricKey
    private let digestKey: SymmetricKey
    /// Tells whether a database belongs to this key, without telling anything of the key.
    let fingerprint: [UInt8]

    private static let byteCount = 32
    private static let permissions: mode_t = 0o600

    init(_ bytes: [UInt8]) {
        let master = SymmetricKey(data: bytes)
        wrappingKey = Self.derived(from: master, for: "throughgate.adapter.wrap.v1")
        digestKey = Self.derived(from: master, for: "throughgate.adapter.digest.v1")
        let check = Self.derived(from: master, for: "throughgate.adapter.fingerprint.v1")
        fingerprint = check.withUnsafeBytes { Array(SHA256.hash(data: $0)) }
    }

    private static func derived(from master: SymmetricKey, for use: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: master, info: Data(use.utf8), outputByteCount: byteCount)
    }

    /// Recognises bytes without keeping anything that a list of guessed contents could be compared with (DESIGN decision 13).
    func digest(_ bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: digestKey))
    }

    /// Seals an item's key for keeping beside the item.
    func wrap(_ key: ItemKey, itemID: String) throws(AdapterError) -> [UInt8] {
        try ItemKey(wrappingKey).seal(key.bytes, as: .key, itemID: itemID)
    }

    /// Opens an item's key.
    func unwrap(_ sealed: [UInt8], itemID: String) throws(AdapterError) -> ItemKey {
        ItemKey(SymmetricKey(data: try ItemKey(wrappingKey).open(sealed, as: .key, itemID: itemID)))
    }
}

// MARK: - The file

extension MasterKey {
    /// Reads the key file, making it on the first run.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - mayCreate: false once a database exists: a new key would make everything in it unreadable for ever.
    static func load(_ path: String, mayCreate: Bool) throws(AdapterError) -> MasterKey {
        let folderPath = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        let name = FileName(String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]))
        let folder = try Directory.make(folderPath.isEmpty ? "/" : folderPath, permissions: 0o700)
        if try folder.status(name) == nil {
            guard mayCreate else {
                throw AdapterError(
                    .masterKey, "the intake database exists and its master key \(path) does not; restore it")
            }
            try create(name, in: folder)
        }
        return MasterKey(try read(name, in: folder, path: path))
    }

    /// Written under another name and then linked in place: a crash leaves a whole key or none.
    private static func create(_ name: FileName, in folder: Directory) throws(AdapterError) {
        let draft = name.decorated(suffix: ".new")
        try folder.remove(draft)
        let file = try folder.create(draft, permissions: permissions)
        try file.write(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
        try file.synchronize()
        try folder.move(draft, to: folder, as: name)
        try folder.synchronize()
    }

    private static func read(_ name: FileName, in folder: Directory, path: String) throws(AdapterError) -> [UInt8] {
        guard case .opened(let file) = folder.openForReading(name) else {
            throw AdapterError(.masterKey, "the master key \(path) cannot be opened")
        }
        let status = try file.status()
        guard status.kind == .regular, status.permissions & 0o077 == 0 else {
            throw AdapterError(.masterKey, "the master key \(path) must be a file that only its owner can read (0600)")
        }
        let bytes = try file.readToEnd(limit: byteCount, expecting: byteCount)
        guard bytes.count == byteCount else {
            throw AdapterError(.masterKey, "the master key \(path) is not \(byteCount) bytes long")
        }
        return bytes
    }
}
