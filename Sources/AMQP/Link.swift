// The only file that calls librabbitmq on an open connection. It knows nothing of concurrency: whoever owns a Link calls
// it from one thread, and gets Swift values whose bytes are copies.
import CRabbitMQ
import Glibc
import Messaging

/// One connection to the broker with one channel in use; closed when it goes out of scope.
///
/// Any error it throws ends it: rabbitmq-c #837 shows what using a connection after a bad frame can do.
struct Link: ~Copyable {
    /// RabbitMQ's own default, and the most a publisher can send it in one header.
    private static let frameBytes: Int32 = 131_072
    /// What RabbitMQ adds to a stored header (`x-death`, `x-delivery-count`) may make it bigger than the frame we agreed
    /// upon, and it is sent all the same: a consumer that insists on its limit can then never get rid of the message.
    private static let grownHeaderBytes: Int32 = 65_536
    /// Channels are never used again, only the next one is opened; far below the 2047 RabbitMQ allows.
    private static let maxChannels: UInt16 = 1000
    static let consumerTag = "throughgate"

    private let connection: LinkConnection
    private let configuration: LinkConfiguration
    private var scratch: Scratch
    private var incoming: IncomingContent?
    private var channel: UInt16 = 0

    /// Connects and logs in; blocks for at most a few of the configured limits.
    init(_ configuration: LinkConfiguration) throws(AMQPError) {
        try configuration.validate()
        let connection = LinkConnection(stallLimitSeconds: configuration.stallLimitSeconds)
        try connection.open(configuration)
        try connection.login(configuration, frameBytes: Self.frameBytes)
        self.connection = connection
        self.configuration = configuration
        scratch = Scratch()
    }

    /// For `poll`; stays ours whatever the library does to its own.
    var descriptor: Int32 { connection.sentry.descriptor }

    /// True when frames wait in the library's memory, where `poll` cannot see them.
    var hasBufferedFrames: Bool {
        amqp_frames_enqueued(connection.state) != 0 || amqp_data_in_buffer(connection.state) != 0
    }

