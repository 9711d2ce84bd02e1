@testable import AgreementEngine
import Formats
import PolicyText
import TestSupport
import Testing

/// What an editor underlines is what the engine refuses, and nothing else.
@Suite("Policy schemas") struct PolicySchemaTests {
    private static func categories() throws -> CategoryList {
        try CategoryList(vocabulary: PolicyFile.bytes("Contracts/vocabulary.yaml"))
    }

    private static func agreement() throws -> SmallSchema { SmallSchema(AgreementSchema.json(try categories())) }
    private static func scenarios() throws -> SmallSchema { SmallSchema(ScenarioSchema.json(try categories())) }

    /// The agreements that the project ships and those of the tests.
    private static func texts() throws -> [(String, String)] {
        let shipped = PolicyFolder.agreements().map { "\(PolicyFolder.path)/\($0)" }
        return try (shipped + ["ops/benchmarks/agreement-100-rules.yaml"]).map { ($0, try PolicyFile.text($0)) } + [
            ("every word", AgreementOfEveryWord.yaml), ("sample", AgreementSample().yaml),
        ]
    }

    @Test("the files for editors are what the engine makes of the contracts' vocabulary") func files() throws {
        for (file, schema) in [
            ("agreement", AgreementSchema.json(try Self.categories())),
            ("scenarios", ScenarioSchema.json(try Self.categories())),
        ] {
            let written = try StrictJSON.parse(
                try PolicyFile.bytes("Contracts/agreements/\(file).schema.json"), limits: .feed)
            #expect(
                written.canonicalBytes() == schema.canonicalBytes(),
                "\(file).schema.json is of yesterday; write it: ops/contracts/agreement-schemas")
        }
    }

    @Test("every agreement that loads is valid") func agreements() throws {
        let schema = try Self.agreement()
        for (name, text) in try Self.texts() {
            #expect(schema.problem(try Agreement(yaml: text).canonical) == nil, "\(name)")
        }
    }

    @Test("every scenario file is valid") func scenarioFiles() throws {
        let file = try StrictYAML.parse(try PolicyFile.text("Contracts/agreements/scenarios/leeds.yaml")).json
        #expect(try Self.scenarios().problem(file) == nil)
    }

    /// Rules that only the whole agreement decides: what is declared, what is unique.
    private static let ofTheAgreement: Set<String> = [
        "agreement.unknown-party", "policy.given-twice", "agreement.unknown-rule", "agreement.unknown-scheme",
        "agreement.local-widens", "agreement.unknown-setting", "agreement.narrows-nothing",
    ]

    /// Keys of an agreement misspelt, words exchanged, things left out: the schema refuses whatever the engine refuses for
    /// the language's sake, and passes whatever the engine loads. All of some 2,700 agreed when this was written; a run
    /// tries some of them.
    @Test("whatever mistake is made, editor and engine agree", arguments: [UInt64.random(in: 0..<1_000_000)])
    func mistakes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let schema = try Self.agreement()
        let root = try Agreement(yaml: AgreementOfEveryWord.yaml).canonical
        let mistakes = PolicyText.places(in: root).flatMap { path in
            Self.changes(at: path, in: root).map { (path, $0.0, $0.1) }
        }
        var refused = 0
        for (path, kind, changed) in mistakes.shuffled(using: &random).prefix(400) {
            let error = Self.refusal(changed)
            let problem = schema.problem(changed)
            guard let error else {
                #expect(problem == nil, "seed \(seed): \(path), \(kind) loads, and the schema says \(problem ?? "")")
                continue
            }
            refused += 1
            if Self.isOfTheLanguage(error, path) {
                #expect(problem != nil, "seed \(seed): \(path), \(kind) is \(error.rule), and the schema passes it")
            }
        }
        #expect(refused > 200, "seed \(seed)")
    }

    /// A purpose or power that is not declared is an unknown word to the engine; so are words of the cohort model that its
    /// own list lacks. A schema cannot know them.
    private static func isOfTheLanguage(_ error: FormatError, _ path: PolicyText.Path) -> Bool {
        if ofTheAgreement.contains(error.rule) { return false }
        let declared: [PolicyText.Step] = [.key("purpose"), .key("gateway"), .key("purposes"), .key("gateways")]
        if error.rule == "policy.unknown-word" {
            if path.contains(where: declared.contains) || path.first == .key("cohort-model") { return false }
            if path.contains(.key("consent")), path.last == .key("for") { return false }
        }
        // Days that no calendar has, and periods that end before they start, pass a pattern.
        return !(error.rule == "policy.kind" && path.first == .key("effective"))
    }

    private static func refusal(_ value: JSONValue) -> FormatError? {
        do {
            _ = try Agreement(yaml: PolicyText.yaml(value) + "\n")
            return nil
        } catch {
            return error
        }
    }

    private static func changes(at path: PolicyText.Path, in root: JSONValue) -> [(String, JSONValue)] {
        var changes = [(String, JSONValue)]()
        if let gone = PolicyText.replacing(path[...], in: root, by: nil) { changes.append(("left out", gone)) }
        if case .key(let key)? = path.last, let renamed = PolicyText.renaming(path, to: key + "x", in: root) {
            changes.append(("misspelt", renamed))
        }
        guard let old = PolicyText.value(at: path[...], in: root) else { return changes }
        let others: [JSONValue] =
            switch old {
            case .string(let text): [.string(text + "x"), 7, true, ""]
            case .integer: [-1, "7", 200_000]
            case .bool: ["true", 1]
            case .array: [[], "x"]
            default: [.object(JSONObject()), "x"]
            }
        return changes
            + others.compactMap { other in
                PolicyText.replacing(path[...], in: root, by: other).map { ("\(other)", $0) }
            }
    }

    @Test(
        "a scenario's mistake is refused by both",
        arguments: [
            ("scenarios:", "scenario:"), (#"tell: "selection""#, #"tell: "selected""#), ("expect:", "expects:"),
            (#"outcome: "release""#, #"outcome: "released""#), (#"state: "given""#, #"state: "gave""#),
            (#"subject.cohort: ""#, #"subject.cohort: "x"#), (#""identity.core""#, #""identity.cor""#),
        ])
    func scenarioMistakes(old: String, new: String) throws {
        let text = try PolicyFile.text("Contracts/agreements/scenarios/leeds.yaml")
        try #require(text.contains(old))
        let changed = text.replacingFirst(old, with: new)
        let agreement = try LeedsPolicy.agreement()
        #expect(throws: FormatError.self) { try ScenarioFile(yaml: Array(changed.utf8), for: agreement) }
        #expect(try Self.scenarios().problem(StrictYAML.parse(changed).json) != nil)
    }

    @Test("the vocabulary's patterns are those that the engine knows") func patterns() throws {
        let patterns = try Self.categories().patterns(withEverything: true)
        for pattern in patterns { #expect(CategoryVocabulary.knows(CategoryPattern(pattern)), "\(pattern)") }
        #expect(try Self.categories().names == CategoryVocabulary.all)
    }
}
