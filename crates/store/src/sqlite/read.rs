//! Statements that read.

use super::content::{Content, snapshot_checksum};
use super::plan::no_plan;
use crate::error::StoreError;
use crate::ledger::{PlanHead, Snapshot, Stored};
use jiff::civil::Date;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Recorded, VERSION};
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::merkle::{Hash, Tree};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

pub(super) fn plans(connection: &Connection) -> Result<Vec<PlanHead>, StoreError> {
    let mut all = connection.prepare_cached(
        "SELECT name, e.seq, e.recorded_at FROM plan JOIN event e ON e.plan = plan.number
         AND e.seq = (SELECT MAX(seq) FROM event WHERE plan = plan.number)
         WHERE name NOT LIKE '@%' ORDER BY name",
    )?;
    let head = |row: &Row<'_>| {
        Ok(PlanHead { name: row.get(0)?, seq: row.get(1)?, recorded_at: Instant::from_micros(row.get(2)?) })
    };
    Ok(all.query_map([], head)?.collect::<Result<_, _>>()?)
}

pub(super) fn head(connection: &Connection, plan: &str) -> Result<Option<PlanHead>, StoreError> {
    let mut one = connection.prepare_cached(
        "SELECT name, e.seq, e.recorded_at FROM plan JOIN event e ON e.plan = plan.number
         WHERE name = ?1 AND name NOT LIKE '@%' ORDER BY e.seq DESC LIMIT 1",
    )?;
    let head = |row: &Row<'_>| {
        Ok(PlanHead { name: row.get(0)?, seq: row.get(1)?, recorded_at: Instant::from_micros(row.get(2)?) })
    };
    Ok(one.query_row([plan], head).optional()?)
}

const COLUMNS: &str = "SELECT seq, version, kind, recorded_at, effective, actor, channel, position, body FROM event";

pub(super) fn events(connection: &Connection, plan: &str, after: u64, most: usize) -> Result<Vec<Stored>, StoreError> {
    let number = number(connection, plan)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let all = format!("{COLUMNS} WHERE plan = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3");
    let mut all = connection.prepare_cached(&all)?;
    let mut rows = all.query(params![number, after, most])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(stored(row, plan)?);
    }
    Ok(events)
}

/// What stands in for something else counts from when it was known, whatever its day.
pub(super) fn events_for(
    connection: &Connection,
    plan: &str,
    after: u64,
    until: Until,
    most: usize,
) -> Result<Vec<Recorded>, StoreError> {
    let number = number(connection, plan)?;
    let all = format!(
        "{COLUMNS} WHERE plan = ?1 AND seq > ?2 AND (?4 IS NULL OR recorded_at <= ?4)
         AND (?3 IS NULL OR effective IS NULL OR effective <= ?3 OR kind IN ('corrected', 'superseded', 'erased'))
         ORDER BY seq LIMIT ?5"
    );
    let mut all = connection.prepare_cached(&all)?;
    let (as_at, known_by) = (until.as_at.map(|day| day.to_string()), until.known_by.map(Instant::micros));
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut rows = all.query(params![number, after, as_at, known_by, most])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(stored(row, plan)?.recorded);
    }
    Ok(events)
}

fn number(connection: &Connection, plan: &str) -> Result<i64, StoreError> {
    let number = connection
        .prepare_cached("SELECT number FROM plan WHERE name = ?1")?
        .query_row([plan], |row| row.get(0))
        .optional()?;
    number.ok_or_else(|| no_plan(plan))
}

