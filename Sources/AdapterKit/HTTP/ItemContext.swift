import Hummingbird
import NIOCore
import NIOSSL

/// What a request brings with it beside its bytes: the connection, for the certificate shown on it.
struct ItemContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// The certificate that the client proved to hold, DER; nil without one and without TLS.
    func certificate() async -> [UInt8]? {
        guard let found = try? await channel.nioSSL_peerCertificate().get() else { return nil }
        return try? found.toDERBytes()
    }
}
