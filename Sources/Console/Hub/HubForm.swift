/// A form of the hub: what it asks, in what words, and what it may offer.
///
/// The fields of a decision are those a review asks for years later: who decided, in which meeting, who sat, who disagreed,
/// on what ground (CLV 8.20, 8.21; Leeds 1.26, 1.27). The fields of a consent are those of the agreement reference, 5.3.
public struct HubForm: Sendable, Hashable {
    /// Which form; part of its address.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case select
        case changeCohort = "change-cohort"
        case rate
        case strand
        case review
        case decline
        case dormant
        case deselect
        case consent
    }

    /// How a field is filled.
    public enum Control: Sendable, Hashable {
        /// A line of text.
        case line
        /// Some sentences.
        case text
        /// A day.
        case day
        /// One of a list; the empty choice stands for "not stated".
        case one([HubChoice])
        /// Any of a list.
        case many([HubChoice])
    }

    /// A field.
    public struct Field: Sendable, Hashable {
        /// Its name in the form.
        public var name: String
        /// Its question.
        public var label: String
        /// What helps to answer.
        public var hint: String?
        /// How it is filled.
        public var control: Control
        /// Whether the form is not taken without it.
        public var isRequired: Bool

        init(_ name: String, _ label: String, _ control: Control, hint: String? = nil, isRequired: Bool = false) {
            self.name = name
            self.label = label
            self.hint = hint
            self.control = control
            self.isRequired = isRequired
        }
    }

    /// Which.
    public let kind: Kind
    /// What it asks, in order.
    public let fields: [Field]

    /// A form for one person.
    public init(_ kind: Kind, _ choices: HubChoices) {
        self.kind = kind
        fields =
            Self.matter(kind, choices) + Self.basis(kind, choices)
            + (kind == .consent ? [] : Self.meeting(choices)) + [Self.officer(kind)]
    }

    /// What is missing of what has to be there, and a name that is none.
    ///
    /// - Parameter values: what was typed and chosen.
    func problems(_ values: [String: [String]]) -> [HubSubmission.Problem] {
        fields.problems(values)
    }
}

extension HubForm.Field {
    /// The field in which people say who they are.
    static let officer = "by"
}

extension [HubForm.Field] {
    /// What is missing of what has to be there, and a name that is none.
    func problems(_ values: [String: [String]]) -> [HubSubmission.Problem] {
        filter { field in field.isRequired && (values[field.name] ?? []).allSatisfy(\.isEmpty) }
            .map { HubSubmission.Problem(field: $0.name, sentence: "\($0.label): \($0.control.remedy)") }
            + nameless(values[Element.officer]?.first ?? "")
    }

    private func nameless(_ typed: String) -> [HubSubmission.Problem] {
        guard !typed.isEmpty, (try? OfficerName(typed)) == nil else { return [] }
        return [.init(field: Element.officer, sentence: "Type your name on one line, with letters in it")]
    }
}

extension HubForm.Control {
    /// What to do about a field that was left empty.
    fileprivate var remedy: String {
        switch self {
        case .line, .text: "fill this in"
        case .day: "give the day"
        case .one: "choose one"
        case .many: "choose at least one"
        }
    }
}

extension HubForm.Kind {
    /// The page's heading and the button.
    var title: String {
        switch self {
        case .select: "Select for a cohort"
        case .changeCohort: "Move to another cohort"
        case .rate: "Decide the colour"
        case .strand: "Decide the strand"
        case .review: "Record a review"
        case .decline: "Record that the panel did not select"
        case .dormant: "Move to the dormant list"
        case .deselect: "De-select"
        case .consent: "Record a consent, a refusal or a withdrawal"
        }
    }

    /// What was recorded, once it is.
    var recorded: String {
        switch self {
        case .select: "the selection"
        case .changeCohort: "the move to another cohort"
        case .rate: "the colour"
        case .strand: "the strand"
        case .review: "the review"
        case .decline: "the panel did not select"
        case .dormant: "the move to the dormant list"
        case .deselect: "the de-selection"
        case .consent: "the person’s answer"
        }
    }

