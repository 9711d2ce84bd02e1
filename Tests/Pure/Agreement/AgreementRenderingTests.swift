import AgreementEngine
import Formats
import TestSupport
import Testing

/// The engine's English comes from the structure, says all of it, and reads well.
@Suite("Agreement rendering") struct AgreementRenderingTests {
    private typealias Sample = AgreementSample

    private func english(_ id: String, _ agreement: Agreement) throws -> String {
        try #require(AgreementRendering(agreement).rules.first { $0.id == id }?.english)
    }

    @Test("a permit says who may tell whom what, when, for what, under which power, with which duties") func permit()
        throws
    {
        let rule = Sample.permit(
            share: #""rag.colour", "identity.core", "rag.trigger-class""#,
            when: #"message: "rag-escalation", recipient.covers-area: true"#,
            then: #"{ acknowledge-within-hours: 24 }, { onward: "none" }, { deliver: "by-direction" }"#)
        #expect(
            try english("R1", Sample(rules: [rule]).load())
                == "The IOM hub of police may tell the NPT of police: RAG (colour, trigger class) and identity (core). "
                + "Only when the notice tells of a rise in RAG, and the recipient's area covers where the person lives. "
                + "Purpose: notify NPT (Tell the team). Power: policing (Common law). "
                + "Whoever receives it must acknowledge it within 24 hours; pass it on to nobody. "
                + "It is handed over with a direction to act. Source: LDS 1.23.")
    }

    @Test("a guardrail says never, whom it spares, and unless what") func guardrail() throws {
        let rule = Sample.guardrail(
            share: #""*.free-text""#, to: #"{ not: ["kind:police", "charity"] }"#,
            when: #"subject.age-band: "under-18""#,
            unless: #"text.cleared-by: "present", data.handling: "P""#)
        #expect(
            try english("G1", Sample(guardrails: [rule]).load())
                == "Never told to anybody but any police force (now police) and charity: any free text. This applies when the "
                + "person is under 18, unless [clearance of the text by a named person is recorded, and the handling code of "
                + "the item is P (sharing permitted)].")
    }

    @Test("a party with a name goes by it and by its key") func names() throws {
        let yaml = Sample(rules: [Sample.permit()]).yaml
            .replacingFirst(#"{ kind: "police""#, with: #"{ name: "West Yorkshire Police", kind: "police""#)
        #expect(
            try english("R1", Agreement(yaml: yaml)).hasPrefix(
                "The IOM hub of \u{201C}West Yorkshire Police\u{201D} (police) may tell the NPT of"))
    }

