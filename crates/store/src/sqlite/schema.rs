//! The tables, and how an older file becomes a newer one. A step is never changed once released.

use crate::error::StoreError;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What this program writes; it reads this and everything older.
pub(crate) const NEWEST: u32 = 7;

/// From this schema on there is a salt for the hashes of former names.
const SALTED: u32 = 7;

/// From this schema on, all that is administered is on record; before it, some early accounts are not.
const ALL_RECORDED: u32 = 6;

/// The step to schema 1, to schema 2, and so on.
const STEPS: [&str; NEWEST as usize] = [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH];

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

// Content goes only where a later event of the same plan, itself whole, names it as erased. An event comes last or
// not at all: what replaces a row deletes it without asking the rule that no row is deleted. The text of such an event
// ends with what it names; functions of JSON are not for rules of a file that is not trusted.
const SIXTH: &str = "
DROP TRIGGER IF EXISTS event_is_fixed;
CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event
WHEN NOT (
    NEW.salt IS NULL AND NEW.body IS NULL AND OLD.kind NOT IN ('erased', 'administered')
    AND EXISTS (
        SELECT 1 FROM erasure JOIN event told ON told.position = erasure.by_position
        WHERE erasure.position = OLD.position AND told.position > OLD.position AND told.plan = OLD.plan
        AND told.kind = 'erased' AND told.body LIKE '%\"event\":{\"erased\":{\"of\":' || OLD.seq || '}}}'
    )
    AND (NEW.position, NEW.plan, NEW.seq, NEW.version, NEW.kind, NEW.recorded_at, NEW.actor, NEW.channel, NEW.content, NEW.leaf)
      = (OLD.position, OLD.plan, OLD.seq, OLD.version, OLD.kind, OLD.recorded_at, OLD.actor, OLD.channel, OLD.content, OLD.leaf)
    AND NEW.effective IS OLD.effective
)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only; content is only erased with a record of who and why'); END;
CREATE TRIGGER event_comes_last BEFORE INSERT ON event
WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM event)
    OR EXISTS (SELECT 1 FROM event WHERE plan = NEW.plan AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER erasure_is_told BEFORE INSERT ON erasure
WHEN EXISTS (SELECT 1 FROM erasure WHERE position = NEW.position) OR NOT EXISTS (
    SELECT 1 FROM event gone JOIN event told ON told.plan = gone.plan
    WHERE gone.position = NEW.position AND told.position = NEW.by_position AND told.position > gone.position
    AND told.kind = 'erased' AND told.body LIKE '%\"event\":{\"erased\":{\"of\":' || gone.seq || '}}}'
)
BEGIN SELECT RAISE(ABORT, 'content is only erased with a record of who and why'); END;
";

// What everybody may read of a pack, byte for byte as it was published; it goes when the pack is taken back. And the
// names that people had before they were renamed or forgotten, as salted hashes: a text that is published later must
// not tell them either.
const SEVENTH: &str = "
CREATE TABLE published (
    plan TEXT NOT NULL COLLATE NOCASE, number INTEGER NOT NULL, ending TEXT NOT NULL, kind TEXT NOT NULL,
    bytes BLOB NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (plan, number, ending)
) STRICT;
CREATE TABLE former_name (
    plan TEXT NOT NULL COLLATE NOCASE, hash BLOB NOT NULL, words INTEGER NOT NULL, stands_for TEXT NOT NULL,
    PRIMARY KEY (plan, hash)
) STRICT, WITHOUT ROWID;
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

/// Takes a file from one schema to the newest, all or nothing. `adopt` notes what was administered before that was
/// recorded.
pub(crate) fn migrate(
    connection: &mut Connection,
    from: u32,
    adopt: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let step = connection.transaction()?;
    for sql in STEPS.iter().skip(from as usize) {
        step.execute_batch(sql)?;
    }
    if from == 0 {
        step.execute("INSERT INTO meta VALUES ('id', ?1)", [random::<16>()?])?;
    } else if from < ALL_RECORDED {
        adopt(&step)?;
    }
    if from < SALTED {
        step.execute("INSERT INTO meta VALUES ('name-salt', ?1)", [random::<32>()?])?;
    }
    step.pragma_update(None, "user_version", NEWEST)?;
    step.commit()?;
    Ok(())
}

/// Random bytes as text.
fn random<const N: usize>() -> Result<String, StoreError> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|e| StoreError::Temporary(format!("no randomness: {e}")))?;
    Ok(crate::leaf::hex(&bytes))
}

/// How the tables and rules of a file differ from those that are made here, in words; nothing where they do not.
pub(crate) fn difference(connection: &Connection) -> Result<Option<String>, StoreError> {
    let fresh = Connection::open_in_memory()?;
    for sql in STEPS {
        fresh.execute_batch(sql)?;
    }
    let (made, found) = (objects(&fresh)?, objects(connection)?);
    let gone = made.keys().find(|name| !found.contains_key(*name)).map(|name| format!("the {name} is gone"));
    let other = || {
        let differs = |(name, sql): (&String, &String)| match made.get(name) {
            Some(made) if made == sql => None,
            Some(_) => Some(format!("the {name} is not the one that this program makes")),
            None => Some(format!("the {name} is none that this program makes")),
        };
        found.iter().find_map(differs)
    };
    Ok(gone.or_else(other))
}

/// What a file is made of: each table, index, view and trigger by its kind and name, with its text.
fn objects(connection: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    let mut all = connection.prepare(
        "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master
         WHERE type IN ('trigger', 'view') OR name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )?;
    let one = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
    let found = all.query_map([], one)?.collect::<Result<Vec<_>, _>>()?;
    let in_one_line = |sql: String| sql.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(found.into_iter().map(|(name, sql)| (name, in_one_line(sql))).collect())
}
