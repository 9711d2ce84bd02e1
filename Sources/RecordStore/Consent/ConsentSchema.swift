/// Tables of what rests on consent.
enum ConsentSchema {
    static let migration = """
        CREATE TABLE consent (                    -- what was last recorded of a person's consents
            nominal INTEGER PRIMARY KEY,
            epoch INTEGER NOT NULL,               -- the highest acceptance number of a consent
            prompt INTEGER                        -- when somebody has to ask for a renewal
        ) STRICT;
        CREATE INDEX consent_prompt ON consent(prompt) WHERE prompt IS NOT NULL;
        CREATE TABLE task_detail (                -- what a task that a duty raised says besides
            task TEXT NOT NULL, cause INTEGER NOT NULL, origin INTEGER NOT NULL, sealed BLOB NOT NULL,
            PRIMARY KEY (task, cause)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE stopped (                    -- notices that were stopped before they left
            notice INTEGER PRIMARY KEY, at INTEGER NOT NULL
        ) STRICT;
        """
}
