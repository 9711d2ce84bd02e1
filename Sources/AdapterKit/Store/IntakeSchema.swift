import GRDB

/// The intake database's tables, each migration once and in order.
///
/// An item's skeleton stays for good, so that history and duplicates are known; what it says is sealed in `body` and is
/// deleted on schedule. Keys are time-ordered (DESIGN decision 15); the two indexes on random values are narrow.
enum IntakeSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 items, bodies, messages") { database in try database.execute(sql: first) }
        migrator.registerMigration("2 ways in, quarantine") { database in try database.execute(sql: second) }
        return migrator
    }

    private static let first = """
        CREATE TABLE item (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            receivedAt INTEGER NOT NULL,
            byteCount INTEGER NOT NULL,
            -- keyed; null when the bytes were refused unread
            digest BLOB,
            -- which file in the drop folder it was, while it may still be there
            inode INTEGER NOT NULL,
            modifiedAt INTEGER NOT NULL,
            isAside INTEGER NOT NULL DEFAULT 0,
            asideDestroyedAt INTEGER,
            state TEXT NOT NULL,
            isDuplicate INTEGER NOT NULL DEFAULT 0,
            translationAttempts INTEGER NOT NULL DEFAULT 0,
            publishDue INTEGER NOT NULL DEFAULT 0,
            publishAttempts INTEGER NOT NULL DEFAULT 0,
            retryAt INTEGER NOT NULL DEFAULT 0,
            -- 1 when the sender is to be told; 2 when told, by a file that a power cut might still take
            receiptDue INTEGER NOT NULL DEFAULT 0,
            receiptWrittenAt INTEGER,
            correlationID TEXT,
            caseReference TEXT,
            problems TEXT NOT NULL DEFAULT '[]',
            destroyedAt INTEGER
        ) STRICT;
        CREATE INDEX itemDigest ON item (digest) WHERE digest IS NOT NULL;
        CREATE INDEX itemInDrop ON item (inode) WHERE isAside = 0;
        CREATE INDEX itemReceived ON item (sequence) WHERE state = 'received';
        CREATE INDEX itemQuarantined ON item (sequence) WHERE state IN ('rejected', 'held');
        CREATE INDEX itemPublishDue ON item (sequence) WHERE publishDue = 1;
        CREATE INDEX itemReceiptDue ON item (sequence) WHERE receiptDue = 1;
        CREATE INDEX itemReceiptUnsettled ON item (receiptWrittenAt) WHERE receiptDue = 2;
        CREATE INDEX itemSealed ON item (receivedAt) WHERE destroyedAt IS NULL;
        CREATE INDEX itemAside ON item (receivedAt) WHERE isAside = 1 AND asideDestroyedAt IS NULL;

        CREATE TABLE body (
            item INTEGER PRIMARY KEY REFERENCES item (sequence),
            wrappedKey BLOB NOT NULL,
            bytes BLOB NOT NULL,
            -- the encoded canonical messages, until every one is confirmed
            messages BLOB
        ) STRICT;

        CREATE TABLE message (
            item INTEGER NOT NULL REFERENCES item (sequence),
            ordinal INTEGER NOT NULL,
            id TEXT NOT NULL,
            type TEXT NOT NULL,
            isConfirmed INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (item, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX messageID ON message (id);

        CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
        """

    /// The tally counts each arrival at a state once and for good, so that a counter survives the process and no scrape
    /// reads the whole journal.
    private static let second = """
        ALTER TABLE item ADD COLUMN way TEXT NOT NULL DEFAULT 'file';
        -- the HTTP client's configured name or the publisher's AMQP login
        ALTER TABLE item ADD COLUMN sender TEXT;
        -- the sender's own id of the transport: an AMQP message id
        ALTER TABLE item ADD COLUMN transportID TEXT;
        -- keyed, of the way, the sender and the key it gave
        ALTER TABLE item ADD COLUMN idempotency BLOB;
        ALTER TABLE item ADD COLUMN receiptRetryAt INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE item ADD COLUMN rowsWithProblems INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE item ADD COLUMN rowProblems INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE item ADD COLUMN closeReason TEXT;
        CREATE UNIQUE INDEX itemIdempotency ON item (idempotency) WHERE idempotency IS NOT NULL;

        -- what is wrong with single rows, as JSON lines without a value of the item's
        CREATE TABLE report (item INTEGER PRIMARY KEY REFERENCES item (sequence), lines BLOB NOT NULL) STRICT;

        -- the bytes after an operator's edit, sealed with the item's key; the original stays in body
        CREATE TABLE revision (
            item INTEGER NOT NULL REFERENCES item (sequence),
            number INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (item, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE operatorAction (
            sequence INTEGER PRIMARY KEY,
            item INTEGER NOT NULL REFERENCES item (sequence),
            time INTEGER NOT NULL,
            author TEXT NOT NULL,
            action TEXT NOT NULL,
            -- the places of an edit, the code of a closing; never a value of the item's
            detail TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX operatorActionItem ON operatorAction (item);

        CREATE TABLE tally (outcome TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO tally SELECT CASE WHEN isDuplicate = 1 THEN 'duplicate' ELSE state END, COUNT(*) FROM item GROUP BY 1;
        CREATE TRIGGER itemTaken AFTER INSERT ON item BEGIN
            INSERT INTO tally VALUES (NEW.state, 1) ON CONFLICT (outcome) DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER itemMoved AFTER UPDATE OF state ON item WHEN NEW.state <> OLD.state BEGIN
            INSERT INTO tally VALUES (CASE WHEN NEW.state = 'published' AND NEW.isDuplicate = 1 THEN 'duplicate'
                ELSE NEW.state END, 1) ON CONFLICT (outcome) DO UPDATE SET count = count + 1;
        END;
        """
}
