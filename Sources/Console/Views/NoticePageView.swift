import CanonicalModel

/// A notice's own page.
struct NoticePageView: PageView {
    static let template = "notice"

    let teamName: String
    let teamHref: String
    let notice: NoticeView
    let kindTitle: String
    let hasError: Bool
    let error: String
    let errorHref: String

    init(_ notice: InboxNotice, in inbox: TeamInbox, token: String, now: Timestamp, typed: NoticeFormView.Typed?) {
        let view = NoticeView(notice, in: inbox, token: token, now: now, isAlone: true, typed: typed)
        teamName = inbox.team.name
        teamHref = Address.team(inbox.team.id)
        self.notice = view
        kindTitle = notice.kind.text
        // A form that comes back for a notice closed meanwhile has no field to point at.
        hasError = view.form?.hasError ?? false
        error = view.form?.error ?? ""
        errorHref = view.form.map { "#" + Address.escaped($0.inputID) } ?? ""
    }
}
