//! What people sign in with besides links: in SQLite. **Not here.** The values ([`crate::factors`]).

use super::Store;
use super::accounts::{id, number};
use super::administration;
use super::post;
use crate::administration::Hand;
use crate::error::StoreError;
use crate::factors::{Factor, Factors};
use crate::post::LetterDraft;
use onpace_core::house::event::AdministeredChange;
use rusqlite::{OptionalExtension as _, params};

impl Factors for Store {
    fn factors(&self, account: &str) -> Result<Vec<Factor>, StoreError> {
        let reader = self.reader()?;
        let mut found = reader.prepare_cached(
            "SELECT number, kind, name, secret, used_at FROM factor WHERE account = ?1 ORDER BY number",
        )?;
        let all = found.query_map([number(account)?], |row| {
            Ok(Factor {
                number: row.get(0)?,
                kind: row.get(1)?,
                name: row.get(2)?,
                secret: row.get(3)?,
                used_up_to: row.get(4)?,
            })
        })?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    fn add_factor(&self, account: &str, factor: Factor, letter: LetterDraft, hand: &Hand) -> Result<(), StoreError> {
        let (account, hand) = (number(account)?, hand.clone());
        self.write(move |connection| {
            let act = connection.transaction()?;
            act.execute(
                "INSERT INTO factor (account, kind, name, secret, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![account, factor.kind, factor.name, factor.secret, hand.now.micros()],
            )?;
            let number = act.last_insert_rowid();
            let change = AdministeredChange { what: factor.kind, before: String::new(), after: format!("{number}") };
            administration::note(&act, &hand, &id(account), vec![change])?;
            post::put(&act, &LetterDraft { about: format!("factor-{number}-added"), ..letter }, hand.now)?;
            act.commit()?;
            Ok(())
        })
    }

    fn use_factor(&self, factor: i64, up_to: i64, secret: Option<String>) -> Result<bool, StoreError> {
        self.write(move |connection| {
            let sql = "UPDATE factor SET used_at = ?2, secret = coalesce(?3, secret)
                       WHERE number = ?1 AND (used_at IS NULL OR used_at < ?2)";
            Ok(connection.execute(sql, params![factor, up_to, secret])? == 1)
        })
    }

    fn drop_factor(&self, account: &str, factor: i64, letter: LetterDraft, hand: &Hand) -> Result<(), StoreError> {
        let (account, hand) = (number(account)?, hand.clone());
        self.write(move |connection| {
            let act = connection.transaction()?;
            let sql = "DELETE FROM factor WHERE account = ?1 AND number = ?2 RETURNING kind";
            let kind: Option<String> = act.query_row(sql, params![account, factor], |row| row.get(0)).optional()?;
            if kind.is_some() {
                post::put(&act, &LetterDraft { about: format!("factor-{factor}-removed"), ..letter }, hand.now)?;
            }
            let change = |what| AdministeredChange { what, before: format!("{factor}"), after: String::new() };
            administration::note(&act, &hand, &id(account), kind.map(change).into_iter().collect())?;
            act.commit()?;
            Ok(())
        })
    }
}
