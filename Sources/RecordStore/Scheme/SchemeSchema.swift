/// The table of what a scheme has still to do about whom (ops/decisions/0021).
enum SchemeSchema {
    static let migration = """
        CREATE TABLE timer (                      -- when time alone changes something about somebody, by the scheme
            nominal INTEGER PRIMARY KEY,
            due INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX timer_due ON timer(due, nominal);
        """
}
