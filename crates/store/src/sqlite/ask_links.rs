//! Links by which people answer a round: in SQLite. **Not here.** The values ([`crate::ask_links`]).

use super::Store;
use crate::ask_links::{AskLink, AskLinkDraft, AskLinks};
use crate::error::StoreError;
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle::Hash;
use rusqlite::{Connection, OptionalExtension as _, params};

const LINK: &str = "SELECT number, email, made_at, ends_at, revoked_at FROM ask_link";

fn link(row: &rusqlite::Row<'_>) -> rusqlite::Result<AskLink> {
    Ok(AskLink {
        number: row.get(0)?,
        email: row.get(1)?,
        made_at: Instant::from_micros(row.get(2)?),
        ends_at: Instant::from_micros(row.get(3)?),
        revoked_at: row.get::<_, Option<i64>>(4)?.map(Instant::from_micros),
    })
}

fn make(connection: &Connection, link: &AskLinkDraft, now: Instant) -> Result<i64, StoreError> {
    let mut make =
        connection.prepare_cached("INSERT INTO ask_link (email, hash, made_at, ends_at) VALUES (?1, ?2, ?3, ?4)")?;
    Ok(make.insert(params![link.email, link.hash, now.micros(), link.ends_at.micros()])?)
}

impl AskLinks for Store {
    fn make_ask_link(&self, email: &str, hash: Hash, now: Instant, ends_at: Instant) -> Result<i64, StoreError> {
        let link = AskLinkDraft { email: email.to_owned(), hash, ends_at };
        self.write(move |connection| make(connection, &link, now))
    }

    fn make_ask_links(&self, links: Vec<AskLinkDraft>, now: Instant) -> Result<(), StoreError> {
        if links.is_empty() {
            return Ok(());
        }
        self.write(move |connection| {
            let all = connection.transaction()?;
            for link in &links {
                make(&all, link, now)?;
            }
            Ok(all.commit()?)
        })
    }

    fn link_to_answer(&self, hash: Hash) -> Result<Option<AskLink>, StoreError> {
        let reader = self.reader()?;
        let mut found = reader.prepare_cached(&format!("{LINK} WHERE hash = ?1"))?;
        Ok(found.query_row([hash], link).optional()?)
    }

    fn newest_ask_link(&self, email: &str) -> Result<Option<AskLink>, StoreError> {
        let reader = self.reader()?;
        let mut found = reader.prepare_cached(&format!("{LINK} WHERE email = ?1 ORDER BY number DESC LIMIT 1"))?;
        Ok(found.query_row([email], link).optional()?)
    }

    fn revoke_ask_links(&self, email: &str, made_before: Instant, now: Instant) -> Result<(), StoreError> {
        let email = email.to_owned();
        self.write(move |connection| {
            let act = connection.transaction()?;
            act.execute(
                "DELETE FROM answering WHERE link IN (SELECT number FROM ask_link WHERE email = ?1 AND made_at < ?2)",
                params![email, made_before.micros()],
            )?;
            act.execute(
                "UPDATE ask_link SET revoked_at = ?3 WHERE email = ?1 AND made_at < ?2 AND revoked_at IS NULL",
                params![email, made_before.micros(), now.micros()],
            )?;
            act.commit()?;
            Ok(())
        })
    }

    fn begin_answering(&self, hash: Hash, link: i64, now: Instant, ends_at: Instant) -> Result<(), StoreError> {
        self.write(move |connection| {
            connection.execute("DELETE FROM answering WHERE ends_at < ?1", [now.micros()])?;
            connection.execute(
                "INSERT INTO answering VALUES (?1, ?2, ?3, ?4)",
                params![hash, link, now.micros(), ends_at.micros()],
            )?;
            Ok(())
        })
    }

    fn answering(&self, hash: Hash, now: Instant) -> Result<Option<AskLink>, StoreError> {
        let reader = self.reader()?;
        let sql = format!("{LINK} WHERE number = (SELECT link FROM answering WHERE hash = ?1 AND ends_at >= ?2)");
        let mut found = reader.prepare_cached(&sql)?;
        Ok(found.query_row(params![hash, now.micros()], link).optional()?)
    }
}
