/// The tables of identity: who is probably whom, what was decided about it, and what has to be known to take it back.
enum IdentitySchema {
    static let migration = """
        -- Which record an identifier arrived under; it keeps it through merges, so that a split is exact.
        ALTER TABLE identifier ADD COLUMN origin INTEGER;
        UPDATE identifier SET origin = nominal;
        CREATE INDEX nominal_merged ON nominal(merged_into) WHERE merged_into IS NOT NULL;

        -- Probable matches are found by several keys; the one exact key of name and birthday is no more.
        DROP TABLE name_key;
        CREATE TABLE block (blind BLOB NOT NULL, nominal INTEGER NOT NULL, PRIMARY KEY (blind, nominal)) STRICT, WITHOUT ROWID;
        CREATE INDEX block_nominal ON block(nominal);

        CREATE TABLE identity_decision (          -- what was decided, never what follows from it; ids and numbers only
            id INTEGER PRIMARY KEY, message TEXT NOT NULL, item INTEGER NOT NULL, authority TEXT NOT NULL,
            verdict TEXT NOT NULL, first INTEGER NOT NULL, second INTEGER NOT NULL, target TEXT NOT NULL,
            occurred INTEGER NOT NULL, recorded INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX identity_decision_message ON identity_decision(message, verdict, first, second);

        CREATE TABLE union_span (                 -- which records a record stood for, from which notice on
            id INTEGER PRIMARY KEY, nominal INTEGER NOT NULL, origins TEXT NOT NULL, notice INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX union_span_nominal ON union_span(nominal);
        CREATE TABLE solo (                       -- what was told of a record before it was united, sealed under its own key
            origin INTEGER NOT NULL, key BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (origin, key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE review (                     -- why a held item waits, sealed under the held item's key
            seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL
        ) STRICT;
        CREATE TABLE attention (                  -- records in which two people's evidence meets
            nominal INTEGER NOT NULL, item INTEGER NOT NULL, reason TEXT NOT NULL, since INTEGER NOT NULL, healed INTEGER,
            PRIMARY KEY (nominal, item)
        ) STRICT, WITHOUT ROWID;
        """
}
