//! Which plans there are, by number and name, and where one stands.

use crate::error::StoreError;
use onpace_core::instant::Instant;
use rusqlite::{Connection, OptionalExtension as _};

/// The complaint that there is no such plan.
pub(crate) fn no_plan(plan: &str) -> StoreError {
    StoreError::NotFound(format!(
        "there is no plan \u{201c}{plan}\u{201d} in the data folder; `onpace plan list` names them"
    ))
}

/// A plan's number and its name as first given; where wanted, a new plan gets one.
pub(super) fn number_of(connection: &Connection, plan: &str, make: bool) -> Result<Option<(i64, String)>, StoreError> {
    let mut find = connection.prepare_cached("SELECT number, name FROM plan WHERE name = ?1")?;
    let found = find.query_row([plan], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    if found.is_some() || !make {
        return Ok(found);
    }
    connection.prepare_cached("INSERT INTO plan (name) VALUES (?1)")?.execute([plan])?;
    Ok(Some((connection.last_insert_rowid(), plan.to_owned())))
}

/// The last sequence number of a plan, and when it was recorded; zeros for none.
pub(super) fn head(connection: &Connection, plan: i64) -> Result<(u64, Instant), StoreError> {
    let mut last =
        connection.prepare_cached("SELECT seq, recorded_at FROM event WHERE plan = ?1 ORDER BY seq DESC LIMIT 1")?;
    let found = last.query_row([plan], |row| Ok((row.get(0)?, Instant::from_micros(row.get(1)?)))).optional()?;
    Ok(found.unwrap_or((0, Instant::FIRST)))
}
