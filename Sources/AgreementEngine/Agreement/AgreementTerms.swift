import Formats
import PolicyText

/// The parties, purposes and powers of an agreement: the names that its rules may use.
struct AgreementTerms {
    let owner: String
    let parties: [String: Agreement.Party]
    let purposes: [String: String]
    let gateways: [String: String]
    let signOffs: [String: Agreement.SignOff]
    let schemes: [String: Agreement.Scheme]

    init(_ reader: inout PolicyReader) throws(FormatError) {
        var parties = [String: Agreement.Party]()
        for member in try reader.required("parties").members {
            guard PlainWord.isOne(member.key) else { throw .noPlainWord(member.place) }
            let party = try Agreement.Party(member.value)
            guard party.name.map({ Self.isFree($0, among: parties) }) ?? true else { throw .partyName(member.place) }
            parties[member.key] = party
        }
        self.parties = parties
        let owner = try reader.required("owner")
        guard parties[try owner.text] != nil else { throw .unknownParty(owner.place) }
        self.owner = try owner.text
        purposes = try Self.glossary(try reader.required("purposes"))
        let gateways = try reader.required("gateways")
        if let consent = try gateways.members.first(where: { $0.key == "consent" }) {
            throw .consentIsNoPower(consent.place)
        }
        self.gateways = try Self.glossary(gateways)
        signOffs = try Self.signOffs(try reader.required("sign-off"), parties)
        schemes = try reader.value("schemes").map { (value) throws(FormatError) in try SchemeReader.schemes(value) } ?? [:]
    }

    /// Whether a setting may be asked for: where schemes are declared, one of them has to have it.
    func knows(setting name: String) -> Bool {
        schemes.isEmpty || schemes.values.contains { $0.settings[name] != nil }
    }

    /// Whether a role exists at a party, at any party of a kind, or anywhere.
    func hasRole(_ role: String, where isMeant: (String, Agreement.Party) -> Bool = { _, _ in true }) -> Bool {
        parties.contains { isMeant($0.key, $0.value) && $0.value.roles.contains(role) }
    }

    /// Whether a name can be told from every other in the engine's English, which puts it in quotes.
    private static func isFree(_ name: String, among parties: [String: Agreement.Party]) -> Bool {
        !name.contains { $0 == "\u{201C}" || $0 == "\u{201D}" }
            && !parties.values.contains { $0.name?.lowercased() == name.lowercased() }
    }

    private static func glossary(_ value: YAMLValue) throws(FormatError) -> [String: String] {
        var glossary = [String: String]()
        for member in try value.members {
            guard PlainWord.isCode(member.key) else { throw .noPlainWord(member.place) }
            glossary[member.key] = try member.value.text
        }
        return glossary
    }

    private static func signOffs(
        _ value: YAMLValue, _ parties: [String: Agreement.Party]
    ) throws(FormatError) -> [String: Agreement.SignOff] {
        var signOffs = [String: Agreement.SignOff]()
        for item in try value.emptiableList {
            var reader = try PolicyReader(item)
            let party = try reader.required("party")
            let name = try party.text
            guard parties[name] != nil else { throw .unknownParty(party.place) }
            guard signOffs[name] == nil else { throw .givenTwice(party.place) }
            signOffs[name] = Agreement.SignOff(
                by: try reader.text("by"), from: try reader.date("on"), until: try reader.optionalDate("until"))
            try reader.finish()
        }
        return signOffs
    }
}

extension Agreement.Party {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        name = try reader.optionalText("name")
        kind = try reader.word("kind")
        isCompetentAuthority = try reader.truth("competent-authority")
        let named = try reader.required("roles")
        roles = try named.list.map { (role) throws(FormatError) in
            guard PlainWord.isOne(try role.text) else { throw .noPlainWord(role.place) }
            return try role.text
        }
        try reader.finish()
    }
}

extension FormatError {
    static func unknownParty(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.unknown-party", "No such party, role or kind of party is declared.",
            "Correct the spelling, or declare it under 'parties'.")
    }

    static func givenTwice(_ place: YAMLPlace) -> FormatError {
        .policy(place, "policy.given-twice", "The same thing is given twice.", "Keep the one that is meant.")
    }

    fileprivate static func partyName(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.party-name", "Another party has this name, or the name has curved quotes in it.",
            "Give every party a name of its own, without the quotes that the engine's English sets around it.")
    }

    static func consentIsNoPower(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.consent-is-no-power", "Consent is a condition of sharing, never a power to share.",
            "Name the statute or common-law power as gateway and ask for consent under 'when'.")
    }
}
