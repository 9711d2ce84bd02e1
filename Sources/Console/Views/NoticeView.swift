import CanonicalModel

/// A notice as the article template shows it.
struct NoticeView {
    let id: String
    let anchor: String
    let href: String
    /// "h3" among others, "h2" on a page of its own: heading levels may not skip one.
    let heading: String
    let subheading: String
    let titleLead: String
    let person: String
    let meaning: String
    let sent: String
    let sentISO: String
    let state: NoticeStateView
    let replaces: ReplacesView?
    let replaced: ReplacedView?
    let rows: [InboxNotice.Field]
    let asks: [String]
    let form: NoticeFormView?
    /// Whether what it said is folded away: acknowledged or replaced, and on a page with others.
    let isFolded: Bool
    let headline: HeadlineView?

    /// - Parameters:
    ///   - notice: what to show.
    ///   - inbox: its team's, in which the notice it replaces may be found.
    ///   - isAlone: whether it has a page of its own.
    init(
        _ notice: InboxNotice, in inbox: TeamInbox, token: String, now: Timestamp, isAlone: Bool,
        typed: NoticeFormView.Typed? = nil, headline: HeadlineView? = nil
    ) {
        let wording = NoticeWording(notice)
        id = notice.id
        anchor = Address.anchor(notice.id)
        href = Address.notice(notice.id, of: inbox.team.id)
        heading = isAlone ? "h2" : "h3"
        subheading = isAlone ? "h3" : "h4"
        titleLead = wording.title
        person = notice.personName ?? "a person whose name is not released to you"
        meaning = wording.meaning
        sent = LondonWording(notice.createdAt).textWithWeekday
        sentISO = notice.createdAt.description
        state = NoticeStateView(notice, now: now)
        replaces = notice.revision > 1 ? ReplacesView(notice, in: inbox) : nil
        replaced = notice.isSuperseded ? ReplacedView(notice, in: inbox) : nil
        rows =
            notice.dateOfBirth.map {
                [InboxNotice.Field(label: "Date of birth", value: $0.englishText)] + notice.fields
            }
            ?? notice.fields
        asks = notice.asks
        form =
            notice.acknowledgement == nil
            ? NoticeFormView(notice, team: inbox.team, token: token, typed: typed) : nil
        isFolded = !isAlone && !notice.isOutstanding
        self.headline = headline
    }
}

/// Whether somebody still has to act, in words and a colour.
struct NoticeStateView {
    let tag: String
    let style: String
    let detail: String
    let isOverdue: Bool

    init(_ notice: InboxNotice, now: Timestamp) {
        isOverdue = notice.isOverdue(at: now)
        if let acknowledgement = notice.acknowledgement {
            tag = "Acknowledged"
            style = "done"
            let name = acknowledgement.officer + (acknowledgement.isAsserted ? " (asserted, not signed in)" : "")
            detail = "By \(name), \(LondonWording(acknowledgement.at).text)."
        } else if notice.isSuperseded {
            tag = "Replaced"
            style = "done"
            detail = "Replaced before anyone acknowledged it."
        } else if let deadline = notice.acknowledgeBy {
            let left = TimeLeft(until: deadline, from: now)
            let due = LondonWording(deadline).textWithWeekday
            tag = isOverdue ? "Overdue" : "To acknowledge"
            style = isOverdue ? "overdue" : "waiting"
            detail =
                isOverdue
                ? "Was due \(due), \(left.text) ago." : "Due \(due), in \(left.text)."
        } else {
            tag = "To acknowledge"
            style = "waiting"
            detail = "No time is set."
        }
    }
}

/// The sentence that ties a notice to the one it replaces.
struct ReplacesView {
    let told: String
    let href: String
    let hasHref: Bool

    init(_ notice: InboxNotice, in inbox: TeamInbox) {
        let earlier = inbox.notices.first { $0.id == notice.supersedes }
        told = earlier.map { "on " + LondonWording($0.createdAt).text } ?? "before"
        href = earlier.map { Address.notice($0.id, of: inbox.team.id) } ?? ""
        hasHref = earlier != nil
    }
}

/// The sentence that warns that a later notice took this one's place.
struct ReplacedView {
    let href: String
    let hasHref: Bool

    init(_ notice: InboxNotice, in inbox: TeamInbox) {
        let later = inbox.notices.first { $0.supersedes == notice.id }
        href = later.map { Address.notice($0.id, of: inbox.team.id) } ?? ""
        hasHref = later != nil
    }
}

/// What just happened to a notice, said once after the form came back.
struct HeadlineView {
    let text: String
}

/// The form that acknowledges.
struct NoticeFormView {
    /// What was typed before, and why it was not taken.
    struct Typed {
        let text: String
        let problem: OfficerName.Problem
    }

    let action: String
    let token: String
    let inputID: String
    let hintID: String
    let errorID: String
    let describedBy: String
    let question: String
    let hint: String
    let typed: String
    let error: String
    let hasError: Bool

    init(_ notice: InboxNotice, team: TeamSummary, token: String, typed: Typed?) {
        let isPolice = team.kind == .neighbourhoodTeam
        let what = isPolice ? "your name and collar number" : "your name and job title"
        action = Address.notice(notice.id, of: team.id)
        self.token = token
        inputID = "officer-" + notice.id
        hintID = inputID + "-hint"
        errorID = inputID + "-error"
        question = what.capitalisedFirst
        hint = isPolice ? "For example, PC 4127 Hannah Booth" : "For example, Hannah Booth, probation officer"
        self.typed = typed?.text ?? ""
        error = typed?.problem.text(asking: what) ?? ""
        hasError = typed != nil
        describedBy = typed == nil ? hintID : "\(hintID) \(errorID)"
    }
}
