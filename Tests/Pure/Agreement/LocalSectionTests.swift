@testable import AgreementEngine
import CanonicalModel
import Formats
import TestSupport
import Testing

/// A scheme's section makes the agreement of all narrower and can do nothing else (check P12).
@Suite("Local sections") struct LocalSectionTests {
    private typealias Sample = AgreementSample

    private static let schemes = """
        schemes:
          north: { area: "E1", tasking: "daily", exit-interviews: true }
          south: { area: "E2", tasking: "t-and-c" }

        """

    private static let narrow =
        #"{ rule: "R1", says: "Narrower.", when: { subject.rag: "red" }, share: ["rag.colour"], source: "s" }"#

    private func agreement(local: String, rules: [String] = [Sample.permit(share: #""rag.*""#)]) throws -> Agreement {
        try Sample(more: Self.schemes + local, rules: rules).load()
    }

    private func decide(_ agreement: Agreement, _ change: (inout DisclosureRequest) -> Void = { _ in })
        -> DisclosureDecision
    {
        PolicyDecisionPoint(agreement).decide(
            DisclosureSample.request(.selection, DisclosureSample.fields("rag.colour", "rag.rationale"), change))
    }

    @Test("a narrowed permit asks for more and lets less go, in its scheme alone") func narrows() throws {
        let corporate = try agreement(local: "local: { north: { narrow: [\(Self.narrow)] } }")
        let north = try #require(corporate.local(for: "north"))
        let south = try #require(corporate.local(for: "south"))
        #expect(decide(corporate).released == ["rag.colour", "rag.rationale"])
        #expect(decide(south).released == ["rag.colour", "rag.rationale"])
        #expect(decide(north).released == [])
        #expect(decide(north) { $0.subject.rag = .known(.red) }.released == ["rag.colour"])
    }

    @Test("a refusal of a scheme holds in the scheme alone") func refuses() throws {
        let guardrail = Sample.guardrail("N1", share: #""rag.rationale""#)
        let corporate = try agreement(local: "local: { north: { always-refuse: [\(guardrail)] } }")
        #expect(decide(corporate).released == ["rag.colour", "rag.rationale"])
        #expect(try decide(#require(corporate.local(for: "north"))).released == ["rag.colour"])
        #expect(corporate.local(for: "west") == nil)
    }

    @Test("every scheme has a digest of its own, made from that of all") func digests() throws {
        let corporate = try agreement(local: "local: { north: { narrow: [\(Self.narrow)] } }")
        let locals = try ["north", "south"].map { try #require(corporate.local(for: $0)).digest }
        #expect(Set(locals + [corporate.digest]).count == 3)
        let changed = try agreement(local: "local: { north: { narrow: [\(Self.narrow)] } } # a remark")
        #expect(changed.local(for: "north")?.digest == locals[0])
        let other = try agreement(
            local: "local: { north: { narrow: [\(Self.narrow.replacingFirst("red", with: "amber"))] } }")
        #expect(other.local(for: "north")?.digest != locals[0])
    }

    /// The field still goes by R2, and R1, which no longer lets it go, would have bound it.
    @Test("what goes by another permit keeps the duties of the one that was narrowed") func duties() throws {
        let rules = [Sample.permit(then: "{ retain-days: 5 }"), Sample.permit("R2")]
        let corporate = try agreement(local: "local: { north: { narrow: [\(Self.narrow)] } }", rules: rules)
        let north = try #require(corporate.local(for: "north"))
        #expect(decide(corporate).obligations.retainDays == 5)
        #expect(decide(north).released == ["rag.colour"])
        #expect(decide(north).obligations.retainDays == 5)
        var loose = north
        loose.binding = []
        #expect(decide(loose).obligations.retainDays == nil, "without the binding the duty would be lost")
        #expect(loose.departures(from: corporate) == ["R1 obliges to less"])
    }

    @Test("a stop notice keeps the duties of a permit that a scheme narrowed") func untelling() throws {
        let rules = [Sample.permit(share: #""cohort.status""#, then: "{ erase-local-copy-days: 28 }")]
        let corporate = try agreement(
            local:
                #"local: { north: { narrow: [{ rule: "R1", says: "N.", when: { subject.rag: "red" }, source: "s" }] } }"#,
            rules: rules)
        let request = DisclosureSample.request(.deselection, DisclosureSample.fields("cohort.status")) {
            $0.recipient.previouslyNotified = true
        }
        for agreement in [corporate, try #require(corporate.local(for: "north"))] {
            let decision = PolicyDecisionPoint(agreement).decide(request)
            #expect(decision.released == ["cohort.status"] && decision.obligations.eraseLocalCopyDays == 28)
        }
    }

    @Test(
        "a mistake is refused under its rule",
        arguments: [
            (#"local: { west: { narrow: [] } }"#, "agreement.unknown-scheme"),
            (
                #"local: { north: { narrow: [{ rule: "R9", says: "x", when: { subject.rag: "red" }, source: "s" }] } }"#,
                "agreement.unknown-rule"
            ),
            (
                #"local: { north: { narrow: [{ rule: "R1", says: "x", share: ["cohort.status"], source: "s" }] } }"#,
                "agreement.local-widens"
            ),
            (
                #"local: { north: { narrow: [{ rule: "R1", says: "x", share: ["*"], source: "s" }] } }"#,
                "agreement.local-widens"
            ),
            (
                #"local: { north: { narrow: [{ rule: "R1", says: "x", share: ["*.free-text"], source: "s" }] } }"#,
                "agreement.local-widens"
            ),
            (#"local: { north: { narrow: [{ rule: "R1", says: "x", source: "s" }] } }"#, "agreement.narrows-nothing"),
            (#"local: { north: { rules: [] } }"#, "policy.unknown-key"),
            (
                #"local: { north: { narrow: [{ rule: "R1", says: "x", to: ["*"], when: { subject.rag: "red" }, source: "s" }] } }"#,
                "policy.unknown-key"
            ),
            (#"local: { north: { always-refuse: [{ id: "R1", says: "x", share: ["*"] }] } }"#, "policy.given-twice"),
            (#"local: { north: { narrow: [\#(narrow), \#(narrow)] } }"#, "policy.given-twice"),
            (
                #"local: { north: { narrow: [{ rule: "R1", says: "x", when: { scheme.exit: true }, source: "s" }] } }"#,
                "agreement.unknown-setting"
            ),
        ])
    func mistakes(local: String, rule: String) {
        let error = #expect(throws: FormatError.self) { try agreement(local: local) }
        #expect(error?.rule == rule)
    }

    // MARK: P12

    /// The structure alone says so, for every section that loads.
    @Test("no section that loads departs from the agreement of all (ISH-27)", arguments: [1, 2, 3, 4] as [UInt64])
    func structure(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let corporate = try RandomSections.agreement(&random)
            for scheme in ["north", "south", "both"] {
                #expect(corporate.local(for: scheme)?.departures(from: corporate) == [], "seed \(seed)")
            }
        }
    }

    /// And what is decided agrees with the proof: field by field, effect and duties.
    @Test("what a scheme lets go, all let go, under no fewer duties", arguments: [5, 6, 7, 8] as [UInt64])
    func decisions(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var gone = 0
        var kept = 0
        for _ in 0..<10 {
            let corporate = try RandomSections.agreement(&random)
            let local = try #require(corporate.local(for: pick(&random)))
            let (all, north) = (PolicyDecisionPoint(corporate), PolicyDecisionPoint(local))
            for _ in 0..<150 {
                let request = RandomSections.request(&random)
                let (wide, narrow) = (all.decide(request), north.decide(request))
                let field = try #require(narrow.fields.first)
                #expect(Self.reach(field) <= Self.reach(try #require(wide.fields.first)), "seed \(seed)")
                gone += Self.reach(field) > 0 ? 1 : 0
                kept += Self.reach(wide.fields[0]) > Self.reach(field) ? 1 : 0
                guard Self.reach(field) > 0 else { continue }
                var both = narrow.obligations
                both.merge(wide.obligations)
                #expect(both == narrow.obligations, "seed \(seed)")
            }
        }
        #expect(gone > 50 && kept > 10, "seed \(seed): \(gone) went, \(kept) were kept back by the section")
    }

    private func pick(_ random: inout SeededGenerator) -> String {
        ["north", "south", "both"][Int.random(in: 0..<3, using: &random)]
    }

    private static func reach(_ field: FieldDecision) -> Int {
        switch field.effect {
        case .refuse: 0
        case .onRequest: 1
        case .permit: 2
        }
    }

    @Test("whatever would widen an agreement departs (ISH-27)") func departures() throws {
        let corporate = try RandomSections.wide()
        let changes: [(String, (inout Agreement) -> Void)] = [
            ("a refusal gone", { $0.guardrails.removeLast() }),
            (
                "a permit more",
                {
                    $0.permits.append($0.permits[0]); $0.permits[$0.permits.count - 1].id = "R99"
                }
            ),
            ("a term gone", { $0.permits[1].when = .all([]) }),
            ("the last term gone", { $0.permits[1].when = $0.permits[1].when.terms[0] }),
            ("an alternative more", { $0.permits[1].when = .any([$0.permits[1].when, .role(["npt"])]) }),
            ("a category more", { $0.permits[0].share.append(.exactly("victim.address")) }),
            ("a recipient more", { $0.permits[0].to = .anybody }),
            ("another purpose", { $0.permits[0].purpose = "resettle" }),
            ("a duty gone", { $0.permits[0].obligations = Obligations() }),
            ("a signature more", { $0.signOffs["stranger"] = $0.signOffs["police"] }),
            ("later end", { $0.effectiveUntil = nil }),
            ("a permit gone, and its duties with it", { $0.permits.removeFirst() }),
            ("a longer time", { $0.permits[0].obligations.retainDays = 99 }),
        ]
        for (name, change) in changes {
            var other = corporate
            change(&other)
            other.binding = corporate.permits.filter { original in other.permits.contains { $0.id == original.id } }
            #expect(!other.departures(from: corporate).isEmpty, "\(name)")
        }
    }
}
