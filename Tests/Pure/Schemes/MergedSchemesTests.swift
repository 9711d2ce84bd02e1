import CanonicalModel
import Formats
import PolicyText
import SchemeEngine
import Testing

/// Cleveland's four schemes run independently and later became one hub: the language has to let them (CLV 8.3; DIF-CLV).
@Suite("Schemes that merge") struct MergedSchemesTests {
    private static let four = ["hartlepool", "middlesbrough", "redcar-and-cleveland", "stockton"].map {
        "cleveland-\($0).yaml"
    }

    private static func json(_ file: String) throws -> JSONValue {
        try StrictYAML.parse(try SchemeFolder.bytes(file)).json
    }

    private static func pack(_ json: JSONValue) throws -> SchemePack { try SchemePack(PlacelessYAML.value(json)) }

    private static func named(_ id: String, _ pack: JSONValue) -> JSONValue {
        JSONPath(steps: [.key("scheme")]).replaced(in: pack) { _ in .string(id) } ?? pack
    }

    /// The cohorts of all four: one of each word, with the limits of all together.
    private static func cohorts() throws -> JSONValue {
        let place = JSONPath(steps: [.key("cohorts"), .key("list")])
        var merged = [String: JSONObject]()
        var order = [String]()
        for file in four {
            for cohort in place.value(in: try json(file))?.array?.compactMap(\.object) ?? [] {
                let word = cohort["cohort"]?.string ?? ""
                guard var known = merged[word] else {
                    (merged[word], order) = (cohort, order + [word])
                    continue
                }
                for limit in ["capacity", "officers"] {
                    let sum = (known[limit]?.integer ?? 0) + (cohort[limit]?.integer ?? 0)
                    if sum > 0 { known[limit] = .integer(sum) }
                }
                merged[word] = known
            }
        }
        return .array(order.compactMap { merged[$0].map { .object($0) } })
    }

    @Test("four schemes become one hub: each cohort once, and every case of one scheme ends as it did (DIF-CLV)")
    func hub() throws {
        let cohorts = try Self.cohorts()
        #expect(cohorts.array?.compactMap { $0.object?["cohort"]?.string } == ["ppo", "hcco"])
        let place = JSONPath(steps: [.key("cohorts"), .key("list")])
        let base = Self.named("cleveland-hub", try Self.json(Self.four[0]))
        let hub = try Self.pack(try #require(place.replaced(in: base) { _ in cohorts }))
        for scenario in try SchemeFolder.scenarios(of: Self.four[0]) {
            #expect(scenario.result(under: hub).differences == [], "\(scenario.name)")
        }
    }

    @Test("under another id a scheme says the same of every case, to the word (DIF-CLV)", arguments: four)
    func sameRules(file: String) throws {
        let (own, other) = (
            try SchemeFolder.pack(file), try Self.pack(Self.named("cleveland-hub", try Self.json(file)))
        )
        #expect(own.id != other.id && own.digest != other.digest && own.deselection == other.deselection)
        for scenario in try SchemeFolder.scenarios(of: file) {
            let before = SchemeEvaluator(own).assess(scenario.file, now: scenario.now)
            let after = SchemeEvaluator(other).assess(scenario.file, now: scenario.now)
            #expect(Self.text(before, of: own) == Self.text(after, of: other), "\(scenario.name)")
        }
    }

    /// An assessment without the scheme's own id, which names transitions and tasks.
    private static func text(_ assessment: SchemeAssessment, of pack: SchemePack) -> String {
        "\(assessment)".replacing(pack.id, with: "SCHEME")
    }

    @Test(
        "a rule that two of the four have alike is alike to the letter, and what differs are parameters and areas (DIF-CLV)"
    )
    func differences() throws {
        let packs = try Self.four.map { file in (file, try SchemePackText(yaml: try SchemeFolder.bytes(file)).rules) }
        let base = Dictionary(packs[0].1.map { ($0.id, $0) }) { first, _ in first }
        for (file, rules) in packs.dropFirst() {
            let shared = rules.filter { base[$0.id] != nil }
            #expect(shared.count > rules.count / 2, "\(file) shares \(shared.count) of \(rules.count)")
            // A scheme without colours brings to tasking what proposes a colour elsewhere: the same trigger, another sentence.
            for rule in shared where rule != base[rule.id] && rule.section != "rag" {
                #expect(
                    rule.parameters != base[rule.id]?.parameters, "\(file) \(rule.id): another sentence, the same rule")
            }
        }
    }
}
