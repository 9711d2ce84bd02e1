public import CanonicalModel

/// What a scheme may know of one person: events, stays, custody and decisions, in no particular order.
///
/// A value built anew from the nominal's history whenever somebody asks; ``SchemeEvaluator`` derives everything from it, so
/// neither order nor repetition of messages can matter.
public struct CaseFile: Sendable, Hashable {
    /// Date of birth.
    public var born: CalendarDate?
    /// Date of death.
    public var died: CalendarDate?
    /// What happened; one event an id.
    public var events: [CaseEvent]
    /// Stays on cohorts.
    public var stays: [CohortStay]
    /// Times in prison.
    public var custody: [CustodyPeriod]
    /// What panels and officers decided.
    public var decisions: [PanelDecision]
    /// The team that owns the address now, by its id in the directory; nil when no team covers it.
    public var owningTeam: String?
    /// Whether an address is known at all.
    public var hasAddress: Bool
    /// What probation says of statutory supervision now; nil where nobody said, and the law decides from the sentences.
    public var isSupervised: Bool?
    /// When each feed that speaks of the person was last heard from, by its name; empty where nobody watches it here.
    public var feeds: [String: Timestamp] = [:]

    /// Alerts of a colour that nobody has acknowledged; empty where nobody watches it here.
    public var unread: [UnreadAlert] = []

    /// Nothing known.
    public init() {
        (events, stays, custody, decisions) = ([], [], [], [])
        hasAddress = false
    }

    /// Events known at an instant, in the order they happened; ties by id, so that the order never depends on arrival.
    public func events(by now: Timestamp) -> [CaseEvent] {
        events.filter { $0.recorded <= now && $0.occurred <= now }
            .sorted { ($0.occurred, $0.id) < ($1.occurred, $1.id) }
    }

    /// Decisions in effect at an instant, in order.
    public func decisions(by now: Timestamp) -> [PanelDecision] {
        decisions.filter { $0.recorded <= now && $0.at <= now }.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    /// Stays that last at an instant.
    public func stays(at instant: Timestamp) -> [CohortStay] { stays.filter { $0.lasts(at: instant) } }

    /// Whether the person is in prison at an instant.
    public func isInCustody(at instant: Timestamp) -> Bool { custody.contains { $0.lasts(at: instant) } }
}
