//! A plan's history with its evidence as JSON lines: one line of head, then one line for each leaf of
//! the tree, in order. Leaves of other plans, and erased content, are hashes only.
//!
//! `docs/ledger-format.md` says the same for those who read it without this program.

use super::Store;
use crate::error::StoreError;
use crate::leaf::hex;
use crate::ledger::Ledger as _;
use crate::verify::Proofs as _;
use rusqlite::{OptionalExtension as _, params};
use serde_json::{Value, json};

/// The lines.
pub(super) fn lines(store: &Store, plan: &str) -> Result<String, StoreError> {
    let checkpoint = store.checkpoint()?;
    let connection = store.reader()?;
    let number: Option<i64> =
        connection.query_row("SELECT number FROM plan WHERE name = ?1", [plan], |row| row.get(0)).optional()?;
    let number = number.ok_or_else(|| crate::sqlite::no_plan(plan))?;
    let head = json!({
        "format": "onpace-history/2",
        "area": store.area(),
        "plan": plan,
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": hex(&checkpoint.root),
    });
    let mut text = format!("{head}\n");
    let mut all = connection.prepare(
        "SELECT e.position, e.leaf, e.seq, e.version, e.kind, e.recorded_at, e.effective, e.actor, e.channel,
                    e.content, e.salt, e.body, e.plan = ?1
             FROM event e WHERE e.position < ?2 ORDER BY e.position",
    )?;
    let mut rows = all.query(params![number, checkpoint.size])?;
    while let Some(row) = rows.next()? {
        let mut line = json!({ "leaf": row.get::<_, u64>(0)?, "hash": hex(&row.get::<_, [u8; 32]>(1)?) });
        if row.get(12)? {
            line["seq"] = row.get::<_, u64>(2)?.into();
            line["version"] = row.get::<_, u32>(3)?.into();
            line["kind"] = row.get::<_, String>(4)?.into();
            line["recorded_at"] = row.get::<_, i64>(5)?.into();
            line["effective"] = row.get::<_, Option<String>>(6)?.map_or(Value::Null, Value::from);
            line["actor"] = row.get::<_, String>(7)?.into();
            line["channel"] = row.get::<_, String>(8)?.into();
            line["content"] = hex(&row.get::<_, Vec<u8>>(9)?).into();
            if let Some(salt) = row.get::<_, Option<Vec<u8>>>(10)? {
                line["salt"] = hex(&salt).into();
                line["body"] = row.get::<_, String>(11)?.into();
            }
        }
        text.push_str(&line.to_string());
        text.push('\n');
    }
    Ok(text)
}
