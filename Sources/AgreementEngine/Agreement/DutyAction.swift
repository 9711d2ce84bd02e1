public import Formats
import PolicyText

/// One thing that a duty has done (`do:`). What the language does not know is refused when the agreement is loaded: a duty
/// that nobody performs would look like a promise that is kept.
public enum DutyAction: Sendable, Hashable {
    /// `raise-task`: a named post has to decide something; nothing is decided by itself (DESIGN decision 9).
    case raiseTask(DutyTask)
    /// `require`, `check-ground`: what a decision of a panel has to state. On an event that the broker raises, a task asks the
    /// hub for it; what a selection or a de-selection has to state is the scheme's own checks' to see to.
    case leftToScheme(JSONValue)

    init(_ value: YAMLValue, hasRole: (String) -> Bool) throws(FormatError) {
        guard let action = try value.members.first else { throw .unknownDutyAction(value.place) }
        switch action.key {
        case "raise-task": self = .raiseTask(try DutyTask(value, hasRole: hasRole))
        case "require", "check-ground": self = .leftToScheme(value.json)
        default: throw .unknownDutyAction(action.place)
        }
    }
}

extension DutyAction {
    /// What has to be stated (`require`), or the grounds that have to be checked (`check-ground`).
    var wordsToState: [String] {
        guard case .leftToScheme(let value) = self, let object = value.object else { return [] }
        let required = (object["require"]?.array ?? []).compactMap(\.string)
        return required + (object["check-ground"]?.object?.members.map(\.key) ?? [])
    }
}

/// A task that a duty raises: what has to be decided, whose it is, and what the agreement proposes.
public struct DutyTask: Sendable, Hashable {
    /// What has to be decided.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Which strand the person is on (LDS 1.24).
        case decideStrand = "decide-strand"
        /// Whether a ground for de-selection applies (CLV 8.19).
        case considerGround = "consider-ground"
        /// Whether and when to hold an exit interview (CLV 8.19).
        case exitInterview = "exit-interview"
    }

    /// What has to be decided.
    public var kind: Kind
    /// Whose it is: "west-yorkshire-police/iom-hub".
    public var to: String
    /// What the agreement proposes, a word of the scheme: a strand, or a ground. A named person accepts or rejects it.
    public var proposes: String?
    /// The event that reverses it ("consent.given").
    public var reversedOn: DutyEvent?

    init(_ value: YAMLValue, hasRole: (String) -> Bool) throws(FormatError) {
        var reader = try PolicyReader(value)
        kind = try reader.word("raise-task")
        let to = try reader.required("to")
        self.to = try to.text
        guard hasRole(self.to) else { throw .unknownParty(to.place) }
        proposes = try reader.optionalText("propose")
        reversedOn = try reader.value("reverse-on").map { (value) throws(FormatError) in try value.word() }
        try reader.finish()
    }
}

/// What a duty may wait for (`on:`).
public enum DutyEvent: String, Sendable, Hashable, CaseIterable {
    /// The person's answer about support became a refusal: they refused or withdrew it (reference 5.1), and no other refusal
    /// about support stood already.
    ///
    /// Support is the categories `engagement` and `plan` for the purpose `resettle`; no other refusal has a consequence.
    case consentRefused = "consent.refused"
    /// The person's answer about support, refused before, became a consent, and no refusal about support stands any more.
    case consentGiven = "consent.given"
    /// A panel selected somebody.
    case selected = "cohort.selected"
    /// A panel de-selected somebody.
    case deselected = "cohort.deselected"

    /// Whether a consent is one whose refusal has a consequence.
    public static func isAboutSupport(covers: String, purpose: String) -> Bool {
        let family = covers.split(separator: ".").first.map(String.init)
        return purpose == "resettle" && (family == "engagement" || family == "plan")
    }

    /// Whether this version of the broker raises it.
    public var isRaised: Bool {
        switch self {
        case .consentRefused, .consentGiven: true
        case .selected, .deselected: false
        }
    }
}

extension Agreement {
    /// The ids of the duties that this version of the broker reads and does not run, so that nobody relies on them.
    public var dutiesNotRun: [String] {
        duties.filter { !$0.event.isRaised }.map(\.id)
    }
}

extension FormatError {
    fileprivate static func unknownDutyAction(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.unknown-duty-action", "The broker cannot do what this duty asks.",
            "Use raise-task, require or check-ground; or wait for a version of the broker that can.")
    }
}
