import Yams

/// Reads one mapping of a YAML file against the keys we know, collecting every problem instead of stopping at the first.
///
/// Strict: a key nobody reads is a problem, for it is a misspelt one whose default was taken in silence. Values are read by
/// what the key wants, never by what YAML 1.1 makes of them ("no" is a word, 08 is a number).
final class ConfigurationReader {
    private let path: String
    private let line: Int?
    private var entries: [String: Node] = [:]
    private var unread: [String: Int?] = [:]
    private let log: ProblemLog

    /// Collects problems of all readers of one file.
    final class ProblemLog {
        var problems: [ConfigurationProblem] = []
    }

    private static var nothing: Node { .mapping(Node.Mapping([])) }

    /// A reader of the whole file.
    ///
    /// - Parameter yaml: the text.
    convenience init(yaml: String) {
        let log = ProblemLog()
        do {
            let root = try compose(yaml: yaml)
            self.init(root ?? Self.nothing, path: "", line: nil, log: log)
        } catch {
            self.init(Self.nothing, path: "", line: nil, log: log)
            log.problems = [Self.problem(of: error)]
        }
    }

    private init(_ node: Node, path: String, line: Int?, log: ProblemLog) {
        self.path = path
        self.line = line
        self.log = log
        guard case .mapping(let mapping) = node else {
            note("", line: node.mark?.line, "config.kind", "A mapping of keys is wanted.", "Write key: value lines.")
            return
        }
        for (key, value) in mapping {
            guard let name = key.scalar?.string else {
                note("", line: key.mark?.line, "config.kind", "A key is not a word.", "Write a plain key.")
                continue
            }
            entries[name] = value
            unread[name] = .some(key.mark?.line)
        }
    }

    var problems: [ConfigurationProblem] { log.problems }

    /// A nested mapping; absent reads as empty.
    func section(_ key: String) -> ConfigurationReader {
        let node = take(key)
        return ConfigurationReader(node ?? Self.nothing, path: full(key), line: node?.mark?.line ?? line, log: log)
    }

    /// A nested mapping, or nil when absent.
    func optionalSection(_ key: String) -> ConfigurationReader? { entries[key] == nil ? nil : section(key) }

    /// A text that must be there; empty after noting that it is not.
    func text(_ key: String) -> String {
        if let text = optionalText(key) { return text }
        if entries[key] == nil {
            note(key, line: line, "config.missing", "The key is absent and has no default.", "Add it.")
        }
        return ""
    }

    /// A text, or nil when absent.
    func optionalText(_ key: String) -> String? {
        guard let node = take(key) else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else {
            note(key, line: node.mark?.line, "config.kind", "A text is wanted.", "Write one value on the line.")
            return nil
        }
        return text
    }

    /// A whole number within a range.
    func integer(_ key: String, _ range: ClosedRange<Int>, default fallback: Int) -> Int {
        guard let node = take(key) else { return fallback }
        guard let text = node.scalar?.string, let number = Int(text), range.contains(number) else {
            note(
                key, line: node.mark?.line, "config.range",
                "A whole number from \(range.lowerBound) to \(range.upperBound) is wanted.",
                "Write one, or leave the key out.")
            return fallback
        }
        return number
    }

    /// Nested mappings under names of the owner's own choice, in the order of the names.
    func namedSections(_ key: String) -> [(name: String, reader: ConfigurationReader)] {
        guard let inner = optionalSection(key) else { return [] }
        return inner.entries.keys.sorted().map { ($0, inner.section($0)) }
    }

    /// A stretch of time, "90s", "15m", "24h" or "7d", in seconds; nil when absent.
    func duration(_ key: String) -> Int64? {
        guard let text = optionalText(key) else { return nil }
        let sizes: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let unit = text.last, let size = sizes[unit], let count = Int64(text.dropLast()),
            (1...1_000_000).contains(count)
        else {
            note(key, "config.duration", "This is no stretch of time.", "Write a whole number and s, m, h or d: 24h.")
            return nil
        }
        return count * size
    }

    /// A yes or a no.
    func flag(_ key: String, default fallback: Bool) -> Bool {
        guard let text = optionalText(key) else { return fallback }
        guard ["true", "false"].contains(text) else {
            note(key, "config.kind", "true or false is wanted.", "Write one of the two.")
            return fallback
        }
        return text == "true"
    }

    /// Notes a problem with a key's value.
    func note(_ key: String, _ rule: String, _ message: String, _ remedy: String) {
        note(key, line: entries[key]?.mark?.line ?? line, rule, message, remedy)
    }

    /// Notes every key that nobody read.
    func finish() {
        for (key, line) in unread.sorted(by: { $0.key < $1.key }) {
            note(
                key, line: line, "config.unknown-key", "No such key is known here.",
                "Correct its spelling or remove it.")
        }
    }

    private func note(_ key: String, line: Int?, _ rule: String, _ message: String, _ remedy: String) {
        log.problems.append(
            ConfigurationProblem(line: line, key: full(key), rule: rule, message: message, remedy: remedy))
    }

    private func full(_ key: String) -> String { path.isEmpty || key.isEmpty ? path + key : path + "." + key }

    private func take(_ key: String) -> Node? {
        unread[key] = nil
        return entries[key]
    }

    private static func problem(of error: any Error) -> ConfigurationProblem {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            syntax(line: mark.line, problem)
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            syntax(line: context.mark.line, "keys occur twice: \(keys.sorted().joined(separator: ", "))")
        default: syntax(line: nil, "the file cannot be read as YAML")
        }
    }

    private static func syntax(line: Int?, _ what: String) -> ConfigurationProblem {
        ConfigurationProblem(
            line: line, key: "", rule: "config.yaml", message: "This is not YAML we read: \(what).",
            remedy: "Correct the line; each key once, indented with spaces.")
    }
}
