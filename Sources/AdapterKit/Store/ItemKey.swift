import Crypto
import Foundation

/// A key that seals the bytes of one item (AES-256-GCM); destroying its wrapped form destroys the item everywhere it is.
struct ItemKey: Sendable {
    /// What is sealed.
    ///
    /// Bound to the ciphertext, so that one part of an item can never be passed off as another.
    enum Part: String {
        case bytes
        case messages
        case key
    }

    private let key: SymmetricKey

    /// A fresh random key.
    init() { key = SymmetricKey(size: .bits256) }

    init(_ key: SymmetricKey) { self.key = key }

    /// The key itself, for wrapping only.
    var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// Seals bytes.
    ///
    /// - Returns: nonce, ciphertext and tag; the nonce is random, which is safe for the two boxes a key ever makes.
    func seal(_ bytes: [UInt8], as part: Part, itemID: String) throws(AdapterError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(bytes, using: key, authenticating: Self.context(part, itemID))
            guard let combined = box.combined else { preconditionFailure("A 12-byte nonce always combines.") }
            return Array(combined)
        } catch {
            throw AdapterError(.seal, "an item could not be sealed", cause: "\(error)")
        }
    }

    /// Opens what ``seal(_:as:itemID:)`` made.
    func open(_ sealed: [UInt8], as part: Part, itemID: String) throws(AdapterError) -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: key, authenticating: Self.context(part, itemID)))
        } catch {
            throw AdapterError(.seal, "a sealed item does not open: changed, or under another key", cause: "\(error)")
        }
    }

    private static func context(_ part: Part, _ itemID: String) -> Data { Data("\(itemID)/\(part.rawValue)".utf8) }
}
