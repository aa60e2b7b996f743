//! Whom the plans name, and who they are: in SQLite. **Not here.** The values ([`crate::directory`]).

use super::Store;
use super::administration;
use super::former;
use crate::administration::Hand;
use crate::directory::{Details, Directory, Person};
use crate::error::StoreError;
use crate::former::FormerNames;
use onpace_core::house::event::AdministeredChange;
use onpace_core::ids::PersonId;
use onpace_core::ledger::merkle;
use onpace_core::ledger::merkle::Hash;
use onpace_core::spelling::{Spelling, spellings};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

fn checksum(plan: &str, written: &str, details: &str) -> Hash {
    merkle::digest(&[plan.as_bytes(), b"\n", written.as_bytes(), b"\n", details.as_bytes()])
}

fn person(row: &Row<'_>) -> Result<Person, StoreError> {
    let (number, plan, written, details): (i64, String, String, String) =
        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let sum: Hash = row.get(4)?;
    let damaged = || StoreError::Integrity(format!("person-{number} of the directory is damaged; restore a backup"));
    if checksum(&plan, &written, &details) != sum {
        return Err(damaged());
    }
    let details = serde_json::from_str(&details).map_err(|_| damaged())?;
    Ok(Person { id: format!("person-{number}").into(), plan, written, details })
}

/// Everybody whom a plan names, in the order of their ids; whom any plan names without one.
pub(crate) fn all(connection: &Connection, plan: Option<&str>) -> Result<Vec<Person>, StoreError> {
    let mut all = connection.prepare_cached(
        "SELECT number, plan, written, details, checksum FROM person
         WHERE ?1 IS NULL OR plan = ?1 COLLATE NOCASE ORDER BY number",
    )?;
    let mut rows = all.query(params![plan])?;
    let mut people = Vec::new();
    while let Some(row) = rows.next()? {
        people.push(person(row)?);
    }
    Ok(people)
}

/// Somebody by their number.
fn one(connection: &Connection, number: i64) -> Result<Option<Person>, StoreError> {
    let sql = "SELECT number, plan, written, details, checksum FROM person WHERE number = ?1";
    connection.query_row(sql, [number], |row| Ok(person(row))).optional()?.transpose()
}

/// Somebody by their id.
fn known(connection: &Connection, id: &str) -> Result<Person, StoreError> {
    let number = number(id).ok_or_else(|| nobody(id))?;
    one(connection, number)?.ok_or_else(|| nobody(id))
}

/// Says what is known of somebody, within a transaction.
fn say(connection: &Connection, before: &Person, details: &Details, hand: &Hand) -> Result<(), StoreError> {
    let text = serde_json::to_string(details).map_err(|e| StoreError::NotAccepted(e.to_string()))?;
    let sum = checksum(&before.plan, &before.written, &text);
    let sql = "UPDATE person SET details = ?2, checksum = ?3 WHERE number = ?1";
    connection.execute(sql, params![number(&before.id), text, sum])?;
    former::keep(connection, &before.plan, &gone(before, details))?;
    administration::note(connection, hand, &before.id, changes(&before.details, details))
}

/// How somebody is spelt.
fn spelt(written: &str, details: &Details) -> Vec<Spelling> {
    spellings(written, details.name.as_deref(), details.email.as_deref())
}

/// The spellings that were theirs and are no more.
fn gone(before: &Person, after: &Details) -> Vec<Spelling> {
    let still: Vec<Spelling> = spelt(&before.written, after);
    // How many words there are to look for is no part of a spelling.
    let is_still = |one: &Spelling| still.iter().any(|other| (other.form, &other.key) == (one.form, &one.key));
    spelt(&before.written, &before.details).into_iter().filter(|one| !is_still(one)).collect()
}

/// What changes about somebody: that it is another is history; what it was and is can be forgotten, so
/// that it stands here only.
fn changes(before: &Details, after: &Details) -> Vec<AdministeredChange> {
    let mut all = Vec::new();
    let mut change = |what: &str, before: String, after: String| {
        if before != after {
            all.push(AdministeredChange { what: what.to_owned(), before, after });
        }
    };
    for (what, was, is) in [
        ("name", &before.name, &after.name),
        ("email address", &before.email, &after.email),
        ("phone number", &before.phone, &after.phone),
        ("post", &before.post, &after.post),
        ("organisation", &before.organisation, &after.organisation),
        ("in post from", &before.from, &after.from),
        ("in post until", &before.until, &after.until),
        ("away from", &before.away_from, &after.away_from),
        ("away until", &before.away_until, &after.away_until),
    ] {
        let held = |value: &Option<String>, word: &str| value.as_ref().map_or_else(String::new, |_| word.to_owned());
        change(what, held(was, "one"), held(is, if was.is_none() || was == is { "one" } else { "another" }));
    }
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    change("works in a school", yes(before.school), yes(after.school));
    let id = |id: &Option<PersonId>| id.as_ref().map_or_else(String::new, ToString::to_string);
    change("deputy", id(&before.deputy), id(&after.deputy));
    change("the same as", id(&before.same_as), id(&after.same_as));
    let ids = |ids: &[PersonId]| ids.iter().map(PersonId::as_str).collect::<Vec<_>>().join(" ");
    change("not the same as", ids(&before.differs_from), ids(&after.differs_from));
    all
}

