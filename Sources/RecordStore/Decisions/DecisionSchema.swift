/// What a decision rested on, so that it can be made again (DESIGN decision 7; ops/decisions/0015).
enum DecisionSchema {
    static let migration = """
        CREATE TABLE decision (                   -- the request of a decision: every fact it rested on and the clock
            seq INTEGER PRIMARY KEY,              -- the audit entry that says what was decided: no index of its own is needed
            origin INTEGER NOT NULL,              -- the record whose key seals it: with the key goes the request
            sealed BLOB NOT NULL
        ) STRICT;
        """
}
