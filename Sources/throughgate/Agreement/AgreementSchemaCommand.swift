import AgreementEngine
import ArgumentParser
import Formats

extension AgreementCommand {
    /// Prints the JSON Schemas for editors.
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "schema", abstract: "Print the JSON Schema of agreements, or of scenarios, for editors.",
            discussion: """
                Made from the engine's words and the contracts' vocabulary. Contracts/agreements/agreement.schema.json and \
                scenarios.schema.json are its output; ops/contracts/agreement-schemas writes them.
                """)
        @Flag(help: "Of scenario files instead.") var scenarios = false
        @Option(help: "The contracts' vocabulary of data categories.") var vocabulary = "Contracts/vocabulary.yaml"

        func run() throws {
            let categories = try PolicyFile.reading(vocabulary) { (bytes) throws(FormatError) in
                try CategoryList(vocabulary: bytes)
            }
            let schema = scenarios ? ScenarioSchema.json(categories) : AgreementSchema.json(categories)
            print(PrettyJSON.text(schema))
        }
    }
}

/// JSON with a line a member, so that two versions can be compared.
enum PrettyJSON {
    static func text(_ value: JSONValue, _ margin: String = "") -> String {
        let deeper = margin + "  "
        switch value {
        case .object(let object) where !object.members.isEmpty:
            let lines = object.members.map {
                "\(deeper)\(encoded(.string($0.key))): \(text($0.value, deeper))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(margin)}"
        case .array(let values) where values.contains { $0.object != nil }:
            return "[\n" + values.map { deeper + text($0, deeper) }.joined(separator: ",\n") + "\n\(margin)]"
        default: return encoded(value)
        }
    }

    private static func encoded(_ value: JSONValue) -> String { String(decoding: value.encoded(), as: UTF8.self) }
}
