public import CanonicalModel

/// A notice as its team reads it: only what the agreement released, what is asked, and whether somebody acknowledged it.
public struct InboxNotice: Sendable, Hashable, Identifiable {
    /// What a notice is about, in the words of the message type ("notice.stop-visits.v1").
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case selection
        case deselection
        case stopVisits = "stop-visits"
        case ragEscalation = "rag-escalation"
        case ragReduction = "rag-reduction"
        case custody
        case courtResult = "court-result"
        /// An earlier notice is withdrawn; a recall to prison is ``custody`` with ``CustodyWord/recalled``.
        case recalled
    }

    /// A released field, ready to read.
    public struct Field: Sendable, Hashable {
        /// "Next hearing".
        public var label: String
        /// "4 December 2026".
        public var value: String
        /// Puts a field together.
        public init(label: String, value: String) {
            self.label = label
            self.value = value
        }
    }

    /// Who acknowledged it, and when.
    public struct Acknowledgement: Sendable, Hashable {
        /// The name and number as given.
        public var officer: String
        /// When it was recorded.
        public var at: Timestamp
        /// Whether no signed-in session vouches for the name (DESIGN decision 19).
        public var isAsserted: Bool
        /// Puts an acknowledgement together.
        public init(officer: String, at: Timestamp, isAsserted: Bool) {
            self.officer = officer
            self.at = at
            self.isAsserted = isAsserted
        }
    }

    /// The notice's id; it is part of the page's address.
    public var id: String
    /// What it is about.
    public var kind: Kind
    /// The told ledger's revision of its topic; above 1 it replaces something told before.
    public var revision: Int
    /// When the broker decided it.
    public var createdAt: Timestamp
    /// "Jordan ASHWORTH", when released.
    public var personName: String?
    /// The date of birth, when released.
    public var dateOfBirth: CalendarDate?
    /// The colour it speaks of, if any.
    public var rating: RAGRating?
    /// Where the nominal is, if it says so.
    public var custody: CustodyWord?
    /// The other released fields, in the order they are read.
    public var fields: [Field]
    /// What is asked of the officer, a sentence each.
    public var asks: [String]
    /// When somebody has to have acknowledged it.
    public var acknowledgeBy: Timestamp?
    /// Who did; nil until then.
    public var acknowledgement: Acknowledgement?
    /// The earlier notice that this one replaces.
    public var supersedes: String?
    /// Whether a later notice replaced this one.
    public var isSuperseded: Bool

    /// Puts a notice together.
    ///
    /// - Parameter asks: what is asked; nil asks what ``NoticeWording`` says for the kind.
    public init(
        id: String, kind: Kind, revision: Int = 1, createdAt: Timestamp, personName: String?,
        dateOfBirth: CalendarDate? = nil, rating: RAGRating? = nil, custody: CustodyWord? = nil, fields: [Field] = [],
        asks: [String]? = nil, acknowledgeBy: Timestamp? = nil, acknowledgement: Acknowledgement? = nil,
        supersedes: String? = nil, isSuperseded: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.revision = revision
        self.createdAt = createdAt
        self.personName = personName
        self.dateOfBirth = dateOfBirth
        self.rating = rating
        self.custody = custody
        self.fields = fields
        self.asks = asks ?? NoticeWording(kind, revision: revision, rating: rating, custody: custody).asks
        self.acknowledgeBy = acknowledgeBy
        self.acknowledgement = acknowledgement
        self.supersedes = supersedes
        self.isSuperseded = isSuperseded
    }
}

extension InboxNotice {
    /// Whether somebody still has to acknowledge it: nobody did, and no later notice took its place.
    public var isOutstanding: Bool { acknowledgement == nil && !isSuperseded }

    /// Whether it waits past its time.
    public func isOverdue(at now: Timestamp) -> Bool {
        guard let acknowledgeBy else { return false }
        return isOutstanding && acknowledgeBy < now
    }

    /// Puts a notice together from the fields as the broker's message carries them.
    ///
    /// - Parameter released: names and values of the message's `fields`, in order; `name`, `dateOfBirth`, `rag` and
    ///   `custody` give the title its words, the rest become labelled fields through ``FieldWording``.
    public init(
        id: String, kind: Kind, revision: Int, createdAt: Timestamp, released: [(name: String, value: String)],
        acknowledgeBy: Timestamp? = nil, acknowledgement: Acknowledgement? = nil, supersedes: String? = nil,
        isSuperseded: Bool = false
    ) {
        func value(_ name: String) -> String? { released.first { $0.name == name }?.value }
        self.init(
            id: id, kind: kind, revision: revision, createdAt: createdAt, personName: value("name"),
            dateOfBirth: value("dateOfBirth").flatMap { CalendarDate($0) },
            rating: value("rag").flatMap { RAGRating(rawValue: $0) },
            custody: value("custody").flatMap { CustodyWord(rawValue: $0) },
            fields: released.compactMap { FieldWording.field(name: $0.name, value: $0.value) },
            asks: value("scope") == nil ? nil : NoticeWording.stopUse.asks,
            acknowledgeBy: acknowledgeBy, acknowledgement: acknowledgement, supersedes: supersedes,
            isSuperseded: isSuperseded)
    }
}
