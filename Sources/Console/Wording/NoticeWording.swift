public import CanonicalModel

/// What a notice says to the officer who reads it: its title, what it means and what is asked.
///
/// One table for every kind.
///
/// Written for a beat sergeant at the start of a shift: verbs first, one thing a sentence, nothing to decode. Two rules
/// come from the sources. A de-selection gives no reason, and says so in the same words every time, so that the absence
/// tells nothing (guardrail G6). Only the IOM flag is ever withdrawn, never a safety marker (DESIGN decision 16).
public struct NoticeWording: Sendable, Hashable {
    /// The title up to the person's name, which follows it: "De-selected: stop visits to".
    public var title: String
    /// What the notice means, in a sentence or two.
    public var meaning: String
    /// What is asked, a sentence each, the most urgent first.
    public var asks: [String]

    /// The wording of a notice.
    ///
    /// - Parameters:
    ///   - kind: what it is about.
    ///   - revision: above 1 when something about the same topic was told before.
    ///   - rating: the colour it speaks of.
    ///   - custody: where the nominal is.
    public init(_ kind: InboxNotice.Kind, revision: Int = 1, rating: RAGRating? = nil, custody: CustodyWord? = nil) {
        switch kind {
        case .selection: self = .selection(isAgain: revision > 1, custody: custody)
        case .deselection: self = .deselection
        case .stopVisits: self = .stopVisits
        case .ragEscalation: self = .ragEscalation(rating)
        case .ragReduction: self = .ragReduction(rating)
        case .custody: self = .custody(custody)
        case .courtResult: self = .courtResult(isCorrection: revision > 1)
        case .recalled: self = .recalled
        }
    }

    /// The wording of a notice as it was sent; one that takes back what rested on a consent has words of its own.
    public init(_ notice: InboxNotice) {
        self = notice.kind == .recalled && notice.asks == Self.stopUse.asks
            ? Self.stopUse
            : NoticeWording(
                notice.kind, revision: notice.revision, rating: notice.rating, custody: notice.custody)
    }

    private init(_ title: String, _ meaning: String, asks: [String]) {
        self.title = title
        self.meaning = meaning
        self.asks = asks
    }
}

extension NoticeWording {
    private static let sendIntelligenceToHub =
        "Submit intelligence about this person as usual and mark it for the IOM hub."
    private static let noVisits = "Stop IOM visits now and cancel any that are planned."

    private static func selection(isAgain: Bool, custody: CustodyWord?) -> NoticeWording {
        NoticeWording(
            isAgain ? "Back on your list:" : "Selected for your list:",
            "The IOM panel selected this person. They are on your team’s list from now on.",
            asks: [
                "Brief your team, and put the IOM flag on this person’s local record.",
                custody?.isHeld == true
                    ? "Make no visit while they are in custody. You will be told when they are released."
                    : "Before the first visit, agree with the IOM hub who visits, why and how often.",
                sendIntelligenceToHub,
            ])
    }

    private static let deselection = NoticeWording(
        "De-selected: stop visits to",
        "This person is no longer on the IOM cohort. A notice of de-selection never gives a reason.",
        asks: [
            noVisits,
            "Withdraw the IOM flag from your local records. Withdraw nothing else: every safety marker and warning stays.",
            "From now on, send intelligence about this person to local policing, not to the IOM hub.",
            "Deal with this person as you would with anyone else.",
        ])

    private static let stopVisits = NoticeWording(
        "Stop visits to",
        "Your team’s IOM visits to this person end now. A notice to stop visits never gives a reason.",
        asks: [
            noVisits,
            "Leave the IOM flag and every safety marker as they are.",
            "If you learn anything about this person, tell the IOM hub.",
        ])

    private static func ragEscalation(_ rating: RAGRating?) -> NoticeWording {
        switch rating {
        case .red:
            NoticeWording(
                "Risk raised to red:",
                "Red means high risk and known to be offending. A named person or a meeting confirmed it.",
                asks: [
                    "Brief every shift today.",
                    "Agree with the IOM hub what your team does next. The colour alone is no ground for a visit.",
                    "Submit sightings and intelligence the same day and mark them for the IOM hub.",
                ])
        case .amber:
            NoticeWording(
                "Risk raised to amber:",
                "Amber means the picture is incomplete and has to be assessed up or down.",
                asks: [
                    "Tell the IOM hub what your team knows, so that the risk can be assessed.",
                    "Keep visits to what is agreed with the IOM hub.", sendIntelligenceToHub,
                ])
        case nil:
            // No colour: it may not be told here, or an officer's emergency override tells of a danger and of no colour.
            NoticeWording(
                "Risk raised:",
                "The risk has gone up, or an officer released this in an emergency to prevent serious harm.",
                asks: [
                    "If somebody is in danger, act now, then tell the IOM hub.",
                    "Ask the IOM hub whether your team’s plan changes.", sendIntelligenceToHub,
                ])
        case .green:
            NoticeWording(
                "Risk set to green:", "Green means that no offending is evident over the period.",
                asks: ["Ask the IOM hub whether your team’s plan changes.", sendIntelligenceToHub])
        }
    }

