import AgreementEngine
import CanonicalModel
import Console
import Routing

extension StoreHubBackend {
    /// People whom the panel should consider.
    func candidates(asSeenBy member: String?, recording isRecorded: Bool) async throws -> [CandidateEntry] {
        []
    }

    func choices(for nominal: String) async throws -> HubChoices? {
        guard let person = try await person(nominal, page: "form") else { return nil }
        let cohorts = Set(person.nominal.spells.map(\.cohort)).union(["iom"]).sorted()
        return HubChoices(
            name: person.name, cohorts: cohorts.map { HubChoice($0, $0.uppercased()) },
            current: person.openSpells.map { HubChoice($0.cohort, $0.cohort.uppercased()) }, grounds: [], meetings: [],
            routes: [], agencies: try await members(), consentCategories: ConsentWords.categories,
            consentPurposes: ConsentWords.purposes, consentRecipients: ConsentWords.recipients)
    }

    func personsCopy(of nominal: String) async throws -> PersonsCopy? {
        guard let person = try await person(nominal, page: "persons-copy") else { return nil }
        let copy = PersonalConsentCopy(person.nominal.history, contact: directory.hub.owner.name, now: clock())
        return PersonsCopy(
            name: copy.name, printedOn: copy.printedOn,
            answers: copy.answers.map { .init(heading: $0.heading, sentences: $0.sentences) }, rights: copy.rights)
    }
}
