/// Why the record refused: the code says what to do, the message says it to a person.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What went wrong.
    public enum Code: String, Sendable {
        /// Another process holds the store: one active core a store.
        case alreadyOpen = "already-open"
        /// The disk or the database refused.
        case database
        /// A sealed column does not open with its key: the key file is another store's, or bytes were changed.
        case seal
        /// The person was erased: there is no key any more.
        case erased
        /// The erasure ledger beside the master key cannot be read or written.
        case erasureLedger = "erasure-ledger"
        /// The store does not have the durability the broker acknowledges on.
        case durability
    }

    /// What went wrong.
    public let code: Code
    /// A sentence for a person.
    public let description: String

    /// Names a failure.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// Compares on the code, so that tests can name what they expect.
    public static func == (left: StoreError, right: StoreError) -> Bool { left.code == right.code }
}
