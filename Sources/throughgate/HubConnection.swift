import AMQP
import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel

/// A short-lived publishing link of a command: opened, used, drained, closed.
struct HubConnection {
    private let options: PartnershipOptions
    private let user: String
    private let agency: String
    private let source: String

    /// The hub's own connection.
    init(_ options: PartnershipOptions) {
        self.init(options, user: "hub", agency: "hub", source: "/hub/cli")
    }

    /// A connection of a user of an agency.
    init(_ options: PartnershipOptions, user: String, agency: String, source: String) {
        self.options = options
        self.user = user
        self.agency = agency
        self.source = source
    }

    /// Runs a body that may publish facts.
    ///
    /// - Parameter body: is handed a function that publishes one fact and returns its message id.
    func with<Value: Sendable>(
        _ body: (_ publish: (Fact, Timestamp) async throws -> String) async throws -> Value
    ) async throws -> Value {
        let host = try options.partnership().directory.id
        let link = PublishingLink(try options.folder.link(user: user, virtualHost: host, name: "throughgate \(agency)"))
        let publisher = MessagePublisher(channel: link, user: user, agency: agency)
        async let running: Void = link.run()
        let value = try await body { fact, time in
            guard let id = await publisher.publish(fact, source: source, time: time, now: Present.clock()) else {
                throw ValidationError("RabbitMQ did not confirm the message; nothing was recorded. Is the broker running?")
            }
            return id
        }
        link.stop()
        try await running
        return value
    }

    /// Publishes messages that have their ids and times already, in order.
    ///
    /// - Returns: how many were confirmed; all, or it throws.
    func publish(_ messages: [CanonicalMessage]) async throws -> Int {
        let host = try options.partnership().directory.id
        let link = PublishingLink(try options.folder.link(user: user, virtualHost: host, name: "throughgate \(agency)"))
        let publisher = MessagePublisher(channel: link, user: user, agency: agency)
        async let running: Void = link.run()
        for (place, message) in messages.enumerated() {
            guard await publisher.publish(message) else {
                throw ValidationError("RabbitMQ did not confirm line \(place + 1); the lines before it were recorded.")
            }
        }
        link.stop()
        try await running
        return messages.count
    }
}
