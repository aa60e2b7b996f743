//! Statements that write. Only the writer's thread calls them.

use crate::error::StoreError;
use crate::leaf::content_hash;
use crate::ledger::{Appended, Entry, OWN_STREAM, Snapshot};
use onpace_core::ledger::Event;
use onpace_core::ledger::event::{Channel, VERSION};
use onpace_core::ledger::merkle;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// An append that waits, with all done beforehand that needs no turn: content written, salted, hashed.
pub(crate) struct Request {
    plan: String,
    /// Where the plan must stand; `None` for wherever it does.
    expected: Option<u64>,
    now: i64,
    records: Vec<Record>,
}

struct Record {
    kind: &'static str,
    effective: Option<String>,
    actor: String,
    channel: &'static str,
    salt: [u8; 16],
    body: String,
    content: merkle::Hash,
}

/// The content of a record, which can be erased.
#[derive(Serialize, Deserialize)]
pub(super) struct Content {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    pub(super) event: Event,
}

impl Request {
    /// Prepares an append.
    ///
    /// # Errors
    /// A name that is not one line; no randomness for salts.
    pub(super) fn prepare(
        plan: &str,
        expected: Option<u64>,
        now: i64,
        entries: Vec<Entry>,
    ) -> Result<Self, StoreError> {
        check(plan, &entries)?;
        let mut records = Vec::with_capacity(entries.len());
        for Entry { effective, actor, channel, reason, event } in entries {
            let mut salt = [0u8; 16];
            getrandom::fill(&mut salt)
                .map_err(|e| StoreError::Temporary(format!("nothing was saved: no randomness: {e}")))?;
            let kind = event.kind();
            let body = serde_json::to_string(&Content { reason, event })
                .map_err(|e| StoreError::NotAccepted(format!("an event could not be written: {e}")))?;
            let content = content_hash(&salt, &body);
            let (effective, channel) = (effective.map(|day| day.to_string()), channel.word());
            records.push(Record { kind, effective, actor, channel, salt, body, content });
        }
        Ok(Self { plan: plan.to_owned(), expected, now, records })
    }
}

/// Where plans stand, as far as the writer has seen; it is the only one who moves them. Forgotten
/// whenever a transaction fails.
#[derive(Default)]
pub(super) struct Heads {
    plans: HashMap<String, Head>,
    next: Option<u64>,
}

#[derive(Clone)]
struct Head {
    number: i64,
    name: String,
    seq: u64,
    recorded_at: i64,
}

impl Heads {
    /// The head of a plan; where wanted, a new plan is begun.
    fn of(&mut self, connection: &Connection, plan: &str, make: bool) -> Result<&mut Head, StoreError> {
        let key = plan.to_ascii_lowercase();
        if !self.plans.contains_key(&key) {
            let (number, name) = number_of(connection, plan, make)?.ok_or_else(|| super::read::no_plan(plan))?;
            let (seq, recorded_at) = head(connection, number)?;
            self.plans.insert(key.clone(), Head { number, name, seq, recorded_at });
        }
        self.plans.get_mut(&key).ok_or_else(|| super::read::no_plan(plan))
    }

    /// The position of the next leaf.
    fn next(&mut self, connection: &Connection) -> Result<u64, StoreError> {
        if let Some(next) = self.next {
            return Ok(next);
        }
        let next = connection.query_row("SELECT COALESCE(MAX(position) + 1, 0) FROM event", [], |row| row.get(0))?;
        self.next = Some(next);
        Ok(next)
    }
}

