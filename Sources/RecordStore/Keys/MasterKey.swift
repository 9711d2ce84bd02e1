public import Crypto
public import Foundation

/// The key everything at rest hangs on; it lives in a file outside the database and outside its backups (DESIGN decision 14).
public struct MasterKey: Sendable {
    /// Wraps person and item keys.
    let wrapping: SymmetricKey
    /// Makes blind indexes: the same value gives the same index, and without the key the index says nothing.
    private let index: SymmetricKey
    /// The keyed hash before any text: keying costs two blocks, and it is the same for every lookup.
    private let keyed: HMAC<SHA256>

    /// Derives the working keys (HKDF, RFC 5869) from 32 bytes.
    public init(_ secret: SymmetricKey) {
        func derive(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Data(purpose.utf8), outputByteCount: 32)
        }
        wrapping = derive("throughgate wrap 1")
        index = derive("throughgate index 1")
        keyed = HMAC<SHA256>(key: index)
    }

    /// Reads the key file, or makes it (mode 0600) on the first start.
    ///
    /// - Parameter path: the key file; its folder must exist.
    /// - Throws: when the file cannot be read, is not 32 bytes, or others may read it.
    public init(file path: String) throws {
        let url = URL(fileURLWithPath: path)
        if !FileManager.default.fileExists(atPath: path) {
            let fresh = SymmetricKey(size: .bits256)
            let made = FileManager.default.createFile(
                atPath: path, contents: fresh.withUnsafeBytes { Data($0) }, attributes: [.posixPermissions: 0o600])
            guard made else { throw StoreError(.seal, "The key file \(path) cannot be made; check its folder.") }
        }
        let bytes = try Data(contentsOf: url)
        guard bytes.count == 32 else { throw StoreError(.seal, "The key file \(path) must hold exactly 32 bytes.") }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
        guard mode & 0o077 == 0 else { throw StoreError(.seal, "The key file \(path) may be read by others; chmod 600.") }
        self.init(SymmetricKey(data: bytes))
    }

    /// A keyed hash that finds a value again without saying what it is.
    ///
    /// - Parameter text: what is looked up, with its kind in front ("pnc 2000/0410803X").
    /// - Returns: sixteen bytes.
    public func blindIndex(_ text: String) -> Data { blindIndex(Array(text.utf8)) }

    /// The keyed form of bytes, sixteen bytes.
    func blindIndex(_ bytes: [UInt8]) -> Data {
        var hash = keyed
        hash.update(data: bytes)
        return Data(hash.finalize().prefix(16))
    }
}
