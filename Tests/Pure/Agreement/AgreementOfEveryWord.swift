/// An agreement that uses every kind of condition, fact and obligation once.
enum AgreementOfEveryWord {
    private typealias Sample = AgreementSample

    static var yaml: String {
        Sample(guardrails: guardrails, rules: rules).yaml
            + #"not-in-this-scheme: [{ message: "custody", says: "No.", source: "s" }]"# + "\n"
            + Sample.documents + "\n" + schemes
    }

    private static let schemes = """
        cohort-model:
          cohorts: ["ppo", "hcco"]
          review: { full: "6 months", informal: "3 months", interim: "t-and-c meeting" }
          demotion: { ppo: "hcco", hcco: "removed" }
        rag: { red: "High risk and known to be offending", white: "Not active" }
        schemes:
          north: { area: "E1", tasking: "daily", exit-interviews: true, weeks: 2, cohorts: { ppo: 40, hcco: "100+" } }
          south: { area: "E2", tasking: "t-and-c" }
          both: { area: "E3", unites: ["north", "south"] }
        local:
          north:
            always-refuse:
              - { id: "N-G", says: "A sentence.", share: ["rag.rationale"], when: { subject.rag: "green" } }
            narrow:
              - rule: "P-records"
                says: "A sentence."
                when: { subject.age-band: "18-plus" }
                unless: { custody.status: "in" }
                share: ["rag.colour"]
                then: [{ retain-days: 3 }]
                source: "s"
          south:
            narrow: [{ rule: "P-person", says: "A sentence.", then: [{ onward: "none" }], source: "s" }]

        """

    private static let guardrails = [
        Sample.guardrail("G-all"),
        Sample.guardrail("G-only", share: #""rag.*", "*.reason""#, to: #"{ only: ["charity/*", "kind:police/npt"] }"#),
        Sample.guardrail(
            "G-item", share: #""intelligence.*", "cohort.type", "cohort.status""#, to: #"{ not: ["police/npt"] }"#,
            when: #"data.handling: "C", data.youth-record: true, data.spent: false, originator.release: "absent", "#
                + #"data.only-source: ["idiom", "pnd"], data.as-of: 7"#,
            unless: #"text.cleared-by: "present", recipient.vetted: true"#),
    ]

    private static let rules = [
        Sample.permit(
            "P-person",
            when: #"subject.age-band: "18-plus", subject.cohort: ["ppo", "iom"], subject.statutory: "licence", "#
                + #"subject.rag: ["red", "amber"], custody.status: "out", mappa.status: "none", message: "selection", "#
                + #"selection.route: "cycle", transfer.in-progress: false"#),
        Sample.permit(
            "P-recipient", to: #""*""#,
            when: #"recipient.covers-area: true, recipient.kind: ["police", "vcs"], recipient.role: "npt", "#
                + #"recipient.signatory: true, recipient.previously-notified: true, recipient.undertaking: "none""#),
        Sample.permit(
            "P-records",
            when: #"any: [{ subject.rag: "green", subject.cohort: "gom" }, { unless: { custody.status: "in" } }], "#
                + #"consent: { covers: "plan.*", for: "resettle", with: "vcs", state: ["given", "expired"], form: "written" }, "#
                + #"risk-assessment: { for: "x", outcome: "share", age-days-at-most: 28 }, "#
                + #"override: { rank-at-least: "inspector", reason: "present", age-hours-at-most: 24 }, "#
                + #"scheme.exit-interviews: true, scheme.tasking: ["daily", "t-and-c"]"#),
        Sample.permit(
            "P-obligations",
            then: #"{ acknowledge-within-hours: 1 }, { chase-after-hours: 2 }, { report-after-hours: 3 }, "#
                + #"{ review-within-hours: 4 }, { retain-days: 5 }, { retain: "until-deselected" }, "#
                + #"{ erase-local-copy-days: 6 }, { onward: "ask-first" }, { deliver: "in-person" }, "#
                + #"{ withdraw-flags: true }, { stop-on-withdrawal: true }, { caveat: "a" }, { minimise: "b" }, "#
                + #"{ notify: "c" }"#),
        #"{ id: "D-duty", says: "A sentence.", effect: "duty", on: "consent.refused", when: { subject.age-band: "18-plus" }, "#
            + #"do: [{ raise-task: "decide-strand", to: "police/iom-hub", propose: "catch", reverse-on: "consent.given" }, "#
            + #"{ require: ["a", "b"], months: 6, else: { hold: true } }], "#
            + #"source: "s" }"#,
    ]
}