/// Appends within the transaction that is open. A conflict is found before anything is written.
pub(super) fn append(connection: &Connection, heads: &mut Heads, request: &Request) -> Result<Appended, StoreError> {
    let mut position = heads.next(connection)?;
    let head = heads.of(connection, &request.plan, request.expected == Some(0))?;
    if let Some(expected) = request.expected.filter(|expected| *expected != head.seq) {
        let (found, number) = (head.seq, head.number);
        let came_between = came_between(connection, number, expected)?;
        return Err(StoreError::Conflict { expected, found, came_between });
    }
    // Within a plan the recorded time never goes back, even where the machine's clock does, and never stands
    // still: an instant by which something was known means the same events for ever.
    let recorded_at = request.now.max(head.recorded_at.saturating_add(1));
    let mut insert = connection
        .prepare_cached("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")?;
    for (seq, record) in (head.seq + 1..).zip(&request.records) {
        let text = crate::leaf::Head {
            plan: &head.name,
            seq,
            version: VERSION,
            kind: record.kind,
            recorded_at,
            effective: record.effective.as_deref(),
            actor: &record.actor,
            channel: record.channel,
            content: &record.content,
        };
        let leaf = text.leaf();
        insert.execute(params![
            position,
            head.number,
            seq,
            VERSION,
            record.kind,
            recorded_at,
            record.effective,
            record.actor,
            record.channel,
            record.content,
            leaf,
            record.salt,
            record.body
        ])?;
        position += 1;
    }
    let first = head.seq + 1;
    head.seq += request.records.len() as u64;
    head.recorded_at = recorded_at;
    let last = head.seq;
    heads.next = Some(position);
    Ok(Appended { first, last, recorded_at })
}

/// Appends entries to a plan that must stand at a number, within a transaction of something else.
pub(crate) fn append_at(
    connection: &Connection,
    plan: &str,
    expected: u64,
    now: i64,
    entries: Vec<Entry>,
) -> Result<Appended, StoreError> {
    append(connection, &mut Heads::default(), &Request::prepare(plan, Some(expected), now, entries)?)
}

/// Appends one entry to a stream wherever it stands, within a transaction of something else.
pub(crate) fn append_within(connection: &Connection, stream: &str, now: i64, entry: Entry) -> Result<(), StoreError> {
    let mut heads = Heads::default();
    let number = number_of(connection, stream, false)?;
    let expected = number.map_or(Ok(0), |(number, _)| head(connection, number).map(|(seq, _)| seq))?;
    append(connection, &mut heads, &Request::prepare(stream, Some(expected), now, vec![entry])?)?;
    Ok(())
}

/// The parts of a record's head must each be one line of sensible length.
fn check(plan: &str, entries: &[Entry]) -> Result<(), StoreError> {
    // Such names are for streams of the installation's own.
    let is_own = plan == OWN_STREAM && entries.iter().all(|entry| entry.event.row().is_none());
    if plan.starts_with('@') && !is_own {
        return Err(StoreError::NotAccepted("the name of a plan does not begin with @".to_owned()));
    }
    let one_line = |text: &str| !text.is_empty() && text.chars().count() <= 64 && !text.contains(char::is_control);
    if !one_line(plan) || entries.iter().any(|entry| !one_line(&entry.actor)) {
        return Err(StoreError::NotAccepted(
            "the name of a plan or of who records is not one line of 1 to 64 letters".to_owned(),
        ));
    }
    Ok(())
}

