// The handle, its socket and its login; freed exactly once because it cannot be copied.
import CRabbitMQ
import Glibc

/// The sole owner of an `amqp_connection_state_t`.
struct LinkConnection: ~Copyable {
    let state: amqp_connection_state_t
    let sentry: Sentry

    init(stallLimitSeconds: Double) {
        guard let state = amqp_new_connection() else { preconditionFailure("no memory is left for a connection") }
        self.state = state
        sentry = Sentry(limitSeconds: stallLimitSeconds)
    }

    deinit {
        sentry.retire()
        amqp_destroy_connection(state)
    }

    /// Opens the socket, and TLS on it.
    func open(_ configuration: LinkConfiguration) throws(AMQPError) {
        let socket = try newSocket(configuration.tls)
        var connectLimit = timeval(seconds: configuration.connectTimeoutSeconds)
        var requestLimit = timeval(seconds: configuration.requestTimeoutSeconds)
        amqp_set_handshake_timeout(state, &connectLimit)
        amqp_set_rpc_timeout(state, &requestLimit)
        let status = amqp_socket_open_noblock(socket, configuration.host, Int32(configuration.port), &connectLimit)
        if status == AMQP_STATUS_SOCKET_ERROR.rawValue {
            throw AMQPError(.unreachable, "connecting: nothing listens on \(configuration.host):\(configuration.port)")
        }
        try check(status, "connecting")
        guard sentry.guardSocket(amqp_get_sockfd(state)) else {
            throw AMQPError(.unreachable, "connecting: no file descriptor is left")
        }
        let unacknowledged = UInt32(configuration.unacknowledgedBytesLimitSeconds * 1000)
        _ = crabbitmq_set_user_timeout(sentry.descriptor, unacknowledged)
    }

    func login(_ configuration: LinkConfiguration, frameBytes: Int32) throws(AMQPError) {
        var (user, password): (String?, String?) = (nil, nil)
        if case .plain(let name, let secret) = configuration.credentials { (user, password) = (name, secret) }
        let reply = inside { state in
            user.withOptionalCString { user in
                password.withOptionalCString { password in
                    crabbitmq_login(
                        state, configuration.virtualHost, 0, frameBytes, Int32(configuration.heartbeatSeconds),
                        configuration.connectionName, user, password)
                }
            }
        }
        try check(reply, "logging in")
    }

    /// Every call into the library that may touch the network goes through here, so that the watchdog sees it.
    func inside<Result>(_ call: (amqp_connection_state_t) -> Result) -> Result {
        sentry.enter()
        defer { sentry.leave() }
        return call(state)
    }

    func check(_ status: Int32, _ action: StaticString) throws(AMQPError) {
        guard status < 0 else { return }
        if sentry.hasStalled {
            throw AMQPError(.timedOut, "\(action): the broker took nothing for \(sentry.limitMilliseconds) ms")
        }
        throw AMQPError(status: status, during: action)
    }

    func check(_ reply: amqp_rpc_reply_t, _ action: StaticString) throws(AMQPError) {
        switch reply.reply_type {
        case AMQP_RESPONSE_NORMAL: return
        case AMQP_RESPONSE_LIBRARY_EXCEPTION: try check(reply.library_error, action)
        case AMQP_RESPONSE_SERVER_EXCEPTION: throw serverException(reply.reply)
        default: break
        }
        throw AMQPError(.connectionClosed, "\(action): no reply")
    }

    /// The connection owns what this returns.
    private func newSocket(_ tls: LinkTLS?) throws(AMQPError) -> OpaquePointer {
        guard let socket = tls == nil ? amqp_tcp_socket_new(state) : amqp_ssl_socket_new(state) else {
            throw AMQPError(.outOfMemory, "no memory for a socket")
        }
        if let tls { try prepare(socket, tls) }
        return socket
    }

    private func prepare(_ socket: OpaquePointer, _ tls: LinkTLS) throws(AMQPError) {
        // 0.11 would let an older version through.
        try configured(amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST), "the TLS version")
        try configured(amqp_ssl_socket_set_cacert(socket, tls.authorityFile), tls.authorityFile)
        if let identity = tls.identity {
            let status = amqp_ssl_socket_set_key(socket, identity.certificateFile, identity.keyFile)
            try configured(status, identity.certificateFile)
        }
        amqp_ssl_socket_set_verify_peer(socket, 1)
        amqp_ssl_socket_set_verify_hostname(socket, 1)
    }

    private func configured(_ status: Int32, _ what: String) throws(AMQPError) {
        guard status < 0 else { return }
        throw AMQPError(.invalidConfiguration, "TLS cannot use \(what)")
    }

    private func serverException(_ method: amqp_method_t) -> AMQPError {
        switch method.id {
        case AMQP_CHANNEL_CLOSE_METHOD:
            let close = method.decoded.load(as: amqp_channel_close_t.self)
            return AMQPError(replyCode: close.reply_code, text: close.reply_text.text, otherwise: .channelClosed)
        case AMQP_CONNECTION_CLOSE_METHOD:
            let close = method.decoded.load(as: amqp_connection_close_t.self)
            return AMQPError(replyCode: close.reply_code, text: close.reply_text.text, otherwise: .connectionClosed)
        default: return AMQPError(.protocolViolation, "an unexpected reply")
        }
    }
}

extension timeval {
    fileprivate init(seconds: Double) {
        let whole = seconds.rounded(.down)
        self.init(tv_sec: Int(whole), tv_usec: Int((seconds - whole) * 1_000_000))
    }
}

extension String? {
    fileprivate func withOptionalCString<Result>(_ body: (UnsafePointer<CChar>?) -> Result) -> Result {
        guard let self else { return body(nil) }
        return self.withCString(body)
    }
}
