import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle

/// A server of the adapter: on a host and port, with or without TLS, or on a socket of the file system.
struct HTTPService<Responder: HTTPResponder>: Service
where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    /// More connections than this wait in the kernel's queue.
    private static var connectionLimit: Int { 256 }
    /// The most bytes of header a request may have.
    private static var headerByteLimit: Int { 16 * 1_024 }

    let responder: Responder
    let address: BindAddress
    var tls: TLSConfiguration?
    let logger: Logger
    /// A connection that says nothing for so long is closed.
    var idleSeconds: Int64 = 30
    /// How long a request's head may take to come, the handshake included.
    var headSeconds: Int64 = 30
    /// Called once it listens, with the port that the kernel chose.
    var onBound: @Sendable (Int?) async -> Void = { _ in }

    /// Serves until told to stop; requests in hand are answered first.
    func run() async throws {
        let headLimit = TimeAmount.seconds(headSeconds)
        let http = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [HeadDeadline(headLimit)],
                idleTimeout: .seconds(idleSeconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: Self.headerByteLimit, maxHeaderListSize: Self.headerByteLimit,
                    maxHeaderFieldCount: 100)))
        let application = Application(
            responder: responder, server: try tls.map { try .tls(http, tlsConfiguration: $0) } ?? http,
            configuration: .init(
                address: address,
                availableConnectionsDelegate: .maximum(Self.connectionLimit, logger: logger)),
            onServerRunning: { [onBound] channel in await onBound(channel.localAddress?.port) },
            logger: logger)
        try await application.run()
    }
}

/// The files of a server's TLS.
struct ServerTLS: Sendable, Equatable {
    let certificateFile: String
    let keyFile: String
    /// Whose certificates clients may show; nil when clients bear tokens only.
    var clientAuthorityFile: String?

    /// The settings of the handshake: TLS 1.2 and above.
    func configuration() throws(AdapterError) -> TLSConfiguration {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificateFile).map(NIOSSLCertificateSource.certificate)
            let key = try NIOSSLPrivateKey(file: keyFile, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            if let clientAuthorityFile {
                // A certificate shown must be good; who shows none needs a token.
                configuration.certificateVerification = .optionalVerification
                configuration.trustRoots = .file(clientAuthorityFile)
            }
            return configuration
        } catch {
            throw AdapterError(
                .configuration, "the certificate or the key of the HTTP port cannot be used", cause: "\(error)")
        }
    }
}
