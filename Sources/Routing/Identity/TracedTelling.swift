public import AgreementEngine
internal import CanonicalModel

/// A notice that a later decision about identity may have to withdraw: one that went out while records were united, or because
/// of an item that a person settled.
public struct TracedTelling: Sendable, Hashable {
    /// The notice's id.
    public var notice: String
    /// Its kind.
    public var kind: NoticeKind
    /// Its place in the told ledger.
    public var key: ToldLedger.Key
    /// What the ledger said afterwards.
    public var entry: ToldLedger.Entry
    /// The fields that were released.
    public var fields: [Notice.Field]
    /// The records that were held to be one person when it went out.
    public var scope: Set<Int64>
    /// The acceptance number of the message that caused it; 0 while it is not known.
    public var cause: Int64

    /// A notice with its place in the ledger.
    public init(
        notice: String, kind: NoticeKind, key: ToldLedger.Key, entry: ToldLedger.Entry, fields: [Notice.Field],
        scope: Set<Int64>, cause: Int64 = 0
    ) {
        self.notice = notice
        self.kind = kind
        self.key = key
        self.entry = entry
        self.fields = fields
        self.scope = scope
        self.cause = cause
    }

    /// A notice with its place in the ledger found again from its id, which is a hash of that place.
    ///
    /// So nothing has to be written beside every notice for the rare day on which one has to be withdrawn.
    /// - Parameters:
    ///   - notice: its id.
    ///   - kind: its kind.
    ///   - recipient: whom it told.
    ///   - revision: its revision.
    ///   - fields: what it released.
    ///   - history: of the record it is about; every spell and topic of it is tried.
    public init?(
        notice: String, kind: NoticeKind, recipient: String, revision: Int, fields: [Notice.Field], in history: NominalHistory,
        scope: Set<Int64>, cause: Int64
    ) {
        for spell in history.selections.keys.sorted() {
            for topic in Self.topics(of: kind, in: history) {
                let id = Notice.id(spell: spell, recipient: recipient, kind: kind, topic: topic, revision: revision)
                guard id == notice else { continue }
                let entry = ToldLedger.Entry(
                    revision: revision, value: Self.value(kind, topic, fields, history), notice: notice,
                    isNamed: fields.contains { $0.name == "name" })
                self.init(
                    notice: notice, kind: kind, key: ToldLedger.Key(spell: spell, recipient: recipient, topic: topic),
                    entry: entry, fields: fields, scope: scope, cause: cause)
                return
            }
        }
        return nil
    }

    private static func topics(of kind: NoticeKind, in history: NominalHistory) -> [Topic] {
        let court = history.hearings.keys.map { Topic.hearing($0.text) } + history.warrants.keys.map { Topic.warrant($0) }
        let overrides = history.overrides.map { Topic.override($0.key) }
        switch kind {
        case .selection: return [.standing, .cohort]
        case .deselection, .stopVisits: return [.standing]
        case .ragEscalation, .ragReduction: return [.rag] + overrides
        case .custody: return [.custody]
        case .courtResult: return court
        case .recalled: return [.standing, .cohort, .rag, .custody] + court + overrides
        }
    }

    private static func value(
        _ kind: NoticeKind, _ topic: Topic, _ fields: [Notice.Field], _ history: NominalHistory
    ) -> String {
        func field(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }
        switch (kind, topic) {
        case (.selection, .cohort): return field("cohort")
        case (.selection, _): return Standing.active.rawValue
        case (.stopVisits, _): return Standing.stopped.rawValue
        case (.deselection, _): return Standing.ended.rawValue
        case (.ragEscalation, .override):
            return history.spells.last.map { NoticeContent(kind, topic, history, $0).digest } ?? ""
        case (.ragEscalation, _), (.ragReduction, _): return field("rag")
        case (.custody, _): return field("custody")
        case (.courtResult, .hearing(let text)):
            return NominalHistory.HearingKey(text: text).flatMap { history.hearings[$0]?.digest } ?? ""
        case (.courtResult, .warrant(let text)): return history.warrants[text]?.standing?.digest ?? ""
        default: return ToldLedger.recalledValue
        }
    }
}
