import Formats
import PolicyText
import SchemeEngine
import Testing

/// Takes each rule of each pack out: a rule that nothing misses may be changed and nobody notices.
@Suite("Rules taken out of the packs") struct MutationTests {
    /// A rule of a pack and the rows of the requirements that it rests on.
    struct Rule {
        var id: String
        var rows: Set<String>
        var place: JSONPath
    }

    @Test(
        "Whatever rule is taken out, a scenario that covers one of its rows fails",
        arguments: try SchemeFolder.packFiles())
    func noticed(file: String) throws {
        let pack = try StrictYAML.parse(try SchemeFolder.bytes(file)).json
        let id = try SchemeFolder.pack(file).id
        let scenarios = try SchemeFolder.scenarios(of: file)
        let unnoticed = Self.rules(of: pack).filter { !Self.isNoticed($0, of: pack, by: scenarios) }.map(\.id)
        let excused = try SchemeFolder.survivors().filter { $0.scheme == id }.map(\.rule)
        #expect(Set(unnoticed) == Set(excused), "Nothing misses these of \(id), or survivors.yaml names too many.")
    }

    @Test(
        "Every rule has an id of its own in its pack, a sentence and a source", arguments: try SchemeFolder.packFiles())
    func headers(file: String) throws {
        let pack = try StrictYAML.parse(try SchemeFolder.bytes(file)).json
        let text = try SchemePackText(yaml: try SchemeFolder.bytes(file))
        let rules = Self.rules(of: pack)
        #expect(Set(rules.map(\.id)).count == rules.count)
        #expect(Set(text.rules.map(\.id)) == Set(rules.map(\.id)), "show leaves rules out")
        #expect(text.rules.allSatisfy { !$0.says.isEmpty && !$0.source.isEmpty })
    }

    /// Everything with an id and a sentence, wherever it stands.
    static func rules(of pack: JSONValue) -> [Rule] {
        JSONPath.all(in: pack).compactMap { place in
            guard let object = place.value(in: pack)?.object, let id = object["id"]?.string, object["says"] != nil
            else {
                return nil
            }
            let source = object["source"]?.array?.compactMap(\.string) ?? []
            return Rule(id: id, rows: Set(source.flatMap { RowWords.all(in: $0) }), place: place)
        }
    }

    /// A pack that does not load without its rule is noticed by whoever loads it.
    private static func isNoticed(_ rule: Rule, of pack: JSONValue, by scenarios: [SchemeScenario]) -> Bool {
        guard let without = rule.place.replaced(in: pack, by: { _ in nil }) else { return true }
        guard let changed = try? SchemePack(PlacelessYAML.value(without)) else { return true }
        // A rule that names no row is anybody's to prove.
        let about = scenarios.filter { rule.rows.isEmpty || !rule.rows.isDisjoint(with: $0.covers) }
        return about.contains { !$0.result(under: changed).isMet }
    }
}
