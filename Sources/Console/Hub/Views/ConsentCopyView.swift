/// The person's copy of a consent: one page to print.
struct ConsentCopyView: PageView {
    static let template = "consent-copy"
    let navigation = HubNavigation("")
    let name: String
    let paragraphs: [String]
    let particulars: [InboxNotice.Field]
    let back: String

    init(_ copy: ConsentCopy, nominal: String) {
        name = copy.name
        paragraphs = copy.paragraphs
        particulars = copy.particulars
        back = "/hub/nominals/" + Address.escaped(nominal)
    }
}
