import Formats

/// The interventions plan changed: what each partner now does, in codes.
///
/// Text does not travel: an address typed into a plan is the leak that rules by field cannot see (agreement reference
/// 4.3), so an action is a code, an agency and a state.
public struct PlanUpdate: Sendable, Hashable {
    /// How much support somebody has.
    public enum SupportLevel: String, Sendable, Hashable, CaseIterable {
        case none
        case low
        case medium
        case high
    }

    /// One thing that a partner does.
    public struct Action: Sendable, Hashable {
        /// How far it has come.
        public enum Status: String, Sendable, Hashable, CaseIterable {
            case planned
            case started
            case completed
            case stopped
        }

        /// What, a code of the scheme.
        public var code: String
        /// Who, by the agreement's id of the partner.
        public var partner: String
        /// How far it has come.
        public var status: Status
        /// Why, a code of the scheme.
        public var reason: String?
        /// Puts an action together.
        public init(code: String, partner: String, status: Status, reason: String? = nil) {
            self.code = code
            self.partner = partner
            self.status = status
            self.reason = reason
        }
    }

    /// Whose plan.
    public var person: Person
    /// The plan's number, when the system counts its versions.
    public var version: Int?
    /// What is done.
    public var actions: [Action]
    /// How much support there is.
    public var supportLevel: SupportLevel?
    /// The lead professional.
    public var contact: String?
    /// When the plan is next looked at.
    public var reviewDue: CalendarDate?
    /// What has changed for the better.
    public var outcomes: [SofterOutcome]

    /// Puts an update together.
    public init(
        person: Person, version: Int? = nil, actions: [Action], supportLevel: SupportLevel? = nil,
        contact: String? = nil, reviewDue: CalendarDate? = nil, outcomes: [SofterOutcome] = []
    ) {
        self.person = person
        self.version = version
        self.actions = actions
        self.supportLevel = supportLevel
        self.contact = contact
        self.reviewDue = reviewDue
        self.outcomes = outcomes
    }
}

extension PlanUpdate {
    /// Actions of one plan.
    static let maxActions = 100

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        version = try reader.optionalCount("version")
        actions = try reader.list("actions", atMost: Self.maxActions) { (value, path) throws(FormatError) in
            try Action(value, path: path)
        }
        supportLevel = try reader.optionalWord("supportLevel")
        contact = try reader.optionalString("contact", atMost: 120)
        reviewDue = try reader.optionalDate("reviewDue")
        outcomes = try reader.softerOutcomes()
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object.setIfPresent("version", version.map { .integer(Int64($0)) })
        if !actions.isEmpty { object["actions"] = .array(actions.map(\.json)) }
        object.setIfPresent("supportLevel", supportLevel?.rawValue)
        object.setIfPresent("contact", contact)
        object.setIfPresent("reviewDue", reviewDue?.description)
        object.setIfSaid("outcomes", outcomes.map(\.rawValue))
        return object
    }
}

extension PlanUpdate.Action {
    init(_ value: JSONValue, path: String) throws(FormatError) {
        var reader = try ObjectReader(value, path: path)
        code = try reader.word(at: "code", atMost: 24)
        partner = try reader.word(at: "partner", atMost: 48)
        status = try reader.word("status")
        reason = try reader.optionalString("reason", atMost: 24)
        try reader.finish()
    }

    var json: JSONValue {
        var object: JSONObject = [
            "code": .string(code), "partner": .string(partner), "status": .string(status.rawValue),
        ]
        object.setIfPresent("reason", reason)
        return .object(object)
    }
}
