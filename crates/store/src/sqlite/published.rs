//! What everybody may read, byte for byte as it was published: in SQLite. **Not here.** The values ([`crate::published`]).

use crate::error::StoreError;
use crate::leaf::hex;
use crate::ledger::{Appended, Entry, Stand};
use crate::published::{Published, PublishedFiles};
use crate::sqlite::{Beside, Store};
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle::digest;
use onpace_core::ledger::stream::Stream;
use rusqlite::{Connection, params};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn keep(connection: &Connection, plan: &str, number: u32, at: Instant, files: &[Published]) -> Result<(), StoreError> {
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO published (plan, number, ending, kind, bytes, hash, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for file in files {
        insert.execute(params![plan, number, file.ending, file.kind, file.bytes, file.hash(), at.micros()])?;
    }
    Ok(())
}

fn altered(plan: &str, number: u32, ending: &str) -> String {
    format!(
        "what is kept as published of pack {number} of {plan} ({ending}) is not what was published; restore a backup"
    )
}

/// What the record says is published now.
#[derive(Default)]
struct Told {
    /// The hashes of each pack by their endings, by plan in small letters and number.
    packs: BTreeMap<(String, u32), BTreeMap<String, String>>,
    /// Plans of which such an event was erased, so that it cannot be said any more.
    unknown: BTreeSet<String>,
}

/// The first thing that is kept as published and was not, or was and is gone, in words.
pub(crate) fn difference(connection: &Connection) -> Result<Option<String>, StoreError> {
    let Told { packs, unknown } = told(connection)?;
    let mut kept = BTreeSet::new();
    let mut all = connection.prepare("SELECT plan, number, ending, bytes, hash FROM published")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let (plan, number, ending): (String, u32, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let hash = hex(&digest(&[&row.get::<_, Vec<u8>>(3)?]));
        let of = (plan.to_lowercase(), number);
        // Of what an earlier release published the record holds no hash.
        let is_told = packs.get(&of).is_some_and(|files| files.is_empty() || files.get(&ending) == Some(&hash));
        if row.get::<_, String>(4)? != hash || !is_told && !unknown.contains(&of.0) {
            return Ok(Some(altered(&plan, number, &ending)));
        }
        kept.insert((of, ending));
    }
    for (of, files) in packs.into_iter().filter(|(of, _)| !unknown.contains(&of.0)) {
        let gone = files.into_keys().find(|ending| !kept.contains(&(of.clone(), ending.clone())));
        if let Some(ending) = gone {
            let what = format!("what was published of pack {} of {} ({ending}) is gone; restore a backup", of.1, of.0);
            return Ok(Some(what));
        }
    }
    Ok(None)
}

fn told(connection: &Connection) -> Result<Told, StoreError> {
    let mut told = Told::default();
    let mut events = connection.prepare(
        "SELECT plan.name, event.kind, event.body FROM event JOIN plan ON plan.number = event.plan
         WHERE event.kind IN ('pack_published', 'pack_withdrawn') ORDER BY event.position",
    )?;
    let mut rows = events.query([])?;
    while let Some(row) = rows.next()? {
        let (plan, kind, body): (String, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let plan = plan.to_lowercase();
        let Some(body) = body else {
            told.unknown.insert(plan);
            continue;
        };
        let body: Value = serde_json::from_str(&body).unwrap_or_default();
        let said = &body["event"][kind.as_str()];
        let Some(number) = said["number"].as_u64().and_then(|number| u32::try_from(number).ok()) else { continue };
        if kind == "pack_withdrawn" {
            told.packs.remove(&(plan, number));
        } else {
            let files = serde_json::from_value(said["files"].clone()).unwrap_or_default();
            told.packs.insert((plan, number), files);
        }
    }
    Ok(told)
}

impl PublishedFiles for Store {
    fn publish(
        &self,
        (plan, expected): (&str, u64),
        now: Instant,
        entry: Entry,
        number: u32,
        files: Vec<Published>,
    ) -> Result<Appended, StoreError> {
        let of = plan.to_owned();
        let beside: Beside = Box::new(move |connection: &Connection| {
            // What lies there is of no event, or this one would have been refused.
            connection.execute("DELETE FROM published WHERE plan = ?1 AND number = ?2", params![of, number])?;
            keep(connection, &of, number, now, &files)
        });
        self.append_with(Stream::Plan(plan), Stand::At(expected), now, vec![entry], Some(beside))
    }

    fn withdraw(
        &self,
        (plan, expected): (&str, u64),
        now: Instant,
        entry: Entry,
        number: u32,
    ) -> Result<Appended, StoreError> {
        let of = plan.to_owned();
        let beside: Beside = Box::new(move |connection: &Connection| {
            connection.execute("DELETE FROM published WHERE plan = ?1 AND number = ?2", params![of, number])?;
            Ok(())
        });
        let appended = self.append_with(Stream::Plan(plan), Stand::At(expected), now, vec![entry], Some(beside))?;
        // The write-ahead log holds the old pages until it is emptied.
        self.write(|connection| Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?))?;
        Ok(appended)
    }

    fn keep_published(&self, plan: &str, number: u32, at: Instant, files: Vec<Published>) -> Result<(), StoreError> {
        let plan = plan.to_owned();
        self.write(move |connection| {
            let act = connection.transaction()?;
            keep(&act, &plan, number, at, &files)?;
            act.commit()?;
            Ok(())
        })
    }

    fn published(&self, plan: &str, number: u32) -> Result<Vec<Published>, StoreError> {
        let reader = self.reader()?;
        let mut found = reader.prepare_cached(
            "SELECT ending, kind, bytes, hash FROM published WHERE plan = ?1 AND number = ?2 ORDER BY ending",
        )?;
        let mut rows = found.query(params![plan, number])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let one = Published { ending: row.get(0)?, kind: row.get(1)?, bytes: row.get(2)? };
            if row.get::<_, String>(3)? != one.hash() {
                return Err(StoreError::Integrity(altered(plan, number, &one.ending)));
            }
            all.push(one);
        }
        Ok(all)
    }
}
