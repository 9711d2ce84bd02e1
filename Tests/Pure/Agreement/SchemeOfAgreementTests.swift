@testable import AgreementEngine
import CanonicalModel
import Formats
import Testing

/// A partnership decides by the agreement as it is in the scheme that it runs.
@Suite("The agreement in a scheme") struct SchemeOfAgreementTests {
    private typealias Sample = AgreementSample

    private static let schemes = """
        schemes:
          north: { area: "E1", exit-interviews: true }
          south: { area: "E2", exit-interviews: false }
          east: { area: "E3" }
          both: { area: "E4", exit-interviews: "some", unites: ["north", "south"] }

        """
    private static let local = """
        local:
          north:
            always-refuse: [{ id: "N1", says: "N.", share: ["rag.rationale"] }]
            narrow: [{ rule: "R1", says: "N.", share: ["rag.*", "cohort.status"], source: "s" }]
          south:
            narrow:
              - { rule: "R1", says: "N.", when: { subject.rag: "red" }, share: ["*.free-text", "rag.colour"], then: [{ retain-days: 3 }], source: "s" }

        """

    private func agreement(_ local: String = Self.local, status: String = "in-force") throws -> Agreement {
        try Sample(
            status: status, more: Self.schemes + local,
            rules: [Sample.permit(share: #""rag.*", "cohort.status", "*.free-text""#, then: "{ retain-days: 5 }")]
        ).load()
    }

    @Test("it knows what the parties signed, its scheme and the scheme's settings") func origin() throws {
        let whole = try agreement()
        let north = try whole.decided(in: "north")
        #expect(north.narrowedFrom == Agreement.Whole(digest: whole.digest, scheme: "north"))
        #expect(north.signedDigest == whole.digest && whole.signedDigest == whole.digest)
        #expect(north.settings == ["scheme.exit-interviews": "true"] && whole.settings.isEmpty)
        #expect(north.local(for: "north")?.digest == north.digest && north.local(for: "south") == nil)
        #expect(whole.everyScope.map { $0.narrowedFrom?.scheme ?? "all" } == ["all", "both", "east", "north", "south"])
        #expect(Set(whole.everyScope.map(\.digest)).count == 5)
    }

    @Test("a scheme without a section goes by the text of all, and by its own settings") func without() throws {
        let whole = try agreement()
        let east = try whole.decided(in: "east")
        #expect(east.permits == whole.permits && east.guardrails == whole.guardrails && east.binding.isEmpty)
    }

    @Test("a scheme that unites others goes by the sections of all of them") func unites() throws {
        let whole = try agreement()
        let both = try whole.decided(in: "both")
        #expect(both.guardrails.map(\.id) == ["N1"])
        let permit = try #require(both.permits.first)
        let goes = CategoryVocabulary.everyCategory.filter { category in permit.share.contains { $0.matches(category) }
        }
        #expect(Set(goes) == ["rag.colour", "rag.free-text"], "what both let go")
        #expect(permit.obligations.retainDays == 3 && permit.when.terms.count == 1)
        #expect(both.binding == whole.permits && both.departures(from: whole).isEmpty)
        #expect(both.settings == ["scheme.exit-interviews": "some"], "settings are its own")
    }

    @Test("whoever unites schemes goes no further than any of them") func unitedDecisions() throws {
        let whole = try agreement()
        let points = try ["both", "north", "south"].map { PolicyDecisionPoint(try whole.decided(in: $0)) }
        let fields = DisclosureSample.fields("rag.colour", "rag.rationale", "rag.free-text", "cohort.status")
        for colour in [RiskColour.red, .green] {
            let request = DisclosureSample.request(.selection, fields) { $0.subject.rag = .known(colour) }
            let released = points.map { Set($0.decide(request).released) }
            #expect(released[0] == released[1].intersection(released[2]), "\(colour)")
        }
    }

    @Test(
        "where nobody can say which section holds, nothing is decided",
        arguments: [
            (nil, "scheme.not-chosen"), ("west", "scheme.not-in-agreement"), ("north ", "scheme.not-in-agreement"),
        ] as [(String?, String)])
    func unsettled(scheme: String?, rule: String) throws {
        for status in ["in-force", "under-refresh", "draft"] {
            let agreement = try agreement(status: status)
            let error = #expect(throws: FormatError.self) { try agreement.decided(in: scheme) }
            #expect(error?.rule == rule && error?.path == "/scheme")
            #expect(error?.remedy.contains("both, east, north, south") == true)
        }
        for status in ["suspended", "ended"] {
            let agreement = try agreement(status: status)
            #expect(try agreement.decided(in: scheme).digest == agreement.digest, "it permits nothing anywhere")
        }
    }

    @Test("without sections nothing is left out, whatever scheme is named; but what is offered has to declare it")
    func common() throws {
        let plain = try agreement("")
        #expect(try plain.decided(in: nil).digest == plain.digest)
        #expect(try plain.decided(in: "west").digest == plain.digest)
        #expect(plain.problem(in: "west")?.rule == "scheme.not-in-agreement" && plain.problem(in: nil) == nil)
        #expect(try Sample().load().problem(in: "west") == nil, "an agreement for one scheme names none")
    }

    @Test("a duty asks the settings of the scheme that decides") func settings() throws {
        let duty =
            #"{ id: "D1", says: "A sentence.", effect: "duty", on: "cohort.deselected", when: { scheme.exit-interviews: true }, "#
            + #"do: [{ raise-task: "exit-interview", to: "probation/case-manager" }], source: "s" }"#
        let whole = try Sample(more: Self.schemes, rules: [duty]).load()
        func orders(_ scheme: String?) throws -> [DutyOrder] {
            PolicyDecisionPoint(try whole.decided(in: scheme)).orders(
                on: .deselected, DisclosureSample.request(.selection, []).subject, now: DisclosureSample.today)
        }
        #expect(try orders("north").map(\.unknown) == [[]])
        #expect(try orders("south").isEmpty)
        #expect(try orders(nil).map(\.unknown) == [["scheme.exit-interviews"]])
        let point = PolicyDecisionPoint(try whole.decided(in: "north"))
        #expect(point.agreement == "sample 1.0.0 in north" && point.narrowedFrom?.digest == whole.digest)
    }

    @Test(
        "a scheme unites two or more others, each once, none of which unites any",
        arguments: [
            (#"["north"]"#, "policy.kind"), (#"["north", "west"]"#, "agreement.unknown-scheme"),
            (#"["north", "north"]"#, "policy.given-twice"), (#"["north", "hub"]"#, "agreement.unknown-scheme"),
            (#"["north", "both"]"#, "agreement.unknown-scheme"), (#""north""#, "policy.kind"),
        ])
    func mistakes(unites: String, rule: String) {
        let schemes = Self.schemes.replacingFirst("  both", with: "  hub: { area: \"E5\", unites: \(unites) }\n  both")
        let error = #expect(throws: FormatError.self) { try Sample(more: schemes).load() }
        #expect(error?.rule == rule && error?.path.contains("/schemes/hub") == true, "\(error?.path ?? "loads")")
    }

    @Test("a section that promises a longer time than the permit's is refused where it stands") func looser() {
        let local = Self.local.replacingFirst("retain-days: 3", with: "retain-days: 6")
        let error = #expect(throws: FormatError.self) { try agreement(local) }
        #expect(error?.rule == "agreement.local-widens" && error?.path.hasSuffix("/then") == true)
    }

    @Test("a section under which more would go fails the proof before anybody signs") func proof() throws {
        let whole = try agreement()
        #expect(whole.widenings().isEmpty)
        #expect(AgreementProof(of: whole, only: [.localSections]).report.contains { $0.hasPrefix("P12  ok") })
        let findings = whole.widenings { agreement, scheme in
            var local = agreement.local(for: scheme)
            if scheme == "south" { local?.permits[0].share = [.everything] }
            return local
        }
        #expect(findings.map(\.check) == [.localSections] && findings.allSatisfy { $0.severity == .failed })
        #expect(findings.first?.says.contains("south") == true)
    }

    @Test("the English says which schemes one unites") func rendering() throws {
        let text = AgreementRendering(try agreement()).text
        #expect(
            text.contains(
                "both: area E4; exit interviews \u{201C}some\u{201D}; unites north and south, whose own rules"))
    }
}