fn stored(row: &Row<'_>, plan: &str) -> Result<Stored, StoreError> {
    let seq: u64 = row.get(0)?;
    let odd = |what: &str| {
        StoreError::Integrity(format!(
            "event {seq} of {plan} {what}; `onpace verify` says whether it was altered, a backup has what it was"
        ))
    };
    if row.get::<_, u32>(1)? > VERSION {
        return Err(StoreError::NotAccepted(format!(
            "event {seq} of {plan} was written by a newer Onpace; use that one"
        )));
    }
    let effective: Option<Date> = match row.get_ref(4)?.as_str_or_null().map_err(|_| odd("has no readable day"))? {
        Some(text) => Some(text.parse().map_err(|_| odd("has no readable day"))?),
        None => None,
    };
    let channel =
        row.get_ref(6)?.as_str().ok().and_then(Channel::named).ok_or_else(|| odd("has an unknown channel"))?;
    let body = row.get_ref(8)?.as_str_or_null().map_err(|_| odd("has content that is no text"))?;
    let content: Option<Content> = match body {
        Some(body) => Some(serde_json::from_str(body).map_err(|_| odd("has content that cannot be read"))?),
        None => None,
    };
    let (reason, event) = content.map_or((None, None), |content| (content.reason, Some(content.event)));
    let recorded = Recorded { seq, recorded_at: Instant::from_micros(row.get(3)?), effective, channel, reason, event };
    Ok(Stored { recorded, actor: row.get(5)?, kind: row.get(2)?, position: row.get(7)? })
}

pub(super) fn leaves(connection: &Connection) -> Result<Vec<Hash>, StoreError> {
    let mut all = connection.prepare_cached("SELECT leaf FROM event ORDER BY position")?;
    Ok(all.query_map([], |row| row.get::<_, Hash>(0))?.collect::<Result<_, _>>()?)
}

/// Adds the leaves from one position up to another to a tree.
pub(super) fn leaves_between(connection: &Connection, from: u64, to: u64, tree: &mut Tree) -> Result<(), StoreError> {
    let mut some =
        connection.prepare_cached("SELECT leaf FROM event WHERE position >= ?1 AND position < ?2 ORDER BY position")?;
    for leaf in some.query_map(params![from, to], |row| row.get::<_, Hash>(0))? {
        tree.push(leaf?);
    }
    Ok(())
}

pub(super) fn snapshot(
    connection: &Connection,
    plan: &str,
    as_at: Option<Date>,
    known_by: Option<Instant>,
) -> Result<Option<Snapshot>, StoreError> {
    let mut newest = connection.prepare_cached(
        "SELECT seq, recorded_at, latest, checksum, body FROM snapshot
         WHERE plan = (SELECT number FROM plan WHERE name = ?1)
         AND (?2 IS NULL OR latest IS NULL OR latest <= ?2) AND (?3 IS NULL OR recorded_at <= ?3)
         ORDER BY seq DESC LIMIT 1",
    )?;
    let as_at = as_at.map(|day| day.to_string());
    let found = newest.query_row(params![plan, as_at, known_by.map(Instant::micros)], whole_snapshot).optional()?;
    Ok(found.flatten())
}

pub(super) fn last_snapshot(connection: &Connection, plan: &str) -> Result<(u64, u64), StoreError> {
    let mut newest = connection.prepare_cached(
        "SELECT seq, length(body) FROM snapshot
         WHERE plan = (SELECT number FROM plan WHERE name = ?1) ORDER BY seq DESC LIMIT 1",
    )?;
    Ok(newest.query_row([plan], |row| Ok((row.get(0)?, row.get(1)?))).optional()?.unwrap_or_default())
}

pub(super) fn snapshots(connection: &Connection, plan: &str) -> Result<Vec<Snapshot>, StoreError> {
    let mut all = connection.prepare_cached(
        "SELECT seq, recorded_at, latest, checksum, body FROM snapshot
         WHERE plan = (SELECT number FROM plan WHERE name = ?1) ORDER BY seq",
    )?;
    let all = all.query_map([plan], whole_snapshot)?.collect::<Result<Vec<_>, _>>()?;
    Ok(all.into_iter().flatten().collect())
}

/// A kept state, unless it was damaged or made by another version.
fn whole_snapshot(row: &Row<'_>) -> rusqlite::Result<Option<Snapshot>> {
    let latest: Option<String> = row.get(2)?;
    let checksum: Hash = row.get(3)?;
    let (seq, recorded_at, body): (u64, i64, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(4)?);
    let is_whole = snapshot_checksum(seq, Instant::from_micros(recorded_at), latest.as_deref(), &body) == checksum;
    let latest = latest.and_then(|day| day.parse().ok());
    Ok(is_whole.then_some(Snapshot { seq, recorded_at: Instant::from_micros(recorded_at), latest, body }))
}
