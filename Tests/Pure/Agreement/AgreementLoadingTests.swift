import AgreementEngine
import Formats
import Testing

/// What the engine does not understand it does not load, and says where.
@Suite("Agreement loading") struct AgreementLoadingTests {
    private typealias Sample = AgreementSample

    private func refusal(_ yaml: String) -> FormatError? {
        do {
            _ = try Agreement(yaml: yaml)
            return nil
        } catch {
            return error
        }
    }

    @Test("the sample without a mistake loads") func sample() throws {
        let agreement = try Sample(rules: [Sample.permit()]).load()
        #expect(agreement.permits.map(\.id) == ["R1"])
        #expect(agreement.parties["police"]?.roles == ["iom-hub", "npt"])
        #expect(agreement.permits[0].source == "LDS 1.23")
    }

    /// A mistake in the sample: what is replaced, by what, and the rule and pointer of the refusal.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var old: String
        var new: String
        var rule: String
        var pointer: String
        init(_ old: String, _ new: String, _ rule: String, _ pointer: String) {
            (self.old, self.new, self.rule, self.pointer) = (old, new, rule, pointer)
        }
        var testDescription: String { "\(new) → \(rule)" }
    }

    @Test("a mistake is refused under its rule, at its place", arguments: mistakes)
    func refuses(mistake: Mistake) throws {
        let yaml = Sample(guardrails: [Sample.guardrail()], rules: [Self.rule]).yaml
        try #require(yaml.contains(mistake.old))
        let error = try #require(refusal(yaml.replacingFirst(mistake.old, with: mistake.new)))
        #expect(error.rule == mistake.rule)
        #expect(error.path.hasSuffix(" " + mistake.pointer), "\(error.path)")
        #expect(!error.message.isEmpty && !error.remedy.isEmpty)
    }

    private static let rule = Sample.permit(
        when: #"subject.rag: "red", recipient.covers-area: true"#, then: "{ retain-days: 5 }")

    private static let mistakes: [Mistake] = [
        Mistake(#"format: "iom-agreement/1""#, #"format: "iom-agreement/2""#, "policy.kind", "/format"),
        Mistake(#"version: "1.0.0""#, #"version: "1.0""#, "policy.kind", "/version"),
        Mistake(#"version: "1.0.0""#, #"version: "01.0.0""#, "policy.kind", "/version"),
        Mistake(#"status: "in-force""#, #"status: "active""#, "policy.unknown-word", "/status"),
        Mistake(#"owner: "police""#, #"owner: "polise""#, "agreement.unknown-party", "/owner"),
        Mistake(#"title: "A sample""#, #"titel: "A sample""#, "policy.missing-key", "column 1"),
        Mistake(#"title: "A sample""#, "title: \"A sample\"\nremark: \"hello\"", "policy.unknown-key", "/remark"),
        Mistake(
            #"title: "A sample""#,
            "title: \"A sample\"\nnot-in-this-scheme: [{ message: \"stop-visits\", says: \"No.\", source: \"s\" }]",
            "agreement.excludes-untelling", "/not-in-this-scheme/0/message"),
        Mistake(#"from: "2026-04-01""#, #"from: "2026-02-30""#, "policy.kind", "/effective/from"),
        Mistake(#"until: "2027-03-31""#, #"until: "2026-03-31""#, "policy.kind", "/effective"),
        Mistake(#"overdue: "warn""#, #"overdue: "ignore""#, "policy.unknown-word", "/review/overdue"),
        Mistake(#"party: "probation""#, #"party: "police""#, "policy.given-twice", "/sign-off/1/party"),
        Mistake(#"party: "probation""#, #"party: "stranger""#, "agreement.unknown-party", "/sign-off/1/party"),
        Mistake(#"kind: "vcs""#, #"kind: "charity""#, "policy.unknown-word", "/parties/charity/kind"),
        Mistake(
            "competent-authority: true", #"competent-authority: "yes""#, "policy.kind",
            "/parties/police/competent-authority"),
        Mistake(
            #"internal: "Same controller""#, #"consent: "They said yes""#, "agreement.consent-is-no-power",
            "/gateways/consent"),
        Mistake(
            #"gateway: ["policing"]"#, #"gateway: ["consent"]"#, "agreement.consent-is-no-power", "/rules/0/gateway/0"),
        Mistake(#"gateway: ["policing"]"#, #"gateway: ["magic"]"#, "policy.unknown-word", "/rules/0/gateway/0"),
        Mistake(#"gateway: ["policing"]"#, "gateway: []", "policy.kind", "/rules/0/gateway"),
        Mistake(#"gateway: ["policing"], "#, "", "policy.missing-key", "/rules/0"),
        Mistake(#", source: "LDS 1.23""#, "", "policy.missing-key", "/rules/0"),
        Mistake(#"purpose: "notify-npt""#, #"purpose: "curiosity""#, "policy.unknown-word", "/rules/0/purpose"),
        Mistake(#"effect: "permit""#, #"effect: "refuse""#, "policy.unknown-word", "/rules/0/effect"),
        Mistake(#"to: ["police/npt"]"#, #"to: ["police/ntp"]"#, "agreement.unknown-party", "/rules/0/to/0"),
        Mistake(#"to: ["police/npt"]"#, #"to: ["kind:polise"]"#, "agreement.unknown-party", "/rules/0/to/0"),
        Mistake(#"to: ["police/npt"]"#, #"to: ["kind:vcs/npt"]"#, "agreement.unknown-party", "/rules/0/to/0"),
        Mistake(#"to: ["police/npt"]"#, #"to: { not: ["charity/*"] }"#, "policy.kind", "/rules/0/to"),
        Mistake(#"share: ["rag.colour"]"#, #"share: ["rag.color"]"#, "agreement.unknown-category", "/rules/0/share/0"),
        Mistake(#"share: ["rag.colour"]"#, #"share: ["rga.*"]"#, "agreement.unknown-category", "/rules/0/share/0"),
        Mistake(#"subject.rag: "red""#, #"subject.rga: "red""#, "agreement.unknown-fact", "/rules/0/when/subject.rga"),
        Mistake(#"subject.rag: "red""#, #"subject.rag: "blue""#, "policy.unknown-word", "/rules/0/when/subject.rag"),
        Mistake(
            #"subject.rag: "red""#, #"subject.rag: ["red", "blue"]"#, "policy.unknown-word",
            "/rules/0/when/subject.rag/1"),
        Mistake(#"subject.rag: "red""#, "subject.rag: []", "policy.kind", "/rules/0/when/subject.rag"),
        Mistake(#"subject.rag: "red""#, "subject.rag: true", "policy.kind", "/rules/0/when/subject.rag"),
        Mistake(#"subject.rag: "red""#, "subject.rag: no", "yaml.implicit-boolean", "/rules/0/when/subject.rag"),
        Mistake(#"subject.rag: "red""#, #"any: []"#, "policy.kind", "/rules/0/when/any"),
        Mistake(#"subject.rag: "red""#, #"any: [{}]"#, "policy.kind", "/rules/0/when/any/0"),
        Mistake(#"subject.rag: "red""#, #"message: "cohort.selected""#, "policy.unknown-word", "/rules/0/when/message"),
        Mistake(
            #"subject.rag: "red""#, #"recipient.role: "clerk""#, "agreement.unknown-party",
            "/rules/0/when/recipient.role"),
        Mistake(
            #"subject.rag: "red""#,
            #"consent: { covers: "plan.*", for: "resettle", with: "everybody", state: "given" }"#,
            "policy.unknown-word", "/rules/0/when/consent/with"),
        Mistake(
            #"subject.rag: "red""#, #"consent: { covers: "*", for: "resettle", with: "vcs", state: "given" }"#,
            "agreement.unknown-category", "/rules/0/when/consent/covers"),
        Mistake(
            #"subject.rag: "red""#, #"consent: { covers: "plan.*", for: "resettle", with: "vcs" }"#,
            "policy.missing-key",
            "/rules/0/when/consent"),
        Mistake("covers-area: true", #"covers-area: "true""#, "policy.kind", "/rules/0/when/recipient.covers-area"),
        Mistake("retain-days: 5", "watermark: true", "agreement.unknown-obligation", "/rules/0/then/0/watermark"),
        Mistake("retain-days: 5", "retain-days: -5", "policy.kind", "/rules/0/then/0/retain-days"),
        Mistake("retain-days: 5", #"retain: "for-ever""#, "policy.unknown-word", "/rules/0/then/0/retain"),
        Mistake(#"id: "G1""#, #"id: "R1""#, "policy.given-twice", "/rules/0/id"),
        Mistake(#"id: "G1""#, #"id: "builtin.G1""#, "policy.kind", "/always-refuse/0/id"),
        Mistake(#"share: ["*"]"#, #"share: ["victm.*"]"#, "agreement.unknown-category", "/always-refuse/0/share/0"),
        Mistake(#"share: ["*"]"#, #"share: ["*"], effect: "permit""#, "policy.unknown-key", "/always-refuse/0/effect"),
    ]

    @Test("line and column are those of the mistake") func position() throws {
        let yaml = try PolicyFile.text("Contracts/agreements/leeds.yaml")
        let line = try #require(yaml.lines.firstIndex { $0.contains(#"subject.age-band: "under-18" }"#) })
        let column = try #require(yaml.lines[line].offset(of: #""under-18""#))
        let error = try #require(
            refusal(yaml.replacingFirst(#"subject.age-band: "under-18""#, with: #"subject.age-band: "child""#)))
        #expect(error.rule == "policy.unknown-word")
        #expect(error.path == "line \(line + 1), column \(column + 1) /always-refuse/3/when/any/0/subject.age-band")
    }

    @Test("bytes that are not UTF-8 are refused") func notUTF8() {
        #expect(throws: FormatError.self) { try Agreement(yaml: [0x61, 0xFF]) }
    }
}

extension String {
    func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return replacingCharacters(in: range, new)
    }

    private func replacingCharacters(in range: Range<String.Index>, _ new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }

    private func firstRange(of text: String) -> Range<String.Index>? { ranges(of: text).first }

    fileprivate var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }
}

extension Substring {
    fileprivate func offset(of text: String) -> Int? {
        ranges(of: text).first.map { distance(from: startIndex, to: $0.lowerBound) }
    }
}
