//! History: the log in words, erasing content, and the evidence that nothing was altered.

use crate::desk::Desk;
use crate::names::Names;
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use crate::{shelf, words};
use onpace_core::access::Act;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::ids::RowKey;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::ledger::stream::Stream;
use onpace_core::plan::held::Held;
use onpace_store::{Appended, Ledger as _, Proofs as _};
use std::collections::HashMap;

pub use onpace_store::Stored;
pub use onpace_store::leaf::hex;
pub use onpace_store::verify::Checkpoint;
use onpace_store::verify::{Fault, HistoryVerdict, Inclusion};

/// One line of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The event.
    pub stored: Stored,
    /// The row it is about, as people call it.
    pub row: Option<String>,
    /// What happened, in words.
    pub words: String,
}

impl Desk {
    /// The log of a plan, from its beginning; of one row where a code is given.
    ///
    /// # Errors
    /// No such plan.
    pub fn log(&self, plan: &str, code: Option<&str>) -> Result<Vec<Line>, Problem> {
        let wanted = match code {
            Some(code) => {
                let state = self.state(plan, Until::default())?;
                Some(onpace_core::plan::decide::called(&state, code)?.key.clone())
            }
            None => None,
        };
        self.lines(plan, wanted.as_deref(), 0)
    }

    /// The log of a plan after an event; of one row where its name in the ledger is given.
    pub(crate) fn lines(&self, plan: &str, key: Option<&str>, after: u64) -> Result<Vec<Line>, Problem> {
        let plan = self.plan_named(plan)?.name;
        let all = self.store().read(Stream::Plan(&plan), after, usize::MAX)?;
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let state = self.state(&plan, Until::default())?;
        let names = self.names(&plan)?;
        // Which row each event is about, so that what decides on an earlier one is about the same row.
        let mut rows: HashMap<u64, RowKey> = state.proposals.iter().map(|one| (one.seq, one.row.clone())).collect();
        let mut lines = Vec::new();
        for stored in all {
            let about = self.row_of(&plan, &stored, &rows)?;
            rows.extend(about.iter().map(|row| (stored.recorded.seq, row.clone())));
            if key.is_some_and(|key| about.as_deref() != Some(key)) {
                continue;
            }
            let row = about.as_deref().map(|key| state.row(key).map_or_else(|| key.to_owned(), Held::name));
            let words = words::event(stored.recorded.event.as_ref(), &state, &names);
            lines.push(Line { stored, row, words });
        }
        Ok(lines)
    }

    /// The number of each event of a plan after one, with the row that it is about.
    pub(crate) fn rows_of_events(&self, plan: &str, after: u64) -> Result<Vec<(u64, RowKey)>, Problem> {
        let mut rows: HashMap<u64, RowKey> = HashMap::new();
        let mut found = Vec::new();
        for stored in self.store().read(Stream::Plan(plan), after, usize::MAX)? {
            if let Some(row) = self.row_of(plan, &stored, &rows)? {
                rows.insert(stored.recorded.seq, row.clone());
                found.push((stored.recorded.seq, row));
            }
        }
        Ok(found)
    }

    /// Some events of a row, in words.
    pub(crate) fn lines_of(&self, plan: &str, key: &str, events: &[u64], state: &State) -> Result<Vec<Line>, Problem> {
        let names = self.names(plan)?;
        let row = state.row(key).map(Held::name);
        let line = |seq: &u64| {
            let stored = self.event(plan, *seq)?;
            let words = words::event(stored.recorded.event.as_ref(), state, &names);
            Ok(Line { stored, row: row.clone(), words })
        };
        events.iter().map(line).collect()
    }

    /// The row that an event is about, itself or through the earlier one that it decides on.
    fn row_of(&self, plan: &str, stored: &Stored, rows: &HashMap<u64, RowKey>) -> Result<Option<RowKey>, Problem> {
        let Some(event) = &stored.recorded.event else { return Ok(None) };
        let of = match (event.row(), event.earlier()) {
            (Some(row), _) => return Ok(Some(row.into())),
            (None, None) => return Ok(None),
            (None, Some(of)) => of,
        };
        if let Some(row) = rows.get(&of) {
            return Ok(Some(row.clone()));
        }
        if of >= stored.recorded.seq {
            return Ok(None);
        }
        Ok(self.event(plan, of)?.recorded.event.as_ref().and_then(Event::row).map(RowKey::from))
    }

    /// Erases the content of an event; that it happened stays, and everything still verifies.
    ///
    /// # Errors
    /// No such event, one that the plan stands on, no reason.
    pub fn erase(&self, plan: &str, seq: u64, seat: &Seat) -> Result<Option<Appended>, Problem> {
        let plan = self.plan_named(plan)?.name;
        let by = seat.may(Act::Administer, &plan)?;
        let reason = by.reason();
        let Some(reason) = reason else {
            return Err(HouseRefusal::ErasedWithoutReason.into());
        };
        self.event(&plan, seq)?;
        if by.is_trial() {
            return Ok(None);
        }
        Ok(Some(self.store().erase(Stream::Plan(&plan), seq, by.now(), by.actor(), reason)?))
    }

    /// Where the history stands.
    ///
    /// # Errors
    /// The disk.
    pub fn checkpoint(&self) -> Result<Checkpoint, Problem> {
        Ok(self.store().checkpoint()?)
    }

