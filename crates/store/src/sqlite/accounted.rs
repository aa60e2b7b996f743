//! Whether who may sign in, as what and with what, is what the record of administration makes: no account, role or
//! second factor that nobody recorded, none that is gone. And whether the letters that wait have a cause.
//!
//! **Not here.** Names, addresses and secrets of accounts: no event holds them, so that they can be forgotten, and
//! so no record vouches for them.

use super::append::append_within;
use super::read::events;
use crate::error::StoreError;
use crate::ledger::Entry;
use crate::rules::{HouseRule, RULES};
use onpace_core::house::event::{AdministeredChange, HouseEvent};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::stream::Stream;
use rusqlite::{Connection, OptionalExtension as _};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What an account is, as the record of administration tells it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
struct Standing {
    /// "yes" or "no"; empty where there is no such account.
    may_sign_in: String,
    /// As a change of roles is noted: `manager/send reader/other`.
    roles: String,
    /// Kind and number of each second factor.
    factors: BTreeSet<(String, String)>,
}

/// Accounts by their ids.
type Standings = BTreeMap<String, Standing>;

/// Of what is kept of an account, what the record tells too.
#[derive(Deserialize)]
struct Details {
    #[serde(default)]
    disabled: bool,
}

/// Settings that the program writes for itself, of which no record is kept: each is an instant.
const OWN_SETTINGS: [&str; 2] = ["restore-proved-at", "written-at"];

/// The kinds of second factor.
const FACTORS: [&str; 2] = ["passkey", "totp"];

/// The first account or setting that is not what was recorded, in words.
pub(crate) fn difference(connection: &Connection) -> Result<Option<String>, StoreError> {
    let compared = recorded(connection).and_then(|recorded| Ok((recorded, found(connection)?)));
    let (recorded, found) = match compared {
        Err(StoreError::Integrity(what)) => return Ok(Some(what)),
        other => other?,
    };
    let nothing = Standing::default();
    for id in recorded.keys().chain(found.keys()) {
        let of = |all: &Standings| all.get(id).unwrap_or(&nothing).clone();
        let changes = changes(&of(&recorded), &of(&found));
        if !changes.is_empty() {
            return Ok(Some(format!("{id} is not what the record of changes says: {}", words(&changes))));
        }
    }
    let unknown =
        setting(connection)?.map(|key| format!("the setting \u{201c}{key}\u{201d} is none that was recorded"));
    if unknown.is_some() {
        return Ok(unknown);
    }
    rule(connection)
}

/// A rule that holds, or does not, otherwise than was recorded; what was never chosen does not hold.
fn rule(connection: &Connection) -> Result<Option<String>, StoreError> {
    let mut recorded: BTreeMap<String, String> = BTreeMap::new();
    for (about, changes) in administered(connection)? {
        if about == "installation" {
            recorded.extend(changes.into_iter().map(|change| (change.what, change.after)));
        }
    }
    for HouseRule { key, what } in RULES {
        let sql = "SELECT value FROM setting WHERE key = ?1";
        let found: Option<String> = connection.query_row(sql, [key], |row| row.get(0)).optional()?;
        let (found, recorded) = (found.as_deref().unwrap_or("no"), recorded.get(what).map_or("no", String::as_str));
        if found != recorded {
            return Ok(Some(format!("\u{201c}{what}\u{201d}: recorded {recorded}, found {found}")));
        }
    }
    Ok(None)
}

/// Notes what was administered before all of it was recorded, as it is found; nothing where all was.
///
/// A record that cannot be read is left for verification to name.
pub(crate) fn adopt(connection: &Connection) -> Result<(), StoreError> {
    let recorded = match recorded(connection) {
        Err(StoreError::Integrity(_)) => return Ok(()),
        other => other?,
    };
    // No clock is here: it was so at the latest event.
    let sql = "SELECT coalesce(max(recorded_at), 0) FROM event";
    let now = Instant::from_micros(connection.query_row(sql, [], |row| row.get(0))?);
    let reason = "found so when the data folder was brought up to date; by whom and when was not recorded";
    for (about, found) in found(connection)? {
        let changes = changes(&recorded.get(&about).cloned().unwrap_or_default(), &found);
        if !changes.is_empty() {
            let entry = Entry {
                effective: None,
                actor: "upgrade".to_owned(),
                channel: Channel::Cli,
                reason: Some(reason.to_owned()),
                event: Event::House(HouseEvent::Administered { about, changes }),
            };
            append_within(connection, Stream::House, now, entry)?;
        }
    }
    Ok(())
}

/// What the record makes of every account.
fn recorded(connection: &Connection) -> Result<Standings, StoreError> {
    let mut standings = Standings::new();
    for (about, changes) in administered(connection)? {
        // Of people it says only that something changed.
        if about.starts_with("user-") {
            let standing = standings.entry(about).or_default();
            for change in changes {
                apply(standing, change);
            }
        }
    }
    Ok(standings)
}

