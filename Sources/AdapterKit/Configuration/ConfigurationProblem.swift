/// One thing wrong with a configuration file: where, which rule, and what to do.
public struct ConfigurationProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1; nil when it is about no line.
    public let line: Int?
    /// The key, such as "amqp.port".
    public let key: String
    /// Which rule, as a stable dotted code.
    public let rule: String
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let remedy: String

    /// "line 7: amqp.port: … [config.range] …".
    public var description: String {
        "\(line.map { "line \($0): " } ?? "")\(key.isEmpty ? "" : key + ": ")\(message) [\(rule)] \(remedy)"
    }
}

/// Everything wrong with a configuration file.
public struct ConfigurationProblems: Error, Sendable, CustomStringConvertible {
    /// At least one.
    public let all: [ConfigurationProblem]

    /// A line each.
    public var description: String { all.map(\.description).joined(separator: "\n") }
}
