/// Puts rules into English, from their structure alone.
struct RuleRenderer {
    let parties: [String: Agreement.Party]
    let purposes: [String: String]
    let gateways: [String: String]

    init(_ agreement: Agreement) {
        parties = agreement.parties
        purposes = agreement.purposes
        gateways = agreement.gateways
    }

    /// "Never told to anybody but …: … . This applies when …": refusals beat permits, so they say never.
    func english(_ guardrail: Agreement.Guardrail) -> String {
        let by = guardrail.from == .anybody ? "" : " by " + guardrail.from.english(parties)
        let what = "Never told\(by) to \(guardrail.to.english(parties)): \(guardrail.share.english())."
        let parts = [what] + conditions(guardrail.when, "This applies") + (guardrail.source.map(source) ?? [])
        return parts.joined(separator: " ")
    }

    /// "The IOM hub of … may tell the NPT of …: identity (core). Only when …": who, whom, what, when, for what, under
    /// which power, with which duties.
    func english(_ permit: Agreement.Permit) -> String {
        let who = "\(permit.from.english(parties)) may tell \(permit.to.english(parties))"
        let powers = permit.gateways.map { term($0, gateways) }.joined(separator: "; ")
        let parts =
            [Phrase.sentence("\(who): \(permit.share.english())")] + conditions(permit.when, "Only")
            + ["Purpose: \(term(permit.purpose, purposes)).", "Power: \(powers)."]
            + permit.obligations.english + source(permit.source)
        return parts.joined(separator: " ")
    }

    /// "When a person refuses consent …: … is given the task to decide the strand. Only when …".
    func english(_ duty: Agreement.Duty) -> String {
        let what = "When \(duty.event.english): \(duty.actions.map(\.english).joined(separator: "; "))."
        return ([what] + conditions(duty.when, "Only") + source(duty.source)).joined(separator: " ")
    }

    /// "No notice of … is given in this scheme".
    func english(_ exclusion: Agreement.Exclusion) -> String {
        "In this scheme no notice is given that tells of \(exclusion.message.english). Source: \(exclusion.source)."
    }

    /// "In hartlepool: Never told to …".
    func english(_ guardrail: Agreement.Guardrail, in scheme: String) -> String {
        "In \(scheme): " + english(guardrail)
    }

    /// "In hartlepool, L3-npt goes less far. Only when … . Only this goes: … .".
    func english(_ narrowing: Agreement.Narrowing, in scheme: String) -> String {
        let share = narrowing.share.map { ["Only this goes: \($0.english())."] } ?? []
        let parts =
            ["In \(scheme), \(narrowing.rule) goes less far."] + conditions(narrowing.when, "Only") + share
            + narrowing.obligations.english + source(narrowing.source)
        return parts.joined(separator: " ")
    }

    private func conditions(_ condition: Condition, _ start: String) -> [String] {
        let (when, unless) = condition.halves
        let exceptions = unless.map(\.asPart)
        if !when.isAlways {
            return ["\(start) when \(([when.english] + exceptions).joined(separator: ", unless "))."]
        }
        guard !exceptions.isEmpty else { return [] }
        // "Only unless" is no English.
        let word = start == "Only" ? "Not when " : "\(start) unless "
        return [word + exceptions.joined(separator: ", nor when ") + "."]
    }

    private func source(_ text: String) -> [String] { ["Source: \(text)."] }

    private func term(_ key: String, _ glossary: [String: String]) -> String {
        Phrase.plain(key) + (glossary[key].map { " (\($0))" } ?? "")
    }
}
