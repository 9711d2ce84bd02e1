import AgreementEngine
public import CanonicalModel
import Formats
import Foundation
public import Routing

extension StoreTransaction {
    /// Keeps what a recipient was last told about a topic.
    public func save(_ key: ToldLedger.Key, _ entry: ToldLedger.Entry, of number: Int64) throws {
        let sealed = try warmRecord(number).key.seal(ToldRow(key: key, entry: entry).encoded)
        let blind = session.keys.blindIndex(told: key)
        try sql.saveTold.run(
            .integer(number), .blob(blind), .text(key.recipient), .integer(number), .blob(sealed))
    }

    func tellings(_ number: Int64) throws -> [(ToldLedger.Key, ToldLedger.Entry)] {
        let rows = try sql.toldOf.all(.integer(number)) { ($0.integer(0), $0.blob(1)) }
        return try rows.map { origin, sealed in
            let row = try ToldRow(try dataKey(origin).open(sealed))
            return (row.key, row.entry)
        }
    }

    /// Keeps a notice and puts it into the outbox.
    ///
    /// - Parameters:
    ///   - notice: what is told.
    ///   - encoded: the message that will travel; sealed under the record's key.
    ///   - number: the record.
    ///   - cause: the acceptance number of the message that caused it.
    /// - Returns: the outbox entry to publish after the commit.
    public func send(_ notice: Notice, encoded: [UInt8], of number: Int64, cause: Int64) throws -> OutboxEntry {
        session.counters.notice += 1
        try sql.insertNotice.run(
            .integer(session.counters.notice), .text(notice.id), .integer(number), .integer(number),
            .text(notice.recipient), .text(notice.kind.rawValue), .integer(Int64(notice.revision)), .integer(cause),
            .integer(notice.decidedAt.microseconds), SQLValue(notice.acknowledgeBy?.microseconds),
            SQLValue(notice.supersedes), .blob(try warmRecord(number).key.seal(encoded)))
        return try enqueue(
            OutboxEntry(
                sequence: 0, exchange: OutboxEntry.noticeExchange, routingKey: notice.recipient, messageID: notice.id,
                type: notice.type, body: encoded), notice: session.counters.notice)
    }

    /// Puts a message without personal data into the outbox: a task, a receipt.
    public func send(_ entry: OutboxEntry) throws -> OutboxEntry { try enqueue(entry, notice: nil) }

    private func enqueue(_ entry: OutboxEntry, notice: Int64?) throws -> OutboxEntry {
        session.counters.outbox += 1
        var numbered = entry
        numbered.sequence = session.counters.outbox
        try sql.insertOutbox.run(
            .integer(numbered.sequence), .text(entry.exchange), .text(entry.routingKey), .text(entry.messageID),
            .text(entry.type), SQLValue(notice), notice == nil ? .blob(Data(entry.body)) : .null)
        return numbered
    }

    /// Takes confirmed entries out of the outbox and notes when the broker took them over.
    public func confirm(_ sequences: [Int64], at now: Timestamp) throws {
        for sequence in sequences {
            let notice = try sql.deleteOutbox.first(.integer(sequence)) { $0.optionalInteger(0) }
            if let notice = notice ?? nil { try sql.markSent.run(.integer(notice), .integer(now.microseconds)) }
        }
    }

    /// What is known of a notice that somebody acknowledges.
    public struct NoticeState: Sendable {
        /// Its row.
        public var sequence: Int64
        /// Whose record it is about.
        public var nominal: Int64
        /// The record whose key seals it: notices keep their origin through merges.
        public var origin: Int64
        /// Whom it told.
        public var recipient: String
        /// The kind's word.
        public var kind: String
        /// Whether it is acknowledged already.
        public var isAcknowledged: Bool
    }

    /// Looks a notice up.
    public func notice(_ id: String) throws -> NoticeState? {
        guard
            var state = try sql.noticeByID.first(
                .text(id),
                read: {
                    NoticeState(
                        sequence: $0.integer(0), nominal: $0.integer(1), origin: $0.integer(3), recipient: $0.text(2),
                        kind: $0.text(4), isAcknowledged: false)
                })
        else { return nil }
        state.isAcknowledged = try sql.deliveryOf.first(.integer(state.sequence)) { $0.optionalInteger(0) != nil } ?? false
        return state
    }

    /// Closes a notice with an officer's acknowledgement.
    public func acknowledge(
        _ state: NoticeState, with acknowledgement: NoticeAcknowledgement, at time: Timestamp, message: Int64
    ) throws {
        let text = (acknowledgement.isAsserted ? "asserted" : "signed-in") + "\u{1F}" + acknowledgement.officer
        let sealed = try dataKey(state.origin).seal(Array(text.utf8))
        try sql.markAcknowledged.run(
            .integer(state.sequence), .integer(time.microseconds), .integer(message), .blob(sealed))
    }

    /// Notes in the record that somebody read an alert.
    ///
    /// - Returns: whether anybody was waiting for it; then the record is looked at again.
    public func noteRead(_ notice: String, of number: Int64) throws -> Bool {
        var record = try nominal(number)
        guard record.acknowledge(notice) else { return false }
        try replace(number, with: record)
        return true
    }

