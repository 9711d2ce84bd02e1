public import AgreementEngine
import Crypto
public import Formats
import Foundation

/// The broker's exchanges, queues, users, permissions and policies, as RabbitMQ `definitions.json` states them.
///
/// Nobody but this code declares anything: every user has configure permission on nothing, so an agency can neither bind a
/// queue to what it may not read nor write to what is not its own.
public struct Topology: Sendable {
    /// Deliveries of one message before it is dead-lettered (DESIGN decision 5); 3.10 has no default.
    static let deliveryLimit: Int64 = 20
    /// Messages a queue holds before publishers are told no: bounds the disk a stopped core can fill.
    static let inboundLimit: Int64 = 2_000_000
    /// The broker's own user and the one its pages publish acknowledgements with.
    public static let coreUser = "throughgate"
    /// The user of the console.
    public static let consoleUser = "throughgate-console"
    /// As whom the hub decides, on its pages and at the command line: a publisher of the directory like any other.
    public static let hubUser = "hub"
    /// The queue the core consumes.
    public static let inboundQueue = "core.inbound"
    /// Where messages go that could not be settled in twenty deliveries.
    public static let deadQueue = "core.dead"

    private let directory: PartnershipDirectory
    let passwords: [String: String]

    /// A topology for a partnership.
    ///
    /// - Parameters:
    ///   - directory: recipients and publishing users.
    ///   - passwords: by user; see ``Secrets``.
    public init(directory: PartnershipDirectory, passwords: [String: String]) {
        self.directory = directory
        self.passwords = passwords
    }

    /// The virtual host: one a partnership.
    public var virtualHost: String { directory.id }

    /// The definitions as RabbitMQ imports them.
    public var definitions: JSONObject {
        [
            "vhosts": [["name": .string(virtualHost)]],
            "users": .array(users.map(user)),
            "permissions": .array(users.map(permission)),
            "topic_permissions": .array(publishers.map(topicPermission)),
            "exchanges": .array(exchanges.map(exchange)),
            "queues": .array(queues.map(queue)),
            "bindings": .array(bindings.map(binding)),
            "policies": .array(rawFeeds.isEmpty ? [policy] : [policy, rawPolicy]),
            "parameters": [], "global_parameters": [],
        ]
    }

    /// Every AMQP user that needs a password.
    public static func users(of directory: PartnershipDirectory) -> [String] {
        Topology(directory: directory, passwords: [:]).users.map(\.name)
    }

    // MARK: What there is

    struct User {
        var name: String
        var write: String
        var read: String
    }

    private var publishers: [PartnershipDirectory.Publisher] { directory.publishers }

    var users: [User] {
        let core = User(name: Self.coreUser, write: "^(notices|hub|receipts)$", read: "^core\\.(inbound|dead)$")
        let readers = directory.recipients.map { User(name: $0.id, write: "^$", read: "^\(escape(queueName($0)))$") }
        return [core] + publishers.map(publisherUser) + publishers.compactMap(rawFeedUser) + readers
    }

    private func publisherUser(_ publisher: PartnershipDirectory.Publisher) -> User {
        let (agency, user) = (escape(publisher.agency), escape(publisher.user))
        guard publisher.rawFeed != nil else {
            return User(name: publisher.user, write: "^in\\.\(agency)$", read: "^receipts\\.\(user)$")
        }
        return User(
            name: publisher.user, write: "^(in\\.\(agency)|raw\\.\(agency)\\.receipts)$",
            read: "^(receipts\\.\(user)|raw\\.\(agency))$")
    }

    /// The agency's own system: it may hand over raw messages and read their receipts, and nothing else.
    private func rawFeedUser(_ publisher: PartnershipDirectory.Publisher) -> User? {
        publisher.rawFeed.map {
            User(name: $0, write: "^raw\\.\(escape(publisher.agency))$",
                read: "^raw\\.\(escape(publisher.agency))\\.receipts$")
        }
    }

    /// Agencies whose own system hands over raw messages.
    private var rawFeeds: [String] { publishers.filter { $0.rawFeed != nil }.map(\.agency) }

    private var exchanges: [(name: String, type: String)] {
        [("notices", "direct"), ("hub", "direct"), ("receipts", "direct"), ("dead", "direct")]
            + Set(publishers.map(\.agency)).sorted().map { ("in." + $0, "topic") }
            + rawFeeds.flatMap { [("raw.\($0)", "fanout"), ("raw.\($0).receipts", "direct")] }
    }

    private var queues: [String] {
        [Self.inboundQueue, Self.deadQueue, "hub.tasks"] + directory.recipients.map(queueName)
            + publishers.map { "receipts." + $0.user }
            + rawFeeds.flatMap { ["raw.\($0)", "raw.\($0).receipts"] }
    }

