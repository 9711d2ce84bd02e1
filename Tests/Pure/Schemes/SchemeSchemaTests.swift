import Formats
import PolicyText
import SchemeEngine
import Testing

/// What an editor underlines is what the engine refuses.
@Suite("Schemas of packs and scenarios") struct SchemeSchemaTests {
    private static func packs() throws -> JSONValue {
        try SchemeSchema.packs(try SchemeFolder.packFiles().map { try SchemeFolder.bytes($0) })
    }

    private static func scenarios() throws -> JSONValue {
        try SchemeSchema.scenarios(try SchemeFolder.scenarioFiles().map { try SchemeFolder.bytes("scenarios/" + $0) })
    }

    @Test("The files for editors are of today; `throughgate scheme schema --write` makes them")
    func files() throws {
        for (name, schema) in [("scheme", try Self.packs()), ("scenarios", try Self.scenarios())] {
            let written = try StrictJSON.parse(try SchemeFolder.bytes("\(name).schema.json"), limits: .feed)
            #expect(written.canonicalBytes() == schema.canonicalBytes(), "\(name).schema.json")
        }
    }

    @Test("Every pack and every file of scenarios is valid")
    func valid() throws {
        let (packs, scenarios) = (SmallSchema(try Self.packs()), SmallSchema(try Self.scenarios()))
        for file in try SchemeFolder.packFiles() {
            #expect(packs.problem(try StrictYAML.parse(try SchemeFolder.bytes(file)).json) == nil, "\(file)")
        }
        for file in try SchemeFolder.scenarioFiles() {
            let text = try StrictYAML.parse(try SchemeFolder.bytes("scenarios/" + file))
            #expect(scenarios.problem(text.json) == nil, "\(file)")
        }
    }

    @Test("Of mistakes in a pack, whatever the schema underlines the engine refuses, and a misspelt key is both")
    func mistakesInPacks() throws {
        let schema = SmallSchema(try Self.packs())
        var random = SystemRandomNumberGenerator()
        for file in try SchemeFolder.packFiles() {
            let pack = try StrictYAML.parse(try SchemeFolder.bytes(file)).json
            for mistake in Self.mistakes(in: pack).shuffled(using: &random).prefix(60) {
                let problem = schema.problem(mistake.value)
                let loads = (try? SchemePack(yaml: FlowYAML.file(mistake.value))) != nil
                #expect(problem == nil || !loads, "\(file) \(mistake.what): loads, and the schema says \(problem ?? "")")
                if mistake.isMisspelling, !loads {
                    #expect(problem != nil, "\(file) \(mistake.what): refused, and the schema passes it")
                }
            }
        }
    }

    @Test("Of mistakes in scenarios, too", arguments: ["cleveland-hartlepool.yaml", "leeds-hub.yaml"])
    func mistakesInScenarios(file: String) throws {
        let schema = SmallSchema(try Self.scenarios())
        let text = try StrictYAML.parse(try SchemeFolder.bytes("scenarios/" + file)).json
        var random = SystemRandomNumberGenerator()
        for mistake in Self.mistakes(in: text).shuffled(using: &random).prefix(150) {
            let problem = schema.problem(mistake.value)
            let loads = (try? SchemeScenarioFile(yaml: FlowYAML.file(mistake.value))) != nil
            #expect(problem == nil || !loads, "\(mistake.what): loads, and the schema says \(problem ?? "")")
            if mistake.isMisspelling, !loads {
                #expect(problem != nil, "\(mistake.what): refused, and the schema passes it")
            }
        }
    }

    private struct Mistake {
        var what: String
        var value: JSONValue
        var isMisspelling: Bool
    }

    private static func mistakes(in root: JSONValue) -> [Mistake] {
        JSONPath.all(in: root).dropFirst().flatMap { place -> [Mistake] in
            let wrong = place.replaced(in: root) { $0.object == nil && $0.array == nil ? ["x": "y"] : true }
            var mistakes = [Mistake(what: "\(place) of another kind", value: wrong ?? root, isMisspelling: false)]
            if case .key(let key)? = place.steps.last, let renamed = place.renamed(in: root, to: key + "x") {
                mistakes.append(Mistake(what: "\(place) misspelt", value: renamed, isMisspelling: true))
            }
            return mistakes
        }
    }
}
