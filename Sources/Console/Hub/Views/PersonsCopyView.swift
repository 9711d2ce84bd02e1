import CanonicalModel

/// The person's copy of their answers: one page to print.
struct PersonsCopyView: PageView {
    static let template = "persons-copy"
    let navigation = HubNavigation("")
    let name: String
    let printedOn: String
    let answers: [PersonsCopy.Answer]
    let hasAnswers: Bool
    let rights: [String]
    let back: String

    init(_ copy: PersonsCopy, nominal: String) {
        name = copy.name
        printedOn = copy.printedOn.englishText
        answers = copy.answers
        hasAnswers = !copy.answers.isEmpty
        rights = copy.rights
        back = "/hub/nominals/" + Address.escaped(nominal)
    }
}
