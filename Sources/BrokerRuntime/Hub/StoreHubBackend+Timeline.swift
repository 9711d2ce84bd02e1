import CanonicalModel
import Console
import Routing

extension StoreHubBackend {
    /// What an agency said or a person decided; wording and values stay in the message (`throughgate trace`).
    func moment(_ message: CanonicalMessage, _ person: HubPerson) -> NominalFile.Moment {
        let isDecision = EventWording.isDecision(message.fact)
        return NominalFile.Moment(
            kind: isDecision ? .decision : .fact, at: message.time, title: EventWording.title(of: message.fact),
            detail: isDecision ? decision(message, person) : Self.feed(message.source), reference: message.id)
    }

    /// "Colour red; by Insp. M. Ashgrove": what was decided and by whom; a decision that waits says so.
    private func decision(_ message: CanonicalMessage, _ person: HubPerson) -> String {
        if let word = EventWording.word(of: message.fact) { return word }
        let said = Self.said(message.fact, person)
        let waits =
            person.nominal.history.reading.held.contains(message.key) ? " Waits: it states too little to stand." : ""
        return said.isEmpty ? Self.feed(message.source) + waits : said.joined(separator: "; ") + "." + waits
    }

    private static func said(_ fact: Fact, _ person: HubPerson) -> [String] {
        switch fact {
        case .selection(let said):
            [person.cohortName(said.cohort), said.rag.map { "colour \($0.rawValue)" }, "by \(said.decidedBy)"]
                .compactMap(\.self)
        case .deselection(let said):
            [person.cohortName(said.cohort)] + said.grounds.map(words) + ["by \(said.decidedBy)"]
        case .dormancyDecided(let said):
            [person.cohortName(said.cohort)] + said.grounds.map(words) + ["by \(said.decidedBy)"]
        case .rag(let said): ["Colour \(said.rating.rawValue)", "by \(said.decidedBy)"]
        case .strand(let said): [words(said.strand.rawValue).capitalisedFirst, "by \(said.decidedBy)"]
        case .cohortChanged(let said):
            ["From \(person.cohortName(said.from)) to \(person.cohortName(said.to))", "by \(said.decidedBy)"]
        case .candidateDeclined(let said): [person.cohortName(said.cohort), "by \(said.decidedBy)"]
        case .reviewHeld(let said): [said.cohort.map(person.cohortName), "by \(said.decidedBy)"].compactMap(\.self)
        default: []
        }
    }

    private static func words(_ code: String) -> String { code.replacing("-", with: " ") }

    /// "/probation/hmpps-domain-events" as "From probation, feed hmpps-domain-events".
    private static func feed(_ source: String) -> String {
        let parts = source.split(separator: "/").map(String.init)
        guard let agency = parts.first else { return "From \(source)" }
        return parts.count > 1 ? "From \(agency), feed \(parts.dropFirst().joined(separator: "/"))" : "From \(agency)"
    }
}
