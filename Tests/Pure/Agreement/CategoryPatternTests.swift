@testable import AgreementEngine
import Testing

/// Which categories a pattern means, and which patterns exist at all.
@Suite("Category patterns") struct CategoryPatternTests {
    @Test(
        "a pattern means what it shows",
        arguments: [
            ("rag.colour", "rag.colour", true), ("rag.colour", "rag.colours", false), ("rag.*", "rag.colour", true),
            ("rag.*", "rag", false), ("rag.*", "ragged.edge", false), ("*", "anything.at-all", true),
            ("*.free-text", "plan.free-text", true), ("*.free-text", "plan.not-free-text", false),
            ("plan.*", "plan.free-text", true),
        ])
    func matches(pattern: String, category: String, isMeant: Bool) {
        #expect(CategoryPattern(pattern).matches(category) == isMeant)
    }

    @Test(
        "a misspelt category does not exist",
        arguments: [
            ("*", true), ("victim.*", true), ("victm.*", false), ("cohort.reason", true), ("cohort.reasons", false),
            ("*.free-text", true), ("*.freetext", false), ("plan.free-text", true), ("plan", false), ("", false),
            (".*", false),
            ("*.", false), ("*.*", false), ("plan.free-text.more", false),
        ])
    func vocabulary(pattern: String, exists: Bool) {
        #expect(CategoryVocabulary.knows(CategoryPattern(pattern)) == exists)
    }
}
