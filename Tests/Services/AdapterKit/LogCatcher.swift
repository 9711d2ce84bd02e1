import Logging
import Synchronization

/// Keeps what is logged, for tests of alarms.
final class LogCatcher: Sendable {
    struct Line: Sendable {
        let level: Logger.Level
        let message: String
        let why: String?
    }

    private let kept = Mutex<[Line]>([])

    var lines: [Line] { kept.withLock { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(catcher: self) } }

    private struct Handler: LogHandler {
        let catcher: LogCatcher
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let line = Line(
                level: event.level, message: "\(event.message)", why: event.metadata?["why"].map { "\($0)" })
            catcher.kept.withLock { $0.append(line) }
        }
    }
}
