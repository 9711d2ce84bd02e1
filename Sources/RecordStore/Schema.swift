import GRDB

/// The tables, as migrations from the first schema on; a released migration never changes.
///
/// Clustered keys are ascending integers (time-ordered): random keys cost half the throughput
/// (reliability-and-performance.md 3). Columns named `sealed` hold AES-GCM under a person's or an item's key.
enum Schema {
    static func migrator() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 first light") { try $0.execute(sql: firstLight) }
        migrator.registerMigration("2 identity") { try $0.execute(sql: IdentitySchema.migration) }
        migrator.registerMigration("3 decisions") { try $0.execute(sql: DecisionSchema.migration) }
        migrator.registerMigration("4 consent") { try $0.execute(sql: ConsentSchema.migration) }
        migrator.registerMigration("5 claims") { try $0.execute(sql: ConsentSchema.claims) }
        migrator.registerMigration("7 erasure") { try $0.execute(sql: ErasureSchema.migration) }
        migrator.registerMigration("8 scheme") { try $0.execute(sql: SchemeSchema.migration) }
        migrator.registerMigration("9 tallies") { try $0.execute(sql: TallySchema.migration) }
        migrator.registerMigration("10 transitions") { try $0.execute(sql: SchemeSchema.transitions) }
        return migrator
    }

    private static let firstLight = """
        CREATE TABLE inbox (                      -- idempotent receiver: one row an item, whatever became of it
            seq INTEGER PRIMARY KEY,              -- the core's acceptance number
            item BLOB NOT NULL,                   -- blind index of source and id
            digest BLOB NOT NULL,                 -- keyed content digest
            source TEXT NOT NULL, type TEXT NOT NULL, received INTEGER NOT NULL,
            fate TEXT NOT NULL, reason TEXT, nominal INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX inbox_item ON inbox(item);

        CREATE TABLE source (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;  -- every feed ever heard, to find an item by its id alone

        CREATE TABLE nominal (
            id INTEGER PRIMARY KEY, wrapped BLOB NOT NULL, opened INTEGER NOT NULL, merged_into INTEGER
        ) STRICT;
        CREATE TABLE identifier (blind BLOB PRIMARY KEY, nominal INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX identifier_nominal ON identifier(nominal);
        CREATE TABLE name_key (blind BLOB NOT NULL, nominal INTEGER NOT NULL, PRIMARY KEY (blind, nominal)) STRICT, WITHOUT ROWID;

        CREATE TABLE fact (                       -- what agencies said, in order of acceptance
            seq INTEGER PRIMARY KEY, nominal INTEGER NOT NULL,
            origin INTEGER NOT NULL,              -- the record whose key seals it: facts keep their origin through merges
            digest TEXT NOT NULL, sealed BLOB NOT NULL
        ) STRICT;
        CREATE INDEX fact_nominal ON fact(nominal);

        CREATE TABLE told (                       -- the told ledger
            nominal INTEGER NOT NULL, key BLOB NOT NULL,   -- blind index of spell, recipient, topic
            recipient TEXT NOT NULL, origin INTEGER NOT NULL, sealed BLOB NOT NULL,
            PRIMARY KEY (nominal, key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE notice (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL, nominal INTEGER NOT NULL, origin INTEGER NOT NULL,
            recipient TEXT NOT NULL, kind TEXT NOT NULL, revision INTEGER NOT NULL,
            cause INTEGER NOT NULL, decided INTEGER NOT NULL, due INTEGER, supersedes TEXT, sealed BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX notice_id ON notice(id);
        CREATE INDEX notice_recipient ON notice(recipient, seq);
        CREATE INDEX notice_cause ON notice(cause);
        CREATE TABLE delivery (                   -- what became of a notice: confirmed by the broker, acknowledged by an officer
            notice INTEGER PRIMARY KEY, sent INTEGER, acknowledged INTEGER, acknowledgement INTEGER, sealed BLOB
        ) STRICT;

        CREATE TABLE outbox (
            seq INTEGER PRIMARY KEY, exchange TEXT NOT NULL, routing TEXT NOT NULL, message TEXT NOT NULL,
            type TEXT NOT NULL, notice INTEGER, body BLOB
        ) STRICT;

        CREATE TABLE task (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL, kind TEXT NOT NULL, nominal INTEGER, cause INTEGER NOT NULL,
            raised INTEGER NOT NULL, due INTEGER NOT NULL, owner TEXT NOT NULL, closed INTEGER
        ) STRICT;
        CREATE INDEX task_nominal ON task(nominal) WHERE closed IS NULL;

        CREATE TABLE held (                       -- items that wait for a person
            seq INTEGER PRIMARY KEY, message BLOB NOT NULL, reason TEXT NOT NULL, wrapped BLOB NOT NULL, sealed BLOB NOT NULL, settled INTEGER
        ) STRICT;
        CREATE TABLE quarantine (                 -- bytes refused at the door
            seq INTEGER PRIMARY KEY, received INTEGER NOT NULL, user TEXT NOT NULL, path TEXT NOT NULL, rule TEXT NOT NULL,
            message TEXT NOT NULL, remedy TEXT NOT NULL, wrapped BLOB NOT NULL, sealed BLOB NOT NULL, closed INTEGER
        ) STRICT;

        CREATE TABLE audit (                      -- indexed by item, not by person: items only grow, so the index is appended to
            seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, item INTEGER, record BLOB NOT NULL, leaf BLOB NOT NULL
        ) STRICT;
        CREATE INDEX audit_item ON audit(item);
        CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
        """
}
