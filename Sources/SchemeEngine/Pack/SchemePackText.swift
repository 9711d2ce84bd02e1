public import Formats
import PolicyText

/// A pack as a coordinator reads it: each rule's sentence beside what the engine goes by.
public struct SchemePackText: Sendable, Hashable {
    /// A rule's sentence and its parameters.
    public struct Rule: Sendable, Hashable {
        /// The section it stands in ("deselection").
        public var section: String
        /// Its id.
        public var id: String
        /// Its sentence.
        public var says: String
        /// Where it comes from.
        public var source: [String]
        /// What the engine goes by, by name, in the file's order.
        public var parameters: [Parameter]
    }

    /// Something that the engine goes by.
    public struct Parameter: Sendable, Hashable {
        /// Its key.
        public var name: String
        /// Its value, in words.
        public var words: String
    }

    /// Every rule, in the file's order; a rule within a rule after it.
    public private(set) var rules: [Rule] = []
    /// What stands in sections outside of rules.
    public private(set) var settings: [Parameter] = []

    /// Reads a pack's rules.
    ///
    /// - Parameter bytes: a pack that loads.
    /// - Throws: a ``FormatError`` with line and column when it is no YAML of the subset.
    public init(yaml bytes: [UInt8]) throws(FormatError) {
        let heads: Set<String> = ["format", "scheme", "name", "version", "modelled", "agreement", "roles"]
        for section in try StrictYAML.parse(bytes).members where !heads.contains(section.key) {
            gather(section.value, at: section.key, in: section.key)
        }
    }

    private mutating func gather(_ value: YAMLValue, at name: String, in section: String) {
        if let rule = Rule(value, in: section) {
            rules.append(rule)
            gatherRules(value, in: section)
        } else if value.holdsRules {
            for (key, child) in value.children { gather(child, at: "\(name) \(key)", in: section) }
        } else if !value.isEmpty {
            settings.append(Parameter(name: name, words: value.words))
        }
    }

    private mutating func gatherRules(_ value: YAMLValue, in section: String) {
        for (_, child) in value.children {
            if let rule = Rule(child, in: section) { rules.append(rule) }
            gatherRules(child, in: section)
        }
    }
}

extension SchemePackText.Rule {
    fileprivate init?(_ value: YAMLValue, in section: String) {
        guard case .mapping(let members) = value.content, let id = value["id"]?.plainText,
            let says = value["says"]?.plainText
        else { return nil }
        (self.section, self.id, self.says) = (section, id, says)
        source = value["source"].map { $0.children.isEmpty ? [$0.words] : $0.children.map(\.1.words) } ?? []
        let heads: Set<String> = ["id", "says", "source"]
        parameters = members.filter { !heads.contains($0.key) && !$0.value.holdsRules && !$0.value.isRule }.map {
            SchemePackText.Parameter(name: $0.key, words: $0.value.words)
        }
    }
}

extension YAMLValue {
    fileprivate subscript(key: String) -> YAMLValue? {
        guard case .mapping(let members) = content else { return nil }
        return members.first { $0.key == key }?.value
    }

    fileprivate var plainText: String? { if case .text(let text) = content { text } else { nil } }

    /// Its parts, with the key or the number of each.
    fileprivate var children: [(String, YAMLValue)] {
        switch content {
        case .mapping(let members): members.map { ($0.key, $0.value) }
        case .list(let items): items.enumerated().map { (String($0 + 1), $1) }
        default: []
        }
    }

    fileprivate var isRule: Bool { self["id"]?.plainText != nil && self["says"]?.plainText != nil }

    fileprivate var holdsRules: Bool { children.contains { $0.1.isRule || $0.1.holdsRules } }

    /// Each rule's sentence by its id, a rule within a rule too.
    var sentencesOfRules: [String: String] {
        children.map(\.1).reduce(into: [:]) { found, child in
            if let id = child["id"]?.plainText, let says = child["says"]?.plainText { found[id] = says }
            found.merge(child.sentencesOfRules) { first, _ in first }
        }
    }

    fileprivate var isEmpty: Bool {
        switch content {
        case .mapping(let members): members.isEmpty
        case .list(let items): items.isEmpty
        default: false
        }
    }

    /// In words, without braces or quotes.
    fileprivate var words: String {
        switch content {
        case .text(let text): text
        case .truth(let truth): truth ? "yes" : "no"
        case .whole(let number): String(number)
        case .null: "none"
        case .list(let items): items.isEmpty ? "none" : items.map(\.nestedWords).joined(separator: ", ")
        case .mapping(let members): members.map { "\($0.key) \($0.value.nestedWords)" }.joined(separator: "; ")
        }
    }

    private var nestedWords: String {
        if case .mapping = content { return "(\(words))" }
        return words
    }
}
