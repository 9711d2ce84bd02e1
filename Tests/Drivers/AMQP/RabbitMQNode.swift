// A real broker for the tests, through ops/rabbitmq/node.
import Foundation
import Testing

@testable import AMQP

/// A private RabbitMQ node, started once a run, which ends with this process.
final class RabbitMQNode: Sendable {
    let folder: String
    let certificates: Certificates?
    let port: Int
    let tlsPort: Int
    let processID: Int32
    let password: String

    /// Deleted when this process ends.
    static let throwawayFolder = "/tmp/throughgate-amqp-\(UUID().uuidString)"

    /// The node for tests that break it.
    static let breakable = Task { try await RabbitMQNode(certificates: Certificates.make()) }

    /// The node for tests that leave it as it was: the run's own when there is one.
    static let shared = Task {
        guard let folder = ProcessInfo.processInfo.environment["THROUGHGATE_TEST_RABBITMQ"] else {
            return try await breakable.value
        }
        return try await RabbitMQNode(describing: folder, certificates: nil)
    }

    private convenience init(certificates: Certificates) async throws {
        let folder = Self.throwawayFolder
        let owner = String(getpid())
        try await Self.node(["start", folder, "--tls", certificates.folder, "--throwaway", owner])
        try await self.init(describing: folder, certificates: certificates)
    }

    private init(describing folder: String, certificates: Certificates?) async throws {
        let pairs = try await Self.node(["env", folder]).split(separator: "\n").map {
            $0.split(separator: "=", maxSplits: 1)
        }
        let values = Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), String($0.dropFirst().first ?? "")) })
        func number(_ name: String) -> Int { Int(values["THROUGHGATE_RABBITMQ_" + name] ?? "") ?? 0 }
        self.folder = folder
        self.certificates = certificates
        port = number("PORT")
        tlsPort = number("TLS_PORT")
        processID = Int32(number("PID"))
        let file = try #require(values["THROUGHGATE_RABBITMQ_PASSWORD_FILE"])
        password = try String(contentsOfFile: file, encoding: .utf8)
    }

    /// Short limits, so that a test of failure is short too.
    func configuration(heartbeatSeconds: Int = 5) -> LinkConfiguration {
        LinkConfiguration(
            port: port, credentials: .plain(user: "ops", password: password), connectionName: "amqp-tests",
            heartbeatSeconds: heartbeatSeconds, connectTimeoutSeconds: 3, requestTimeoutSeconds: 10,
            stallLimitSeconds: 12,
            unacknowledgedBytesLimitSeconds: 3, reconnectSeconds: 0.05...0.5)
    }

    func client() throws -> RawClient { try RawClient(port: port, user: "ops", password: password) }

    @discardableResult
    func control(_ arguments: String...) async throws -> String { try await Self.node(["ctl", folder] + arguments) }

    func pause() async throws { try await Self.node(["pause", folder]) }
    func resume() async throws { try await Self.node(["resume", folder]) }

    /// The same node again, killed and started on the same ports with the same data.
    func restart() async throws {
        try await Self.node(["kill9", folder])
        try await Self.node(["start", folder])
    }

    @discardableResult
    private static func node(_ arguments: [String]) async throws -> String {
        let here = URL(filePath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()
        return try await run(here.appending(path: "../../../ops/rabbitmq/node").standardized.path, arguments)
    }
}

/// Runs a program without holding a thread of Swift's pool meanwhile.
@discardableResult
func run(_ program: String, _ arguments: [String]) async throws -> String {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        process.terminationHandler = { _ in continuation.resume() }
        do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    try #require(process.terminationStatus == 0, "\(program) \(arguments): \(text)")
    return text
}
