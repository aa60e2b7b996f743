//! Statements that write. Only the writer's thread calls them.

use crate::error::StoreError;
use crate::leaf::{Head, content_hash};
use crate::ledger::{Appended, Entry, Snapshot};
use onpace_core::ledger::Event;
use onpace_core::ledger::event::{Channel, VERSION};
use onpace_core::ledger::merkle;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

/// An append that waits.
pub(super) struct Request {
    pub(super) plan: String,
    pub(super) expected: u64,
    pub(super) now: i64,
    pub(super) entries: Vec<Entry>,
}

/// The content of a record, which can be erased.
#[derive(Serialize, Deserialize)]
pub(super) struct Content {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    pub(super) event: Event,
}

/// Appends within the transaction that is open.
pub(super) fn append(connection: &Connection, request: &Request) -> Result<Appended, StoreError> {
    check(request)?;
    let plan = number_of(connection, &request.plan, request.expected == 0)?;
    let (number, name) = plan.ok_or_else(|| super::read::no_plan(&request.plan))?;
    let (last, last_at) = head(connection, number)?;
    if last != request.expected {
        let came_between = came_between(connection, number, request.expected)?;
        return Err(StoreError::Conflict { expected: request.expected, found: last, came_between });
    }
    // Within a plan the recorded time never goes back, even where the machine's clock does.
    let recorded_at = request.now.max(last_at);
    let mut position: u64 =
        connection.prepare_cached("SELECT COALESCE(MAX(position) + 1, 0) FROM leaf")?.query_row([], |row| row.get(0))?;
    let mut insert_event = connection
        .prepare_cached("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    let mut insert_payload = connection.prepare_cached("INSERT INTO payload VALUES (?1, ?2, ?3, ?4)")?;
    let mut insert_leaf = connection.prepare_cached("INSERT INTO leaf VALUES (?1, ?2, ?3, ?4)")?;
    let mut salts = vec![0u8; 16 * request.entries.len()];
    getrandom::fill(&mut salts).map_err(|e| StoreError::Temporary(format!("nothing was saved: no randomness: {e}")))?;
    for ((seq, entry), salt) in (last + 1..).zip(&request.entries).zip(salts.chunks_exact(16)) {
        let content = Content { reason: entry.reason.clone(), event: entry.event.clone() };
        let body = serde_json::to_string(&content)
            .map_err(|e| StoreError::NotAccepted(format!("an event could not be written: {e}")))?;
        let content = content_hash(salt, &body);
        let effective = entry.effective.map(|day| day.to_string());
        let (kind, channel) = (entry.event.kind(), entry.channel.word());
        let head = Head {
            plan: &name,
            seq,
            version: VERSION,
            kind,
            recorded_at,
            effective: effective.as_deref(),
            actor: &entry.actor,
            channel,
            content: &content,
        };
        let leaf = head.leaf();
        insert_event.execute(params![
            number, seq, position, VERSION, kind, recorded_at, effective, entry.actor, channel, content
        ])?;
        insert_payload.execute(params![number, seq, salt, body])?;
        insert_leaf.execute(params![position, number, seq, leaf])?;
        position += 1;
    }
    let last = last + request.entries.len() as u64;
    Ok(Appended { first: request.expected + 1, last, recorded_at })
}

/// The parts of a record's head must each be one line of sensible length.
fn check(request: &Request) -> Result<(), StoreError> {
    let one_line = |text: &str| !text.is_empty() && text.chars().count() <= 64 && !text.contains(char::is_control);
    if !one_line(&request.plan) || request.entries.iter().any(|entry| !one_line(&entry.actor)) {
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
    let mut last = connection
        .prepare_cached("SELECT seq, recorded_at FROM event WHERE plan = ?1 ORDER BY seq DESC LIMIT 1")?;
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
    let kind: Option<String> = act
        .query_row("SELECT kind FROM event WHERE plan = ?1 AND seq = ?2", params![number, seq], |row| row.get(0))
        .optional()?;
    let Some(kind) = kind else {
        return Err(StoreError::NotFound(format!("{plan} has no event {seq}; `onpace log {plan}` lists them")));
    };
    // Without these the rows of a plan would not be known any more.
    if matches!(kind.as_str(), "opened" | "added" | "erased") {
        return Err(StoreError::NotAccepted(format!(
            "event {seq} is of the kind \u{201c}{kind}\u{201d}, which the plan stands on; accepted are updates, changes, documents and decisions"
        )));
    }
    let gone = act
        .query_row("SELECT 1 FROM erasure WHERE plan = ?1 AND seq = ?2", params![number, seq], |_| Ok(()))
        .optional()?;
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
    let appended = append(&act, &Request { plan: plan.to_owned(), expected, now, entries: vec![entry] })?;
    act.execute("INSERT INTO erasure VALUES (?1, ?2, ?3)", params![number, seq, appended.last])?;
    act.execute("DELETE FROM payload WHERE plan = ?1 AND seq = ?2", params![number, seq])?;
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
    connection.execute(
        "INSERT OR REPLACE INTO snapshot VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![number, snapshot.seq, snapshot.recorded_at, latest, checksum, snapshot.body],
    )?;
    Ok(())
}

/// What tells a snapshot that is whole from one with a flipped bit.
pub(super) fn snapshot_checksum(seq: u64, recorded_at: i64, latest: Option<&str>, body: &[u8]) -> merkle::Hash {
    let head = format!("{seq}\n{recorded_at}\n{}\n", latest.unwrap_or("-"));
    merkle::digest(&[head.as_bytes(), body])
}