fn number(id: &str) -> Option<i64> {
    id.strip_prefix("person-")?.parse().ok()
}

fn nobody(id: &str) -> StoreError {
    StoreError::NotFound(format!("there is no {id} in the directory; `onpace person list` shows who is"))
}

/// Everybody whose details hold a text, in any case of its letters from A to Z.
fn holding(connection: &Connection, text: &str) -> Result<Vec<Person>, StoreError> {
    let sql = "SELECT number, plan, written, details, checksum FROM person
               WHERE instr(lower(details), lower(?1)) > 0 ORDER BY number";
    let mut found = connection.prepare_cached(sql)?;
    let mut rows = found.query([text])?;
    let mut people = Vec::new();
    while let Some(row) = rows.next()? {
        people.push(person(row)?);
    }
    Ok(people)
}

impl Store {
    /// Does something to the directory. It is counted before and after: whoever read it meanwhile has what is old by then,
    /// whichever they read.
    fn write_directory<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.directory_written();
        let done = self.write(act);
        self.directory_written();
        done
    }
}

impl Directory for Store {
    fn people(&self, plan: Option<&str>) -> Result<Vec<Person>, StoreError> {
        let people = all(&*self.reader()?, plan)?;
        self.people_were_read(people.len());
        Ok(people)
    }

    fn name_people(&self, plan: &str, names: Vec<(String, Option<String>)>) -> Result<Vec<Person>, StoreError> {
        let plan = plan.to_owned();
        self.write_directory(move |connection| {
            let act = connection.transaction()?;
            for (written, described) in names {
                let details = serde_json::to_string(&Details { described, ..Details::default() })
                    .map_err(|e| StoreError::NotAccepted(e.to_string()))?;
                let sum = checksum(&plan, &written, &details);
                act.prepare_cached(
                    "INSERT INTO person (plan, written, details, checksum) SELECT ?1, ?2, ?3, ?4
                     WHERE NOT EXISTS (SELECT 1 FROM person WHERE plan = ?1 AND written = ?2)",
                )?
                .execute(params![plan, written, details, sum])?;
            }
            act.commit()?;
            all(connection, Some(&plan))
        })
    }

    fn set_person(&self, id: &str, details: &Details, hand: &Hand) -> Result<(), StoreError> {
        let (id, details, hand) = (id.to_owned(), details.clone(), hand.clone());
        self.write_directory(move |connection| {
            let act = connection.transaction()?;
            let before = known(&act, &id)?;
            say(&act, &before, &details, &hand)?;
            act.commit()?;
            Ok(())
        })
    }

    fn set_people(&self, all: &[(Person, Details)], hand: &Hand) -> Result<(), StoreError> {
        let (all, hand) = (all.to_vec(), hand.clone());
        self.write_directory(move |connection| {
            let act = connection.transaction()?;
            for (seen, details) in &all {
                let before = known(&act, &seen.id)?;
                if before.details != seen.details {
                    let what = format!("{} was changed meanwhile, so nothing was saved; look again", before.written);
                    return Err(StoreError::NotAccepted(what));
                }
                say(&act, &before, details, &hand)?;
            }
            act.commit()?;
            Ok(())
        })
    }

    fn forget_person(&self, id: &str) -> Result<(), StoreError> {
        let id = id.to_owned();
        self.write_directory(move |connection| {
            let act = connection.transaction()?;
            let before = known(&act, &id)?;
            act.execute("DELETE FROM person WHERE number = ?1", [number(&id)])?;
            former::keep(&act, &before.plan, &spelt(&before.written, &before.details))?;
            act.commit()?;
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok(())
        })
    }

    fn people_with_email(&self, email: &str) -> Result<Vec<Person>, StoreError> {
        if email.is_empty() {
            return Ok(Vec::new());
        }
        let reader = self.reader()?;
        // The text of the details is only looked through; whose it is, is told from what it says.
        let written = serde_json::to_string(email).map_err(|e| StoreError::NotAccepted(e.to_string()))?;
        let mut found = holding(&reader, written.trim_matches('"'))?;
        found.retain(|one| one.details.email.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(email)));
        let mut same = Vec::new();
        for one in &found {
            let mut others = holding(&reader, &format!("\"same_as\":\"{}\"", one.id))?;
            others.retain(|other| other.details.email.is_none() && other.details.same_as.as_ref() == Some(&one.id));
            same.extend(others);
        }
        found.extend(same);
        found.sort_by_key(|one| number(&one.id));
        drop(reader);
        self.people_were_read(found.len());
        Ok(found)
    }

    fn person_of(&self, id: &str) -> Result<Option<Person>, StoreError> {
        let Some(number) = number(id) else { return Ok(None) };
        self.people_were_read(1);
        let reader = self.reader()?;
        let sql = "SELECT number, plan, written, details, checksum FROM person WHERE number = ?1";
        let mut found = reader.prepare_cached(sql)?;
        found.query_row([number], |row| Ok(person(row))).optional()?.transpose()
    }

    fn former_names(&self, plan: &str) -> Result<FormerNames, StoreError> {
        former::of(&*self.reader()?, plan)
    }
}
