public import Formats
import PolicyText

/// The data categories of the contracts, from `Contracts/vocabulary.yaml`: the schemas for editors take them from there, so
/// that there is no second list to forget.
public struct CategoryList: Sendable, Hashable {
    /// Every category by its whole name, in order.
    public let names: [String]

    /// Reads the vocabulary's file.
    ///
    /// - Throws: a ``FormatError`` with place, rule and remedy.
    public init(vocabulary bytes: [UInt8]) throws(FormatError) {
        var reader = try PolicyReader(try StrictYAML.parse(bytes))
        names = try reader.required("categories").members.map(\.key).sorted()
    }

    /// Every pattern that a rule may share: a category, the narrative of a family, a family, a word of any family, all.
    func patterns(withEverything: Bool) -> [String] {
        let parts = names.map { $0.split(separator: ".", maxSplits: 1).map(String.init) }.filter { $0.count == 2 }
        let families = Set(parts.map { $0[0] }).sorted()
        let words = Set(parts.map { $0[1] } + [CategoryVocabulary.narrative]).sorted()
        return names + families.map { "\($0).\(CategoryVocabulary.narrative)" } + families.map { $0 + ".*" }
            + words.map { "*." + $0 } + (withEverything ? ["*"] : [])
    }

    /// What a field of a scenario may be: no pattern, one category.
    var fields: [String] {
        patterns(withEverything: false).filter { !$0.contains("*") }
    }
}
