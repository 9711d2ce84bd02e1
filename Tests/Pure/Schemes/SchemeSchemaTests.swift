import Formats
import PolicyText
import SchemeEngine
import TestSupport
import Testing

/// What an editor underlines is what the engine refuses.
@Suite("Schemas of packs and scenarios") struct SchemeSchemaTests {
    private static let packs = Result {
        try SchemeSchema.packs(try SchemeFolder.packFiles().map { try SchemeFolder.bytes($0) })
    }

    private static let scenarios = Result {
        try SchemeSchema.scenarios(try SchemeFolder.scenarioFiles().map { try SchemeFolder.bytes("scenarios/" + $0) })
    }

    @Test("The files for editors are of today; `throughgate scheme schema --write` makes them")
    func files() throws {
        for (name, schema) in [("scheme", try Self.packs.get()), ("scenarios", try Self.scenarios.get())] {
            let written = try StrictJSON.parse(try SchemeFolder.bytes("\(name).schema.json"), limits: .feed)
            #expect(written.canonicalBytes() == schema.canonicalBytes(), "\(name).schema.json")
        }
    }

    @Test("Every pack and every file of scenarios is valid")
    func valid() throws {
        // Without the patterns of instants, of which there are thousands and which the loader has read already.
        let packs = SmallSchema(Self.withoutPatterns(try Self.packs.get()))
        let scenarios = SmallSchema(Self.withoutPatterns(try Self.scenarios.get()))
        for file in try SchemeFolder.packFiles() {
            #expect(packs.problem(try StrictYAML.parse(try SchemeFolder.bytes(file)).json) == nil, "\(file)")
        }
        for file in try SchemeFolder.scenarioFiles() {
            let text = try StrictYAML.parse(try SchemeFolder.bytes("scenarios/" + file))
            #expect(scenarios.problem(text.json) == nil, "\(file)")
        }
    }

    @Test(
        "Of mistakes in a pack, whatever the schema underlines the engine refuses, and a misspelt key both refuse",
        arguments: [UInt64.random(in: 0..<1_000_000)])
    func mistakesInPacks(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let schema = SmallSchema(try Self.packs.get())
        for file in try SchemeFolder.packFiles() {
            let pack = try StrictYAML.parse(try SchemeFolder.bytes(file)).json
            for mistake in Self.mistakes(in: pack).shuffled(using: &random).prefix(15) {
                let loads = (try? SchemePack(PlacelessYAML.value(mistake.in(pack)))) != nil
                judge(mistake, schema.problem(mistake.in(pack)), loads: loads, "seed \(seed), \(file)")
            }
        }
    }

    @Test(
        "Of mistakes in scenarios, too",
        arguments: ["cleveland-hartlepool.yaml", "leeds-hub.yaml"], [UInt64.random(in: 0..<1_000_000)])
    func mistakesInScenarios(file: String, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let schema = SmallSchema(try Self.scenarios.get())
        let text = try StrictYAML.parse(try SchemeFolder.bytes("scenarios/" + file)).json
        let few = JSONPath(steps: [.key("scenarios")]).replaced(in: text) { list in
            .array(Array((list.array ?? []).shuffled(using: &random).prefix(5)))
        }
        let whole = try #require(few)
        for mistake in Self.mistakes(in: whole).shuffled(using: &random).prefix(60) {
            let loads = (try? SchemeScenarioFile(PlacelessYAML.value(mistake.in(whole)))) != nil
            judge(mistake, schema.problem(mistake.in(whole)), loads: loads, "seed \(seed), \(file)")
        }
    }

    private func judge(_ mistake: Mistake, _ problem: String?, loads: Bool, _ where: String) {
        #expect(problem == nil || !loads, "\(`where`): \(mistake) loads, and the schema says \(problem ?? "")")
        if mistake.isMisspelling, !loads {
            #expect(problem != nil, "\(`where`): \(mistake) is refused, and the schema passes it")
        }
    }

    private struct Mistake: CustomStringConvertible {
        var place: JSONPath
        var isMisspelling: Bool

        var description: String { "\(place) \(isMisspelling ? "misspelt" : "of another kind")" }

        func `in`(_ root: JSONValue) -> JSONValue {
            if isMisspelling, case .key(let key)? = place.steps.last {
                return place.renamed(in: root, to: key + "x") ?? root
            }
            return place.replaced(in: root) { $0.object == nil && $0.array == nil ? ["x": "y"] : true } ?? root
        }
    }

    private static func mistakes(in root: JSONValue) -> [Mistake] {
        JSONPath.all(in: root).dropFirst().flatMap { place -> [Mistake] in
            let isKey = if case .key = place.steps.last { true } else { false }
            return [Mistake(place: place, isMisspelling: false)]
                + (isKey ? [Mistake(place: place, isMisspelling: true)] : [])
        }
    }

    private static func withoutPatterns(_ schema: JSONValue) -> JSONValue {
        switch schema {
        case .object(let object):
            .object(
                JSONObject(
                    object.members.filter { $0.key != "pattern" }.map {
                        JSONObject.Member(key: $0.key, value: withoutPatterns($0.value))
                    }))
        case .array(let items): .array(items.map(withoutPatterns))
        default: schema
        }
    }
}
