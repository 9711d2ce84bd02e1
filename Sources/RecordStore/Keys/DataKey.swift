import Crypto
public import Foundation

/// The key of one person record or one raw item; destroying it destroys what it sealed.
public struct DataKey: Sendable {
    private let key: SymmetricKey

    /// A fresh random key.
    public init() { key = SymmetricKey(size: .bits256) }

    /// Opens a wrapped key.
    public init(wrapped: Data, by master: MasterKey) throws {
        do {
            key = SymmetricKey(data: try AES.GCM.open(try AES.GCM.SealedBox(combined: wrapped), using: master.wrapping))
        } catch {
            throw StoreError(.seal, "A data key does not open with this master key; is the key file this store's own?")
        }
    }

    /// The key wrapped for the database.
    public func wrapped(by master: MasterKey) throws -> Data {
        let box = try key.withUnsafeBytes { try AES.GCM.seal($0, using: master.wrapping) }
        guard let combined = box.combined else { preconditionFailure("A 96-bit nonce always has a combined form.") }
        return combined
    }

    /// Seals bytes (AES-256-GCM, random nonce, nonce and tag inside).
    public func seal(_ bytes: some DataProtocol) throws -> Data {
        guard let combined = try AES.GCM.seal(bytes, using: key).combined else {
            preconditionFailure("A 96-bit nonce always has a combined form.")
        }
        return combined
    }

    /// Opens sealed bytes.
    public func open(_ sealed: Data) throws -> [UInt8] {
        do {
            return Array(try AES.GCM.open(try AES.GCM.SealedBox(combined: sealed), using: key))
        } catch {
            throw StoreError(.seal, "A sealed column does not open with its record's key; the bytes were changed.")
        }
    }

    /// A commitment to bytes that says nothing about them once this key is destroyed.
    ///
    /// The salt is derived from the key and a label instead of being stored, so erasing the key erases the salt.
    /// - Returns: SHA-256 of salt and bytes, 32 bytes.
    public func commitment(to bytes: [UInt8], label: String) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Data(HMAC<SHA256>.authenticationCode(for: Array("audit \(label)".utf8), using: key)))
        hash.update(data: bytes)
        return Array(hash.finalize())
    }
}
