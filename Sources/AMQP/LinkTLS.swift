/// TLS 1.2 or later; the peer and its name are always verified.
public struct LinkTLS: Sendable {
    /// A client certificate and its key, as PEM files.
    public struct Identity: Sendable {
        /// The certificate, with its chain.
        public var certificateFile: String
        /// The key, not encrypted: nobody is there to type a passphrase.
        public var keyFile: String

        /// Creates an identity.
        public init(certificateFile: String, keyFile: String) {
            self.certificateFile = certificateFile
            self.keyFile = keyFile
        }
    }

    /// The authorities we accept, as a PEM file.
    ///
    /// There is no default: librabbitmq 0.11 cannot use the system's.
    public var authorityFile: String
    /// What we show the broker.
    public var identity: Identity?

    /// Creates a TLS configuration.
    public init(authorityFile: String, identity: Identity? = nil) {
        self.authorityFile = authorityFile
        self.identity = identity
    }
}
