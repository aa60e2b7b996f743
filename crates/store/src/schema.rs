//! The tables, and how an older file becomes a newer one. A step is never changed once released.

use crate::error::StoreError;
use rusqlite::Connection;

/// What this program writes; it reads this and everything older.
pub(crate) const NEWEST: u32 = 5;

/// The step to schema 1, to schema 2, and so on.
const STEPS: [&str; NEWEST as usize] = [FIRST, SECOND, THIRD, FOURTH, FIFTH];

const FIRST: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE plan (number INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE) STRICT;
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    effective TEXT,
    actor TEXT NOT NULL,
    channel TEXT NOT NULL,
    content BLOB NOT NULL,
    leaf BLOB NOT NULL,
    salt BLOB,
    body TEXT
) STRICT;
CREATE UNIQUE INDEX event_of_plan ON event (plan, seq);
CREATE TABLE erasure (position INTEGER PRIMARY KEY, by_position INTEGER NOT NULL) STRICT;
CREATE TABLE person (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL,
    written TEXT NOT NULL,
    details TEXT NOT NULL,
    checksum BLOB NOT NULL,
    UNIQUE (plan, written)
) STRICT;
CREATE TRIGGER plan_stays BEFORE DELETE ON plan BEGIN SELECT RAISE(ABORT, 'a plan is never deleted'); END;
CREATE TRIGGER plan_keeps_its_name BEFORE UPDATE ON plan BEGIN SELECT RAISE(ABORT, 'a plan keeps its name'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event
WHEN NOT (
    NEW.salt IS NULL AND NEW.body IS NULL
    AND EXISTS (SELECT 1 FROM erasure WHERE position = OLD.position)
    AND (NEW.position, NEW.plan, NEW.seq, NEW.version, NEW.kind, NEW.recorded_at, NEW.actor, NEW.channel, NEW.content, NEW.leaf)
      = (OLD.position, OLD.plan, OLD.seq, OLD.version, OLD.kind, OLD.recorded_at, OLD.actor, OLD.channel, OLD.content, OLD.leaf)
    AND NEW.effective IS OLD.effective
)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only; content is only erased with a record of who and why'); END;
CREATE TRIGGER erasure_stays BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER erasure_is_fixed BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
";

const SECOND: &str = "
CREATE TABLE snapshot (
    plan INTEGER NOT NULL, seq INTEGER NOT NULL, recorded_at INTEGER NOT NULL, latest TEXT,
    checksum BLOB NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (plan, seq)
) STRICT, WITHOUT ROWID;
";

// Instants are microseconds since 1970. Secrets stand here only as hashes: who reads the file can
// neither sign in nor follow a link.
const THIRD: &str = "
CREATE TABLE account (
    number INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL COLLATE NOCASE UNIQUE, details TEXT NOT NULL
) STRICT;
CREATE TABLE granted (
    account INTEGER NOT NULL, plan TEXT NOT NULL COLLATE NOCASE, role TEXT NOT NULL,
    PRIMARY KEY (account, plan, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    hash BLOB PRIMARY KEY, account INTEGER NOT NULL, made_at INTEGER NOT NULL, seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL, assured INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_account ON session (account);
CREATE TABLE link (
    number INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, hash BLOB UNIQUE, browser BLOB NOT NULL,
    made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, used_at INTEGER
) STRICT;
CREATE TABLE factor (
    number INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    secret TEXT NOT NULL, made_at INTEGER NOT NULL, used_at INTEGER
) STRICT;
CREATE TABLE letter (
    number INTEGER PRIMARY KEY AUTOINCREMENT, about TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL,
    subject TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, due_at INTEGER NOT NULL,
    made_at INTEGER NOT NULL, sent_at INTEGER, problem TEXT
) STRICT;
CREATE INDEX letter_due ON letter (state, due_at);
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
";

// Links of rounds: whose they are, by address; which browsers are answering by one; when a letter may go at the
// earliest is its due_at.
const FOURTH: &str = "
CREATE TABLE ask_link (
    number INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL COLLATE NOCASE, hash BLOB NOT NULL UNIQUE,
    made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, revoked_at INTEGER
) STRICT;
CREATE INDEX ask_link_of_email ON ask_link (email);
CREATE TABLE answering (
    hash BLOB PRIMARY KEY, link INTEGER NOT NULL, made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

// Mail that came in, beside the ledger: it can go.
const FIFTH: &str = "
CREATE TABLE incoming (
    number INTEGER PRIMARY KEY AUTOINCREMENT, plan TEXT NOT NULL COLLATE NOCASE, file TEXT NOT NULL,
    kind TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT NOT NULL, words TEXT NOT NULL, files TEXT NOT NULL,
    came_at INTEGER NOT NULL, filed_at INTEGER, filed_by TEXT, filed_what TEXT, UNIQUE (plan, file)
) STRICT;
";

/// The schema of a file; 0 for one that is empty.
pub(crate) fn version(connection: &Connection) -> Result<u32, StoreError> {
    let found = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > NEWEST {
        return Err(StoreError::Temporary(format!(
            "nothing was changed: the data folder was written by a newer Onpace (schema {found}; this one knows up to {NEWEST}); use that one"
        )));
    }
    Ok(found)
}

/// Takes a file from one schema to the newest, all or nothing.
pub(crate) fn migrate(connection: &mut Connection, from: u32) -> Result<(), StoreError> {
    let step = connection.transaction()?;
    for sql in STEPS.iter().skip(from as usize) {
        step.execute_batch(sql)?;
    }
    if from == 0 {
        let mut id = [0u8; 16];
        getrandom::fill(&mut id).map_err(|e| StoreError::Temporary(format!("no randomness: {e}")))?;
        step.execute("INSERT INTO meta VALUES ('id', ?1)", [crate::leaf::hex(&id)])?;
    }
    step.pragma_update(None, "user_version", NEWEST)?;
    step.commit()?;
    Ok(())
}