/// A plan's number and its name as first given; where wanted, a new plan gets one.
fn number_of(connection: &Connection, plan: &str, make: bool) -> Result<Option<(i64, String)>, StoreError> {
    let mut find = connection.prepare_cached("SELECT number, name FROM plan WHERE name = ?1")?;
    let found = find.query_row([plan], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    if found.is_some() || !make {
        return Ok(found);
    }
    connection.prepare_cached("INSERT INTO plan (name) VALUES (?1)")?.execute([plan])?;
    Ok(Some((connection.last_insert_rowid(), plan.to_owned())))
}

/// The last sequence number of a plan, and when it was recorded; zeros for none.
fn head(connection: &Connection, plan: i64) -> Result<(u64, i64), StoreError> {
    let mut last =
        connection.prepare_cached("SELECT seq, recorded_at FROM event WHERE plan = ?1 ORDER BY seq DESC LIMIT 1")?;
    Ok(last.query_row([plan], |row| Ok((row.get(0)?, row.get(1)?))).optional()?.unwrap_or((0, i64::MIN)))
}

fn came_between(connection: &Connection, plan: i64, after: u64) -> Result<String, StoreError> {
    let mut kinds =
        connection.prepare_cached("SELECT seq, kind FROM event WHERE plan = ?1 AND seq > ?2 ORDER BY seq LIMIT 5")?;
    let told: Vec<String> = kinds
        .query_map(params![plan, after], |row| Ok(format!("{} {}", row.get::<_, u64>(0)?, row.get::<_, String>(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(if told.is_empty() { "nothing".to_owned() } else { told.join(", ") })
}

/// Erases the content of an event: records who and why, then takes the content away.
pub(super) fn erase(
    connection: &mut Connection,
    plan: &str,
    seq: u64,
    now: i64,
    actor: &str,
    reason: &str,
) -> Result<Appended, StoreError> {
    let act = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let (number, _) = number_of(&act, plan, false)?.ok_or_else(|| super::read::no_plan(plan))?;
    let found: Option<(u64, String)> = act
        .query_row("SELECT position, kind FROM event WHERE plan = ?1 AND seq = ?2", params![number, seq], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((position, kind)) = found else {
        return Err(StoreError::NotFound(format!("{plan} has no event {seq}; `onpace log {plan}` lists them")));
    };
    // Without these the rows of a plan would not be known any more.
    if matches!(kind.as_str(), "opened" | "added" | "erased") {
        return Err(StoreError::NotAccepted(format!(
            "event {seq} is of the kind \u{201c}{kind}\u{201d}, which the plan stands on; accepted are updates, changes, documents and decisions"
        )));
    }
    let gone = act.query_row("SELECT 1 FROM erasure WHERE position = ?1", [position], |_| Ok(())).optional()?;
    if gone.is_some() {
        return Err(StoreError::NotAccepted(format!("the content of event {seq} is erased already")));
    }
    let (expected, _) = head(&act, number)?;
    let entry = Entry {
        effective: None,
        actor: actor.to_owned(),
        channel: Channel::Cli,
        reason: Some(reason.to_owned()),
        event: Event::Erased { of: seq },
    };
    let mut heads = Heads::default();
    let appended = append(&act, &mut heads, &Request::prepare(plan, Some(expected), now, vec![entry])?)?;
    act.execute("INSERT INTO erasure VALUES (?1, ?2)", params![position, heads.next(&act)? - 1])?;
    act.execute("UPDATE event SET salt = NULL, body = NULL WHERE position = ?1", [position])?;
    // A state that was kept holds what was erased.
    act.execute("DELETE FROM snapshot WHERE plan = ?1", [number])?;
    act.commit()?;
    // The write-ahead log holds the old page until it is emptied.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(appended)
}

/// Keeps a snapshot of a plan.
pub(super) fn keep_snapshot(connection: &Connection, plan: &str, snapshot: &Snapshot) -> Result<(), StoreError> {
    let Some((number, _)) = number_of(connection, plan, false)? else { return Ok(()) };
    let latest = snapshot.latest.map(|day| day.to_string());
    let checksum = snapshot_checksum(snapshot.seq, snapshot.recorded_at, latest.as_deref(), &snapshot.body);
    // One made before an erasure and kept after it would bring back what was erased.
    connection.execute(
        "INSERT OR REPLACE INTO snapshot SELECT ?1, ?2, ?3, ?4, ?5, ?6
         WHERE NOT EXISTS (SELECT 1 FROM event WHERE plan = ?1 AND seq > ?2 AND kind = 'erased')",
        params![number, snapshot.seq, snapshot.recorded_at, latest, checksum, snapshot.body],
    )?;
    Ok(())
}

/// What tells a snapshot that is whole, and of this version of the program, from any other: a newer
/// one may make another state of the same events.
pub(super) fn snapshot_checksum(seq: u64, recorded_at: i64, latest: Option<&str>, body: &[u8]) -> merkle::Hash {
    let head = format!("{}\n{seq}\n{recorded_at}\n{}\n", env!("CARGO_PKG_VERSION"), latest.unwrap_or("-"));
    merkle::digest(&[head.as_bytes(), body])
}
