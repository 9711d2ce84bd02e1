import CanonicalModel
import Console
import Logging
import Synchronization

/// Runs a console on a free port for as long as a test needs it.
func withConsole<Value: Sendable>(
    _ backend: InMemoryConsoleBackend = .believableDay(), hub: InMemoryHubBackend? = nil, extraHosts: [String] = [],
    logger: Logger = .silent,
    _ body: @Sendable (HTTPProbe) async throws -> Value
) async throws -> Value {
    let (bound, report) = AsyncStream<ConsoleServer.BoundAddress>.makeStream()
    let server = try ConsoleServer(
        configuration: .init(port: 0, extraHosts: extraHosts), backend: backend, hub: hub,
        clock: { BelievableDay.now }, logger: logger,
        onBound: { report.yield($0) })
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { report.finish() }
            try await server.run()
        }
        defer { group.cancelAll() }
        guard let address = await bound.first(where: { _ in true }) else { throw HTTPProbe.Unreachable() }
        return try await body(HTTPProbe(host: address.host, port: address.port))
    }
}

extension InMemoryConsoleBackend {
    static func believableDay() -> InMemoryConsoleBackend {
        InMemoryConsoleBackend(BelievableDay.inboxes, clock: { BelievableDay.now })
    }

    /// The day, with a notice about somebody whose name attacks the page.
    static func day(withName name: String) -> InMemoryConsoleBackend {
        var inbox = BelievableDay.holbeck
        inbox.notices[0].personName = name
        inbox.notices[0].fields.append(.init(label: name, value: name))
        inbox.roster.append(RosterEntry(name: name))
        return InMemoryConsoleBackend([inbox], clock: { BelievableDay.now })
    }
}

/// Everything logged, a line a record with its metadata.
final class LogRecorder: Sendable {
    private let records = Mutex<[String]>([])

    var text: String { records.withLock { $0.joined(separator: "\n") } }

    func logger() -> Logger {
        Logger(label: "test") { _ in Handler(recorder: self) }
    }

    private struct Handler: LogHandler {
        let recorder: LogRecorder
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let line = "\(event.message) \(metadata) \(event.metadata ?? [:])"
            recorder.records.withLock { $0.append(line) }
        }
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() } }
}