/// Every change that was administered, with what it is about, in order.
fn administered(connection: &Connection) -> Result<Vec<(String, Vec<AdministeredChange>)>, StoreError> {
    let all = match events(connection, Stream::House.name(), 0, usize::MAX) {
        Err(StoreError::NotFound(_)) => Vec::new(),
        other => other?,
    };
    let change = |stored: crate::ledger::Stored| match stored.recorded.event {
        Some(Event::House(HouseEvent::Administered { about, changes })) => Some((about, changes)),
        _ => None,
    };
    Ok(all.into_iter().filter_map(change).collect())
}

fn apply(standing: &mut Standing, change: AdministeredChange) {
    match change.what.as_str() {
        "may sign in" => standing.may_sign_in = change.after,
        "roles" => standing.roles = change.after,
        what if FACTORS.contains(&what) => {
            standing.factors.remove(&(change.what.clone(), change.before));
            if !change.after.is_empty() {
                standing.factors.insert((change.what, change.after));
            }
        }
        _ => {}
    }
}

/// What the tables hold of every account.
fn found(connection: &Connection) -> Result<Standings, StoreError> {
    let mut standings = Standings::new();
    let mut accounts = connection.prepare("SELECT number, details FROM account")?;
    for row in accounts.query_map([], |row| Ok((id(row.get(0)?), row.get::<_, String>(1)?)))? {
        let (id, details) = row?;
        let damaged = |_| StoreError::Integrity(format!("the account {id} is damaged; restore a backup"));
        let details: Details = serde_json::from_str(&details).map_err(damaged)?;
        let may_sign_in = if details.disabled { "no" } else { "yes" }.to_owned();
        standings.insert(id, Standing { may_sign_in, ..Standing::default() });
    }
    let mut roles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut granted = connection.prepare("SELECT account, role || iif(plan = '', '', '/' || plan) FROM granted")?;
    for row in granted.query_map([], |row| Ok((id(row.get(0)?), row.get::<_, String>(1)?)))? {
        let (id, role) = row?;
        roles.entry(id).or_default().insert(role);
    }
    for (id, roles) in roles {
        standings.entry(id).or_default().roles = roles.into_iter().collect::<Vec<_>>().join(" ");
    }
    let mut factors = connection.prepare("SELECT account, kind, number FROM factor")?;
    for row in factors.query_map([], |row| Ok((id(row.get(0)?), row.get::<_, String>(1)?, row.get::<_, i64>(2)?)))? {
        let (id, kind, number) = row?;
        standings.entry(id).or_default().factors.insert((kind, number.to_string()));
    }
    Ok(standings)
}

fn id(account: i64) -> String {
    format!("user-{account}")
}

/// What makes one of the other; nothing where they are the same.
fn changes(before: &Standing, after: &Standing) -> Vec<AdministeredChange> {
    let mut all = Vec::new();
    let mut change = |what: &str, before: &str, after: &str| {
        all.push(AdministeredChange { what: what.to_owned(), before: before.to_owned(), after: after.to_owned() });
    };
    // Names of plans are the same in any case.
    if !before.roles.eq_ignore_ascii_case(&after.roles) {
        change("roles", &before.roles, &after.roles);
    }
    if before.may_sign_in != after.may_sign_in {
        change("may sign in", &before.may_sign_in, &after.may_sign_in);
    }
    for (kind, number) in before.factors.difference(&after.factors) {
        change(kind, number, "");
    }
    for (kind, number) in after.factors.difference(&before.factors) {
        change(kind, "", number);
    }
    all
}

/// Differences as people read them, the record's word first.
fn words(changes: &[AdministeredChange]) -> String {
    let value = |value: &str| if value.is_empty() { "nothing".to_owned() } else { format!("\u{201c}{value}\u{201d}") };
    let one = |change: &AdministeredChange| {
        let what = if FACTORS.contains(&change.what.as_str()) { "second factor" } else { change.what.as_str() };
        format!("{what}: recorded {}, found {}", value(&change.before), value(&change.after))
    };
    changes.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// A setting that is none of the program's own.
fn setting(connection: &Connection) -> Result<Option<String>, StoreError> {
    let mut all = connection.prepare("SELECT key, value FROM setting ORDER BY key")?;
    for row in all.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
        let (key, value) = row?;
        if RULES.iter().any(|rule| rule.key == key) {
            continue;
        }
        if !OWN_SETTINGS.contains(&key.as_str()) || value.parse::<i64>().is_err() {
            return Ok(Some(key));
        }
    }
    Ok(None)
}

/// The numbers of letters that wait and go to no address that an account or the directory has.
pub(super) fn letters_without_cause(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut found = connection.prepare(
        "SELECT number FROM letter WHERE state = 'waiting' AND (
                 lower(recipient) NOT IN (
                     SELECT lower(email) FROM account
                     UNION SELECT lower(coalesce(json_extract(details, '$.email'), '')) FROM person
                     WHERE json_valid(details)
                 )
                 OR about LIKE 'link-%' AND NOT EXISTS (
                     SELECT 1 FROM link JOIN account ON account.number = link.account
                     WHERE 'link-' || link.number = about AND account.email = recipient COLLATE NOCASE
                 )
             ) ORDER BY number",
    )?;
    Ok(found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
