//! Who may sign in, who is signed in, and the links that let them: in SQLite. **Not here.** The values ([`crate::accounts`]).

use super::administration;
use super::{Store, begin_within};
use crate::accounts::{Account, AccountDetails, Accounts, Session, SignInLink};
use crate::administration::Hand;
use crate::error::StoreError;
use crate::ledger::{Appended, Entry};
use onpace_core::access::Role;
use onpace_core::house::event::AdministeredChange;
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle::Hash;
use onpace_core::ledger::stream::Stream;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

pub(crate) fn number(id: &str) -> Result<i64, StoreError> {
    let number = id.strip_prefix("user-").and_then(|number| number.parse().ok());
    number.ok_or_else(|| StoreError::NotFound(format!("there is no account {id}")))
}

pub(crate) fn id(number: i64) -> String {
    format!("user-{number}")
}

fn account(connection: &Connection, row: &Row<'_>) -> Result<Account, StoreError> {
    let (number, email, details): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let damaged = |_| StoreError::Integrity(format!("the account {} is damaged; restore a backup", id(number)));
    let details = serde_json::from_str(&details).map_err(damaged)?;
    let mut found =
        connection.prepare_cached("SELECT plan, role FROM granted WHERE account = ?1 ORDER BY plan, role")?;
    let roles = found.query_map([number], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut all = Vec::new();
    for one in roles {
        let (plan, role) = one?;
        all.extend(Role::of_word(&role).map(|role| (Some(plan).filter(|plan| !plan.is_empty()), role)));
    }
    Ok(Account { id: id(number), email, details, roles: all })
}

/// What changes about an account, without its name and its address.
fn changes(
    before: Option<&Account>,
    email: &str,
    details: &AccountDetails,
    roles: &[(Option<String>, Role)],
) -> Vec<AdministeredChange> {
    let told = |roles: &[(Option<String>, Role)]| {
        let mut all: Vec<String> = roles
            .iter()
            .map(|(plan, role)| {
                format!("{}{}", role.word(), plan.as_ref().map_or(String::new(), |plan| format!("/{plan}")))
            })
            .collect();
        all.sort();
        all.dedup();
        all.join(" ")
    };
    let may = |disabled: bool| if disabled { "no" } else { "yes" }.to_owned();
    let mut all = Vec::new();
    let mut change = |what: &str, before: String, after: String| {
        if before != after {
            all.push(AdministeredChange { what: what.to_owned(), before, after });
        }
    };
    change("roles", before.map_or(String::new(), |one| told(&one.roles)), told(roles));
    change("may sign in", before.map_or(String::new(), |one| may(one.details.disabled)), may(details.disabled));
    if let Some(before) = before {
        // That it is another is history; what it was and is belongs to the directory, from which it can go.
        let of = |is: bool| if is { "one" } else { "another" }.to_owned();
        change("name", of(true), of(before.details.name == details.name));
        change("email address", of(true), of(before.email.eq_ignore_ascii_case(email)));
    }
    all
}

fn find(connection: &Connection, sql: &str, by: &dyn rusqlite::ToSql) -> Result<Vec<Account>, StoreError> {
    let mut found = connection.prepare_cached(sql)?;
    let mut rows = found.query([by])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(account(connection, row)?);
    }
    Ok(all)
}

/// Gives an account a role in a plan besides those that it has, and notes it, within a transaction of something else.
fn grant(connection: &Connection, account: &str, plan: &str, role: Role, hand: &Hand) -> Result<(), StoreError> {
    let whose = number(account)?;
    let known = find(connection, "SELECT number, email, details FROM account WHERE number = ?1", &whose)?.pop();
    let known = known.ok_or_else(|| StoreError::NotFound(format!("there is no account {account}")))?;
    let mut roles = known.roles.clone();
    roles.push((Some(plan.to_owned()), role));
    let sql = "INSERT OR IGNORE INTO granted VALUES (?1, ?2, ?3)";
    connection.execute(sql, params![whose, plan, role.word()])?;
    administration::note(connection, hand, account, changes(Some(&known), &known.email, &known.details, &roles))
}

impl Accounts for Store {
    fn begin_plan(
        &self,
        plan: &str,
        entries: Vec<Entry>,
        account: &str,
        role: Role,
        hand: &Hand,
    ) -> Result<Appended, StoreError> {
        let (plan, account, hand) = (plan.to_owned(), account.to_owned(), hand.clone());
        self.write(move |connection| {
            let act = connection.transaction()?;
            let appended = begin_within(&act, Stream::Plan(&plan), hand.now, entries)?;
            grant(&act, &account, &plan, role, &hand)?;
            act.commit()?;
            Ok(appended)
        })
    }

    fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        find(&*self.reader()?, "SELECT number, email, details FROM account WHERE number > ?1 ORDER BY number", &0)
    }

    fn account(&self, id: &str) -> Result<Account, StoreError> {
        let sql = "SELECT number, email, details FROM account WHERE number = ?1";
        let found = find(&*self.reader()?, sql, &number(id)?)?.pop();
        found.ok_or_else(|| StoreError::NotFound(format!("there is no account {id}")))
    }

    fn account_of(&self, email: &str) -> Result<Option<Account>, StoreError> {
        Ok(find(&*self.reader()?, "SELECT number, email, details FROM account WHERE email = ?1", &email)?.pop())
    }

    fn set_account(
        &self,
        email: &str,
        details: &AccountDetails,
        roles: &[(Option<String>, Role)],
        hand: &Hand,
    ) -> Result<String, StoreError> {
        let json = serde_json::to_string(details).map_err(|e| StoreError::NotAccepted(e.to_string()))?;
        let (email, details, roles, hand) = (email.to_owned(), details.clone(), roles.to_vec(), hand.clone());
        self.write(move |connection| {
            let act = connection.transaction()?;
            let sql = "SELECT number, email, details FROM account WHERE email = ?1";
            let changes = changes(find(&act, sql, &email)?.first(), &email, &details, &roles);
            act.execute(
                "INSERT INTO account (email, details) VALUES (?1, ?2)
                 ON CONFLICT (email) DO UPDATE SET details = excluded.details",
                params![email, json],
            )?;
            let number: i64 =
                act.query_row("SELECT number FROM account WHERE email = ?1", [&email], |row| row.get(0))?;
            act.execute("DELETE FROM granted WHERE account = ?1", [number])?;
            for (plan, role) in roles {
                act.execute(
                    "INSERT OR IGNORE INTO granted VALUES (?1, ?2, ?3)",
                    params![number, plan.unwrap_or_default(), role.word()],
                )?;
            }
            if details.disabled {
                act.execute("DELETE FROM session WHERE account = ?1", [number])?;
                act.execute("DELETE FROM link WHERE account = ?1", [number])?;
            }
            administration::note(&act, &hand, &id(number), changes)?;
            act.commit()?;
            Ok(id(number))
        })
    }

    fn change_account(
        &self,
        id: &str,
        email: &str,
        details: &AccountDetails,
        roles: &[(Option<String>, Role)],
        hand: &Hand,
    ) -> Result<(), StoreError> {
        let json = serde_json::to_string(details).map_err(|e| StoreError::NotAccepted(e.to_string()))?;
        let (email, details, roles, whose) = (email.to_owned(), details.clone(), roles.to_vec(), number(id)?);
        let hand = hand.clone();
        self.write(move |connection| {
            let act = connection.transaction()?;
            let known = find(&act, "SELECT number, email, details FROM account WHERE number = ?1", &whose)?.pop();
            let known = known.ok_or_else(|| StoreError::NotFound(format!("there is no account user-{whose}")))?;
            let changes = changes(Some(&known), &email, &details, &roles);
            let of_another: bool = act.query_row(
                "SELECT EXISTS (SELECT 1 FROM account WHERE email = ?1 AND number <> ?2)",
                params![email, whose],
                |row| row.get(0),
            )?;
            if of_another {
                return Err(StoreError::NotAccepted("another user has that email address".to_owned()));
            }
            act.execute("UPDATE account SET email = ?2, details = ?3 WHERE number = ?1", params![whose, email, json])?;
            act.execute("DELETE FROM granted WHERE account = ?1", [whose])?;
            for (plan, role) in roles {
                act.execute(
                    "INSERT OR IGNORE INTO granted VALUES (?1, ?2, ?3)",
                    params![whose, plan.unwrap_or_default(), role.word()],
                )?;
            }
            if details.disabled || !known.email.eq_ignore_ascii_case(&email) {
                act.execute("DELETE FROM session WHERE account = ?1", [whose])?;
                act.execute("DELETE FROM link WHERE account = ?1", [whose])?;
            }
            administration::note(&act, &hand, &known.id, changes)?;
            act.commit()?;
            Ok(())
        })
    }

    fn begin_session(&self, hash: Hash, session: &Session) -> Result<(), StoreError> {
        let (one, account) = (session.clone(), number(&session.account)?);
        self.write(move |connection| {
            connection.execute("DELETE FROM session WHERE ends_at < ?1", [one.made_at.micros()])?;
            connection.execute(
                "INSERT INTO session VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![hash, account, one.made_at.micros(), one.seen_at.micros(), one.ends_at.micros(), one.assured],
            )?;
            Ok(())
        })
    }

    fn session(&self, hash: Hash) -> Result<Option<Session>, StoreError> {
        let reader = self.reader()?;
        let mut found =
            reader.prepare_cached("SELECT account, made_at, seen_at, ends_at, assured FROM session WHERE hash = ?1")?;
        let session = found.query_row([hash], |row| {
            Ok(Session {
                account: id(row.get(0)?),
                made_at: Instant::from_micros(row.get(1)?),
                seen_at: Instant::from_micros(row.get(2)?),
                ends_at: Instant::from_micros(row.get(3)?),
                assured: row.get(4)?,
            })
        });
        Ok(session.optional()?)
    }

    fn touch_session(&self, hash: Hash, seen_at: Instant, assured: bool) -> Result<(), StoreError> {
        self.write(move |connection| {
            connection.execute(
                "UPDATE session SET seen_at = ?2, assured = ?3 WHERE hash = ?1",
                params![hash, seen_at.micros(), assured],
            )?;
            Ok(())
        })
    }

    fn end_sessions(&self, hash: Hash, others_of: Option<&str>) -> Result<(), StoreError> {
        let account = others_of.map(number).transpose()?;
        self.write(move |connection| {
            match account {
                None => connection.execute("DELETE FROM session WHERE hash = ?1", [hash])?,
                Some(account) => connection
                    .execute("DELETE FROM session WHERE account = ?2 AND hash <> ?1", params![hash, account])?,
            };
            Ok(())
        })
    }

    fn ask_link(&self, link: &SignInLink, letter: crate::post::LetterDraft, now: Instant) -> Result<i64, StoreError> {
        let is_nobodys = link.account.is_empty();
        let account = if is_nobodys { 0 } else { number(&link.account)? };
        let (browser, ends_at) = (link.browser, link.ends_at);
        self.write(move |connection| {
            let act = connection.transaction()?;
            act.execute("DELETE FROM link WHERE ends_at < ?1", [(now - 86_400_000_000).micros()])?;
            act.execute(
                "INSERT INTO link (account, browser, made_at, ends_at) VALUES (?1, ?2, ?3, ?4)",
                params![account, browser, now.micros(), ends_at.micros()],
            )?;
            let link = act.last_insert_rowid();
            let letter = crate::post::LetterDraft { about: format!("link-{link}"), ..letter };
            super::post::put(&act, &letter, now)?;
            // Asked of both; no row has the number 0.
            let gone = if is_nobodys { [act.last_insert_rowid(), link] } else { [0, 0] };
            act.execute("DELETE FROM letter WHERE number = ?1", [gone[0]])?;
            act.execute("DELETE FROM link WHERE number = ?1", [gone[1]])?;
            act.commit()?;
            Ok(link)
        })
    }

    fn make_link(&self, link: &SignInLink, hash: Hash, now: Instant) -> Result<(), StoreError> {
        let (account, browser, ends_at) = (number(&link.account)?, link.browser, link.ends_at);
        self.write(move |connection| {
            connection.execute(
                "INSERT INTO link (account, hash, browser, made_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![account, hash, browser, now.micros(), ends_at.micros()],
            )?;
            Ok(())
        })
    }

    fn arm_link(&self, link: i64, hash: Hash) -> Result<(), StoreError> {
        self.write(move |connection| {
            connection.execute("UPDATE link SET hash = ?2 WHERE number = ?1", params![link, hash])?;
            Ok(())
        })
    }

    fn link(&self, hash: Hash) -> Result<Option<SignInLink>, StoreError> {
        let reader = self.reader()?;
        let mut found =
            reader.prepare_cached("SELECT number, account, browser, ends_at, used_at FROM link WHERE hash = ?1")?;
        let link = found.query_row([hash], |row| {
            Ok(SignInLink {
                number: row.get(0)?,
                account: id(row.get(1)?),
                browser: row.get(2)?,
                ends_at: Instant::from_micros(row.get(3)?),
                used_at: row.get::<_, Option<i64>>(4)?.map(Instant::from_micros),
            })
        });
        Ok(link.optional()?)
    }

    fn use_link(&self, link: i64, now: Instant) -> Result<bool, StoreError> {
        self.write(move |connection| {
            let sql = "UPDATE link SET used_at = ?2 WHERE number = ?1 AND used_at IS NULL";
            Ok(connection.execute(sql, params![link, now.micros()])? == 1)
        })
    }
}