    private static func ragReduction(_ rating: RAGRating?) -> NoticeWording {
        NoticeWording(
            rating.map { "Risk lowered to \($0.rawValue):" } ?? "Risk lowered:",
            rating == .green
                ? "Green means that no offending is evident over the period. They are still on your list."
                : "The risk rating has gone down. They are still on your list.",
            asks: [
                "Cut visits to what the plan now asks for. Agree any more with the IOM hub first.",
                sendIntelligenceToHub,
            ])
    }

    private static func custody(_ word: CustodyWord?) -> NoticeWording {
        switch word {
        case .inCustody:
            intoCustody("In custody: stop visits to", "This person is in prison. They stay on the IOM cohort.")
        case .recalled:
            intoCustody(
                "Recalled to prison: stop visits to",
                "The licence was revoked and this person is back in prison. They stay on the IOM cohort.")
        case .inHospital:
            intoCustody(
                "In hospital, still detained: stop visits to",
                "This person was moved from prison to hospital and is still detained. They stay on the IOM cohort.")
        case .temporarilyAbsent: onTemporaryLicence
        case .released: released
        case .unlawfullyAtLarge: unlawfullyAtLarge
        case .removed: removed
        case nil:
            NoticeWording(
                "Custody changed:", "Where this person is held has changed.",
                asks: ["Make no visit until you have checked with the IOM hub."])
        }
    }

    private static func intoCustody(_ title: String, _ meaning: String) -> NoticeWording {
        NoticeWording(
            title, meaning,
            asks: [
                noVisits, "Leave the IOM flag and every safety marker in place.",
                "Submit intelligence about this person as usual and mark it for the IOM hub. You will be told of a release.",
            ])
    }

    private static let released = NoticeWording(
        "Released from prison:",
        "This person has left prison and is still on your list. Their risk is assessed again on release.",
        asks: [
            "Brief the next shift that they are back in the community.",
            "Before the first visit, agree with the IOM hub who makes it and when.",
            "If they are not living where you expect, tell the IOM hub the same day.",
        ])

    private static let onTemporaryLicence = NoticeWording(
        "Out on temporary licence:",
        "This person is out of prison for a short time and is still a serving prisoner.",
        asks: [
            "Make no visit unless the IOM hub asks for one.",
            "If you see anything of concern, tell the IOM hub at once.",
        ])

    private static let unlawfullyAtLarge = NoticeWording(
        "Unlawfully at large:",
        "This person left custody without leave, or did not come back. They have not been released.",
        asks: [
            "Brief every shift now.",
            "Before anyone goes near them, check PNC for the wanted report and read the safety markers.",
            "Pass a sighting to the control room at once, then tell the IOM hub.",
        ])

    private static let removed = NoticeWording(
        "Removed from the country: stop visits to", "This person was removed from the United Kingdom.",
        asks: [
            noVisits, "Leave the IOM flag and every safety marker in place until you are told otherwise.",
            "If they are seen in your area, tell the IOM hub at once.",
        ])

    private static func courtResult(isCorrection: Bool) -> NoticeWording {
        NoticeWording(
            isCorrection ? "Corrected court result:" : "Court result:",
            isCorrection
                ? "The court changed a result you were told of. Only what is below still counts."
                : "A court has dealt with a case of somebody on your list.",
            asks: [
                "Read the result and any next hearing below, and brief your team if it changes what they do.",
                "Check PNC before you act on a warrant, a remand or a bail condition: it may have changed since.",
                "If it does not fit what your team knows, tell the IOM hub.",
            ])
    }

    /// What a recalled notice asks that withdraws a consent: whoever holds the fields stops using them and erases them.
    static let stopUse = NoticeWording(
        "Stop using what an earlier notice gave about",
        "What the notice lists may no longer be used. A notice like this never gives a reason.",
        asks: [
            "Stop using what is listed, from now on. What was done before stays lawful.",
            "Erase every copy of it, unless you hold the same by another right.",
            "Acknowledge this notice when that is done: it confirms the erasure.",
        ])

    private static let recalled = NoticeWording(
        "Withdrawn: disregard an earlier notice about",
        "Something you were told no longer stands. This notice takes it back.",
        asks: [
            "Do not act on the earlier notice, and correct what your team recorded from it.",
            "If anyone already acted on it, tell the IOM hub today what was done.",
            "Tell everyone you passed it to that it is withdrawn.",
        ])
}

extension InboxNotice.Kind {
    /// The kind in a word or two, without the person: the name of a notice's own page.
    public var text: String {
        switch self {
        case .selection: "Selection"
        case .deselection: "De-selection"
        case .stopVisits: "Stop visits"
        case .ragEscalation: "Risk raised"
        case .ragReduction: "Risk lowered"
        case .custody: "Custody"
        case .courtResult: "Court result"
        case .recalled: "Withdrawn notice"
        }
    }
}
