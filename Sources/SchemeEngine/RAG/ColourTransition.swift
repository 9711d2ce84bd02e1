public import CanonicalModel

extension ColourState {
    /// A change of colour, or an alarm under one: stored, because no alert goes out without one.
    ///
    /// Derived afresh every time, and always the same: what was listed at one instant stays listed later, unless the
    /// facts it rested on are taken back, and then another transition says so.
    public struct Transition: Sendable, Hashable {
        /// What made the change.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// Somebody came on a cohort; the notice of selection tells it.
            case selected
            /// Triggers propose a higher colour; it is unconfirmed.
            case proposal
            /// A marker that always alerts; the colour may be the same before and after.
            case alarm
            /// A named person or a meeting decided.
            case decision
            /// They decided what was shown already: it now stands confirmed.
            case confirmation
            /// Into prison: visits stop.
            case custody
            /// Word ahead of a planned release.
            case releaseAhead = "release-ahead"
            /// Out of prison.
            case release
            /// What earlier transitions rested on was taken back; ``corrects`` names them.
            case correction
            /// On the list of dormant names; the notice of de-selection tells it.
            case dormant
            /// Death: visits stop.
            case death
        }

        /// Unique and stable: scheme, stay, kind, from, to and what made it (reference 6.5); the case file is the
        /// person.
        public var key: String
        /// What made the change.
        public var kind: Kind
        /// When it took effect.
        public var at: Timestamp
        /// Before.
        public var from: Shown?
        /// After.
        public var to: Shown
        /// The classes of what triggered it; detail does not travel.
        public var triggers: [String]
        /// The events and decisions that made it, by id; for those who may see them, never for an alert.
        public var causes: [String]
        /// How it came about.
        public var method: Method
        /// Whether a named person or a meeting decided it; a proposal is alerted as unconfirmed.
        public var isConfirmed: Bool
        /// The keys of earlier transitions that this one corrects, for everyone they alerted.
        public var corrects: [String]
        /// Who loses and who gains the person, where the owner changes.
        public var handOver: HandOver?
        /// By when somebody reads an alert of it before the deputy hears; nil where nobody waits.
        public var acknowledgeBy: Timestamp?

        /// Puts a transition together.
        public init(
            key: String, kind: Kind = .decision, at: Timestamp, from: Shown?, to: Shown, triggers: [String],
            causes: [String] = [], method: Method = .rag, isConfirmed: Bool, corrects: [String] = [],
            handOver: HandOver? = nil, acknowledgeBy: Timestamp? = nil
        ) {
            (self.key, self.kind, self.at, self.from, self.to) = (key, kind, at, from, to)
            (self.triggers, self.causes, self.method, self.isConfirmed) = (triggers, causes, method, isConfirmed)
            (self.corrects, self.handOver, self.acknowledgeBy) = (corrects, handOver, acknowledgeBy)
        }

        /// Whether it is alerted as a colour; selection and dormancy have notices of their own.
        public var isAlerted: Bool { kind != .selected && kind != .dormant }
        /// Whether whoever visits has to stop at once.
        public var stopsVisits: Bool { kind == .custody || kind == .death }
    }

    /// One owner loses somebody and one gains them (RAG-09).
    public struct HandOver: Sendable, Hashable {
        /// Who had the person; nil at the beginning.
        public var losing: String?
        /// Who has the person now.
        public var gaining: String
        /// The classes that the gaining owner may read; none where voluntary-sector staff are among the owners: no
        /// intelligence and no reason goes to them.
        public var triggers: [String]
        /// Whether what is handed over was cut down for the voluntary sector.
        public var isVoluntarySectorSafe: Bool
    }
}
