public import CanonicalModel
internal import SchemeEngine

/// What the scheme says of a record at the moment it is looked at; derived, never folded and never stored.
///
/// Put there by the router before it tells anybody anything. A record that no router has read, or of a partnership without a
/// scheme, has none, and then every decision stands and every colour is the one that was decided.
public struct SchemeReading: Sendable, Hashable {
    /// A change of colour, or an alarm under one, that recipients are told.
    public struct Alert: Sendable, Hashable {
        /// The stored transition: no alert goes out without one (agreement reference 6.5).
        public var transition: String
        /// When it took effect: one from before a stay is not told in it.
        public var at: Timestamp
        /// The colour told.
        public var rating: RAGRating
        /// Whether nobody has confirmed it: it authorises no visit (DESIGN decision 16).
        public var isUnconfirmed: Bool
        /// Whether it takes back what an earlier alert rested on.
        public var isCorrection: Bool
        /// Whether it is one that always alerts, prison or not.
        public var isAlarm: Bool
        /// The class of what triggered it.
        public var trigger: String?
        /// Whether an earlier look told it already, or it was inserted before what an earlier look told: then only whoever
        /// believes another colour, or missed it, is told (ops/decisions/0027).
        public var isKnown = false
        /// Whether it takes back only what nobody was alerted of: then only whoever believes another colour is told.
        public var isHollow = false
        /// An alarm that came after later changes had been told; it is told beside the colour that stands, and moves none.
        public var late: String?

        /// Whether it says no more than the colour itself.
        var isPlain: Bool { !isUnconfirmed && !isAlarm }
    }

    /// Decisions that state too little to stand, or that no further word can mend, by their messages.
    public var held: Set<String> = []
    /// The last change of colour that is alerted; nil where there was none since the selection.
    public var alert: Alert?
    /// The changes of colour that are alerted and were listed before it, by their keys.
    var earlier: Set<String> = []
    /// Whether the scheme has colours and the person has one: then no colour is told but by a transition.
    public var hasColours = false
    /// Whether teams are to stop visits while the stay goes on, because of prison.
    public var areVisitsStopped = false

    /// Nothing said.
    public init() {}
}

extension SchemeReading {
    init(_ colour: ColourState?, held: Set<String>, isDead: Bool) {
        self.init()
        self.held = held
        guard let colour else { return }
        hasColours = true
        areVisitsStopped = colour.shown == .blue && !isDead
        let ofRisk = colour.transitions.filter(\.isOfRisk)
        alert = ofRisk.last.flatMap { Alert($0, colour) }
        earlier = Set(ofRisk.dropLast().map(\.key))
    }
}

extension SchemeReading.Alert {
    init?(_ transition: ColourState.Transition, _ colour: ColourState) {
        // In prison the colour shown is blue, and what is told is the risk under it.
        guard let rating = RAGRating(rawValue: transition.to.rawValue) ?? colour.proposed ?? colour.confirmed else {
            return nil
        }
        self.init(
            transition: transition.key, at: transition.at, rating: rating, isUnconfirmed: !transition.isConfirmed,
            isCorrection: transition.kind == .correction, isAlarm: transition.kind == .alarm,
            trigger: transition.triggers.first)
    }
}

extension ColourState.Transition {
    /// Whether it is told as a colour. Selection, prison, death and the dormant list have notices of their own.
    var isOfRisk: Bool { isAlerted && !stopsVisits }
}
