/// A form of the hub on its page, with what was typed and what is wrong with it.
struct HubFormView: PageView {
    static let template = "hub-form"

    struct Option {
        let id: String
        let name: String
        let code: String
        let words: String
        let isChosen: Bool
    }

    struct Field {
        let id: String
        let name: String
        let label: String
        let hint: String
        let hasHint: Bool
        let error: String
        let hasError: Bool
        let describedBy: String
        let hasDescription: Bool
        let typed: String
        let isOptional: Bool
        let isLine: Bool
        let isText: Bool
        let isDay: Bool
        let isOne: Bool
        let isMany: Bool
        let options: [Option]
    }

    let navigation = HubNavigation("")
    let title: String
    let explanation: String
    let person: String
    let action: String
    let back: String
    let token: String
    let fields: [Field]
    let errors: [Field]
    let hasErrors: Bool
    let general: [String]

    init(
        _ form: HubForm, _ choices: HubChoices, nominal: String, token: String, values: [String: [String]] = [:],
        problems: [HubSubmission.Problem] = []
    ) {
        title = form.kind.title
        explanation = form.kind.explanation
        person = choices.name
        back = "/hub/nominals/" + Address.escaped(nominal)
        action = "\(back)/\(form.kind.rawValue)"
        self.token = token
        fields = form.fields.map { field in
            Field(field, values[field.name] ?? [], problems.first { $0.field == field.name }?.sentence)
        }
        errors = fields.filter(\.hasError)
        let names = Set(form.fields.map(\.name))
        general = problems.filter { !names.contains($0.field) }.map(\.sentence)
        hasErrors = !problems.isEmpty
    }
}

extension HubFormView {
    /// The form that closes a task.
    init(
        _ ending: HubTaskEnding, task: String, token: String, values: [String: [String]] = [:],
        problems: [HubSubmission.Problem] = []
    ) {
        let form = TaskDoneForm(ending)
        title = TaskDoneForm.title
        explanation = [ending.task.person.map { "About \($0)." }, ending.task.sentence, ending.task.detail]
            .compactMap(\.self).joined(separator: " ")
        person = "Tasks"
        back = "/hub/tasks"
        action = "\(back)/\(Address.escaped(task))/done"
        self.token = token
        fields = form.fields.map { field in
            Field(field, values[field.name] ?? [], problems.first { $0.field == field.name }?.sentence)
        }
        errors = fields.filter(\.hasError)
        let names = Set(form.fields.map(\.name))
        general = problems.filter { !names.contains($0.field) }.map(\.sentence)
        hasErrors = !problems.isEmpty
    }
}

extension HubFormView.Field {
    init(_ field: HubForm.Field, _ values: [String], _ problem: String?) {
        let place = "field-" + field.name
        name = field.name
        id = place
        label = field.label
        hint = field.hint ?? ""
        hasHint = field.hint != nil
        error = problem ?? ""
        hasError = problem != nil
        let described = [field.hint.map { _ in place + "-hint" }, problem.map { _ in place + "-error" }]
        describedBy = described.compactMap(\.self).joined(separator: " ")
        hasDescription = field.hint != nil || problem != nil
        typed = values.first ?? ""
        isOptional = !field.isRequired
        isLine = field.control == .line
        isText = field.control == .text
        isDay = field.control == .day
        var listed = [HubChoice]()
        if case .one(let choices) = field.control { listed = choices }
        isOne = !listed.isEmpty || { if case .one = field.control { true } else { false } }()
        if case .many(let choices) = field.control { listed = choices }
        isMany = { if case .many = field.control { true } else { false } }()
        options = listed.map { choice in
            HubFormView.Option(
                id: "field-\(field.name)-\(choice.code)", name: field.name, code: choice.code, words: choice.words,
                isChosen: values.contains(choice.code))
        }
    }
}
