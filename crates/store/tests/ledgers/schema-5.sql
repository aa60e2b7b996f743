-- A ledger as schema 5 left it: a plan with one erasure, and three accounts, the first of which was made before what is
-- administered was recorded. Put together by hand from docs/ledger-format.md, so that it agrees with no program by chance.
-- Never changed: what it says must be readable for ever. Its checkpoint and what it tells: `released.rs`.

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
CREATE TABLE snapshot (
    plan INTEGER NOT NULL, seq INTEGER NOT NULL, recorded_at INTEGER NOT NULL, latest TEXT,
    checksum BLOB NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (plan, seq)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE ask_link (
    number INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL COLLATE NOCASE, hash BLOB NOT NULL UNIQUE,
    made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, revoked_at INTEGER
) STRICT;
CREATE INDEX ask_link_of_email ON ask_link (email);
CREATE TABLE answering (
    hash BLOB PRIMARY KEY, link INTEGER NOT NULL, made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE incoming (
    number INTEGER PRIMARY KEY AUTOINCREMENT, plan TEXT NOT NULL COLLATE NOCASE, file TEXT NOT NULL,
    kind TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT NOT NULL, words TEXT NOT NULL, files TEXT NOT NULL,
    came_at INTEGER NOT NULL, filed_at INTEGER, filed_by TEXT, filed_what TEXT, UNIQUE (plan, file)
) STRICT;
INSERT INTO meta VALUES ('id', '5f1c2ab98e0d47c3a6b1d0e94c7f8a25');
INSERT INTO plan VALUES (1, '@house');
INSERT INTO plan VALUES (2, 'send');
INSERT INTO event VALUES (0, 1, 1, 3, 'administered', 1795539272823351, NULL, 'user-1', 'web', X'c80d1b2e5a5a05f2cfc72fef1ad1eecb28c837bd69938f62629ba596d2188766', X'd58a88f90945efbd64a7319f89450cbbf9ce15a7a68e4bd019e7e2a2e574523b', X'5da1af2bed4c70944d5fe6a055f1256d', '{"event":{"administered":{"about":"user-2","changes":[{"what":"roles","before":"","after":"manager/send"},{"what":"may sign in","before":"","after":"yes"}]}}}');
INSERT INTO event VALUES (1, 1, 2, 3, 'administered', 1795539272824351, NULL, 'user-2', 'web', X'5635b100abe27160aa939109e6a0dc4d9946dfa0813b7e3244ec349731ba23f0', X'fea881bbb8b8afb2092e06a491b037205e7dc2574b2125d57f0cd83abb7bd7c3', X'61de4cc3e3c9e3e2f842506d26ffa8be', '{"event":{"administered":{"about":"user-2","changes":[{"what":"totp","before":"","after":"1"}]}}}');
INSERT INTO event VALUES (2, 2, 1, 3, 'opened', 1795539272825351, NULL, 'operator', 'import', X'6c72e63c9ef438b0407a1fd6c8d32bd6428944a7a0c238d559fd36e0de08820c', X'b0757702ec6833d230273ee325a1e8871a0bf552a18a2585dc6fd11cec8d7b33', X'4f39e1b9600402719509c1c4ab1f49bc', '{"event":{"opened":{"title":"A plan","level_name":"Pillar"}}}');
INSERT INTO event VALUES (3, 2, 2, 3, 'reported', 1795539272826351, '2022-05-22', 'person-1', 'web', X'b8e9c6e444b7ebefe7b32ad878d9ce01a91077112902ce783b4fe9001c92343d', X'2854c7979f7a1fec37b7cff5e67e2e2e7e9a6fe3a482eea9e1bd6811b5eaa68a', NULL, NULL);
INSERT INTO event VALUES (4, 1, 3, 3, 'administered', 1795539272827351, NULL, 'user-1', 'web', X'686285363af5ffa77f41d8dc81ca411b3cd1e70fe8686341c1c68e657af47691', X'82016a74224592f1f0854be5278687d4636f9baa7426313953ec969da4faa816', X'7536e23f7bb7ed6a4eedf3850a9be3a9', '{"event":{"administered":{"about":"user-3","changes":[{"what":"roles","before":"","after":"auditor/send reader/send"},{"what":"may sign in","before":"","after":"yes"}]}}}');
INSERT INTO event VALUES (5, 1, 4, 3, 'administered', 1795539272828351, NULL, 'user-1', 'web', X'd595fb7566d9ba1fb05cfdebe8ba35fa1be4d9b7dd771c1ce4cd716a33f52ea9', X'a1dbdac1a07d2940768e4b402ebb31fd661acfeb0c0df3bbbeb75b0030af4faa', X'f00ff7284f3a02b983a5b9c27398ea9f', '{"event":{"administered":{"about":"user-3","changes":[{"what":"may sign in","before":"yes","after":"no"},{"what":"name","before":"one","after":"another"}]}}}');
INSERT INTO event VALUES (6, 2, 3, 3, 'erased', 1795539272829351, NULL, 'operator', 'cli', X'984f09a520a579afa4e512ed29d3ebb52d63a028bbe95a0ac4f45e8a38dbdc40', X'a13258344e584f6a8e87a8d23b8a8709e8fca71b01f36c27d66c3f28ef2092ea', X'1eaeb163bb24c21859b0be1fbeb3dcc1', '{"reason":"names a child","event":{"erased":{"of":2}}}');
INSERT INTO erasure VALUES (3, 6);
INSERT INTO account VALUES (1, 'first@here.invalid', '{"name":"The first"}');
INSERT INTO account VALUES (2, 'second@here.invalid', '{"name":"The second"}');
INSERT INTO account VALUES (3, 'third@here.invalid', '{"name":"The third","disabled":true}');
INSERT INTO granted VALUES (1, '', 'admin');
INSERT INTO granted VALUES (2, 'send', 'manager');
INSERT INTO granted VALUES (3, 'send', 'auditor');
INSERT INTO granted VALUES (3, 'send', 'reader');
INSERT INTO factor VALUES (1, 2, 'totp', 'An app', 'JBSWY3DPEHPK3PXP', 1795539272823351, NULL);
INSERT INTO setting VALUES ('written-at', '1795539272823351');
PRAGMA user_version = 5;
