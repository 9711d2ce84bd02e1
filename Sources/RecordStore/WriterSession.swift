import AuditLog
import CanonicalModel
import Foundation
import GRDB
import Routing

/// What the one writing connection keeps between transactions: statements, counters, the audit frontier, warm records.
///
/// Used on the writer's queue only, which GRDB serialises; that is why it may be shared unchecked.
final class WriterSession: @unchecked Sendable {
    /// How many person records stay decoded in memory.
    static let warmRecordLimit = 20_000

    /// The numbers and hashes that a rolled-back transaction must give back.
    struct Counters {
        var inbox: Int64
        var notice: Int64
        var outbox: Int64
        var audit: Int64
        var frontier: MerkleFrontier
    }

    let keys: MasterKey
    let sql: Statements
    let identity: IdentityStatements
    let consent: ConsentStatements
    let erasure: ErasureStatements
    let scheme: SchemeStatements
    /// Keys that this transaction destroyed.
    var erased: [ErasureEntry] = []
    /// Keys whose destruction is committed and not yet in the ledger beside the master key.
    private(set) var unwritten: [ErasureEntry] = []
    var counters: Counters
    /// Feeds known to have a row in `source`; a rollback forgets them, and the insert is idempotent.
    /// When each feed's last word was noted; a busy feed is noted once a minute.
    var heardSources: [String: Timestamp] = [:]
    private var committed: Counters
    private var warm: [Int64: WarmRecord] = [:]
    private var touched: Set<Int64> = []
    private var tick: UInt64 = 0
    /// With how many warm records the next pass of ``cool()`` is due.
    private var coolingLimit = warmRecordLimit
    /// Whether a transaction began that nobody has said was committed.
    private var isOpen = false

    /// A decoded record with its key.
    struct WarmRecord {
        /// The record; nil while an item has it out to change it.
        var nominal: Nominal?
        var key: DataKey
        /// What of it the blind indexes hold already.
        var indexed: Indexed
        var lastUse: UInt64
    }

    /// What a record can be found by.
    struct Indexed {
        var identifiers: Set<PersonIdentifier>
        /// How many names, births and postcodes are indexed as blocking keys; they are only ever added to.
        var profileSize: Int

        init(_ history: NominalHistory) {
            identifiers = history.identifiers
            profileSize = history.names.count + history.births.count + history.postcodes.count
        }
    }

    private let database: Database

    /// Runs a statement that is not worth preparing.
    func execute(_ statement: String) throws { try database.execute(sql: statement) }

    /// What is remembered under a word.
    func stored(_ key: String) throws -> Data? {
        try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
    }

    init(_ database: Database, keys: MasterKey) throws {
        self.database = database
        self.keys = keys
        sql = try Statements(database)
        identity = try IdentityStatements(database)
        consent = try ConsentStatements(database)
        erasure = try ErasureStatements(database)
        scheme = try SchemeStatements(database)
        func highest(_ table: String) throws -> Int64 {
            try Int64.fetchOne(database, sql: "SELECT max(seq) FROM \(table)") ?? 0
        }
        let stored = try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'frontier'")
        guard let frontier = stored.map({ MerkleFrontier(bytes: Array($0)) }) ?? MerkleFrontier() else {
            throw StoreError(.database, "The stored audit frontier is damaged; restore the last backup.")
        }
        // An outbox row is deleted when it is confirmed, so its counter is kept apart: a number is never given twice.
        let outbox = try Int64.fetchOne(database, sql: "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'outbox'")
        counters = Counters(
            inbox: try highest("inbox"), notice: try highest("notice"), outbox: max(try highest("outbox"), outbox ?? 0),
            audit: try highest("audit"), frontier: frontier)
        committed = counters
    }

    func begin() {
        // A COMMIT that failed after the body returned (a full disk, an I/O error) is noticed here: what it changed in memory
        // was never written, and believing it would lose the effects for good.
        if isOpen { rollback() }
        isOpen = true
        erased = []
        coolingLimit = Self.warmRecordLimit
        committed = counters
        touched = []
    }

    /// The database has committed.
    func didCommit() {
        isOpen = false
        unwritten += erased
        erased = []
    }

    /// The ledger beside the master key has everything that was destroyed.
    func didWriteLedger() { unwritten = [] }

    /// Forgets what the transaction changed in memory; warm records it touched are read again when next needed.
    func rollback(to earlier: Counters? = nil, touching records: Set<Int64>? = nil) {
        counters = earlier ?? committed
        heardSources = [:]
        for record in records ?? touched { warm[record] = nil }
    }

    func commit() throws {
        // A mark that outlives a crash: until the log is emptied the old bytes of a key are in it.
        if !erased.isEmpty { try sql.saveMeta.run(.text("scrub"), .blob(Data([1]))) }
        guard counters.audit != committed.audit || counters.outbox != committed.outbox else { return }
        try sql.saveMeta.run(.text("frontier"), .blob(Data(counters.frontier.bytes)))
        try sql.saveMeta.run(.text("outbox"), .blob(Data(String(counters.outbox).utf8)))
    }

    /// Takes a warm record out, so that its one holder changes it in place; ``subscript(record:)`` puts it back, and a rollback
    /// forgets it.
    func take(_ record: Int64) -> Nominal? {
        touched.insert(record)
        defer { warm[record]?.nominal = nil }
        return warm[record]?.nominal
    }

    subscript(record: Int64) -> WarmRecord? {
        get {
            tick += 1
            warm[record]?.lastUse = tick
            return warm[record]
        }
        set {
            touched.insert(record)
            tick += 1
            warm[record] = newValue
            // A record that is put in is in use: with no use of its own it would tie with every other, and none would be older.
            warm[record]?.lastUse = tick
            if warm.count > coolingLimit { cool() }
        }
    }

    /// Drops the older half: one pass now and then is cheaper than an exact order kept at every use.
    private func cool() {
        let uses = warm.values.map(\.lastUse).sorted()
        let median = uses[uses.count / 2]
        warm = warm.filter { $0.value.lastUse >= median || touched.contains($0.key) }
        // What this transaction touched cannot be dropped yet; a pass for each further record would be quadratic.
        coolingLimit = max(Self.warmRecordLimit, warm.count * 2)
    }

    var touchedRecords: Set<Int64> { touched }
}

extension WriterSession.WarmRecord {
    init(_ nominal: Nominal, key: DataKey) {
        self.init(
            nominal: nominal, key: key,
            indexed: WriterSession.Indexed(nominal.history),
            lastUse: 0)
    }
}