    /// What the form does to whom, before anybody fills it.
    var explanation: String {
        switch self {
        case .select: "The neighbourhood team and the partners whom the agreement names are told."
        case .changeCohort: "Teams are told of the change. It is no de-selection: nobody is told to stop."
        case .rate: "A rise is told at once; a proposal that this confirms is told as confirmed."
        case .strand: "Nothing else moves by itself. A statutory lead agency stays."
        case .review: "The person stays on the cohort; the next review becomes due."
        case .decline: "Nobody is told. It counts, without a name, among the candidates who were not selected."
        case .dormant: "Every team that was told of the selection is told to stop. New information brings the name back to the panel."
        case .deselect:
            "Every team that was told of the selection is told to stop, and has to acknowledge it. No team is told the ground."
        case .consent: "A withdrawal stops sharing that rests on the consent at once, and asks whoever has it to stop using it."
        }
    }
}

extension HubForm {
    private static func officer(_ kind: Kind) -> Field {
        kind == .consent
            ? Field(Field.officer, "Your name and role", .line, hint: "Who records it", isRequired: true)
            : Field(Field.officer, "Your name, rank or role", .line, hint: "Who records the decision", isRequired: true)
    }

    private static func matter(_ kind: Kind, _ choices: HubChoices) -> [Field] {
        switch kind {
        case .select: selection(choices)
        case .changeCohort:
            [
                Field("from", "Cohort now", .one(choices.current), isRequired: true),
                Field("cohort", "New cohort", .one(choices.cohorts), isRequired: true),
            ]
        case .rate:
            [
                Field("rating", "Colour", .one(ratings), isRequired: true),
            ] + proposal(choices) + [
                Field("trigger", "What it rests on", .line, hint: "A class, such as arrest; no detail travels"),
            ]
        case .strand:
            [
                Field("strand", "Strand", .one(strands), isRequired: true),
                Field("lead", "Lead agency", .one(choices.agencies)),
            ]
        case .review: [Field("cohort", "Cohort", .one(choices.current), isRequired: true)]
        case .decline: [Field("cohort", "Considered for", .one(choices.cohorts), isRequired: true)]
        case .dormant, .deselect: leaving(kind, choices)
        case .consent: consent(choices)
        }
    }

    /// The proposal that the decision answers; asked only while one waits.
    private static func proposal(_ choices: HubChoices) -> [Field] {
        guard !choices.proposals.isEmpty else { return [] }
        return [
            Field(
                "confirms", "Which proposal this answers", .one(choices.proposals),
                hint: "The same colour confirms it; another turns it down")
        ]
    }

    /// What a selection or a rejection rests on, so that it can be shown years later (CLV 8.20, 8.21).
    private static func basis(_ kind: Kind, _ choices: HubChoices) -> [Field] {
        guard kind == .select || kind == .decline else { return [] }
        let listed = Field(
            "evidence", "What it rests on", .many(choices.evidence), hint: "What is on record, newest first")
        return (choices.evidence.isEmpty ? [] : [listed]) + [
            Field(
                "other-evidence", choices.evidence.isEmpty ? "What it rests on" : "What else it rests on", .line,
                hint: "A document’s reference; no names, no details")
        ]
    }

    private static func selection(_ choices: HubChoices) -> [Field] {
        [
            Field("cohort", "Cohort", .one(choices.cohorts), isRequired: true),
            Field("route", "How the name came to the panel", .one(choices.routes)),
            Field("statutory", "Supervised by statute", .one(yesOrNo)),
            Field("rating", "Colour at selection", .one(ratings)),
            Field("lead", "Lead agency", .one(choices.agencies)),
            Field("lead-role", "Lead professional’s role", .line, hint: "For somebody supervised by statute: responsible-officer"),
            Field("agreed", "Did the person agree to be managed?", .one(yesOrNo), hint: "Asked where the cohort needs it"),
            Field("exception", "Why a score alone is enough", .text, hint: "Only in very few circumstances (Leeds 1.27)"),
        ]
    }

