import CanonicalModel
import Formats
import Messaging
import RecordStore
public import SchemeEngine

/// A synthetic area's months through the core, as fast as it goes.
public struct AreaRehearsal: Sendable {
    /// Turns one file into the canonical messages that its adapter makes of it.
    public typealias Translator = @Sendable (SyntheticFile) async throws -> [[UInt8]]

    private let area: SyntheticArea
    private let broker: RehearsalBroker
    private let translate: Translator
    private var answers: [String: [SyntheticAnswer]]
    private var waiting: [(at: Timestamp, delivery: Delivery)] = []
    /// Messages handed to the core.
    public private(set) var messages = 0
    /// Files that became no message.
    public private(set) var refused = 0

    /// A run of an area.
    ///
    /// - Parameter translate: the real adapters' translation.
    public init(_ area: SyntheticArea, through broker: RehearsalBroker, translate: @escaping Translator) {
        self.area = area
        self.broker = broker
        self.translate = translate
        answers = Dictionary(grouping: area.answers, by: \.cause)
    }

    /// Runs all months.
    public mutating func run() async throws {
        var place = 0
        while place < area.files.count {
            // An area beside it that failed ends this one too.
            try Task.checkCancellation()
            let moment = area.files[place].arrivesAt
            let next = area.files[place...].firstIndex { $0.arrivesAt != moment } ?? area.files.count
            try await acknowledge(until: moment)
            try await arrive(area.files[place..<next], at: moment)
            place = next
        }
        try await acknowledge(until: area.isOver)
    }

    private mutating func arrive(_ files: ArraySlice<SyntheticFile>, at moment: Timestamp) async throws {
        var deliveries = [Delivery]()
        for file in files {
            let bodies = file.feed == .hub ? Self.lines(file.bytes) : try await translate(file)
            if bodies.isEmpty { refused += 1 }
            deliveries += bodies.map { Self.delivery($0, user: file.feed.user) }
        }
        messages += deliveries.count
        try await broker.deliver(deliveries, at: moment)
        try await plan(files)
    }

    // MARK: Acknowledgements

    /// Looks up the notices that the hub's decisions caused, and remembers when an officer will answer each.
    private mutating func plan(_ files: ArraySlice<SyntheticFile>) async throws {
        for file in files where file.feed == .hub {
            for line in Self.lines(file.bytes) {
                guard let id = try Self.identity(line), let wanted = answers.removeValue(forKey: id) else { continue }
                try await plan(wanted, causedBy: id)
            }
        }
        waiting.sort { $0.at < $1.at }
    }

    private mutating func plan(_ wanted: [SyntheticAnswer], causedBy id: String) async throws {
        var notices = try await broker.store.read { reader in
            try reader.item(id).map { try reader.notices(causedBy: $0.sequence) } ?? []
        }
        for answer in wanted {
            // One decision may tell a team twice of the same kind, in turn: each notice gets its own answer.
            guard let place = notices.firstIndex(where: { $0.recipient == answer.team && $0.kind == answer.kind }) else {
                continue
            }
            let notice = notices.remove(at: place)
            let time = notice.decidedAt.adding(seconds: Int64(answer.afterMinutes) * 60)
            let fact = Fact.acknowledged(
                NoticeAcknowledgement(
                    notice: notice.id, recipient: answer.team, officer: "PC 1 Invented", isAsserted: true))
            let message = CanonicalMessage(
                id: "ack-\(notice.id)", source: AcknowledgementDesk.source, time: time, recordedTime: time, fact: fact)
            waiting.append((time, Self.delivery(message.encoded(), user: "throughgate-console")))
        }
    }

    private mutating func acknowledge(until moment: Timestamp) async throws {
        let due = waiting.prefix { $0.at <= moment }
        guard !due.isEmpty else { return }
        waiting.removeFirst(due.count)
        messages += due.count
        try await broker.deliver(due.map(\.delivery), at: moment)
    }

    // MARK: Bytes

    private static func lines(_ bytes: [UInt8]) -> [[UInt8]] { bytes.split(separator: 10).map(Array.init) }

    private static func identity(_ line: [UInt8]) throws(FormatError) -> String? {
        try StrictJSON.parse(line).object?["id"]?.string
    }

    private static func delivery(_ body: [UInt8], user: String) -> Delivery {
        Delivery(
            messageID: nil, userID: user, contentType: CanonicalMessage.contentType, exchange: "in.rehearsal",
            routingKey: user, body: body)
    }
}
