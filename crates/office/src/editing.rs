//! Two people at one row: a change is made only where nobody else changed the row since it was seen, so
//! that nothing of either is lost.
//!
//! A page says which event of the plan it was made of; what came after it and is about the same row
//! refuses the change. **Not here.** Showing both versions, which is the page's.

use crate::desk::{Desk, Done};
use crate::history::Line;
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use onpace_core::day::Date;
use onpace_core::ids::RowKey;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::plan::command::Command;
pub use onpace_core::plan::command::NewRow;
use onpace_core::plan::crossref;
use onpace_core::plan::facts::{DateFact, OfficerFact, RoleFact};
use onpace_core::plan::held::Held;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::plan::row_facts::Change;

/// A row as somebody saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The row's name in the ledger.
    pub key: RowKey,
    /// The plan's last event when they saw it.
    pub seq: u64,
}

/// New values of a row; what is `None` stays, a date that is `Some(None)` is taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WantedRow {
    /// A code.
    pub code: Option<String>,
    /// A title.
    pub title: Option<String>,
    /// A start.
    pub start: Option<Option<DateFact>>,
    /// A finish.
    pub finish: Option<Option<DateFact>>,
    /// Everybody beside it, as the plan calls them.
    pub officers: Option<Vec<(String, RoleFact)>>,
}

/// A day as events keep it.
#[must_use]
pub fn exactly(date: Date) -> DateFact {
    DateFact { when: date.to_string(), weekday: None, text: None }
}

/// What people call a row in commands and addresses: its code, else its name in the ledger.
#[must_use]
pub fn handle<'a>(state: &State, held: &'a Held) -> &'a str {
    let is_found = state.called(&held.facts.code).is_some_and(|found| found.key == held.key);
    if is_found && !held.facts.code.is_empty() { &held.facts.code } else { &held.key }
}

impl Desk {
    /// What happened to a row after it was seen.
    ///
    /// # Errors
    /// No such plan.
    pub fn since(&self, plan: &str, seen: &Seen) -> Result<Vec<Line>, Problem> {
        self.lines(plan, Some(&seen.key), seen.seq)
    }

    /// Gives a command about a row that was seen, unless somebody changed the row meanwhile.
    ///
    /// # Errors
    /// [`Kind::Conflict`] where somebody did; whatever the plan does not allow.
    pub fn command_on(
        &self,
        plan: &str,
        seen: &Seen,
        command: &Command,
        on: Date,
        seat: &Seat,
    ) -> Result<Done, Problem> {
        self.act(plan, on, seat, |_| {
            self.refuse_changed(plan, seen)?;
            Ok(command.clone())
        })
    }

    /// Changes values of a row that was seen, unless somebody changed the row meanwhile.
    ///
    /// # Errors
    /// As [`Desk::command_on`]; no reason.
    pub fn revise(&self, plan: &str, seen: &Seen, wanted: &WantedRow, on: Date, seat: &Seat) -> Result<Done, Problem> {
        self.refuse_changed(plan, seen)?;
        let state = self.state(plan, Until { as_at: Some(on), known_by: None })?;
        let held = state
            .row(&seen.key)
            .filter(|held| !held.withdrawn)
            .ok_or_else(|| Problem::from(PlanRefusal::NotOnThatDay))?;
        let changes = changes(held, wanted);
        let code = handle(&state, held).to_owned();
        let revise = |changes: Vec<Change>| Command::Revise { code: code.clone(), changes };
        let wanted_officers = wanted.officers.as_ref();
        // Names are taken in only for a change that is made.
        if wanted_officers.is_none() || !changes.is_empty() {
            let trial = seat.clone().on_trial(true);
            self.act(plan, on, &trial, |_| Ok(revise(changes.clone())))?;
        }
        let mut changes = changes;
        if let Some(officers) = wanted_officers {
            let names: Vec<&str> = officers.iter().map(|(name, _)| name.as_str()).collect();
            let ids = self.ids_of(plan, &names, seat.is_trial())?;
            let facts = ids.into_iter().zip(officers).map(|(person, (_, role))| OfficerFact { person, role: *role });
            let facts: Vec<OfficerFact> = facts.collect();
            if facts != held.facts.officers {
                changes.push(Change::Officers(facts));
            }
        }
        self.command_on(plan, seen, &revise(changes), on, seat)
    }