    /// Raises a task of the hub.
    public func raise(_ task: HubTask, nominal: Int64?, cause: Int64, owner: String) throws {
        try sql.insertTask.run(
            .text(task.key), .text(task.kind.rawValue), SQLValue(nominal), .integer(cause),
            .integer(task.raisedAt.microseconds), .integer(task.dueBy.microseconds), .text(owner))
        if let detail = task.detail, let nominal { try save(detail, of: task.key, cause: cause, nominal: nominal) }
    }

    /// Whether a task is open.
    public func isTaskOpen(_ key: String) throws -> Bool { try sql.isTaskOpen.first(.text(key)) { $0.integer(0) } == 1 }

    /// Closes a task whose reason is over.
    public func closeTask(_ key: String, at now: Timestamp) throws {
        try sql.closeTask.run(.integer(now.microseconds), .text(key))
    }
}

/// A message waiting to be published.
public struct OutboxEntry: Sendable {
    /// The exchange that notices go to.
    public static let noticeExchange = "notices"
    /// The exchange that tasks go to.
    public static let hubExchange = "hub"

    /// Its place in the outbox; rises by one an entry.
    public var sequence: Int64
    /// The exchange.
    public var exchange: String
    /// The routing key.
    public var routingKey: String
    /// The message id.
    public var messageID: String
    /// The CloudEvents type.
    public var type: String
    /// The body.
    public var body: [UInt8]

    /// An entry that has no place yet.
    public init(
        sequence: Int64 = 0, exchange: String, routingKey: String, messageID: String, type: String, body: [UInt8]
    ) {
        self.sequence = sequence
        self.exchange = exchange
        self.routingKey = routingKey
        self.messageID = messageID
        self.type = type
        self.body = body
    }
}

/// A row of the told ledger as it is sealed.
struct ToldRow {
    var key: ToldLedger.Key
    var entry: ToldLedger.Entry

    init(key: ToldLedger.Key, entry: ToldLedger.Entry) {
        self.key = key
        self.entry = entry
    }

    /// Reads the sealed form back.
    init(_ bytes: [UInt8]) throws {
        let parts = try StrictJSON.parse(bytes).array ?? []
        // What rests on a consent came to the seven members later, and what a claim ticket replaced to those nine.
        guard [7, 9, 10].contains(parts.count), let spell = parts[0].string, let recipient = parts[1].string,
            let topic = parts[2].string.flatMap({ Topic(text: $0) }), let revision = parts[3].integer,
            let value = parts[4].string, let isNamed = parts[6].bool
        else { throw StoreError(.seal, "A told-ledger row has not the form it was written in.") }
        key = ToldLedger.Key(spell: spell, recipient: recipient, topic: topic)
        entry = ToldLedger.Entry(
            revision: Int(revision), value: value, notice: parts[5].string, isNamed: isNamed,
            ticket: parts.count > 7 ? try Self.rules(parts[7]) : [:], held: parts.count > 7 ? try Self.rules(parts[8]) : [:],
            replaced: parts.count > 9 ? try Self.replaced(parts[9]) : nil)
    }

    /// What a claim ticket took the place of.
    private static func replaced(_ value: JSONValue) throws -> ToldLedger.Replaced {
        guard let parts = value.array, parts.count == 3, let told = parts[0].string else {
            throw StoreError(.seal, "A told-ledger row has not the form it was written in.")
        }
        return ToldLedger.Replaced(value: told, notice: parts[1].string, ticket: try rules(parts[2]))
    }

    private static func json(_ replaced: ToldLedger.Replaced) -> JSONValue {
        .array([.string(replaced.value), replaced.notice.map(JSONValue.string) ?? .null, json(replaced.ticket)])
    }

    /// Fields, each with the rule that it rests on.
    private static func rules(_ value: JSONValue) throws -> [String: String] {
        guard let members = value.object?.members else {
            throw StoreError(.seal, "A told-ledger row has not the form it was written in.")
        }
        return Dictionary(members.compactMap { member in member.value.string.map { (member.key, $0) } }) { first, _ in first }
    }

    private static func json(_ rules: [String: String]) -> JSONValue {
        .object(JSONObject(rules.sorted { $0.key < $1.key }.map { JSONObject.Member(key: $0.key, value: .string($0.value)) }))
    }

    var encoded: [UInt8] {
        let told: [JSONValue] = [
            .string(key.spell), .string(key.recipient), .string(key.topic.text), .integer(Int64(entry.revision)),
            .string(entry.value), entry.notice.map(JSONValue.string) ?? .null, .bool(entry.isNamed),
        ]
        // Hardly any telling rests on a consent; the others stay as short as they were.
        let restsOnConsent = !entry.ticket.isEmpty || !entry.held.isEmpty || entry.replaced != nil
        guard restsOnConsent else { return JSONValue.array(told).encoded() }
        let consent = [Self.json(entry.ticket), Self.json(entry.held)]
        return JSONValue.array(told + consent + (entry.replaced.map { [Self.json($0)] } ?? [])).encoded()
    }
}

extension MasterKey {
    func blindIndex(told key: ToldLedger.Key) -> Data {
        blindIndex("told \(key.spell) \(key.recipient) \(key.topic.text)")
    }
}
