import CanonicalModel
import Formats
import PolicyText

/// What a scenario asks (`when`): of how many kinds of notice, from whom, to whom, which fields and for what.
///
/// `tell`, `from` and `to` may each be a list, because "nobody else is told" is one sentence and many questions.
struct ScenarioQuestion {
    private let messages: [NoticeKind]
    private let disclosers: [Discloser]
    private let recipients: [Recipient]
    private let fields: [DataField]
    private let purpose: String
    private let delivery: DisclosureRequest.Delivery

    private struct Recipient {
        var id: String
        var party: String
        var role: String
        var kind: PartyKind
    }

    init(_ value: YAMLValue, of agreement: Agreement) throws(FormatError) {
        var reader = try PolicyReader(value)
        messages = try reader.required("tell").oneOrMore.map { (item) throws(FormatError) in try item.word() }
        disclosers = try reader.required("from").oneOrMore.map { (item) throws(FormatError) in
            try item.discloser(of: agreement)
        }
        recipients = try Self.recipients(&reader, agreement)
        fields = try reader.required("fields").list.map { (item) throws(FormatError) in try DataField(scenario: item) }
        purpose = try reader.text("for")
        delivery = try reader.value("fetched")?.truth ?? false ? .fetched : .pushed
        try reader.finish()
    }

    /// Every question asked, under the facts of one case.
    func requests(given facts: ScenarioGiven) -> [DisclosureRequest] {
        messages.flatMap { message in
            disclosers.flatMap { from in recipients.map { request(message, from, $0, facts) } }
        }
    }

    private func request(
        _ message: NoticeKind, _ from: Discloser, _ to: Recipient, _ facts: ScenarioGiven
    ) -> DisclosureRequest {
        DisclosureRequest(
            message: message, discloser: from,
            recipient: RecipientFacts(
                id: to.id, party: to.party, role: to.role, kind: to.kind, coversArea: facts.coversArea,
                previouslyNotified: facts.previouslyNotified, undertaking: facts.undertaking,
                isVetted: facts.isVetted),
            subject: facts.subject, fields: fields, purpose: purpose, now: facts.now, delivery: delivery,
            override: facts.override, scheme: facts.scheme)
    }

    /// A recipient that is no party has to say what kind of body it is; of a party the agreement says it.
    private static func recipients(
        _ reader: inout PolicyReader, _ agreement: Agreement
    ) throws(FormatError) -> [Recipient] {
        let value = try reader.required("to")
        let stated = try reader.value("kind").map { (value) throws(FormatError) in try value.word(PartyKind.self) }
        return try value.oneOrMore.map { (item) throws(FormatError) in
            let to = try item.discloser(of: agreement)
            guard let kind = agreement.parties[to.party]?.kind ?? stated else {
                throw .wrongKind(item.place, "a party of the agreement, or have a 'kind' beside it")
            }
            return Recipient(id: try item.text, party: to.party, role: to.role, kind: kind)
        }
    }
}

extension YAMLValue {
    /// A party and a role of it.
    fileprivate func discloser(of agreement: Agreement) throws(FormatError) -> Discloser {
        let parts = try text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw .wrongKind(place, "a party and a role, \"leeds-yos/case-manager\"")
        }
        if let known = agreement.parties[parts[0]], !known.roles.contains(parts[1]) { throw .unknownParty(place) }
        return Discloser(party: parts[0], role: parts[1])
    }
}

extension YAMLValue {
    /// A data category of the vocabulary.
    fileprivate var category: String {
        get throws(FormatError) {
            let category = try text
            guard case .exactly = CategoryPattern(category), CategoryVocabulary.knows(CategoryPattern(category)) else {
                throw .unknownCategory(place)
            }
            return category
        }
    }
}

extension DataField {
    /// A category alone, or a mapping that says more about the field.
    fileprivate init(scenario value: YAMLValue) throws(FormatError) {
        guard case .mapping = value.content else {
            let category = try value.category
            self.init(
                name: category, category: category, required: false, sources: .known(["hub"]),
                isYouthRecord: .known(false))
            return
        }
        var reader = try PolicyReader(value)
        let category = try reader.required("category").category
        self.init(
            name: category, category: category, required: try reader.value("required")?.truth ?? false,
            sources: try Self.sources(&reader), asOf: try Self.asOf(&reader),
            handling: try reader.value("handling").map { (value) throws(FormatError) in
                try value.knowable { (value) throws(FormatError) in try value.word() }
            } ?? .unknown("no handling code"),
            isYouthRecord: try reader.value("youth-record").map { (value) throws(FormatError) in
                try value.knowable { (value) throws(FormatError) in try value.truth }
            } ?? .known(false),
            isSpent: try reader.value("spent").map { (value) throws(FormatError) in
                try value.knowable { (value) throws(FormatError) in try value.truth }
            } ?? .unknown("the scenario does not say"),
            originatorRelease: try Self.presence("originator-release", &reader),
            clearedBy: try Self.presence("cleared-by", &reader))
        try reader.finish()
    }

    private static func presence(_ key: String, _ reader: inout PolicyReader) throws(FormatError) -> Knowable<Presence>
    {
        guard let value = reader.value(key) else { return .unknown("the scenario does not say") }
        return try value.knowable { (value) throws(FormatError) in try value.word() }
    }

    private static func sources(_ reader: inout PolicyReader) throws(FormatError) -> Knowable<[String]> {
        guard let value = reader.value("sources") else { return .known(["hub"]) }
        return try value.knowable { (value) throws(FormatError) in
            try value.list.map { (item) throws(FormatError) in try item.text }
        }
    }

    private static func asOf(_ reader: inout PolicyReader) throws(FormatError) -> Knowable<Timestamp> {
        guard let value = reader.value("as-of") else { return .unknown("the scenario does not say") }
        return try value.knowable { (value) throws(FormatError) in try value.timestamp }
    }
}
