public import CanonicalModel

/// Somebody's colours at one instant: what was decided, what is proposed, what is shown, whose they are.
public struct ColourState: Sendable, Hashable {
    /// The colour shown (reference 6.1).
    public enum Shown: String, Sendable, Hashable, CaseIterable {
        case red, amber, green, blue, white
    }

    /// How a change came about: the four methods common to every pioneer site (EVAL 3.1; SEL-12).
    public enum Method: String, Sendable, Hashable, CaseIterable {
        case policeIntelligence = "police-intelligence"
        case rag
        case dailyTasking = "daily-tasking"
        case reviewMeeting = "review-meeting"
    }

    /// Why nobody may be visited, whatever was planned.
    public enum VisitStop: String, Sendable, Hashable, CaseIterable {
        case dead
        case inCustody = "in-custody"
        case dormant
    }

    /// A warning for the safety of officers; no part of the colour, and never withdrawn with the flag (DESIGN decision
    /// 16).
    public struct Warning: Sendable, Hashable {
        /// The code.
        public var code: String
        /// The rule of the pack.
        public var rule: String
        /// Since when.
        public var since: Timestamp
        /// The last day it stands; nil where nobody said.
        public var until: CalendarDate?
    }

    /// A trigger that changed nothing: for the digest, not for an alert (reference 6.4).
    public struct FurtherTrigger: Sendable, Hashable {
        /// The event.
        public var event: String
        /// Its class.
        public var triggerClass: String
        /// When it happened.
        public var at: Timestamp
    }

    /// The risk that people decided; nil while nobody has.
    public var confirmed: RAGRating?
    /// The risk that triggers propose, where it is higher than what was decided.
    public var proposed: RAGRating?
    /// The colour shown.
    public var shown: Shown
    /// Whether people decided what is shown; what is not confirmed authorises no visit.
    public var isConfirmed: Bool
    /// The role that owns the person now: exactly one (reference 6.5).
    public var owner: String
    /// Every change so far, in order.
    public var transitions: [Transition]
    /// Why nobody may be visited.
    public var visitStop: VisitStop?
    /// The version of the definition that the shown colour has ("eval-fn10/1").
    public var definition: String
    /// What the colour asks of its owner.
    public var intensity: String
    /// Safety warnings to officers.
    public var warnings: [Warning]
    /// Triggers since the last decision that changed nothing.
    public var further: [FurtherTrigger]
    /// Who comes first: a higher number, for risk and then for need (RAG-14).
    public var priority: Int

    /// Puts a state together.
    public init(
        confirmed: RAGRating?, proposed: RAGRating?, shown: Shown, isConfirmed: Bool = false, owner: String,
        transitions: [Transition], visitStop: VisitStop? = nil, definition: String = "", intensity: String = "",
        warnings: [Warning] = [], further: [FurtherTrigger] = [], priority: Int = 0
    ) {
        (self.confirmed, self.proposed, self.shown, self.isConfirmed) = (confirmed, proposed, shown, isConfirmed)
        (self.owner, self.transitions, self.visitStop) = (owner, transitions, visitStop)
        (self.definition, self.intensity, self.warnings) = (definition, intensity, warnings)
        (self.further, self.priority) = (further, priority)
    }
}
