/// Why the console cannot start.
public struct ConsoleError: Error, Sendable {
    /// What went wrong; compare on this.
    public enum Code: String, Sendable, Hashable {
        /// Asked to bind to an address that other machines can reach.
        case notLoopback
        /// A page or the stylesheet is missing or does not parse.
        case pagesUnreadable
    }

    /// What went wrong.
    public let code: Code
    /// What to do about it, in a sentence.
    public let message: String
    /// The error behind it.
    public let cause: (any Error)?
    /// Whether trying again unchanged can help: never.
    public var isRetryable: Bool { false }

    init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }
}

extension ConsoleError: CustomStringConvertible {
    /// "notLoopback: …".
    public var description: String { "\(code.rawValue): \(message)" }
}
