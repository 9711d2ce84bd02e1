/// Who we are to the broker; prints without its secret.
public enum LinkCredentials: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A name and a password (SASL PLAIN): over TLS, or on loopback.
    case plain(user: String, password: String)
    /// The name in our client certificate (SASL EXTERNAL).
    case external

    /// The name, never the password.
    public var description: String {
        switch self {
        case .plain(let user, _): "plain(\(user))"
        case .external: "external"
        }
    }

    /// The same as the description.
    public var debugDescription: String { description }

    /// Empty: `dump` must not print the password.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
