internal import CanonicalModel

/// The words of a consent as the person it is about would say them; a word that nobody has put into English stays as it is.
enum ConsentWording {
    static func category(_ covers: String) -> String {
        let family = covers.split(separator: ".").first.map(String.init) ?? covers
        return families[family].map { covers.hasSuffix(".*") || covers == family ? $0 : "\($0) (\(covers))" } ?? covers
    }

    static func purpose(_ purpose: String) -> String { purposes[purpose] ?? "for \(purpose)" }

    static func recipients(_ with: String) -> String { classes[with] ?? with }

    static func channel(_ channel: ConsentEvidence.Channel) -> String {
        switch channel {
        case .paper: "on paper"
        case .witnessed: "by word of mouth, before a witness"
        case .digital: "on a screen"
        }
    }

    static func place(_ place: ConsentEvidence.Place) -> String {
        switch place {
        case .custodySuite: "a police custody suite"
        case .prison: "a prison"
        case .court: "a court"
        case .office: "an office"
        case .home: "your home"
        case .elsewhere: "somewhere else"
        }
    }

    static func capacity(_ capacity: ConsentEvidence.Capacity) -> String {
        switch capacity {
        case .adult: "you, as an adult"
        case .gillick: "you, as a young person able to decide this"
        case .parentalResponsibility: "somebody with parental responsibility for you"
        }
    }

    private static let families = [
        "engagement": "how you take part in support", "plan": "your support plan", "housing": "your housing",
        "substance": "your drug or alcohol treatment", "health": "your health", "family": "your family",
    ]
    private static let purposes = [
        "manage-offender": "to manage your case", "resettle": "to help you settle and stay out of trouble",
        "reassure-public": "to reassure people where you live", "evaluate": "to find out whether the scheme works",
    ]
    private static let classes = [
        "vcs": "voluntary organisations", "housing": "housing services", "treatment": "treatment services",
        "ward-councillor": "your ward councillor", "criminal-justice": "the police, probation and prisons",
        "researcher": "researchers",
    ]
}