    /// Replaces an update of a row that was seen, or takes it back, unless somebody changed the row meanwhile.
    ///
    /// # Errors
    /// As [`Desk::correct`]; an update of another row.
    pub fn correct_on(
        &self,
        plan: &str,
        seen: &Seen,
        seq: u64,
        report: Option<&ReportFacts>,
        seat: &Seat,
    ) -> Result<Done, Problem> {
        self.refuse_changed(plan, seen)?;
        let original = self.event(plan, seq)?;
        if original.recorded.event.as_ref().and_then(onpace_core::ledger::event::Event::row) != Some(seen.key.as_str())
        {
            return Err(Problem::refused(Kind::NotFound, PlanRefusal::UpdateOfAnother));
        }
        self.correct(plan, seq, report, seat)
    }

    /// Adds a row with its officers, as the plan calls them. Gives its name in the ledger.
    ///
    /// # Errors
    /// Whatever the plan does not allow.
    pub fn add(
        &self,
        plan: &str,
        new: &NewRow,
        officers: &[(String, RoleFact)],
        on: Date,
        seat: &Seat,
    ) -> Result<(String, Done), Problem> {
        let with = |officers: Vec<OfficerFact>| {
            move |state: &State| {
                let key = state.free_key(&new.code);
                Ok(Command::Add(NewRow { key, officers: officers.clone(), ..new.clone() }))
            }
        };
        // Names are taken in only for a row that is.
        self.act(plan, on, &seat.clone().on_trial(true), with(Vec::new()))?;
        let names: Vec<&str> = officers.iter().map(|(name, _)| name.as_str()).collect();
        let ids = self.ids_of(plan, &names, seat.is_trial())?;
        let facts = ids.into_iter().zip(officers).map(|(person, (_, role))| OfficerFact { person, role: *role });
        let done = self.act(plan, on, seat, with(facts.collect()))?;
        let key = done.events.iter().find_map(|event| event.row().map(str::to_owned)).unwrap_or_default();
        Ok((key, done))
    }

    fn refuse_changed(&self, plan: &str, seen: &Seen) -> Result<(), Problem> {
        let since = self.rows_of_events(plan, seen.seq)?;
        if since.iter().all(|(_, row)| *row != seen.key) {
            return Ok(());
        }
        Err(Problem::refused(Kind::Conflict, PlanRefusal::ChangedMeanwhile))
    }
}

/// What differs from what is held. The officers are compared once their ids are known.
fn changes(held: &Held, wanted: &WantedRow) -> Vec<Change> {
    let facts = &held.facts;
    let mut changes = Vec::new();
    changes.extend(wanted.code.clone().filter(|code| *code != facts.code).map(Change::Code));
    if let Some(title) = wanted.title.clone().filter(|title| *title != facts.title) {
        let named = |text: &str| crossref::references_in(text).iter().map(ToString::to_string).collect::<Vec<_>>();
        let (before, after) = (named(&facts.title), named(&title));
        // References that came from elsewhere than the title stay.
        if before == facts.references && after != before {
            changes.push(Change::References(after));
        }
        changes.insert(0, Change::Title(title));
    }
    let when = |date: &Option<DateFact>| date.as_ref().map(|date| date.when.clone());
    let is_other = |wanted: &Option<DateFact>, held: &Option<DateFact>| when(wanted) != when(held);
    let start = wanted.start.clone().filter(|start| is_other(start, &facts.start));
    let finish = wanted.finish.clone().filter(|finish| is_other(finish, &facts.finish));
    let moves = start.is_some() || finish.is_some();
    changes.extend(start.map(Change::Start));
    changes.extend(finish.map(Change::Finish));
    if moves && facts.duration.is_some() {
        // Working days stated for other dates would contradict these.
        changes.push(Change::Duration(None));
    }
    changes
}
