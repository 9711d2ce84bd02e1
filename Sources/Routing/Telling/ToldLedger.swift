internal import AgreementEngine
internal import CanonicalModel

/// What each recipient has been told about one nominal: (spell, recipient, topic) → the last revision and what it said.
///
/// The ledger is the other half of the promise. The fold says who should know what *now*; effects are the difference, so
/// folding again never tells anybody twice.
public struct ToldLedger: Sendable, Hashable {
    /// What was told to whom about which stay.
    public struct Key: Sendable, Hashable {
        /// The spell's id.
        public var spell: String
        /// The recipient's id.
        public var recipient: String
        /// The thing told.
        public var topic: Topic
        /// Names an entry.
        public init(spell: String, recipient: String, topic: Topic) {
            self.spell = spell
            self.recipient = recipient
            self.topic = topic
        }
        /// A fixed order.
        var order: String { "\(spell)\u{0}\(recipient)\u{0}\(topic.text)" }
    }

    /// What a claim ticket took the place of: it stands again if the ticket is stopped before it left.
    public struct Replaced: Sendable, Hashable {
        /// What was told.
        public var value: String
        /// The notice that told it; nil for an import.
        public var notice: String?
        /// Fields that the notice only offered, each with the rule that rests on a consent.
        public var ticket: [String: String]
        /// Something told.
        public init(value: String, notice: String?, ticket: [String: String] = [:]) {
            self.value = value
            self.notice = notice
            self.ticket = ticket
        }
        /// What an entry tells; nil when nothing of its topic ever left.
        init?(_ entry: Entry?) {
            guard let entry, entry.value != ToldLedger.unsentValue else { return nil }
            self.init(value: entry.value, notice: entry.notice, ticket: entry.ticket)
        }
    }

    /// The last telling.
    public struct Entry: Sendable, Hashable {
        /// Rises by one a notice; 0 for an imported telling that Throughgate did not do itself.
        public var revision: Int
        /// What was told: a standing, a colour, a custody status or a report's digest.
        public var value: String
        /// The notice that told it; nil for an import.
        public var notice: String?
        /// Whether the recipient ever learnt who the person is: a claim ticket that was never fetched names nobody, and what
        /// untells it must not name the person either.
        public var isNamed: Bool
        /// Fields that the notice only offers to be fetched, each with the rule that rests on a consent; empty when it carries
        /// anything itself.
        public var ticket: [String: String]
        /// Fields that the recipient fetched and was not told to stop using, each with the rule that rests on a consent.
        public var held: [String: String]
        /// What a claim ticket took the place of; nil when nothing of the topic left before it.
        public var replaced: Replaced?
        /// A telling.
        public init(
            revision: Int, value: String, notice: String?, isNamed: Bool = true, ticket: [String: String] = [:],
            held: [String: String] = [:], replaced: Replaced? = nil
        ) {
            self.revision = revision
            self.value = value
            self.notice = notice
            self.isNamed = isNamed
            self.ticket = ticket
            self.held = held
            self.replaced = replaced
        }

        /// Takes back a claim ticket that never left: what was told before it stands again, or nothing was ever told.
        ///
        /// The revision stays spent, because no notice's id may come twice. To forget what was told before would be to
        /// forget to tell of its end (CLV 8.23; decision record 0016).
        public mutating func stop() {
            value = replaced?.value ?? ToldLedger.unsentValue
            notice = replaced.map(\.notice) ?? notice
            ticket = replaced?.ticket ?? [:]
            replaced = nil
        }
    }

    /// The value that stands for "what you were told is withdrawn".
    public static let recalledValue = "recalled"

    /// The value that stands for "the notice was stopped before it left": its revision is spent, and nobody was told.
    public static let unsentValue = "unsent"

