import AgreementEngine
import CanonicalModel
import TestSupport

/// Agreements with a scheme's section, and requests, at random over words that meet often.
enum RandomSections {
    private typealias Sample = AgreementSample

    /// An agreement with conditions, duties and a guardrail, to take apart.
    static func wide() throws -> Agreement {
        try Sample(
            guardrails: [Sample.guardrail(share: #""victim.*""#)],
            rules: [
                Sample.permit(then: "{ retain-days: 5 }"),
                Sample.permit("R2", when: #"subject.rag: "red", custody.status: "out""#),
            ]
        ).load()
    }

    static func agreement(_ random: inout SeededGenerator) throws -> Agreement {
        let ids = (1...4).map { "R\($0)" }
        let rules = ids.map { id in
            Sample.permit(
                id, share: #""rag.*", "cohort.status", "*.free-text""#, when: condition(&random), then: duties(&random))
        }
        let narrowed = ids.filter { _ in Bool.random(using: &random) }.map { narrowing($0, &random) }
        let guardrail = Sample.guardrail(
            "N1", share: pick([#""rag.rationale""#, #""cohort.*""#, #""*.free-text""#], &random),
            when: condition(&random))
        let local = """
            schemes: { north: { area: "E1" }, south: { area: "E2" }, both: { area: "E3", unites: ["south", "north"] } }
            local:
              south:
                narrow: [\(narrowing("R1", &random)), \(narrowing("R3", &random))]
              north:
                always-refuse: [\(guardrail)]
            \(narrowed.isEmpty ? "" : "    narrow: [\(narrowed.joined(separator: ", "))]")

            """
        return try Sample(
            more: local, guardrails: [Sample.guardrail(share: #""rag.rationale""#, when: condition(&random))],
            rules: rules
        ).load()
    }

    private static func narrowing(_ rule: String, _ random: inout SeededGenerator) -> String {
        let share = pick(["", #", share: ["rag.*"]"#, #", share: ["rag.colour", "*.free-text"]"#], &random)
        // A duty that obliges to less than the permit's is a load error: the shortest time there is never does.
        let then = pick(["", ", then: [{ retain-days: 1 }]", #", then: [{ onward: "none" }, { caveat: "b" }]"#], &random)
        let word = pick(["when", "unless"], &random)
        return
            #"{ rule: "\#(rule)", says: "Narrower.", \#(word): { \#(condition(&random)) }\#(share)\#(then), source: "s" }"#
    }

    private static func condition(_ random: inout SeededGenerator) -> String {
        let one = pick(terms, &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return one
        case 1: return "any: [{ \(one) }, { \(pick(terms, &random)) }]"
        default: return "unless: { \(one) }"
        }
    }

    private static let terms = [
        #"subject.rag: ["red", "amber"]"#, #"subject.rag: "green""#, #"custody.status: "in""#, #"data.handling: "C""#,
        #"subject.age-band: "18-plus""#, #"recipient.covers-area: true"#, #"message: ["selection", "deselection"]"#,
        #"consent: { covers: "rag.*", for: "resettle", with: "vcs", state: "given" }"#,
    ]

    private static func duties(_ random: inout SeededGenerator) -> String {
        pick(
            [
                "{ retain-days: \(Int.random(in: 1..<9, using: &random)) }", #"{ onward: "none" }"#,
                #"{ caveat: "a" }"#,
                #"{ acknowledge-within-hours: 4 }, { minimise: "b" }"#,
            ], &random)
    }

    /// One field, so that its duties are its own.
    static func request(_ random: inout SeededGenerator) -> DisclosureRequest {
        let category = pick(
            ["rag.colour", "rag.rationale", "cohort.status", "rag.free-text", "plan.free-text"], &random)
        var field = DisclosureSample.field(category)
        field.handling = pick([.known(.conditions), .known(.permitted), .unknown("nobody has said")], &random)
        return DisclosureSample.request(pick([.selection, .deselection, .ragEscalation], &random), [field]) { request in
            request.subject.rag = pick([.known(.red), .known(.green), .unknown("nobody has said")], &random)
            request.subject.custody = pick(
                [.known(.inside), .known(.outside), .unknown(.unavailable("down"))], &random)
            request.subject.ageBand = pick([.known(.adult), .known(.under18)], &random)
            request.recipient.coversArea = pick([.known(true), .known(false), .unknown("nobody has said")], &random)
            request.recipient.previouslyNotified = Bool.random(using: &random)
            request.delivery = pick([.pushed, .fetched], &random)
            request.subject.consents = pick([.known([]), .known([DisclosureSample.consent("rag.*")])], &random)
        }
    }

    private static func pick<Value>(_ values: [Value], _ random: inout SeededGenerator) -> Value {
        values[Int.random(in: values.indices, using: &random)]
    }
}
