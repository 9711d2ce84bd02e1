/// What went wrong inside an adapter; what a *sender* did wrong is a `FormatError` in a receipt instead.
public struct AdapterError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure; compare on this.
    public enum Code: String, Sendable, Hashable {
        /// The configuration file breaks a rule.
        case configuration
        /// A folder or file of the adapter's own cannot be used.
        case file
        /// The intake database cannot be used.
        case store
        /// The master key is missing, unsafe or another one.
        case masterKey
        /// A sealed value cannot be opened: it was changed, or its key is another one.
        case seal
        /// Another process runs this adapter.
        case inUse
        /// Nothing bears the name asked for.
        case notFound
        /// An operator's order cannot be carried out as it stands.
        case edit
        /// The running adapter cannot be spoken to.
        case control
    }

    /// The kind of failure.
    public let code: Code
    /// A sentence for operators: never a payload, never a secret.
    public let message: String
    /// What the system said.
    public let cause: String?

    /// Creates an error.
    public init(_ code: Code, _ message: String, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// Whether the same attempt may succeed later without anybody's help: a full disk may be emptied, a folder mounted.
    public var isRetryable: Bool {
        switch code {
        case .file, .store: true
        case .configuration, .masterKey, .seal, .inUse, .notFound, .edit, .control: false
        }
    }

    /// Code, message and cause.
    public var description: String { "\(code.rawValue): \(message)" + (cause.map { " (\($0))" } ?? "") }

    /// Equality on the code.
    public static func == (left: AdapterError, right: AdapterError) -> Bool { left.code == right.code }
}
