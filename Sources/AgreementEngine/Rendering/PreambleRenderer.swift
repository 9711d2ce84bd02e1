/// Puts what stands before the rules into English.
struct PreambleRenderer {
    let agreement: Agreement

    init(_ agreement: Agreement) { self.agreement = agreement }

    var lines: [String] {
        [heading, standing, review, documents, retention]
            + ["", "Parties"] + agreement.parties.keys.sorted().map(party)
            + ["", "Purposes"] + glossary(agreement.purposes)
            + ["", "Powers"] + glossary(agreement.gateways)
            + section("Colours", glossary(agreement.colours)) + section("Cohorts", cohorts)
            + section("Schemes", agreement.schemes.keys.sorted().map(scheme))
            + ["", "How the rules are read"] + Self.reading
    }

    /// What no agreement can change (DESIGN decisions 8 and 10).
    private static let reading = [
        "- What no rule lets go stays. A refusal beats every permission, whatever the order.",
        "- A fact that nobody has stated makes a refusal apply and a permission not apply.",
        "- Whoever was told of a selection is told to stop, whatever these rules say.",
        "- Nothing goes to or from a party that has not signed; a ward councillor signs an undertaking instead.",
    ]

    private var heading: String {
        "\(agreement.title), version \(agreement.version), agreement \(Phrase.quoted(agreement.id))"
            + (agreement.reference.map { ", reference \(Phrase.quoted($0))" } ?? "")
            + ". For \(agreement.area.name) (\(Phrase.plain(agreement.area.kind)), code \(agreement.area.code))."
    }

    private var standing: String {
        "Kept by \(agreement.parties.spelling(of: agreement.owner)). It is \(agreement.status.english), and counts from "
            + "\(agreement.effectiveFrom) \(agreement.effectiveUntil.map { "to \($0)" } ?? "until further notice")."
    }

    private var review: String {
        let due = "It is to be reviewed by \(agreement.review.due)."
        guard let days = agreement.review.suspendNonStatutoryAfterDays else { return due }
        return due
            + " When the review is \(Phrase.count(days, "day")) late, bodies that act under no statute receive nothing."
    }

    private var documents: String {
        guard let documents = agreement.documents else {
            return "It names no impact assessment, and cannot be activated."
        }
        return "It rests on the impact assessment \(Phrase.quoted(documents.impactAssessment)), the policy document "
            + "\(Phrase.quoted(documents.policyDocument)) and the record of processing "
            + "\(Phrase.quoted(documents.processingRecord))."
    }

    private var retention: String {
        guard let retention = agreement.retention else {
            return "It does not say how long the broker keeps what it holds, so nothing is erased until somebody orders it."
        }
        func days(_ number: Int) -> String { Phrase.count(number, "day") }
        return "After the end of somebody's last stay the broker keeps what notices said for \(days(retention.noticeDays)), "
            + "what its decisions rested on for \(days(retention.requestDays)), and the person's record for "
            + "\(days(retention.personDays)); then the person's key is destroyed, unless somebody has still to be told or a "
            + "review needs the record. Bytes that were refused, or settled and are nobody's, are destroyed after "
            + "\(days(retention.heldDays)). Source: \(retention.source)"
    }

    private func section(_ title: String, _ lines: [String]) -> [String] { lines.isEmpty ? [] : ["", title] + lines }

    private var cohorts: [String] {
        guard let model = agreement.cohortModel else { return [] }
        let reviews = model.reviews.keys.sorted().map { "- \($0) review: \(model.reviews[$0] ?? "")" }
        let moves = model.demotion.keys.map(\.rawValue).sorted().compactMap { from in
            CohortType(rawValue: from).flatMap { model.demotion[$0] }.map { to in
                "- after \(Phrase.plain(from)) comes \(to.map { Phrase.plain($0.rawValue) } ?? "no cohort")"
            }
        }
        return ["- \(Phrase.all(model.cohorts.map { Phrase.plain($0.rawValue) }))"] + reviews + moves
    }

    private func scheme(_ name: String) -> String {
        guard let scheme = agreement.schemes[name] else { return "- \(name)" }
        let settings = scheme.settings.keys.sorted().map {
            "\(Phrase.plain(String($0.dropFirst("scheme.".count)))) \(Phrase.quoted(scheme.settings[$0] ?? ""))"
        }
        let sizes = scheme.cohorts.keys.map(\.rawValue).sorted().compactMap { cohort in
            CohortType(rawValue: cohort).flatMap { scheme.cohorts[$0] }.map { "\(Phrase.plain(cohort)) of \($0)" }
        }
        let union = scheme.unites.isEmpty ? [] : ["unites \(Phrase.all(scheme.unites)), whose own rules all hold in it"]
        return "- \(name): area \(scheme.area)" + (settings + sizes + union).map { "; \($0)" }.joined()
            + (agreement.locals[name] == nil ? "" : "; with rules of its own, below")
    }

    private func party(_ key: String) -> String {
        guard let party = agreement.parties[key] else { return "- \(key)" }
        let authority = party.isCompetentAuthority ? "a competent authority" : "not a competent authority"
        let name = agreement.parties.spelling(of: key)
        return "- \(name): a \(party.kind.english), \(authority), as \(Phrase.all(party.roles.map(Phrase.plain))). "
            + signature(agreement.signOffs[key])
    }

    private func signature(_ signOff: Agreement.SignOff?) -> String {
        guard let signOff else { return "Has not signed." }
        let until = signOff.until.map { " and lapses after \($0)" } ?? ""
        return "Signed by \(Phrase.quoted(signOff.by)); the signature counts from \(signOff.from)\(until)."
    }

    private func glossary(_ words: [String: String]) -> [String] {
        words.keys.sorted().map { "- \(Phrase.plain($0)): \(words[$0] ?? "")" }
    }
}

extension Agreement.Status {
    fileprivate var english: String {
        switch self {
        case .draft: "a draft"
        case .inForce: "in force"
        case .underRefresh: "under refresh, and in force until it is superseded"
        case .suspended: "suspended"
        case .superseded: "superseded"
        case .ended: "at its end"
        }
    }
}
