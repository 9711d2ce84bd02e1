/// Which data categories a rule speaks of: "cohort.status", "rag.*", "*.free-text" or "*".
public enum CategoryPattern: Sendable, Hashable {
    /// "*"
    case everything
    /// "rag.*", kept as "rag."
    case family(String)
    /// "*.free-text", kept as ".free-text"
    case suffix(String)
    /// "cohort.status"
    case exactly(String)

    /// Reads a pattern; whether its words exist is asked of ``CategoryVocabulary``.
    public init(_ text: String) {
        if text == "*" {
            self = .everything
        } else if text.hasSuffix(".*") {
            self = .family(String(text.dropLast()))
        } else if text.hasPrefix("*.") {
            self = .suffix(String(text.dropFirst()))
        } else {
            self = .exactly(text)
        }
    }

    /// Whether a category falls under the pattern.
    public func matches(_ category: String) -> Bool {
        switch self {
        case .everything: true
        case .family(let prefix): category.utf8.starts(with: prefix.utf8)
        case .suffix(let suffix): category.hasSuffix(suffix)
        case .exactly(let name): category == name
        }
    }

    /// Whether this is a family that a category belongs to; "*" is no family, because nobody consents to everything.
    func isFamily(of category: String) -> Bool { if case .family = self { matches(category) } else { false } }
}

/// The data categories that exist (reference 4.3); closed, because a guardrail with a misspelt category would never
/// fire. `Contracts/vocabulary.yaml` says what each means, and a test holds the two equal.
enum CategoryVocabulary {
    static let categories: [String: Set<String>] = [
        "identity": ["core", "name", "aliases", "photo", "pnc", "cro", "noms", "crn", "local-ids"],
        "address": ["current", "history", "release"],
        "cohort": ["status", "type", "reason"],
        "rag": ["colour", "trigger-class", "rationale"],
        "risk": ["oasys", "ogrs3", "ovp", "asset", "rosh", "rm2000", "rsr", "tier", "registration"],
        "statutory": ["status", "order", "end-date"],
        "licence": ["conditions", "checkable", "recall", "end-date", "status"],
        "custody": ["status", "establishment", "date", "release-date", "reason"],
        "court": ["hearing", "case", "offences", "result-class", "result-codes", "remand", "next-hearing", "warrant"],
        "arrest": ["date", "offence-class", "reference"],
        "conviction": ["date", "offence-class", "finding", "spent"],
        "intelligence": ["summary", "source"],
        "engagement": ["attendance", "compliance", "consent"],
        "plan": ["actions", "support-level", "contact"],
        "access": ["limitation"],
        "npt": ["stop-list"],
        "housing": ["need", "status"],
        "substance": ["engagement", "test-result", "treatment"],
        "health": ["physical", "mental", "urgent"],
        "victim": ["identity", "address", "contact"],
        "family": ["children", "contact"],
        "mappa": ["minutes", "status"],
        "marac": ["minutes", "flag"],
        "statistics": ["depersonalised"],
    ]

    /// Every category by its whole name, in order.
    static var all: [String] { categories.flatMap { family, words in words.map { family + "." + $0 } }.sorted() }

    /// Narrative may hang on any category ("plan.free-text").
    static let narrative = "free-text"

    /// Whether every word of a pattern exists.
    static func knows(_ pattern: CategoryPattern) -> Bool {
        switch pattern {
        case .everything: return true
        case .family(let prefix): return categories[String(prefix.dropLast())] != nil
        case .suffix(let suffix):
            let word = String(suffix.dropFirst())
            return word == narrative || categories.values.contains { $0.contains(word) }
        case .exactly(let name):
            guard let dot = name.firstIndex(of: ".") else { return false }
            let word = String(name[name.index(after: dot)...])
            return categories[String(name[..<dot])].map { $0.contains(word) || word == narrative } ?? false
        }
    }
}