    /// The value of a colour that a scheme alerted: another transition is another telling, though the colour be the same.
    static func value(of alert: SchemeReading.Alert) -> String {
        let late = alert.late.map { " late \($0)" } ?? ""
        return "\(alert.rating.rawValue)\(alert.isUnconfirmed ? " unconfirmed" : "")\(late) by \(alert.transition)"
    }

    /// The change of colour that such a value tells; nil for a colour alone.
    static func transition(of value: String?) -> String? {
        guard let value, isAlert(value) else { return nil }
        return value.split(separator: " by ", maxSplits: 1).last.map(String.init)
    }

    /// The change that the notice told: the late alarm where it told one, and else the one that stands.
    static func told(by value: String) -> String? {
        let front = value.split(separator: " by ", maxSplits: 1).first ?? ""
        let late = front.split(separator: " late ", maxSplits: 1)
        return late.count == 2 ? String(late[1]) : transition(of: value)
    }

    /// Whether such a value says that nobody has confirmed the colour.
    static func isUnconfirmed(_ value: String?) -> Bool {
        value.map { $0.split(separator: " ", maxSplits: 2).dropFirst().first == "unconfirmed" } ?? false
    }

    /// Whether a value is one that a scheme alerted, and not a colour that people decided.
    static func isAlert(_ value: String?) -> Bool { value.map { rating(of: $0) != nil && $0.contains(" by ") } ?? false }

    /// The colour of such a value; nil for what is none.
    static func rating(of value: String) -> RAGRating? {
        value.split(separator: " ").first.flatMap { RAGRating(rawValue: String($0)) }
    }

    /// Every telling.
    public private(set) var entries: [Key: Entry] = [:]

    /// Nobody was told anything.
    public init() {}

    /// The last telling of a topic.
    public subscript(key: Key) -> Entry? {
        get { entries[key] }
        set { entries[key] = newValue }
    }

    /// The standing a recipient was last told for a spell; nil when it was never told.
    public func standing(of recipient: String, in spell: String) -> Standing? {
        entries[Key(spell: spell, recipient: recipient, topic: .standing)].flatMap { Standing(rawValue: $0.value) }
    }

    /// Whether a recipient ever learnt who the person of a spell is.
    public func isNamed(to recipient: String, in spell: String) -> Bool {
        entries.contains { $0.key.spell == spell && $0.key.recipient == recipient && $0.value.isNamed }
    }

    /// Whether a recipient was ever told anything about a spell: what was told may have to be untold, whatever became of it since.
    public func wasTold(_ recipient: String, of spell: String) -> Bool {
        if let standing = entries[Key(spell: spell, recipient: recipient, topic: .standing)],
            standing.value != Self.unsentValue
        { return true }
        return entries.contains {
            $0.key.spell == spell && $0.key.recipient == recipient && $0.value.value != Self.unsentValue
        }
    }

    /// The notices of the alerts of colours that stand.
    public var alerts: [String] {
        entries.compactMap { $0.key.topic == .rag && Self.isAlert($0.value.value) ? $0.value.notice : nil }.sorted()
    }

    /// Everybody who was ever told of a spell, in a fixed order.
    public func recipients(toldOf spell: String) -> [String] {
        entries.keys.filter { $0.spell == spell && $0.topic == .standing }.map(\.recipient).sorted()
    }

    /// The id of every notice that may ever have told what an entry tells of.
    ///
    /// An id is a hash of its place in the ledger and no revision is given twice, so the ledger alone says what they can be.
    public func possibleNotices(of key: Key) -> [String] {
        guard let revisions = entries[key]?.revision, revisions > 0 else { return [] }
        return (1...revisions).flatMap { revision in
            NoticeKind.allCases.map {
                Notice.id(spell: key.spell, recipient: key.recipient, kind: $0, topic: key.topic, revision: revision)
            }
        }
    }

    /// Unites with the ledger of a record that turned out to be the same person; of two tellings the later revision stands.
    public mutating func unite(with other: ToldLedger) {
        entries.merge(other.entries) { $0.revision >= $1.revision ? $0 : $1 }
    }
}
