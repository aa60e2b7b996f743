//! Mail that came in: in SQLite. **Not here.** The values ([`crate::inbox`]).

use super::Store;
use crate::error::StoreError;
use crate::inbox::{Filed, Inbox, Incoming, IncomingFilter, Kept};
use onpace_core::instant::Instant;
use rusqlite::{OptionalExtension as _, Row, params};
use std::collections::HashMap;

/// What [`IncomingFilter`] asks for: its plan, whether dealt with, its senders, whether of them, its kind.
const WANTED: &str = "WHERE plan = ?1 AND (filed_at IS NOT NULL) = ?2
    AND (?3 IS NULL OR (sender IN (SELECT value FROM json_each(?3))) = ?4) AND (?5 IS NULL OR kind = ?5)";

const KEPT: &str = "SELECT number, plan, file, kind, sender, subject, words, files, came_at, filed_at, filed_by, filed_what FROM incoming";

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let filed_at = row.get::<_, Option<i64>>(9)?.map(Instant::from_micros);
    let filed = match filed_at {
        Some(at) => Some(Filed { at, by: row.get(10)?, what: row.get(11)? }),
        None => None,
    };
    let incoming = Incoming {
        plan: row.get(1)?,
        file: row.get(2)?,
        kind: row.get(3)?,
        sender: row.get(4)?,
        subject: row.get(5)?,
        words: row.get(6)?,
        files: row.get(7)?,
        came_at: Instant::from_micros(row.get(8)?),
    };
    Ok(Kept { number: row.get(0)?, incoming, filed })
}

impl Store {
    fn drop_incoming(
        &self,
        which: &'static str,
        value: impl rusqlite::ToSql + Send + 'static,
    ) -> Result<Vec<String>, StoreError> {
        self.write(move |connection| {
            let act = connection.transaction()?;
            let dropped: Vec<String> = act
                .prepare(&format!("DELETE FROM incoming WHERE {which} RETURNING file"))?
                .query_map([&value], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let mut gone = Vec::new();
            for file in dropped {
                let sql = "SELECT count(*) FROM incoming WHERE file = ?1";
                if act.query_row(sql, [&file], |row| row.get::<_, u32>(0))? == 0 {
                    gone.push(file);
                }
            }
            act.commit()?;
            Ok(gone)
        })
    }
}

impl Inbox for Store {
    fn take_in(&self, all: Vec<Incoming>) -> Result<(), StoreError> {
        self.write(move |connection| {
            let act = connection.transaction()?;
            for one in &all {
                act.execute(
                    "INSERT OR IGNORE INTO incoming (plan, file, kind, sender, subject, words, files, came_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    params![
                        one.plan,
                        one.file,
                        one.kind,
                        one.sender,
                        one.subject,
                        one.words,
                        one.files,
                        one.came_at.micros()
                    ],
                )?;
            }
            act.commit()?;
            Ok(())
        })
    }

    fn incoming(&self, plan: &str, most: u32) -> Result<Vec<Kept>, StoreError> {
        let reader = self.reader()?;
        let sql = format!("{KEPT} WHERE plan = ?1 ORDER BY filed_at IS NOT NULL, number DESC LIMIT ?2");
        let mut found = reader.prepare_cached(&sql)?;
        Ok(found.query_map(params![plan, most], kept)?.collect::<Result<_, _>>()?)
    }

    fn incoming_page(&self, wanted: &IncomingFilter, after: usize, most: usize) -> Result<Vec<Kept>, StoreError> {
        let (senders, is_of_them) = wanted.listed()?;
        let limit = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let reader = self.reader()?;
        let sql = format!("{KEPT} {WANTED} ORDER BY number DESC LIMIT ?6 OFFSET ?7");
        let mut found = reader.prepare_cached(&sql)?;
        let (most, after) = (limit(most), limit(after));
        let rows = found
            .query_map(params![wanted.plan, wanted.is_filed, senders, is_of_them, wanted.kind, most, after], kept)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn incoming_count(&self, wanted: &IncomingFilter) -> Result<usize, StoreError> {
        let (senders, is_of_them) = wanted.listed()?;
        let reader = self.reader()?;
        let mut found = reader.prepare_cached(&format!("SELECT count(*) FROM incoming {WANTED}"))?;
        let count: u32 = found
            .query_row(params![wanted.plan, wanted.is_filed, senders, is_of_them, wanted.kind], |row| row.get(0))?;
        Ok(count as usize)
    }

    fn incoming_since(&self, since: Instant) -> Result<HashMap<String, u32>, StoreError> {
        let reader = self.reader()?;
        let sql = "SELECT sender, count(DISTINCT file) FROM incoming WHERE came_at > ?1 GROUP BY sender";
        let mut found = reader.prepare_cached(sql)?;
        Ok(found.query_map([since.micros()], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    fn incoming_waiting(&self, plan: &str) -> Result<usize, StoreError> {
        let reader = self.reader()?;
        let sql = "SELECT count(*) FROM incoming WHERE plan = ?1 AND filed_at IS NULL";
        let count: u32 = reader.prepare_cached(sql)?.query_row([plan], |row| row.get(0))?;
        Ok(count as usize)
    }

    fn incoming_one(&self, plan: &str, number: i64) -> Result<Option<Kept>, StoreError> {
        let reader = self.reader()?;
        let mut found = reader.prepare_cached(&format!("{KEPT} WHERE plan = ?1 AND number = ?2"))?;
        Ok(found.query_row(params![plan, number], kept).optional()?)
    }

    fn file_incoming(&self, plan: &str, number: i64, filed: Filed) -> Result<bool, StoreError> {
        let plan = plan.to_owned();
        self.write(move |connection| {
            let sql = "UPDATE incoming SET filed_at = ?3, filed_by = ?4,
                       filed_what = CASE WHEN filed_what IS NULL THEN ?5 ELSE filed_what || '; ' || ?5 END
                       WHERE plan = ?1 AND number = ?2";
            Ok(connection.execute(sql, params![plan, number, filed.at.micros(), filed.by, filed.what])? == 1)
        })
    }

    fn give_incoming(&self, number: i64, plan: &str) -> Result<bool, StoreError> {
        let plan = plan.to_owned();
        self.write(move |connection| {
            let sql = "UPDATE OR IGNORE incoming SET plan = ?2 WHERE number = ?1 AND plan = ''";
            Ok(connection.execute(sql, params![number, plan])? == 1)
        })
    }

    fn drop_filed(&self, before: Instant) -> Result<Vec<String>, StoreError> {
        self.drop_incoming("filed_at < ?1", before.micros())
    }

    fn drop_incoming_of(&self, sender: &str) -> Result<Vec<String>, StoreError> {
        self.drop_incoming("sender = ?1", sender.to_lowercase())
    }
}
