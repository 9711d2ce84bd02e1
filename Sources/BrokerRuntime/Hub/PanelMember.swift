import AgreementEngine
import CanonicalModel
import Routing
import SchemeEngine

/// An agency that sits on a panel, and what it may be shown of a candidate's evidence.
struct PanelMember {
    private let party: String
    private let agreement: Agreement
    private let facts: GivenFacts
    private let hub: Discloser

    /// - Parameters:
    ///   - party: the agency, by its id in the agreement.
    ///   - person: the candidate.
    init(_ party: String, agreement: Agreement, router: ContentBasedRouter, person: HubPerson, now: Timestamp) {
        self.party = party
        self.agreement = agreement
        hub = person.directory.hub.discloser
        let recipients = person.directory.recipients.filter { $0.party == party }
        facts =
            router.facts(about: person.nominal.history, for: recipients, isOnList: false, now: now)
            ?? GivenFacts(candidate: person.nominal.history, now: now)
    }

    /// Whether an item goes before this member: what it brought itself it has seen; of the rest the scheme says what is not
    /// for its kind, and the agreement decides.
    func maySee(_ item: EvidenceItem) -> Bool {
        if hasBrought(item) { return true }
        guard let body = agreement.parties[party], item.mayBeAsked(kind: body.kind.rawValue, party: party),
            !item.categories.isEmpty
        else { return false }
        return body.roles.contains { role in
            agreement.purposes.keys.contains { permits(item.categories, role: role, purpose: $0) }
        }
    }

    /// A nomination names its agency; a feed bears the kind of agency it comes from, and where one body alone is of that kind it
    /// is that body's.
    private func hasBrought(_ item: EvidenceItem) -> Bool {
        guard let sender = item.party else { return false }
        if sender == party { return true }
        let bodies = agreement.parties.filter { $0.value.kind.rawValue == sender }
        return bodies.count == 1 && bodies[party] != nil
    }

    private func permits(_ categories: [String], role: String, purpose: String) -> Bool {
        let question = try? PractitionerQuestion(
            recipient: "\(party)/\(role)", categories: categories, nominal: nil, purpose: purpose, discloser: nil,
            under: agreement)
        guard let question else { return false }
        return PractitionerAnswer(question, facts: facts, under: agreement, hub: hub).verdict == .yes
    }
}

extension GivenFacts {
    /// What is known of somebody who never was on a cohort: a rule that asks for more does not permit.
    fileprivate init(candidate history: NominalHistory, now: Timestamp) {
        self.init(
            now: now,
            subject: SubjectFacts(
                ageBand: history.ageBand(on: now.date), cohort: .known(.noCohort), statutory: .unknown("not stated"),
                rag: .unknown("not rated"), custody: .unknown("not asked"), consents: .known([])),
            coversArea: .unknown("not on a cohort"), previouslyNotified: false)
    }
}