    /// Whether the kernel takes more bytes now.
    ///
    /// It says so while a third of its buffer is free, so after it has, `publish` cannot block on a message of ordinary
    /// size.
    var isWritable: Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&polled, 1, 0) > 0 && polled.revents & Int16(POLLOUT) != 0
    }

    // MARK: Channels

    /// Opens the next channel and makes it the one in use; whatever still arrives for the one before is ignored.
    mutating func openChannel() throws(AMQPError) {
        guard channel < Self.maxChannels else {
            throw AMQPError(.channelClosed, "one connection has had \(Self.maxChannels) channels")
        }
        let next = channel + 1
        try request("opening a channel") { amqp_channel_open($0, next) }
        channel = next
        incoming = nil
    }

    /// Closes the channel that was in use before; what it had not settled goes back to its queue.
    func closePreviousChannel() throws(AMQPError) {
        try check(inside { amqp_channel_close($0, channel - 1, AMQP_REPLY_SUCCESS) }, "closing a channel")
    }

    /// Lets headers arrive that have grown; only for a link that publishes nothing, for it would send bigger frames too.
    func tolerateGrownHeaders() throws(AMQPError) {
        let status = inside { state in
            amqp_tune_connection(
                state, amqp_get_channel_max(state), Self.frameBytes + Self.grownHeaderBytes, amqp_get_heartbeat(state))
        }
        try check(status, "tuning")
    }

    mutating func selectConfirms() throws(AMQPError) {
        try request("selecting confirms") { [channel] in amqp_confirm_select($0, channel) }
    }

    mutating func consume(_ queue: String, prefetch: UInt16) throws(AMQPError) {
        try request("setting the prefetch") { [channel] in amqp_basic_qos($0, channel, 0, prefetch, 0) }
        scratch.begin(byteCount: queue.utf8.count + Self.consumerTag.utf8.count)
        let (queue, tag) = (scratch.lend(queue), scratch.lend(Self.consumerTag))
        try request("consuming") { [channel] in
            amqp_basic_consume($0, channel, queue, tag, 0, 0, 0, amqp_empty_table)
        }
    }

    // MARK: Settling

    func acknowledge(_ tag: UInt64, multiple: Bool) throws(AMQPError) {
        try check(inside { amqp_basic_ack($0, channel, tag, multiple ? 1 : 0) }, "acknowledging")
    }

    /// The queue's dead letter exchange takes it.
    func deadLetter(_ tag: UInt64) throws(AMQPError) {
        try check(inside { amqp_basic_reject($0, channel, tag, 0) }, "dead-lettering")
    }

    func requeue(_ tag: UInt64) throws(AMQPError) {
        try check(inside { amqp_basic_nack($0, channel, tag, 0, 1) }, "requeueing")
    }

    /// Asks for no more deliveries, and does not wait for the answer.
    mutating func cancelConsumer() throws(AMQPError) {
        scratch.begin(byteCount: Self.consumerTag.utf8.count)
        var method = amqp_basic_cancel_t(consumer_tag: scratch.lend(Self.consumerTag), nowait: 1)
        let status = inside { amqp_send_method($0, channel, AMQP_BASIC_CANCEL_METHOD, &method) }
        try check(status, "cancelling the consumer")
    }

    // MARK: Publishing

    /// Sends one message, persistent and mandatory.
    mutating func publish(_ message: OutboundMessage) throws(AMQPError) {
        let publication = Publication(message)
        let status = publication.withProperties(&scratch) {
            [channel, state = connection.state, sentry = connection.sentry]
            exchange, key, properties, body in
            sentry.enter()
            defer { sentry.leave() }
            return amqp_basic_publish(state, channel, exchange, key, 1, 0, properties, body)
        }
        try check(status, "publishing")
    }

    /// A corked socket gathers many messages into full segments, which both sides handle in far fewer steps.
    ///
    /// Uncorking also pushes out a body that ends on a frame's boundary, which librabbitmq 0.11 leaves marked "more to
    /// come".
    func setCorked(_ isCorked: Bool) { _ = crabbitmq_set_cork(descriptor, isCorked ? 1 : 0) }

    /// While the broker refuses to read, a full window is no sign of death; two missed heartbeats still are.
    func setBlocked(_ isBlocked: Bool) {
        let milliseconds = isBlocked ? 0 : configuration.unacknowledgedBytesLimitSeconds * 1000
        _ = crabbitmq_set_user_timeout(descriptor, UInt32(milliseconds))
    }

    // MARK: Receiving

    /// The next thing the broker said, without waiting; nil when there is nothing more.
    mutating func nextEvent() throws(AMQPError) -> LinkEvent? {
        while let frame = try nextFrame() {
            let event = try accept(frame)
            // The frame's memory is the library's: everything was copied, so it may be used again.
            amqp_maybe_release_buffers(connection.state)
            if let event { return event }
        }
        return nil
    }

    /// Says goodbye and waits a moment for the answer.
    ///
    /// Without it the broker logs a warning, no more.
    consuming func close() {
        _ = inside { amqp_connection_close($0, AMQP_REPLY_SUCCESS) }
    }

    private func nextFrame() throws(AMQPError) -> amqp_frame_t? {
        var frame = amqp_frame_t()
        var now = timeval()
        let status = inside { amqp_simple_wait_frame_noblock($0, &frame, &now) }
        if status == AMQP_STATUS_TIMEOUT.rawValue { return nil }
        try check(status, "receiving")
        return frame
    }

    private mutating func accept(_ frame: amqp_frame_t) throws(AMQPError) -> LinkEvent? {
        switch Int32(frame.frame_type) {
        case AMQP_FRAME_METHOD where frame.channel == 0: return try acceptConnectionMethod(frame.payload.method)
        case AMQP_FRAME_METHOD where frame.channel == channel: return try acceptMethod(frame.payload.method)
        case AMQP_FRAME_HEADER where frame.channel == channel: return try acceptHeader(frame)
        case AMQP_FRAME_BODY where frame.channel == channel: return try acceptBody(frame.payload.body_fragment)
        default: return nil
        }
    }

    private func acceptConnectionMethod(_ method: amqp_method_t) throws(AMQPError) -> LinkEvent? {
        switch method.id {
        case AMQP_CONNECTION_BLOCKED_METHOD: return .blocked
        case AMQP_CONNECTION_UNBLOCKED_METHOD: return .unblocked
        case AMQP_CONNECTION_CLOSE_METHOD:
            let close = method.decoded.load(as: amqp_connection_close_t.self)
            let error = AMQPError(
                replyCode: close.reply_code, text: close.reply_text.text, otherwise: .connectionClosed)
            var answer = amqp_connection_close_ok_t()
            _ = inside { amqp_send_method($0, 0, AMQP_CONNECTION_CLOSE_OK_METHOD, &answer) }
            throw error
        default: return nil
        }
    }

    private mutating func acceptMethod(_ method: amqp_method_t) throws(AMQPError) -> LinkEvent? {
        switch method.id {
        case AMQP_BASIC_DELIVER_METHOD:
            try expect(IncomingContent(method.decoded.load(as: amqp_basic_deliver_t.self)))
            return nil
        case AMQP_BASIC_RETURN_METHOD:
            try expect(IncomingContent(method.decoded.load(as: amqp_basic_return_t.self)))
            return nil
        case AMQP_BASIC_ACK_METHOD:
            let ack = method.decoded.load(as: amqp_basic_ack_t.self)
            return .confirmed(ack.delivery_tag, multiple: ack.multiple != 0)
        case AMQP_BASIC_NACK_METHOD:
            let nack = method.decoded.load(as: amqp_basic_nack_t.self)
            return .refused(nack.delivery_tag, multiple: nack.multiple != 0)
        case AMQP_BASIC_CANCEL_METHOD: return .consumerCancelled
        case AMQP_CHANNEL_CLOSE_METHOD: return channelClosed(method.decoded.load(as: amqp_channel_close_t.self))
        default: return nil
        }
    }

    private func channelClosed(_ close: amqp_channel_close_t) -> LinkEvent {
        let error = AMQPError(replyCode: close.reply_code, text: close.reply_text.text, otherwise: .channelClosed)
        var answer = amqp_channel_close_ok_t()
        _ = inside { amqp_send_method($0, channel, AMQP_CHANNEL_CLOSE_OK_METHOD, &answer) }
        return .channelClosed(error)
    }

    private mutating func expect(_ content: IncomingContent) throws(AMQPError) {
        guard incoming == nil else { throw AMQPError(.protocolViolation, "a message began inside another") }
        incoming = content
    }

    private mutating func acceptHeader(_ frame: amqp_frame_t) throws(AMQPError) -> LinkEvent? {
        let header = frame.payload.properties
        guard incoming != nil, Int32(header.class_id) == AMQP_BASIC_CLASS, let decoded = header.decoded else {
            throw AMQPError(.protocolViolation, "a header came without its message")
        }
        incoming?.header(
            decoded.load(as: amqp_basic_properties_t.self), bodySize: header.body_size,
            maxBodyBytes: configuration.maxBodyBytes)
        return finished()
    }

    private mutating func acceptBody(_ fragment: amqp_bytes_t) throws(AMQPError) -> LinkEvent? {
        guard incoming?.append(fragment) == true else {
            throw AMQPError(.protocolViolation, "more body came than was announced")
        }
        return finished()
    }

    private mutating func finished() -> LinkEvent? {
        guard let event = incoming?.event else { return nil }
        incoming = nil
        return event
    }

    // MARK: Calling

    private func inside<Result>(_ call: (amqp_connection_state_t) -> Result) -> Result {
        connection.inside(call)
    }

    private func request<Reply>(
        _ action: StaticString, _ call: (amqp_connection_state_t) -> UnsafeMutablePointer<Reply>?
    ) throws(AMQPError) {
        let reply = inside { state in
            _ = call(state)
            return amqp_get_rpc_reply(state)
        }
        try check(reply, action)
    }

    private func check(_ reply: amqp_rpc_reply_t, _ action: StaticString) throws(AMQPError) {
        try connection.check(reply, action)
    }

    private func check(_ status: Int32, _ action: StaticString) throws(AMQPError) {
        try connection.check(status, action)
    }
}
