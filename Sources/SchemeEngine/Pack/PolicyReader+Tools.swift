import CanonicalModel
import Formats
import PolicyText

extension PolicyReader {
    /// The names of assessments under a key; none where it is not there.
    mutating func optionalTools(_ key: String) throws(FormatError) -> [String] {
        guard let value = value(key) else { return [] }
        return try value.oneOrMore.map { (item) throws(FormatError) in try item.tool.rawValue }
    }
}

extension YAMLValue {
    /// The name of an assessment; one that no feed can give is refused, because a rule about it would wait for ever.
    var tool: AssessmentTool {
        get throws(FormatError) {
            do {
                return try word()
            } catch {
                guard error.rule == "policy.unknown-word" else { throw error }
                let names = AssessmentTool.allCases.map(\.rawValue).joined(separator: ", ")
                throw .policy(
                    place, "scheme.unknown-tool", "No feed gives an assessment of this name.",
                    "Use one of these: \(names).")
            }
        }
    }
}
