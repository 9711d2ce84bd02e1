import AgreementEngine

/// A small agreement that passes every check, and ways to spoil it.
struct ProofSample {
    var tell = ["selection", "rag-escalation", "custody"]
    var share = ["identity.core", "cohort.status", "rag.colour", "custody.status"]
    var stop = ["deselection", "stop-visits", "recalled"]
    var stopWhen = "recipient.previously-notified: true"
    var excluded = ["rag-reduction", "court-result"]
    var status = "in-force"
    var purpose = "Manage"
    /// Of the first rule.
    var gateway = "policing"
    var sentence = "A sentence."
    var source = "LDS 1.23"
    var guardrails: [String] = []
    var rules: [String] = []

    func load() throws -> Agreement { try Agreement(yaml: yaml) }

    private var yaml: String {
        """
        agreement: "proof-sample"
        format: "iom-agreement/1"
        title: "A sound sample"
        version: "1.0.0"
        status: "\(status)"
        owner: "police"
        effective: { from: "2026-04-01", until: "2027-03-31" }
        review: { due: "2027-04-01", overdue: "warn" }
        area: { kind: "local-authority", code: "E08000035", name: "Leeds" }
        sign-off:
          - { party: "police", by: "role:head", on: "2026-03-01" }
          - { party: "probation", by: "role:head", on: "2026-03-01" }
          - { party: "landlord", by: "role:head", on: "2026-03-01" }
        parties:
          police: { kind: "police", competent-authority: true, roles: ["iom-hub", "npt"] }
          probation: { kind: "probation", competent-authority: true, roles: ["case-manager"] }
          landlord: { kind: "landlord", competent-authority: false, roles: ["housing"] }
        purposes: { manage-offender: "\(purpose)", resettle: "Resettle" }
        gateways:
          internal: "Same controller"
          policing: "Common law"
          OMA-s14: "OMA 2007"
          CDA-s115: "CDA 1998"
          safeguarding: "Children Act"
          protect-life: "Common law"
          moon: "Moonlight"
        not-in-this-scheme: [\(excluded.map(Self.exclusion).joined(separator: ", "))]
        always-refuse: [\(guardrails.joined(separator: ", "))]
        rules: [\(([telling, stopping] + rules).joined(separator: ", "))]

        """
    }

    private var telling: String {
        Self.permit(
            "R-tell", share: share, gateway: gateway,
            when: "message: [\(Self.list(tell))], recipient.covers-area: true",
            then: "acknowledge-within-hours: 24"
        ).replacing("A sentence.", with: sentence).replacing("LDS 1.23", with: source)
    }

    private var stopping: String {
        Self.permit(
            "R-stop", share: ["identity.core", "cohort.status", "npt.stop-list"],
            when: "message: [\(Self.list(stop))], \(stopWhen)")
    }

    static func permit(
        _ id: String = "R-more", from: String = "police/iom-hub", to: String = "police/npt", share: [String],
        purpose: String = "manage-offender", gateway: String = "policing", when: String? = nil, then: String? = nil
    ) -> String {
        let condition = when.map { ", when: { \($0) }" } ?? ""
        let duties = then.map { ", then: [{ \($0) }]" } ?? ""
        return #"{ id: "\#(id)", says: "A sentence.", effect: "permit", from: ["\#(from)"], to: ["\#(to)"], "#
            + #"share: [\#(list(share))], purpose: "\#(purpose)", gateway: ["\#(gateway)"]\#(condition)\#(duties), "#
            + #"source: "LDS 1.23" }"#
    }

    static let duty =
        #"{ id: "D-refusal", says: "The hub decides.", effect: "duty", on: "consent.refused", "#
        + #"do: [{ raise-task: "decide-strand", to: "police/iom-hub" }], source: "LDS 1.24" }"#

    private static func exclusion(_ message: String) -> String {
        #"{ message: "\#(message)", says: "Not here.", source: "LDS 1.23" }"#
    }

    private static func list(_ texts: [String]) -> String { texts.map { "\"\($0)\"" }.joined(separator: ", ") }
}

extension AgreementProof {
    /// What fails, by check.
    func failures(of check: ProofCheck) -> [ProofFinding] {
        findings.filter { $0.check == check && $0.severity == .failed }
    }

    /// The checks that fail.
    var failed: Set<ProofCheck> { Set(findings.filter { $0.severity == .failed }.map(\.check)) }
}
