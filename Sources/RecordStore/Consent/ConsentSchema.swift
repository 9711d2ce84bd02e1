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

    /// What was claimed and not handed over yet; and the way from a notice to its place in the outbox, which is looked for
    /// whenever a consent changes: without an index each look reads the whole outbox, and it is longest when RabbitMQ is away.
    static let claims = """
        CREATE TABLE claim (                      -- a fetch that was decided and recorded
            entry INTEGER PRIMARY KEY,            -- the audit entry that says so
            notice TEXT NOT NULL,
            handed INTEGER                        -- when it was handed over; nothing left before
        ) STRICT;
        CREATE INDEX claim_notice ON claim(notice);
        CREATE INDEX outbox_notice ON outbox(notice) WHERE notice IS NOT NULL;
        """
}
