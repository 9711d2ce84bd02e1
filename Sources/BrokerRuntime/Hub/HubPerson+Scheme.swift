import CanonicalModel
import Console
import Routing
import SchemeEngine

/// What the scheme says of a person, in the words of the hub's pages.
extension HubPerson {
    /// Whether the colour shown is only proposed: it authorises no visit (DESIGN decision 16).
    var isProposed: Bool {
        guard let colour = assessment?.colour else { return false }
        return colour.proposed != nil && !colour.isConfirmed && colour.visitStop == nil
    }

    /// The agency that leads: the scheme's rule where it has one, else the selection's word.
    func lead(in spell: Spell) -> String? { assessment?.strand?.lead ?? spell.decision.panel?.leadAgency }

    /// An agency by its name in the agreement.
    func agencyName(_ id: String) -> String { AgencyWords.name(id, in: agreement) }

    /// A cohort by its name in the scheme.
    func cohortName(_ word: String) -> String {
        pack?.cohortChoices.first { $0.code == word }?.words ?? word.uppercased()
    }

    /// "Rehabilitate and resettle", or what is proposed.
    var strand: String? {
        guard let strand = assessment?.strand else { return nil }
        let stands = strand.strand.map(Self.words)
        guard let proposed = strand.proposed else { return stands }
        return "\(stands ?? "None decided"); \(Self.words(proposed).lowercased()) is proposed, for an officer to decide"
    }

    private static func words(_ strand: StrandDecision.Strand) -> String {
        strand.rawValue.replacing("-", with: " ").capitalisedFirst
    }

    /// "Violent, since 6 May 2026": what officers are warned of, whatever the colour, on a cohort or on none.
    var warnings: [String] {
        (assessment?.warnings ?? []).map { warning in
            let what = warning.code.replacing("officer-safety-", with: "").replacing("-", with: " ").capitalisedFirst
            let since = "\(what), since \(EnglishDay.text(LondonTime.day(of: warning.since)))"
            return since + (warning.until.map { ", until \(EnglishDay.text($0))" } ?? "")
        }
    }

    /// "Since 6 May 2026; look again by 6 November 2026": somebody on the list of dormant names.
    var dormancy: String? {
        guard let dormancy = assessment?.dormancy else { return nil }
        let days = [dormancy.since, dormancy.reviewDue, dormancy.ends].map { EnglishDay.text(LondonTime.day(of: $0)) }
        return "Since \(days[0]); to be looked at by \(days[1]); comes off by itself on \(days[2])"
    }

    /// "For IOM nominals, since 18 November 2026": what the panel is to consider, and nothing that anybody decided.
    var candidacies: [String] {
        (assessment?.candidates ?? []).map {
            "For \(cohortName($0.cohort)), since \(EnglishDay.text(LondonTime.day(of: $0.since))); a panel decides"
        }
    }

    /// Grounds for de-selection that are open, each with its day.
    var grounds: [String] {
        (assessment?.grounds ?? []).map { ground in
            let says = pack?.sentence(ofRule: ground.rule) ?? ground.code
            return "\(says) Open since \(EnglishDay.text(LondonTime.day(of: ground.since)))."
        }
    }

    /// The proposal that waits for a named person, for the form that decides the colour.
    var proposals: [HubChoice] {
        guard isProposed, let proposed = assessment?.colour?.proposed,
            let transition = assessment?.colour?.transitions.last(where: { $0.kind == .proposal || $0.kind == .alarm })
        else { return [] }
        let why =
            transition.triggers.isEmpty
            ? "" : ", because of: " + transition.triggers.joined(separator: ", ").replacing("-", with: " ")
        let day = EnglishDay.text(LondonTime.day(of: transition.at))
        return [HubChoice(transition.key, "\(proposed.rawValue.capitalisedFirst), proposed on \(day)\(why)")]
    }
}
