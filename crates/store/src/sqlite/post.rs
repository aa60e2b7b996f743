//! Letters that wait, in one transaction with what caused them: in SQLite. **Not here.** The values ([`crate::post`]).

use super::Store;
use super::accounted;
use crate::error::StoreError;
use crate::post::{Letter, LetterDraft, LetterState, Letters, Tried};
use onpace_core::instant::Instant;
use onpace_core::{day, local_time};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

/// Puts a letter in; where one about the same is there, that one stays.
pub(crate) fn put(connection: &Connection, draft: &LetterDraft, now: Instant) -> Result<(), StoreError> {
    connection.execute(
        "INSERT OR IGNORE INTO letter (about, recipient, subject, body, state, tries, due_at, made_at)
         VALUES (?1, ?2, ?3, ?4, 'waiting', 0, ?5, ?5)",
        params![draft.about, draft.recipient, draft.subject, draft.body, now.micros()],
    )?;
    Ok(())
}

/// What a letter of a day is about; days are those of the people who get it.
fn by_day(draft: &LetterDraft, due_at: Instant) -> String {
    format!("{}/{}", draft.about, day::number_of(local_time::day_of(due_at)))
}

/// Puts in a letter of which an address gets one a day. Where today's waits still, that one serves; where it
/// went out, this one goes a day later. `about` ends with the day's number.
pub(crate) fn put_by_day(
    connection: &Connection,
    draft: &LetterDraft,
    now: Instant,
    due_at: Instant,
) -> Result<(), StoreError> {
    for later in 0..7 {
        let Some(due_at) = local_time::days_later(due_at, later) else { return Ok(()) };
        let about = by_day(draft, due_at);
        let known: Option<String> =
            connection.query_row("SELECT state FROM letter WHERE about = ?1", [&about], |row| row.get(0)).optional()?;
        match known.as_deref() {
            Some("waiting") => return Ok(()),
            Some(_) => {}
            None => {
                connection.execute(
                    "INSERT INTO letter (about, recipient, subject, body, state, tries, due_at, made_at)
                     VALUES (?1, ?2, ?3, ?4, 'waiting', 0, ?5, ?6)",
                    params![about, draft.recipient, draft.subject, draft.body, due_at.micros(), now.micros()],
                )?;
                return Ok(());
            }
        }
    }
    Ok(())
}

fn letter(row: &Row<'_>) -> rusqlite::Result<Letter> {
    let state: String = row.get(5)?;
    Ok(Letter {
        number: row.get(0)?,
        draft: LetterDraft { about: row.get(1)?, recipient: row.get(2)?, subject: row.get(3)?, body: row.get(4)? },
        state: match state.as_str() {
            "sent" => LetterState::Sent,
            "failed" => LetterState::Failed,
            "unneeded" => LetterState::Unneeded,
            _ => LetterState::Waiting,
        },
        tries: row.get(6)?,
        due_at: Instant::from_micros(row.get(7)?),
        made_at: Instant::from_micros(row.get(8)?),
        sent_at: row.get::<_, Option<i64>>(9)?.map(Instant::from_micros),
        problem: row.get(10)?,
    })
}

const LETTER: &str =
    "SELECT number, about, recipient, subject, body, state, tries, due_at, made_at, sent_at, problem FROM letter";

impl Letters for Store {
    fn put_letter(&self, draft: LetterDraft, now: Instant) -> Result<(), StoreError> {
        self.write(move |connection| put(connection, &draft, now))
    }

    fn put_letters_by_day(&self, letters: Vec<LetterDraft>, now: Instant, due_at: Instant) -> Result<(), StoreError> {
        self.write(move |connection| {
            let act = connection.transaction()?;
            for letter in &letters {
                put_by_day(&act, letter, now, due_at)?;
            }
            act.commit()?;
            Ok(())
        })
    }

    fn put_letters_of_day(
        &self,
        letters: Vec<LetterDraft>,
        now: Instant,
        due_at: Instant,
    ) -> Result<usize, StoreError> {
        self.write(move |connection| {
            let act = connection.transaction()?;
            let mut put = 0;
            for letter in &letters {
                put += act.execute(
                    "INSERT OR IGNORE INTO letter (about, recipient, subject, body, state, tries, due_at, made_at)
                     VALUES (?1, ?2, ?3, ?4, 'waiting', 0, ?5, ?6)",
                    params![
                        by_day(letter, due_at),
                        letter.recipient,
                        letter.subject,
                        letter.body,
                        due_at.micros(),
                        now.micros()
                    ],
                )?;
            }
            act.commit()?;
            Ok(put)
        })
    }

