import Formats
import PolicyText

/// What a colour means in a scheme, whose it makes somebody, and how much it asks (RAG-06, RAG-08, RAG-09).
struct ColourRule: Sendable, Hashable {
    let header: RuleHeader
    let colour: ColourState.Shown
    /// The definition that officers read, word for word.
    let definition: String
    /// The definition's version; it travels with every alert.
    let version: String
    /// Whose the colour makes somebody: a role of the directory.
    let owner: String
    /// Whether that role is the team that covers the address.
    let isTeam: Bool
    /// Whether voluntary-sector staff are among the owners: what is handed over then carries no intelligence and no
    /// reason.
    let isSharedWithVoluntarySector: Bool
    /// The most visits a week that are in proportion without further reason.
    let visitsPerWeek: Int
    /// What the colour asks of its owner, in a phrase.
    let intensity: String
    /// By when somebody assesses whether the colour should move; nil where it may rest.
    let assessment: AssessmentDue?
    /// By when an alert of this colour is read before the deputy hears of it.
    let acknowledgeWithinMinutes: Int?

    /// An assessment that a colour asks for.
    struct AssessmentDue: Sendable, Hashable {
        let days: Int
        /// Who assesses, a role of the pack.
        let role: String
    }

    /// Reads the colours of a pack: each of the five once.
    static func all(_ value: YAMLValue) throws(FormatError) -> [ColourState.Shown: ColourRule] {
        var colours = [ColourState.Shown: ColourRule]()
        for item in try value.list {
            let rule = try ColourRule(item)
            guard colours.updateValue(rule, forKey: rule.colour) == nil else {
                throw .colourTwice(item.place, rule.colour)
            }
        }
        for colour in ColourState.Shown.allCases where colours[colour] == nil { throw .undefined(value.place, colour) }
        return colours
    }

    private init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        colour = try reader.word("colour")
        definition = try reader.text("definition")
        version = try reader.text("version")
        owner = try reader.text("owner")
        isTeam = try reader.optionalTruth("team") ?? false
        isSharedWithVoluntarySector = try reader.optionalTruth("voluntary-sector") ?? false
        visitsPerWeek = try reader.count("visits-per-week")
        intensity = try reader.text("intensity")
        assessment = try reader.value("assess").map { (value) throws(FormatError) in try AssessmentDue(value) }
        acknowledgeWithinMinutes = try reader.optionalCount("acknowledge-within-minutes")
        try reader.finish()
    }
}

extension ColourRule.AssessmentDue {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        days = try reader.count("within-days")
        role = try reader.text("by")
        try reader.finish()
    }
}

extension FormatError {
    /// A colour nobody has said the meaning of (RAG-06).
    fileprivate static func undefined(_ place: YAMLPlace, _ colour: ColourState.Shown) -> FormatError {
        .policy(
            place, "scheme.colour-undefined", "The colour '\(colour.rawValue)' has no definition.",
            "Define red, amber, green, blue and white: each can be shown (RAG-06).")
    }

    fileprivate static func colourTwice(_ place: YAMLPlace, _ colour: ColourState.Shown) -> FormatError {
        .policy(
            place, "scheme.colour-twice", "The colour '\(colour.rawValue)' is defined twice.", "Keep one of the two.")
    }
}
