/// Finds the names of tests in a Swift file: the first text after `@Test(`.
enum TestNames {
    static func all(in text: String) -> [String] {
        text.split(separator: "@Test(", omittingEmptySubsequences: false).dropFirst().compactMap(name)
    }

    /// A test without a name begins with something else than a text.
    private static func name(_ rest: Substring) -> String? {
        let trimmed = rest.drop { $0.isWhitespace }
        guard trimmed.first == "\"", !trimmed.hasPrefix("\"\"\"") else { return nil }
        var name = ""
        var isEscaped = false
        for character in trimmed.dropFirst() {
            if !isEscaped && character == "\"" { return name }
            isEscaped = !isEscaped && character == "\\"
            if !isEscaped { name.append(character) }
        }
        return nil
    }
}