    fn is_sent_since(&self, about: &str, since: Instant, other_than: i64) -> Result<bool, StoreError> {
        let reader = self.reader()?;
        let sql = "SELECT EXISTS (SELECT 1 FROM letter WHERE about >= ?1 AND about < ?1 || char(1114111)
                   AND state = 'sent' AND sent_at >= ?2 AND number <> ?3)";
        Ok(reader.prepare_cached(sql)?.query_row(params![about, since.micros(), other_than], |row| row.get(0))?)
    }

    fn has_letter_of_day(&self, about: &str, at: Instant) -> Result<bool, StoreError> {
        let about = format!("{about}/{}", day::number_of(local_time::day_of(at)));
        let reader = self.reader()?;
        let sql = "SELECT count(*) FROM letter WHERE about = ?1";
        let count: u32 = reader.prepare_cached(sql)?.query_row([about], |row| row.get(0))?;
        Ok(count > 0)
    }

    fn newest_letter(&self, about: &str) -> Result<Option<Letter>, StoreError> {
        let reader = self.reader()?;
        let sql = format!(
            "{LETTER} WHERE about >= ?1 AND about < ?1 || char(1114111) ORDER BY state = 'unneeded', number DESC LIMIT 1"
        );
        let mut found = reader.prepare_cached(&sql)?;
        Ok(found.query_row([about], letter).optional()?)
    }

    fn letters_about(&self, about: &str, most: u32) -> Result<Vec<Letter>, StoreError> {
        let reader = self.reader()?;
        let sql = format!("{LETTER} WHERE about >= ?1 AND about < ?1 || char(1114111) ORDER BY number DESC LIMIT ?2");
        let mut found = reader.prepare_cached(&sql)?;
        Ok(found.query_map(params![about, most], letter)?.collect::<Result<_, _>>()?)
    }

    fn letter_returned(&self, number: i64, problem: String) -> Result<bool, StoreError> {
        self.write(move |connection| {
            let sql = "UPDATE letter SET state = 'failed', problem = ?2 WHERE number = ?1 AND state = 'sent'";
            Ok(connection.execute(sql, params![number, problem])? == 1)
        })
    }

    fn letters_due(&self, now: Instant, most: u32) -> Result<Vec<Letter>, StoreError> {
        let reader = self.reader()?;
        let sql = format!("{LETTER} WHERE state = 'waiting' AND due_at <= ?1 ORDER BY number LIMIT ?2");
        let mut found = reader.prepare_cached(&sql)?;
        Ok(found.query_map(params![now.micros(), most], letter)?.collect::<Result<_, _>>()?)
    }

    fn letters_due_of(&self, are_links: bool, now: Instant, most: u32) -> Result<Vec<Letter>, StoreError> {
        let reader = self.reader()?;
        let sql = format!(
            "{LETTER} WHERE state = 'waiting' AND due_at <= ?1 AND (substr(about, 1, 5) = 'link-') = ?2
             ORDER BY number LIMIT ?3"
        );
        let mut found = reader.prepare_cached(&sql)?;
        Ok(found.query_map(params![now.micros(), are_links, most], letter)?.collect::<Result<_, _>>()?)
    }

    fn letters(&self, most: u32) -> Result<Vec<Letter>, StoreError> {
        let reader = self.reader()?;
        let mut found = reader.prepare_cached(&format!("{LETTER} ORDER BY number DESC LIMIT ?1"))?;
        Ok(found.query_map([most], letter)?.collect::<Result<_, _>>()?)
    }

    fn letters_tried(&self, tried: Vec<Tried>, at: Instant) -> Result<(), StoreError> {
        if tried.is_empty() {
            return Ok(());
        }
        self.write(move |connection| {
            let all = connection.transaction()?;
            let mut note = all.prepare_cached(
                "UPDATE letter SET state = ?2, tries = tries + 1, due_at = ?3, sent_at = ?4, problem = ?5
                 WHERE number = ?1",
            )?;
            for Tried { number, state, due_at, problem } in tried {
                let sent = (state == LetterState::Sent).then_some(at.micros());
                note.execute(params![number, state.word(), due_at.micros(), sent, problem])?;
            }
            drop(note);
            Ok(all.commit()?)
        })
    }

    fn letter_again(&self, number: i64, now: Instant) -> Result<bool, StoreError> {
        self.write(move |connection| {
            let sql =
                "UPDATE letter SET state = 'waiting', tries = 0, due_at = ?2 WHERE number = ?1 AND state = 'failed'";
            Ok(connection.execute(sql, params![number, now.micros()])? == 1)
        })
    }

    fn letters_without_cause(&self) -> Result<Vec<i64>, StoreError> {
        accounted::letters_without_cause(&*self.reader()?)
    }
}
