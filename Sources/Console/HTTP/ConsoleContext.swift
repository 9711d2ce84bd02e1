import Foundation
import Hummingbird
import NIOCore

/// What a request brings with it beside its bytes: the port it arrived on.
struct ConsoleContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let port: Int?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        port = source.channel.localAddress?.port
    }
}

extension ConsoleContext {
    /// An id in the path, which Hummingbird hands over as the browser encoded it.
    func id(_ name: String) throws -> String {
        guard let id = try parameters.require(name).removingPercentEncoding else { throw Refusal.notFound }
        return id
    }
}