    /// Verifies everything, the states that were kept of it, and the whole against a saved checkpoint.
    ///
    /// # Errors
    /// A folder that cannot be read at all.
    pub fn verify(&self, saved: Option<&Checkpoint>) -> Result<HistoryVerdict, Problem> {
        let mut verdict = self.store().verify(saved)?;
        if verdict.fault.is_some() {
            return Ok(verdict);
        }
        for plan in self.store().plans()? {
            let Some(seq) = shelf::check(self.store(), &plan.name)? else { continue };
            let what = "the state kept after it is not what the events make, which are sound; a backup of this \
                        folder, restored to a new one, is without kept states and makes them again"
                .to_owned();
            verdict.fault = Some(Fault { position: None, plan: Some(plan.name), seq: Some(seq), what });
            break;
        }
        Ok(verdict)
    }

    /// Proves that an event is in the history.
    ///
    /// # Errors
    /// No such event.
    pub fn prove(&self, plan: &str, seq: u64) -> Result<Inclusion, Problem> {
        let plan = self.plan_named(plan)?.name;
        Ok(self.store().prove(Stream::Plan(&plan), seq)?)
    }

    /// Proves that an earlier history is the beginning of this one.
    ///
    /// # Errors
    /// A size that was never reached.
    pub fn prove_since(&self, size: u64) -> Result<(Vec<[u8; 32]>, Checkpoint), Problem> {
        Ok(self.store().prove_since(size)?)
    }
}

/// An event in words, and the key of its row.
pub(crate) fn line(stored: Stored, state: &State, names: &Names) -> (Option<String>, Line) {
    let key = stored.recorded.event.as_ref().and_then(Event::row);
    let row = key.map(|key| state.row(key).map_or_else(|| key.to_owned(), Held::name));
    let words = words::event(stored.recorded.event.as_ref(), state, names);
    (key.map(str::to_owned), Line { stored, row, words })
}

/// A proof that an event is in the history, for who checks it without this program.
#[must_use]
pub fn proof(plan: &str, event: u64, proof: &Inclusion) -> serde_json::Value {
    serde_json::json!({
        "proves": "inclusion",
        "plan": plan,
        "event": event,
        "leaf": proof.position,
        "hash": hex(&proof.leaf),
        "path": proof.path.iter().map(|hash| hex(hash)).collect::<Vec<_>>(),
        "size": proof.checkpoint.size,
        "root": hex(&proof.checkpoint.root),
    })
}

/// What a verification that found no fault looked at, and what it cannot show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What was checked, a sentence each.
    pub checked: Vec<String>,
    /// What was not and cannot be shown, a sentence each.
    pub cannot_show: Vec<String>,
}

/// What a verification without a fault shows and does not, held against a checkpoint or not.
#[must_use]
pub fn shown(verdict: &HistoryVerdict, saved: Option<&Checkpoint>) -> Shown {
    let size = verdict.checkpoint.size;
    let mut checked = vec![
        format!("Events checked: {size}. Each agrees with its hash, and the hashes with each other."),
        "Words that are missing were erased by a later event that says who did it and why.".to_owned(),
        "Users, roles and second factors are those in the record of changes. The rules of the database are in place."
            .to_owned(),
    ];
    let rewritten = match saved {
        None => {
            "That no one rewrote the whole record with all its hashes. Only a fingerprint kept elsewhere shows that: \
                 keep what onpace checkpoint prints, and use onpace verify --against FILE."
                .to_owned()
        }
        Some(saved) => {
            checked.push(format!("The record begins as the saved fingerprint says (events: {}).", saved.size));
            let later = size.saturating_sub(saved.size);
            format!("That nothing after that fingerprint was rewritten ({later} of {size} events). Keep a new one.")
        }
    };
    let beside = "That names, email addresses, sign-in secrets and waiting emails are unchanged. The record does not hold \
                  them, so that they can be deleted.";
    let is_all = saved.is_some_and(|saved| saved.size == size);
    let cannot_show = (!is_all).then_some(rewritten).into_iter().chain([beside.to_owned()]).collect();
    Shown { checked, cannot_show }
}

/// The root of a checkpoint, as hexadecimal digits.
#[must_use]
pub fn root(checkpoint: &Checkpoint) -> String {
    hex(&checkpoint.root)
}

/// Reads a checkpoint that was saved.
///
/// # Errors
/// A file that is not there or holds none.
pub fn read_checkpoint(path: &str) -> Result<Checkpoint, Problem> {
    let text = std::fs::read_to_string(path).map_err(|e| Problem::new(Kind::NotFound, format!("{path}: {e}")))?;
    Checkpoint::parse(&text).ok_or_else(|| {
        let what = format!("{path} holds no checkpoint; accepted are the three lines that `onpace checkpoint` prints");
        Problem::new(Kind::NotAccepted, what)
    })
}

/// An instant as the log prints it: `2022-06-01T09:30:00.000000Z`.
#[must_use]
pub fn instant(at: Instant) -> String {
    let micros = at.micros();
    jiff::Timestamp::from_microsecond(micros).map_or_else(|_| micros.to_string(), |at| format!("{at:.6}"))
}

/// An instant as people write one: RFC 3339, or a day, which means its end in the United Kingdom.
///
/// # Errors
/// Anything else.
pub fn parse_instant(text: &str) -> Result<Instant, String> {
    if let Ok(at) = text.trim().parse::<jiff::Timestamp>() {
        return Ok(Instant::from_micros(at.as_microsecond()));
    }
    let day: onpace_core::day::Date = text.trim().parse().map_err(|_| {
        "it is no instant; write 2022-06-01T09:30:00Z, or 2022-06-01 for the end of that day".to_owned()
    })?;
    onpace_core::local_time::end_of(day).ok_or_else(|| format!("{day} is too far away"))
}
