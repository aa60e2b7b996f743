//! Settings of the installation: in SQLite. **Not here.** The values ([`crate::settings`]).

use super::Store;
use super::administration;
use crate::administration::Hand;
use crate::error::StoreError;
use crate::rules::HouseRule;
use crate::settings::HouseSettings;
use onpace_core::house::event::AdministeredChange;
use rusqlite::{OptionalExtension as _, params};

impl HouseSettings for Store {
    fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let reader = self.reader()?;
        let mut found = reader.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
        Ok(found.query_row([key], |row| row.get(0)).optional()?)
    }

    fn set_rule(&self, rule: HouseRule, holds: bool, hand: &Hand) -> Result<(), StoreError> {
        let hand = hand.clone();
        let value = if holds { "yes" } else { "no" }.to_owned();
        self.write(move |connection| {
            let act = connection.transaction()?;
            let sql = "SELECT value FROM setting WHERE key = ?1";
            let before: Option<String> = act.query_row(sql, [rule.key], |row| row.get(0)).optional()?;
            let before = before.unwrap_or_else(|| "no".to_owned());
            if before == value {
                return Ok(());
            }
            let sql = "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
            act.execute(sql, params![rule.key, value])?;
            let change = AdministeredChange { what: rule.what.to_owned(), before, after: value };
            administration::note(&act, &hand, "installation", vec![change])?;
            act.commit()?;
            Ok(())
        })
    }

    fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.write(move |connection| {
            let sql = "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
            connection.execute(sql, params![key, value])?;
            Ok(())
        })
    }
}
