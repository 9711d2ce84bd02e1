/// The table of how many people were considered whom the broker does not know (ops/decisions/0031).
///
/// Numbers by month, and no row a person: nothing in it can be erased, because nothing in it is anybody's.
enum TallySchema {
    static let migration = """
        CREATE TABLE candidate_tally (
            scheme TEXT NOT NULL, month INTEGER NOT NULL, -- 202604
            cohort TEXT NOT NULL, route TEXT NOT NULL,    -- words of the scheme, never a sender's own
            outcome TEXT NOT NULL CHECK (outcome IN ('proposed', 'selected', 'declined')),
            count INTEGER NOT NULL,
            PRIMARY KEY (scheme, month, cohort, route, outcome)
        ) STRICT, WITHOUT ROWID;
        """
}