    private var bindings: [(source: String, destination: String, key: String)] {
        Set(publishers.map(\.agency)).sorted().map { ("in." + $0, Self.inboundQueue, "#") }
            + [("dead", Self.deadQueue, "core"), ("hub", "hub.tasks", "tasks")]
            + directory.recipients.map { ("notices", queueName($0), $0.id) }
            + publishers.map { ("receipts", "receipts." + $0.user, $0.user) }
            + rawFeeds.flatMap {
                [("raw.\($0)", "raw.\($0)", ""), ("raw.\($0).receipts", "raw.\($0).receipts", $0)]
            }
    }

    private func queueName(_ recipient: PartnershipDirectory.Recipient) -> String {
        "notices.\(recipient.id).\(recipient.queueSuffix)"
    }

    // MARK: As RabbitMQ writes it

    private func user(_ user: User) -> JSONValue {
        let password = passwords[user.name] ?? ""
        return [
            "name": .string(user.name), "password_hash": .string(PasswordHash.of(password, name: user.name)),
            "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": [], "limits": [:],
        ]
    }

    private func permission(_ user: User) -> JSONValue {
        [
            "user": .string(user.name), "vhost": .string(virtualHost), "configure": "^$", "write": .string(user.write),
            "read": .string(user.read),
        ]
    }

    /// A topic permission is open by default when none is defined, so every publisher has one.
    private func topicPermission(_ publisher: PartnershipDirectory.Publisher) -> JSONValue {
        let types = publisher.types.map(routingKeys).joined(separator: "|")
        return [
            "user": .string(publisher.user), "vhost": .string(virtualHost), "exchange": .string("in." + publisher.agency),
            "write": .string("^(\(types))$"), "read": "^$",
        ]
    }

    /// "court.*" allows every court message; a plain name allows its versions.
    private func routingKeys(_ type: String) -> String {
        type.hasSuffix(".*") ? escape(String(type.dropLast())) + ".+" : escape(type) + "\\.v[0-9]+"
    }

    private func exchange(_ exchange: (name: String, type: String)) -> JSONValue {
        [
            "name": .string(exchange.name), "vhost": .string(virtualHost), "type": .string(exchange.type), "durable": true,
            "auto_delete": false, "internal": false, "arguments": [:],
        ]
    }

    private func queue(_ name: String) -> JSONValue {
        [
            "name": .string(name), "vhost": .string(virtualHost), "durable": true, "auto_delete": false,
            "arguments": ["x-queue-type": "quorum"],
        ]
    }

    private func binding(_ binding: (source: String, destination: String, key: String)) -> JSONValue {
        [
            "source": .string(binding.source), "vhost": .string(virtualHost), "destination": .string(binding.destination),
            "destination_type": "queue", "routing_key": .string(binding.key), "arguments": [:],
        ]
    }

    /// At-least-once dead-lettering needs all of these; without them it is at most once and says nothing
    /// (reliability-and-performance.md 1.2).
    private var policy: JSONValue {
        [
            "name": "core-inbound", "vhost": .string(virtualHost), "pattern": "^core\\.inbound$", "apply-to": "queues",
            "priority": 0,
            "definition": [
                "dead-letter-exchange": "dead", "dead-letter-routing-key": "core",
                "dead-letter-strategy": "at-least-once", "delivery-limit": .integer(Self.deliveryLimit),
                "max-length": .integer(Self.inboundLimit), "overflow": "reject-publish",
            ],
        ]
    }

    /// A raw message that could not be sealed in twenty deliveries is kept by the core like any other dead letter.
    private var rawPolicy: JSONValue {
        [
            "name": "raw-feeds", "vhost": .string(virtualHost), "pattern": "^raw\\.[^.]+$", "apply-to": "queues", "priority": 0,
            "definition": [
                "dead-letter-exchange": "dead", "dead-letter-routing-key": "core",
                "dead-letter-strategy": "at-least-once", "delivery-limit": .integer(Self.deliveryLimit),
                "max-length": .integer(Self.inboundLimit), "overflow": "reject-publish",
            ],
        ]
    }

    private func escape(_ text: String) -> String { NSRegularExpression.escapedPattern(for: text) }
}

/// RabbitMQ's salted SHA-256 password hash (rabbitmq.com/passwords.html): base64(salt ‖ SHA-256(salt ‖ password)).
enum PasswordHash {
    /// The hash with a salt made from the name, so that the same secrets always print the same definitions.
    static func of(_ password: String, name: String) -> String {
        hash(password, salt: Data(SHA256.hash(data: Data("salt \(name) \(password)".utf8)).prefix(4)))
    }

    /// Whether a hash in an export is that of a password.
    static func matches(_ encoded: String, _ password: String) -> Bool {
        guard let bytes = Data(base64Encoded: encoded), bytes.count == 36 else { return false }
        return hash(password, salt: bytes.prefix(4)) == encoded
    }

    private static func hash(_ password: String, salt: Data) -> String {
        (salt + Data(SHA256.hash(data: salt + Data(password.utf8)))).base64EncodedString()
    }
}
