import CanonicalModel

/// One person's page at the hub.
struct NominalView: PageView {
    static let template = "nominal"

    struct Moment {
        let style: String
        let column: String
        let at: String
        let atISO: String
        let title: String
        let detail: String
        let reference: String
    }

    struct Consent {
        let scope: String
        let state: String
        let style: String
        let when: String
    }

    struct Action {
        let text: String
        let href: String
    }

    let navigation = HubNavigation("")
    let name: String
    let colour: String
    let colourClass: String
    let hasColour: Bool
    let isProposed: Bool
    let facts: [InboxNotice.Field]
    let grounds: [String]
    let hasGrounds: Bool
    let tasks: [HubTaskView]
    let hasTasks: Bool
    let consents: [Consent]
    let hasConsents: Bool
    let copyHref: String
    let actions: [Action]
    let timeline: [Moment]
    let hasTimeline: Bool
    let headline: String
    let hasHeadline: Bool

    init(_ file: NominalFile, recorded: HubForm.Kind?, now: Timestamp) {
        let page = "/hub/nominals/" + Address.escaped(file.id)
        name = file.name
        colour = file.colour?.text ?? ""
        colourClass = file.colour?.style ?? ""
        hasColour = file.colour != nil
        isProposed = file.isProposed
        facts = file.facts
        grounds = file.grounds
        hasGrounds = !file.grounds.isEmpty
        tasks = file.tasks.map { HubTaskView($0, now: now) }
        hasTasks = !file.tasks.isEmpty
        consents = file.consents.map { Consent($0) }
        hasConsents = !file.consents.isEmpty
        copyHref = page + "/copy/consents"
        actions = HubForm.Kind.allCases.map { Action(text: $0.title, href: "\(page)/\($0.rawValue)") }
        timeline = file.timeline.map(Moment.init)
        hasTimeline = !file.timeline.isEmpty
        headline = recorded.map { "Recorded: \($0.recorded)." } ?? ""
        hasHeadline = recorded != nil
    }
}

extension NominalView.Moment {
    init(_ moment: NominalFile.Moment) {
        style = moment.kind.rawValue
        column = switch moment.kind { case .fact: "Reported"; case .decision: "Decided"; case .told: "Told" }
        at = LondonWording(moment.at).text
        atISO = moment.at.description
        title = moment.title
        detail = moment.detail
        reference = moment.reference
    }
}

extension NominalView.Consent {
    init(_ consent: NominalFile.Consent) {
        scope = consent.scope
        state = consent.state
        style = consent.isGiven ? "done" : "waiting"
        let decided = "decided \(LondonWording(consent.decided).date.englishText)"
        when = decided + (consent.expires.map { ", lapses \(LondonWording($0).date.englishText)" } ?? "")
    }
}
