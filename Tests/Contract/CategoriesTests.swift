@testable import AgreementEngine
import Foundation
import Formats
import PolicyText
import Testing

/// Data categories: what the schemas write, what the engine knows, what `Contracts/vocabulary.yaml` explains and what the
/// agreements decide about are the same words.
@Suite("Data categories")
struct CategoriesTests {
    @Test("The vocabulary file and the engine have the same categories")
    func vocabulary() throws {
        let file = try StrictYAML.parse(try Self.text("Contracts/vocabulary.yaml"))
        #expect(Self.words(in: file) == Set(CategoryVocabulary.all))
    }

    @Test("Every category that a schema names is one the engine knows", arguments: try Self.schemas())
    func known(_ schema: String) throws {
        let named = Self.categories(in: try StrictJSON.parse(try ContractFolder.bytes(ContractFolder.path(schema))))
        #expect(!named.isEmpty, "A schema without a single category: is the reader of this test broken?")
        let unknown = named.filter { $0 != "none" && !CategoryVocabulary.knows(CategoryPattern($0)) }
        #expect(unknown.isEmpty, "Add them to the vocabulary, or use a word of it.")
    }

    @Test("Every agreement decides about every category that exists (FEED-08)", arguments: try Self.agreements())
    func decided(_ file: String) throws {
        let agreement = try Agreement(yaml: try Self.text(file))
        #expect(agreement.undecidedCategories.isEmpty, "\(file): permit them to somebody, or name them in a guardrail.")
    }

    @Test("An agreement that loses the only rule about a category is told which one (FEED-08)")
    func silence() throws {
        var agreement = try Agreement(yaml: try Self.text("Contracts/agreements/leeds.yaml"))
        agreement.guardrails.removeAll { $0.id == "G3-victim" }
        #expect(agreement.undecidedCategories == ["victim.address", "victim.contact", "victim.identity"])
    }

    /// Families (court.*) stand for objects with several categories; they are looked at member by member.
    private static func categories(in value: JSONValue) -> Set<String> {
        switch value {
        case .array(let elements): return elements.reduce(into: []) { $0.formUnion(categories(in: $1)) }
        case .object(let object):
            let inside = object.members.reduce(into: Set<String>()) { $0.formUnion(categories(in: $1.value)) }
            return object["x-category"]?.string.map { inside.union([$0]) } ?? inside
        default: return []
        }
    }

    private static func words(in file: YAMLValue) -> Set<String> {
        guard case .mapping(let sections) = file.content,
            case .mapping(let categories)? = sections.first(where: { $0.key == "categories" })?.value.content
        else { return [] }
        return Set(categories.map(\.key))
    }

    static func schemas() throws -> [String] {
        try ["canonical", "notices", "receipts"].flatMap { folder in
            try ContractFolder.names(in: ContractFolder.path("Contracts/" + folder)).filter {
                $0.hasSuffix(".schema.json")
            }.map { "Contracts/\(folder)/\($0)" }
        }
    }

    static func agreements() throws -> [String] {
        try ContractFolder.names(in: ContractFolder.path("Contracts/agreements")).filter { $0.hasSuffix(".yaml") }.map {
            "Contracts/agreements/" + $0
        }
    }

    private static func text(_ relative: String) throws -> String {
        String(decoding: try ContractFolder.bytes(ContractFolder.path(relative)), as: UTF8.self)
    }
}
