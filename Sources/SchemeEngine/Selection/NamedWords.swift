import Formats
import PolicyText

/// Refuses rules that name a cohort, a route or a role which the pack does not have: such a rule would never hold.
struct NamedWords {
    private let value: YAMLValue
    private let known: [String: (words: Set<String>, list: String)]

    init(_ value: YAMLValue, _ cohorts: [String], routes: [String]? = nil, roles: [String]? = nil) {
        self.value = value
        var known = ["cohorts": (Set(cohorts), "cohorts: list"), "cohort": (Set(cohorts), "cohorts: list")]
        if let routes {
            for key in ["routes", "except-routes"] { known[key] = (Set(routes), "selection: routes") }
        }
        if let roles { known["owner"] = (Set(roles), "roles") }
        self.known = known
    }

    func check() throws(FormatError) { try check(value) }

    private func check(_ value: YAMLValue) throws(FormatError) {
        switch value.content {
        case .list(let values): for value in values { try check(value) }
        case .mapping(let members):
            for member in members {
                try check(member)
                try check(member.value)
            }
        default: break
        }
    }

    private func check(_ member: YAMLValue.Member) throws(FormatError) {
        guard let (words, list) = known[member.key] else { return }
        for text in member.value.texts where !words.contains(text.words) {
            throw .policy(
                text.place, "scheme.undeclared-word", "The pack has no such word under '\(list)'.",
                "Correct the spelling, or declare it there.")
        }
    }
}

extension YAMLValue {
    /// The texts it is or holds; a list of rules holds none.
    fileprivate var texts: [(words: String, place: YAMLPlace)] {
        switch content {
        case .text(let text): [(text, place)]
        case .list(let values):
            values.compactMap { if case .text(let text) = $0.content { (text, $0.place) } else { nil } }
        default: []
        }
    }
}
