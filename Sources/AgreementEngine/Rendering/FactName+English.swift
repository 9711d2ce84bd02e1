extension FactName {
    /// The clause for some of the fact's words: "the person's cohort is PPO or IOM".
    func english(_ mask: FactMask) -> String {
        let phrases = phrases
        let chosen = phrases.indices.filter { mask & (1 << $0) != 0 }.map { phrases[$0] }
        return subject + " " + Phrase.any(chosen)
    }

    private var subject: String {
        switch self {
        case .message: "the notice tells of"
        case .ageBand, .custody, .mappa, .transferInProgress: "the person is"
        case .cohort: "the person's cohort is"
        case .statutory: "the person's supervision is"
        case .rag: "the person's RAG colour is"
        case .coversArea: "the recipient's area"
        case .kind: "the recipient is"
        case .signatory, .undertaking: "the recipient has"
        case .previouslyNotified: "the recipient was"
        case .handling: "the handling code of the item is"
        case .youthRecord: "the item was recorded about the person"
        case .vetted: "the person who receives it is"
        case .spent: "the conviction is"
        case .originatorRelease: "the originator's release of the item is"
        case .clearedBy: "clearance of the text by a named person is"
        case .selectionRoute: "the person was selected"
        }
    }

    /// What the subject is, for every word in the order of its bit.
    private var phrases: [String] {
        switch self {
        case .message: NoticeKind.allCases.map(\.english)
        case .ageBand: AgeBand.allCases.map(\.english)
        case .cohort: CohortType.allCases.map { Phrase.plain($0.rawValue) }
        case .statutory: StatutoryStatus.allCases.map { Phrase.plain($0.rawValue) }
        case .rag: RiskColour.allCases.map { Phrase.plain($0.rawValue) }
        case .custody: CustodyPlace.allCases.map { $0 == .inside ? "in custody" : "out of custody" }
        case .kind: PartyKind.allCases.map { "a " + $0.english }
        case .handling: HandlingCode.allCases.map(\.english)
        case .mappa: MappaStatus.allCases.map { $0 == .active ? "managed under MAPPA" : "not managed under MAPPA" }
        case .undertaking:
            Undertaking.allCases.map { $0 == .signed ? "signed an undertaking" : "signed no undertaking" }
        case .originatorRelease, .clearedBy:
            Presence.allCases.map { $0 == .present ? "recorded" : "not recorded" }
        case .selectionRoute:
            SelectionRoute.allCases.map { $0 == .cycle ? "at a regular selection" : "between two regular selections" }
        case .coversArea: ["does not cover where the person lives", "covers where the person lives"]
        case .signatory: ["not signed this agreement", "signed this agreement"]
        case .previouslyNotified:
            ["not told of this person's selection before", "told of this person's selection before"]
        case .youthRecord: ["as an adult", "as a child"]
        case .vetted: ["not vetted", "vetted"]
        case .spent: ["not spent", "spent"]
        case .transferInProgress: ["not moving between two schemes", "moving between two schemes"]
        }
    }
}

extension NoticeKind {
    /// What the notice tells of.
    var english: String {
        switch self {
        case .selection: "a selection"
        case .deselection: "a de-selection"
        case .stopVisits: "visits that have to stop"
        case .ragEscalation: "a rise in RAG"
        case .ragReduction: "a fall in RAG"
        case .custody: "a movement into or out of custody"
        case .courtResult: "a court result or a warrant"
        case .recalled: "an earlier notice that was wrong"
        }
    }
}

extension AgeBand {
    fileprivate var english: String {
        switch self {
        case .under18: "under 18"
        case .adult: "18 or older"
        }
    }
}

extension HandlingCode {
    fileprivate var english: String {
        switch self {
        case .permitted: "P (sharing permitted)"
        case .conditions: "C (sharing with conditions)"
        }
    }
}

extension PartyKind {
    /// The kind of body, after "a" or "any".
    var english: String {
        switch self {
        case .police: "police force"
        case .probation: "probation provider"
        case .prison: "prison body"
        case .yot: "youth offending team"
        case .emProvider: "monitoring provider"
        case .localAuthority: "local authority"
        case .health: "health body"
        case .treatment: "treatment provider"
        case .vcs: "voluntary-sector body"
        case .landlord: "landlord"
        case .wardCouncillor: "ward councillor"
        }
    }
}
