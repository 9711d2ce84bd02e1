import AgreementEngine

extension AgreementSample {
    /// The neighbourhood team is told of a selection, and that it ended.
    static let soundRules = [
        permit("R1", share: told, when: #"message: "selection""#),
        permit(
            "R2", share: told,
            when: #"message: ["deselection", "stop-visits", "recalled"], recipient.previously-notified: true"#),
    ]

    private static let told = #""identity.core", "cohort.status""#

    /// A guardrail that keeps back nothing that anybody may have.
    static let spareUntelling = [guardrail(share: #""victim.*""#)]

    /// Every other notice is excluded.
    static let onlySelections =
        "\nnot-in-this-scheme: ["
        + ["rag-escalation", "rag-reduction", "custody", "court-result"]
        .map { #"{ message: "\#($0)", says: "Not here.", source: "LDS 1.23" }"# }.joined(separator: ", ") + "]\n"
}
