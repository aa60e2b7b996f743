//! Names that people had before they were renamed or forgotten: as salted hashes, so that what is published later does
//! not tell them, and nobody reads them here. Whoever holds the file can try a name that they know of already.
//!
//! **Not here.** How names are spelt, which the core says; what stands in their place on a page.

use crate::error::StoreError;
use crate::sqlite::Store;
use onpace_core::ledger::merkle::Hash;
use onpace_core::spelling::{self, SOMEBODY, Spelling};
use rusqlite::{Connection, params};

/// The former names of a plan's people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormerNames {
    /// The salt of the installation.
    pub salt: String,
    /// Each hash of a spelling, of how many words it is, and what stands for it.
    pub all: Vec<FormerName>,
}

/// A spelling of a former name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerName {
    /// Its hash.
    pub hash: Hash,
    /// Of how many words it is.
    pub words: usize,
    /// A neutral word, never a name.
    pub stands_for: String,
}

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

impl Store {
    /// The former names of a plan's people.
    ///
    /// # Errors
    /// The disk.
    pub fn former_names(&self, plan: &str) -> Result<FormerNames, StoreError> {
        let reader = self.reader();
        let mut found =
            reader.prepare_cached("SELECT hash, words, stands_for FROM former_name WHERE plan = ?1 ORDER BY hash")?;
        let one = |row: &rusqlite::Row<'_>| {
            let words: i64 = row.get(1)?;
            Ok(FormerName {
                hash: row.get(0)?,
                words: usize::try_from(words).unwrap_or_default(),
                stands_for: row.get(2)?,
            })
        };
        let all = found.query_map([plan], one)?.collect::<Result<_, _>>()?;
        Ok(FormerNames { salt: salt(&reader)?, all })
    }
}
