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

    /// "Anybody never tells anybody but …": refusals beat permits, so they say never.
    func english(_ guardrail: Agreement.Guardrail) -> String {
        let what = guardrail.share.english(by: Phrase.any)
        let who = guardrail.from == .anybody ? "nobody tells" : "never does \(guardrail.from.english(parties)) tell"
        var sentences = [
            Phrase.sentence("\(who) \(guardrail.to.english(parties)) \(what)" + conditions(guardrail.when, "whenever"))
        ]
        sentences += guardrail.source.map { ["Source: \($0)."] } ?? []
        return sentences.joined(separator: " ")
    }

    /// "The IOM hub of … may tell the NPT of … identity (core), when …": who, whom, what, for what, under which power,
    /// when, with which duties.
    func english(_ permit: Agreement.Permit) -> String {
        let who = "\(permit.from.english(parties)) may tell \(permit.to.english(parties)) \(permit.share.english())"
        var sentences = [Phrase.sentence(who + conditions(permit.when, "only when"))]
        sentences.append("Purpose: " + term(permit.purpose, purposes) + ".")
        sentences.append("Power: " + permit.gateways.map { term($0, gateways) }.joined(separator: "; ") + ".")
        sentences += permit.obligations.english
        sentences.append("Source: \(permit.source).")
        return sentences.joined(separator: " ")
    }

    /// "On consent.refused, when …, this has to be done: …".
    func english(_ duty: Agreement.Duty) -> String {
        let what =
            "on \(Phrase.quoted(duty.on))" + conditions(duty.when, "when") + ", this has to be done: "
            + duty.does.english
        return Phrase.sentence(what) + " Source: \(duty.source)."
    }

    /// "No notice of … is given in this scheme".
    func english(_ exclusion: Agreement.Exclusion) -> String {
        "In this scheme no notice is given that tells of \(exclusion.message.english). Source: \(exclusion.source)."
    }

    private func conditions(_ condition: Condition, _ word: String) -> String {
        let (when, unless) = condition.halves
        return (when.isAlways ? "" : ", \(word) \(when.english)") + unless.map { ", unless \($0.asPart)" }.joined()
    }

    private func term(_ key: String, _ glossary: [String: String]) -> String {
        Phrase.plain(key) + (glossary[key].map { " (\($0))" } ?? "")
    }
}
