@testable import AgreementEngine
import CanonicalModel
import Formats
import Testing

@Suite("Duties of an agreement")
struct DutyTests {
    let now = Timestamp("2026-11-21T12:00:00Z") ?? Timestamp(microseconds: 0)

    @Test(
        "An action that the broker does not know refuses the agreement, with the place",
        arguments: [
            #"[{ move-strand: "catch-and-control" }]"#,
            #"[{ raise-task: "do-something", to: "west-yorkshire-police/iom-hub" }]"#,
            #"[{ raise-task: "decide-strand", to: "nobody/iom-hub" }]"#, #"[{ raise-task: "decide-strand" }]"#,
            #"[{ raise-task: "decide-strand", to: "west-yorkshire-police/iom-hub", reverse-on: "never" }]"#,
            #"[{ raise-task: "decide-strand", to: "west-yorkshire-police/iom-hub", at-once: true }]"#, "[]",
        ])
    func unknownAction(_ does: String) throws {
        let changed = try Self.leeds { text in
            text.replacing(
                #"[{ raise-task: "decide-strand", to: "west-yorkshire-police/iom-hub", propose: "catch-and-control", reverse-on: "consent.given" }]"#,
                with: does)
        }
        let error = #expect(throws: FormatError.self) { try Agreement(yaml: changed) }
        #expect(error?.path.contains("/rules/") == true)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test("An event that never happens refuses the agreement")
    func unknownEvent() throws {
        let changed = try Self.leeds { $0.replacing(#"on: "consent.refused""#, with: #"on: "consent.refusd""#) }
        #expect(throws: FormatError.self) { try Agreement(yaml: changed) }
    }

    @Test("What is read and not run is listed, so that nobody relies on it")
    func notRun() throws {
        let changed = try Self.leeds { text in
            text + """
                  - id: "X1"
                    says: "No de-selection without a ground."
                    effect: "duty"
                    on: "cohort.deselected"
                    do: [{ require: ["ground"], else: "hold" }]
                    source: "CLV 8.20"

                """
        }
        #expect(try Agreement(yaml: changed).dutiesNotRun == ["X1"])
        #expect(try Agreement(yaml: Self.leeds { $0 }).dutiesNotRun.isEmpty)
    }

    @Test("What has to be stated on an event that the broker raises is demanded, with the facts that are not known")
    func requirements() throws {
        let changed = try Self.leeds { text in
            text + """
                  - id: "X2"
                    says: "A refusal is looked at by a named person."
                    effect: "duty"
                    on: "consent.refused"
                    when: { subject.age-band: "18-plus" }
                    do: [{ require: ["seen-by", "seen-on"] }]
                    source: "test"

                """
        }
        let agreement = try Agreement(yaml: changed)
        #expect(agreement.dutiesNotRun.isEmpty)
        let point = PolicyDecisionPoint(agreement)
        func demanded(_ age: Knowable<AgeBand>, on event: DutyEvent = .consentRefused) -> [DutyRequirement] {
            let subject = SubjectFacts(
                ageBand: age, cohort: .known(.iom), statutory: .known(.licence), rag: .known(.red),
                custody: .known(.outside), consents: .known([]))
            return point.requirements(on: event, subject, now: now)
        }
        #expect(demanded(.known(.adult)) == [DutyRequirement(rule: "X2", words: ["seen-by", "seen-on"], unknown: [])])
        #expect(demanded(.unknown("no date of birth")).map(\.unknown) == [["subject.age-band"]])
        #expect(demanded(.known(.under18)).isEmpty)
        #expect(demanded(.known(.adult), on: .consentGiven).isEmpty)
    }

    @Test(
        "Only engagement and plan, for resettling, have a consequence",
        arguments: [
            ("engagement.*", "resettle", true), ("plan.*", "resettle", true), ("plan.support-level", "resettle", true),
            ("plan.support-level", "reassure-public", false), ("housing.*", "resettle", false),
            ("substance.*", "resettle", false), ("engagement.*", "evaluate", false), ("planning.*", "resettle", false),
        ])
    func support(_ covers: String, _ purpose: String, _ expected: Bool) {
        #expect(DutyEvent.isAboutSupport(covers: covers, purpose: purpose) == expected)
    }

    @Test("An adult at liberty: the hub is to decide, and catch and control is proposed")
    func adult() throws {
        let orders = try orders(.consentRefused, .known(.adult), .known(.outside))
        #expect(orders.map(\.rule) == ["L11-refusal"])
        #expect(orders.first?.task.proposes == "catch-and-control")
        #expect(orders.first?.unknown == [])
    }

    @Test("An adult in custody: nothing is proposed")
    func inCustody() throws { #expect(try orders(.consentRefused, .known(.adult), .known(.inside)).isEmpty) }

    @Test("A child: the youth offending service decides")
    func child() throws {
        let orders = try orders(.consentRefused, .known(.under18), .known(.outside))
        #expect(orders.map(\.task.to) == ["leeds-yos/case-manager"])
        #expect(orders.first?.task.proposes == nil)
    }

    @Test("A fact that nobody knows still raises a task, and is named")
    func unknownFact() throws {
        let orders = try orders(.consentRefused, .known(.adult), .unknown("no movement reported"))
        #expect(orders.map(\.rule) == ["L11-refusal"])
        #expect(orders.first?.unknown == ["custody.status"])
    }

    @Test("A consent reverses what a refusal raised")
    func reversal() throws {
        let orders = try orders(.consentGiven, .known(.adult), .known(.outside))
        #expect(orders.map(\.isReversal) == [true])
    }

    private func orders(
        _ event: DutyEvent, _ age: Knowable<AgeBand>, _ custody: Knowable<CustodyPlace>
    ) throws -> [DutyOrder] {
        let point = PolicyDecisionPoint(try Agreement(yaml: Self.leeds { $0 }))
        let subject = SubjectFacts(
            ageBand: age, cohort: .known(.iom), statutory: .known(.nonStatutory), rag: .known(.amber), custody: custody,
            consents: .known([]))
        return point.orders(on: event, subject, now: now)
    }

    private static func leeds(_ change: (String) -> String) throws -> String {
        change(try PolicyFile.text("Contracts/agreements/leeds.yaml"))
    }
}
