import Testing

@testable import CourtsTranslation

@Suite struct PredefinedEntitiesTests {
    @Test(arguments: [
        ("plain", "plain"), ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"), ("&amp;lt;", "&lt;"), ("&#39;&#x27;", "''"),
        ("&nbsp; & &; &#; &#x; &#0; &#xD800; &#x110000; &#-1;", "&nbsp; & &; &#; &#x; &#0; &#xD800; &#x110000; &#-1;"),
        ("&", "&"), ("a&lt", "a&lt"), ("&#x10FFFF;", "\u{10FFFF}"),
    ])
    func undoesOneLevelOfEscaping(text: String, resolved: String) {
        #expect(PredefinedEntities.resolved(text) == resolved)
    }
}