    @Test(
        "names that would read as something else are refused at their place",
        arguments: [
            (#"{ kind: "police""#, #"{ name: "One", kind: "police""#, "agreement.party-name"),
            (#"{ kind: "police""#, "{ name: \"A\u{201D} (b), \u{201C}C\", kind: \"police\"", nil),
            (#"roles: ["iom-hub", "npt"]"#, #"roles: ["iom-hub", "npt", "npt of police or the NPT"]"#, nil),
            (#"roles: ["iom-hub", "npt"]"#, #"roles: ["iom-hub", "npt", "NPT"]"#, nil),
            ("  landlord: {", #"  "landlord or charity": {"#, nil), ("resettle: ", #""resettle (x)": "#, nil),
            (#"subject.rag: "red""#, #"data.only-source: ["idiom or pnc"]"#, nil),
            (#"subject.rag: "red""#, #"data.only-source: ["idiom, pnc"]"#, nil),
        ] as [(String, String, String?)])
    func misleading(old: String, new: String, rule: String?) throws {
        let yaml = Sample(signOffs: [], rules: [Sample.permit(when: #"subject.rag: "red""#)]).yaml
            .replacingFirst(#"{ kind: "probation""#, with: #"{ name: "one", kind: "probation""#)
        try #require(yaml.contains(old) && (try? Agreement(yaml: yaml)) != nil)
        let error = #expect(throws: FormatError.self) { try Agreement(yaml: yaml.replacingFirst(old, with: new)) }
        let known = ["agreement.party-name", "agreement.plain-word"]
        #expect(rule.map { error?.rule == $0 } ?? known.contains(error?.rule ?? ""), "\(error?.rule ?? "loads")")
        #expect(error?.path.hasPrefix("line ") == true)
    }

    @Test("feeds are named one by one") func feeds() throws {
        let rule = Sample.permit(when: #"data.only-source: ["idiom", "pnc"]"#)
        #expect(try english("R1", Sample(rules: [rule]).load()).contains("is known from idiom or pnc alone"))
    }

    @Test("a party that joins changes the rendering of every rule that it comes under") func joining() throws {
        let rule = Sample.permit(to: #""kind:landlord/housing""#)
        let yaml = Sample(rules: [rule]).yaml
        let more = yaml.replacingFirst(
            "\npurposes:",
            with: "\n  almo: { kind: \"landlord\", competent-authority: false, roles: [\"housing\"] }\npurposes:")
        #expect(try english("R1", Agreement(yaml: yaml)) != english("R1", Agreement(yaml: more)))
    }

    /// Every place of a file that the engine loads changed has another rendering, so that no reader of the English can
    /// miss what the structure says.
    ///
    /// All of some 9,000 changes were tried when this was written; a run tries some of them.
    @Test("whatever changes in an agreement, its rendering changes", arguments: [UInt64.random(in: 0..<1_000_000)])
    func everyPlace(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let agreement = try Agreement(yaml: AgreementOfEveryWord.yaml)
        let text = AgreementRendering(agreement).text
        let changes = PolicyText.places(in: agreement.canonical).flatMap { path in
            Self.changes(at: path, in: agreement.canonical).map { (path, $0) }
        }
        var tried = 0
        for (path, changed) in changes.shuffled(using: &random).prefix(1_000) {
            guard let other = try? Agreement(yaml: PolicyText.yaml(changed) + "\n"), !Self.isSame(agreement, other)
            else {
                continue
            }
            tried += 1
            #expect(AgreementRendering(other).text != text, "seed \(seed): \(path) may change unseen")
        }
        #expect(tried > 20, "seed \(seed)")
    }

    /// The place without what stands there, and with every other word that a place of this kind could hold.
    private static func changes(at path: PolicyText.Path, in value: JSONValue) -> [JSONValue] {
        // The sentence is the officer's and is no part of the structure.
        guard path.last != .key("says"), let old = PolicyText.value(at: path[...], in: value) else { return [] }
        let news: [JSONValue?] =
            switch old {
            case .string(let text): [nil, .string(text + "x")] + words.map { .string($0) }
            case .integer(let number): [nil, .integer(number + 1)]
            case .bool(let isTrue): [nil, .bool(!isTrue)]
            default: [nil]
            }
        return news.filter { $0 != old }.compactMap { PolicyText.replacing(path[...], in: value, by: $0) }
    }

    /// A word of each kind that a place may hold, so that exchanging one for another is tried.
    private static let words = [
        "rag.colour", "identity.*", "*", "red", "ppo", "selection", "none", "in", "police", "given", "C", "true",
        "active",
        "2027-01-01", "in-person", "written", "vcs", "sergeant", "do-not-share", "interim", "kind:police", "signed",
        "absent",
    ]

    /// Two spellings of one structure: a list of one and a word, facts in another order.
    private static func isSame(_ left: Agreement, _ right: Agreement) -> Bool {
        left.guardrails == right.guardrails && left.permits == right.permits && left.duties == right.duties
            && left.exclusions == right.exclusions && left.parties == right.parties && left.purposes == right.purposes
            && left.gateways == right.gateways && left.signOffs == right.signOffs && left.review == right.review
            && left.area == right.area && left.status == right.status && left.effectiveFrom == right.effectiveFrom
            && left.effectiveUntil == right.effectiveUntil && left.owner == right.owner && left.title == right.title
            && left.version == right.version && left.id == right.id && left.reference == right.reference
            && left.documents == right.documents && left.schemes == right.schemes && isSame(left.locals, right.locals)
            && left.cohortModel == right.cohortModel && left.colours == right.colours
    }

    private static func isSame(
        _ left: [String: Agreement.LocalSection], _ right: [String: Agreement.LocalSection]
    ) -> Bool {
        left.mapValues(\.guardrails) == right.mapValues(\.guardrails)
            && left.mapValues(\.narrowings) == right.mapValues(\.narrowings)
    }

    @Test("a permission with an exception alone says when it does not hold") func exception() throws {
        let agreement = try Sample(rules: [
            Sample.permit().replacingFirst(", source", with: ", unless: { subject.rag: \"red\" }, source")
        ]).load()
        #expect(try english("R1", agreement).contains("Not when the person's RAG colour is red."))
        let guardrail = try Sample(guardrails: [Sample.guardrail(unless: #"subject.rag: "red""#)]).load()
        #expect(try english("G1", guardrail).contains("This applies unless the person's RAG colour is red."))
    }

    @Test("the text is the same every time") func deterministic() throws {
        let yaml = try PolicyFile.text("Contracts/agreements/leeds.yaml")
        let texts = try (0..<5).map { _ in AgreementRendering(try Agreement(yaml: yaml)).text }
        #expect(Set(texts).count == 1)
    }

    @Test("every obligation there is has words of its own") func obligations() throws {
        let agreement = try Agreement(yaml: AgreementOfEveryWord.yaml)
        let bound = try #require(agreement.permits.first { $0.id == "P-obligations" }).obligations
        let none = Obligations()
        for (left, right) in zip(Mirror(reflecting: bound).children, Mirror(reflecting: none).children) {
            #expect("\(left.value)" != "\(right.value)", "\(left.label ?? "?") is not tried")
        }
    }

    @Test("every fact there is occurs") func facts() {
        for name in FactName.allCases { #expect(AgreementOfEveryWord.yaml.contains(name.rawValue + ":"), "\(name)") }
    }
}
