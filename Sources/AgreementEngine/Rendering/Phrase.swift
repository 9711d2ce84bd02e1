/// How words of the language are set in a sentence.
enum Phrase {
    /// "a, b and c".
    static func all(_ parts: [String]) -> String { joined(parts, by: "and") }

    /// "a, b or c".
    static func any(_ parts: [String]) -> String { joined(parts, by: "or") }

    private static func joined(_ parts: [String], by word: String) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(word) " + last
    }

    /// A key of the file as it would be written in a letter: "iom-hub" is "IOM hub".
    static func plain(_ key: String) -> String {
        key.split(separator: "-", omittingEmptySubsequences: false)
            .map { acronyms.contains(String($0)) ? $0.uppercased() : String($0) }.joined(separator: " ")
    }

    /// The initials that officers write in capitals; DESIGN, "Words".
    private static let acronyms: Set<String> = [
        "iom", "npt", "ppo", "hcco", "hccu", "dyo", "ldm", "gom", "rag", "mappa", "marac", "yos", "yot", "vcs", "pnc",
        "cro", "noms", "crn", "oasys", "ogrs3", "ovp", "rm2000", "rsr",
    ]

    /// "1 hour", "24 hours".
    static func count(_ number: Int, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }

    /// The sentence with a capital at its start and one full stop at its end.
    static func sentence(_ text: String) -> String {
        let start = text.prefix(1).uppercased() + text.dropFirst()
        return start.hasSuffix(".") ? start : start + "."
    }

    /// A text of the file inside a sentence, in quotes, so that nobody takes it for the engine's own words.
    static func quoted(_ text: String) -> String { "\u{201C}\(text)\u{201D}" }
}
