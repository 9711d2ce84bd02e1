/// A choice of a form: the code that is sent and the words that are read.
public struct HubChoice: Sendable, Hashable {
    /// The code.
    public var code: String
    /// The words.
    public var words: String

    /// Puts a choice together.
    public init(_ code: String, _ words: String) {
        self.code = code
        self.words = words
    }
}

/// What the forms may offer for one person: the words of the scheme, and where the person stands now.
public struct HubChoices: Sendable, Hashable {
    /// "Jordan ASHWORTH".
    public var name: String
    /// Cohorts of the scheme.
    public var cohorts: [HubChoice]
    /// Cohorts the person is on.
    public var current: [HubChoice]
    /// Grounds for de-selection.
    public var grounds: [HubChoice]
    /// Kinds of meeting.
    public var meetings: [HubChoice]
    /// Ways by which somebody comes to a panel.
    public var routes: [HubChoice]
    /// Agencies that sit on the panel or lead.
    public var agencies: [HubChoice]
    /// What is on record that a decision may rest on, newest first.
    public var evidence: [HubChoice]
    /// The proposed colour that waits for a named person, when one does.
    public var proposals: [HubChoice]
    /// What a consent may cover, to what end, with whom.
    public var consentCategories: [HubChoice]
    /// See ``consentCategories``.
    public var consentPurposes: [HubChoice]
    /// See ``consentCategories``.
    public var consentRecipients: [HubChoice]

    /// Puts choices together.
    public init(
        name: String, cohorts: [HubChoice], current: [HubChoice], grounds: [HubChoice], meetings: [HubChoice],
        routes: [HubChoice], agencies: [HubChoice], evidence: [HubChoice] = [], proposals: [HubChoice] = [],
        consentCategories: [HubChoice], consentPurposes: [HubChoice], consentRecipients: [HubChoice]
    ) {
        self.name = name
        self.cohorts = cohorts
        self.current = current
        self.grounds = grounds
        self.meetings = meetings
        self.routes = routes
        self.agencies = agencies
        self.evidence = evidence
        self.proposals = proposals
        self.consentCategories = consentCategories
        self.consentPurposes = consentPurposes
        self.consentRecipients = consentRecipients
    }
}
