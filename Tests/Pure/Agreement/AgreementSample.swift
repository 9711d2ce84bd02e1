import AgreementEngine

/// A small agreement to vary: a police hub and neighbourhood team, probation, a charity and a landlord, all of them
/// signed.
struct AgreementSample {
    var version = "1.0.0"
    var status = "in-force"
    var effective = #"{ from: "2026-04-01", until: "2027-03-31" }"#
    var review = #"{ due: "2027-04-01", overdue: "warn", suspend-non-statutory-after-days: 90 }"#
    var signOffs = ["police", "probation", "charity", "landlord"].map {
        #"{ party: "\#($0)", by: "role:head", on: "2026-03-01" }"#
    }
    /// Whole lines to add at the end of the file.
    var more = ""
    var guardrails: [String] = []
    var rules: [String] = []

    /// The file.
    var yaml: String {
        """
        agreement: "sample"
        format: "iom-agreement/1"
        title: "A sample"
        version: "\(version)"
        status: "\(status)"
        owner: "police"
        effective: \(effective)
        review: \(review)
        area: { kind: "local-authority", code: "E08000035", name: "Leeds" }
        sign-off: [\(signOffs.joined(separator: ", "))]
        parties:
          police: { kind: "police", competent-authority: true, roles: ["iom-hub", "npt"] }
          probation: { kind: "probation", competent-authority: true, roles: ["case-manager"] }
          charity: { kind: "vcs", competent-authority: false, roles: ["case-manager"] }
          landlord: { kind: "landlord", competent-authority: false, roles: ["housing"] }
        purposes: { notify-npt: "Tell the team", manage-offender: "Manage", resettle: "Resettle" }
        gateways: { internal: "Same controller", policing: "Common law" }
        always-refuse: [\(guardrails.joined(separator: ", "))]
        rules: [\(rules.joined(separator: ", "))]
        \(more)

        """
    }

    /// The references that activation demands.
    static let documents =
        #"documents: { impact-assessment: "DPIA 7", policy-document: "APD 2", processing-record: "ROPA 31" }"#

    func load() throws -> Agreement { try Agreement(yaml: yaml) }

    /// A decision point for the sample.
    var decisionPoint: PolicyDecisionPoint { get throws { PolicyDecisionPoint(try load()) } }

    static func permit(
        _ id: String = "R1", to: String = #""police/npt""#, share: String = #""rag.colour""#, when: String? = nil,
        then: String? = nil, purpose: String = "notify-npt"
    ) -> String {
        let condition = when.map { ", when: { \($0) }" } ?? ""
        let duties = then.map { ", then: [\($0)]" } ?? ""
        return #"{ id: "\#(id)", says: "A sentence.", effect: "permit", from: ["police/iom-hub"], to: [\#(to)], "#
            + #"share: [\#(share)], purpose: "\#(purpose)", gateway: ["policing"]\#(condition)\#(duties), source: "LDS 1.23" }"#
    }

    static func guardrail(
        _ id: String = "G1", share: String = #""*""#, to: String? = nil, when: String? = nil, unless: String? = nil
    ) -> String {
        #"{ id: "\#(id)", says: "A sentence.", share: [\#(share)]"# + (to.map { ", to: \($0)" } ?? "")
            + (when.map { ", when: { \($0) }" } ?? "") + (unless.map { ", unless: { \($0) }" } ?? "") + " }"
    }
}