    private static func leaving(_ kind: Kind, _ choices: HubChoices) -> [Field] {
        let leaving = [
            Field("cohort", "Cohort", .one(choices.current), isRequired: true),
            Field("grounds", "Grounds", .many(choices.grounds), hint: "No neighbourhood team is told them", isRequired: true),
        ]
        guard kind == .deselect else { return leaving }
        return leaving + [
            Field("told-how", "How the person was told", .text),
            Field("helped", "How agencies helped", .text),
            Field("risk", "How risk is managed from now on", .text),
            Field("flows-to", "Who has the intelligence from now on", .line),
        ]
    }

    private static func meeting(_ choices: HubChoices) -> [Field] {
        [
            Field("meeting-kind", "Meeting", .one(choices.meetings)),
            Field("meeting-date", "Day of the meeting", .day),
            Field("members", "Agencies that sat", .many(choices.agencies)),
            Field("dissent", "Agencies that disagreed", .many(choices.agencies), hint: "Kept on record; no agency outweighs another"),
        ]
    }

    private static func consent(_ choices: HubChoices) -> [Field] {
        [
            Field("covers", "What may be shared", .one(choices.consentCategories), isRequired: true),
            Field("purpose", "For what", .one(choices.consentPurposes), isRequired: true),
            Field("with", "With whom", .one(choices.consentRecipients), isRequired: true),
            Field("state", "The person’s answer", .one(answers), hint: "Never ask why somebody refuses", isRequired: true),
            Field("decided", "Day the person decided", .day, isRequired: true),
            Field("expires", "Lapses on", .day, hint: "Six months after the decision unless the form says otherwise"),
            Field("form-reference", "Form", .line, hint: "The form’s name"),
            Field("text-version", "Version of its text", .line),
            Field("language", "Language", .line, hint: "For example, en or ur"),
            Field("channel", "How the person answered", .one(channels)),
            Field("taken-by-role", "Taken by (role)", .line),
            Field("taken-by-organisation", "Organisation", .line),
            Field("witness", "Witness", .line),
            Field("location", "Where", .one(places), hint: "In custody somebody may feel compelled"),
            Field("capacity", "By what right the person decides", .one(capacities)),
            Field("capacity-assessed-by", "Who assessed that", .line),
            Field("consequence-told-by", "Who told the person what a refusal may lead to", .line),
            Field("consequence-wording", "In which words", .text),
            Field("withdrawal-how", "If withdrawn: how", .line),
            Field("withdrawal-to", "If withdrawn: to whom", .line),
            Field("withdrawal-acknowledged", "If withdrawn: the day it was confirmed to the person", .day),
            Field(
                "corrects", "If entered in error: which answer", .line,
                hint: "The reference under the answer on the person’s timeline"),
        ]
    }

    private static let ratings = [HubChoice("red", "Red"), HubChoice("amber", "Amber"), HubChoice("green", "Green")]
    private static let strands = [
        HubChoice("prevent-and-deter", "Prevent and deter"), HubChoice("catch-and-control", "Catch and control"),
        HubChoice("rehabilitate-and-resettle", "Rehabilitate and resettle"),
    ]
    private static let yesOrNo = [HubChoice("yes", "Yes"), HubChoice("no", "No")]
    private static let answers = [
        HubChoice("given", "Given"), HubChoice("refused", "Refused"), HubChoice("withdrawn", "Withdrawn"),
        HubChoice("entered-in-error", "Entered in error: the answer before it stands again"),
    ]
    private static let channels = [
        HubChoice("paper", "On paper"), HubChoice("verbal-witnessed", "Spoken, with a witness"),
        HubChoice("digital", "On a screen"),
    ]
    private static let places = [
        HubChoice("custody-suite", "Custody suite"), HubChoice("prison", "Prison"), HubChoice("court", "Court"),
        HubChoice("office", "Office"),
        HubChoice("home", "Home"), HubChoice("elsewhere", "Elsewhere"),
    ]
    private static let capacities = [
        HubChoice("adult", "Adult"), HubChoice("gillick", "Under 18, assessed as able to decide (Gillick)"),
        HubChoice("parental-responsibility", "Under 18, somebody with parental responsibility decided"),
    ]
}

extension String {
    /// "Day of the meeting" → "day of the meeting".
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
