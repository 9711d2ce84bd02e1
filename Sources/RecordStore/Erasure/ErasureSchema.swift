/// Tables of what is kept for how long, of what was erased, and of what went astray (ops/decisions/0019).
enum ErasureSchema {
    static let migration = """
        CREATE TABLE retention (                  -- people whose last stay ended: from that day the agreement's time runs
            nominal INTEGER PRIMARY KEY,
            ended INTEGER NOT NULL,               -- 0: nobody has looked yet
            bodies INTEGER, requests INTEGER,     -- when the bodies of notices, and the requests of decisions, were erased
            again INTEGER NOT NULL DEFAULT 0      -- not to be looked at before
        ) STRICT;
        CREATE INDEX retention_ended ON retention(ended);
        INSERT INTO retention (nominal, ended) SELECT id, 0 FROM nominal WHERE merged_into IS NULL;

        CREATE TABLE review_hold (                -- a review needs a record: it beats retention and every order to erase
            message TEXT PRIMARY KEY, nominal INTEGER NOT NULL, placed INTEGER NOT NULL, review INTEGER NOT NULL,
            reminded INTEGER, released INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX review_hold_nominal ON review_hold(nominal);

        CREATE TABLE rectified (                  -- facts that were inaccurate: kept sealed, and folded into nothing
            fact INTEGER PRIMARY KEY, item INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE erasure (                    -- records whose key was destroyed; the same is in the ledger beside the master key
            nominal INTEGER PRIMARY KEY, key BLOB NOT NULL, at INTEGER NOT NULL, message TEXT NOT NULL,
            reason TEXT NOT NULL, authority TEXT NOT NULL
        ) STRICT;

        CREATE TABLE breach (                     -- personal data breaches: DPA 2018 s.67
            message TEXT PRIMARY KEY, notices TEXT NOT NULL, reason TEXT NOT NULL, opened INTEGER NOT NULL,
            due INTEGER NOT NULL, assessed INTEGER, outcome TEXT, told INTEGER
        ) STRICT, WITHOUT ROWID;
        """
}
