//! Names that people had before: in SQLite. **Not here.** The values ([`crate::former`]).

use crate::error::StoreError;
use crate::former::{FormerName, FormerNames};
use onpace_core::spelling::{self, SOMEBODY, Spelling};
use rusqlite::{Connection, params};

/// Keeps spellings that name somebody of a plan no more, within the transaction that changes or forgets them.
pub(crate) fn keep(connection: &Connection, plan: &str, gone: &[Spelling]) -> Result<(), StoreError> {
    let salt = salt(connection)?;
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO former_name VALUES (?1, ?2, ?3, ?4)")?;
    for one in gone {
        let words = i64::try_from(one.words).unwrap_or(i64::MAX);
        insert.execute(params![plan, spelling::hash(&salt, one.form, &one.key), words, SOMEBODY])?;
    }
    Ok(())
}

fn salt(connection: &Connection) -> Result<String, StoreError> {
    Ok(connection.query_row("SELECT value FROM meta WHERE key = 'name-salt'", [], |row| row.get(0))?)
}

/// The former names of a plan's people.
pub(super) fn of(connection: &Connection, plan: &str) -> Result<FormerNames, StoreError> {
    let mut found =
        connection.prepare_cached("SELECT hash, words, stands_for FROM former_name WHERE plan = ?1 ORDER BY hash")?;
    let one = |row: &rusqlite::Row<'_>| {
        let words: i64 = row.get(1)?;
        Ok(FormerName { hash: row.get(0)?, words: usize::try_from(words).unwrap_or_default(), stands_for: row.get(2)? })
    };
    let all = found.query_map([plan], one)?.collect::<Result<_, _>>()?;
    Ok(FormerNames { salt: salt(connection)?, all })
}
