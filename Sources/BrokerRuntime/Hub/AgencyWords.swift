import AgreementEngine

/// An agency as people call it.
enum AgencyWords {
    /// Its name in the agreement; without one, its id as words: "west-yorkshire-probation" is West Yorkshire Probation.
    static func name(_ id: String, in agreement: Agreement) -> String { agreement.parties[id]?.name ?? words(id) }

    static func words(_ id: String) -> String {
        id.split(separator: "-").enumerated().map { place, word in
            if initials.contains(String(word)) { return word.uppercased() }
            return place > 0 && small.contains(String(word)) ? String(word) : String(word).capitalisedFirst
        }.joined(separator: " ")
    }

    private static let small: Set<String> = ["and", "of", "for", "the", "with"]
    /// Written in capitals by the bodies themselves.
    private static let initials: Set<String> = [
        "hm", "npt", "nps", "crc", "yos", "yot", "yjs", "nhs", "cri", "disc", "g4s", "iom", "hmp", "hmpps", "dip",
        "mappa",
        "marac",
    ]
}
