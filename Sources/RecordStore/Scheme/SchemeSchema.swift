/// The table of what a scheme has still to do about whom (ops/decisions/0021).
enum SchemeSchema {
    static let migration = """
        CREATE TABLE timer (                      -- when time alone changes something about somebody, by the scheme
            nominal INTEGER PRIMARY KEY,
            due INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX timer_due ON timer(due, nominal);
        """

    /// The table of the changes of colour that looks listed (ops/decisions/0027).
    static let transitions = """
        CREATE TABLE transition (                 -- a change of colour; no alert goes out without one
            nominal INTEGER NOT NULL, id TEXT NOT NULL, origin INTEGER NOT NULL, item INTEGER NOT NULL,
            listed INTEGER NOT NULL, fate TEXT NOT NULL, folded TEXT, scheme TEXT NOT NULL,
            ended INTEGER,                        -- when the record was found to be two people's
            sealed BLOB NOT NULL, PRIMARY KEY (nominal, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX transition_origin ON transition(origin);
        CREATE INDEX transition_id ON transition(id);
        """
}
