import AgreementEngine
import CanonicalModel
import Console
import RecordStore
import Routing
import SchemeEngine

extension StoreHubBackend {
    /// People whom the panel should consider.
    ///
    /// Evidence is shown to the hub whole, which holds the record; to a member only what it brought itself or what a rule of
    /// the agreement permits one of its roles to learn for one of the purposes, as things stand (SEL-06, SEL-11).
    func candidates(asSeenBy member: String?, recording isRecorded: Bool) async throws -> [CandidateEntry] {
        guard let pack = partnership.scheme?.pack else { return [] }
        let (agreement, router, now) = (partnership.agreement, router, clock())
        return try await gather(page: isRecorded ? "candidates" : nil) { person in
            guard let assessment = person.assessment, !assessment.candidates.isEmpty else {
                return []
            }
            let file = router.caseFile(of: person.nominal)
            let reader = member.map { PanelMember($0, agreement: agreement, router: router, person: person, now: now) }
            return assessment.candidates.map { candidate in
                CandidateEntry(
                    candidate, person, pack, events: file?.events ?? [],
                    items: assessment.selection.evidence, reader: reader)
            }
        }
    }

    func choices(for nominal: String) async throws -> HubChoices? {
        guard let person = try await person(nominal, page: "form") else { return nil }
        let pack = partnership.scheme?.pack
        let used = Set(person.nominal.spells.map(\.cohort)).sorted().map { HubChoice($0, $0.uppercased()) }
        let cohorts = pack?.cohortChoices.map(HubChoice.init) ?? []
        return HubChoices(
            name: person.name, cohorts: cohorts.isEmpty ? used : cohorts,
            current: person.openSpells.map { spell in
                HubChoice(spell.cohort, cohorts.first { $0.code == spell.cohort }?.words ?? spell.cohort.uppercased())
            },
            grounds: pack?.groundChoices.map(HubChoice.init) ?? [], meetings: Self.meetings,
            routes: pack?.routeChoices.map(HubChoice.init) ?? [], agencies: try await members(),
            evidence: try await evidence(about: person), proposals: person.proposals,
            consentCategories: ConsentWords.categories, consentPurposes: ConsentWords.purposes,
            consentRecipients: ConsentWords.recipients)
    }

    /// What agencies said of the person, newest first: a decision cites messages by their ids.
    private func evidence(about person: HubPerson) async throws -> [HubChoice] {
        let words = Dictionary(
            (router.caseFile(of: person.nominal)?.events ?? []).map { ($0.id, $0.words) }, uniquingKeysWith: { first, _ in first })
        let said = try await store.read { try $0.facts(of: person.number) }.filter { !EventWording.isDecision($0.fact) }
        return said.sorted { ($0.time, $0.id) > ($1.time, $1.id) }.prefix(Self.mostEvidence).map { message in
            let day = EnglishDay.text(LondonTime.day(of: message.time))
            return HubChoice(message.id, "\(words[message.key] ?? EventWording.title(of: message.fact)), \(day)")
        }
    }

    /// More would not be read; a decision that rests on older things says so by their reference.
    private static let mostEvidence = 30

    /// The kinds of meeting that the packs know.
    private static let meetings = [
        HubChoice("selection-panel", "Selection panel"), HubChoice("tasking", "Tasking meeting"),
        HubChoice("case-conference", "Case conference"), HubChoice("review", "Review meeting"),
    ]

    func personsCopy(of nominal: String) async throws -> PersonsCopy? {
        guard let person = try await person(nominal, page: "persons-copy") else { return nil }
        let copy = PersonalConsentCopy(person.nominal.history, contact: directory.hub.owner.name, now: clock())
        return PersonsCopy(
            name: copy.name, printedOn: copy.printedOn,
            answers: copy.answers.map { .init(heading: $0.heading, sentences: $0.sentences) }, rights: copy.rights)
    }
}

extension HubChoice {
    init(_ choice: SchemePack.Choice) { self.init(choice.code, choice.words) }
}

extension CandidateEntry {
    init(
        _ candidate: Candidate, _ person: HubPerson, _ pack: SchemePack, events: [CaseEvent], items: [EvidenceItem],
        reader: PanelMember?
    ) {
        let own = events.filter { candidate.evidence.contains($0.id) }
        let seen = own.filter { event in
            guard let reader else { return true }
            return items.first { $0.event == event.id }.map(reader.maySee) ?? false
        }
        let isWhole = seen.count == own.count
        self.init(
            id: person.id, name: person.name, cohort: candidate.cohort, cohortName: person.cohortName(candidate.cohort),
            reason: isWhole || !candidate.nominators.isEmpty ? Self.reason(candidate, person, pack) : Self.notShown,
            // A score tells what it was made from: who may not see that does not see the score.
            score: isWhole ? candidate.score.map { "\($0) points by the matrix \(candidate.matrix ?? "without a name")" } : nil,
            // The day it began is the day of the last of them.
            since: isWhole ? candidate.since : nil, evidence: seen.map { .init(text: $0.words, at: $0.occurred) },
            withheld: reader == nil ? nil : own.count - seen.count,
            // It says what the evidence is, which a member may not be shown.
            isIntelligenceAlone: isWhole && candidate.isIntelligenceAlone)
    }
}

extension CandidateEntry {
    /// The rule's sentence says what the evidence is; a nomination's says only who made it.
    private static let notShown = "A rule of the scheme brought the name here. What it rests on is not shown to this member."

    /// The rule's sentence, and whose nomination it was (SEL-21).
    private static func reason(_ candidate: Candidate, _ person: HubPerson, _ pack: SchemePack) -> String {
        let says = pack.sentence(ofRule: candidate.rule)
        guard !candidate.nominators.isEmpty else { return says }
        return "\(says) Nominated by \(candidate.nominators.map(person.agencyName).joined(separator: ", "))."
    }
}

extension CaseEvent {
    /// "Arrest: burglary dwelling", in the scheme's classes and no agency's wording.
    fileprivate var words: String {
        let kind = kind.rawValue.replacing("-", with: " ").capitalisedFirst
        let what = [detail.offence, detail.tool, detail.band, detail.outcome].compactMap { $0 }
        return what.isEmpty ? kind : kind + ": " + what.joined(separator: ", ").replacing("-", with: " ")
    }
}
