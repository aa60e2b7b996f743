//! The log, a page at a time, and one event with what it changed. **Not here.** Its words and the
//! evidence ([`crate::history`]).

use crate::desk::Desk;
use crate::history::{self, Line};
use crate::names::Names;
use crate::problem::Problem;
use crate::{school_holidays, status_words};
use onpace_core::ids::RowKey;
use onpace_core::ledger::event::{Event, Recorded};
use onpace_core::ledger::fold::{Until, fold};
use onpace_core::ledger::state::State;
use onpace_core::ledger::stream::Stream;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::held::Held;
use onpace_store::{Ledger as _, Stored};
use serde_json::Value;
use std::collections::HashSet;

/// Which events are wanted. Nothing said is all of them.
#[derive(Clone, Debug, Default)]
pub struct LogFilter<'a> {
    /// Only of rows with these keys: the rows of who asks.
    pub rows: Option<HashSet<RowKey>>,
    /// Only of the row with this key.
    pub row: Option<RowKey>,
    /// Only by them.
    pub actor: Option<&'a str>,
    /// Only of this kind.
    pub kind: Option<&'a str>,
}

impl LogFilter<'_> {
    const fn is_all(&self) -> bool {
        self.rows.is_none() && self.row.is_none() && self.actor.is_none() && self.kind.is_none()
    }

    /// Whether an event is wanted.
    #[must_use]
    pub fn takes(&self, stored: &Stored) -> bool {
        let row = stored.recorded.event.as_ref().and_then(Event::row);
        self.rows.as_ref().is_none_or(|rows| row.is_some_and(|row| rows.contains(row)))
            && self.row.as_ref().is_none_or(|wanted| row == Some(wanted))
            && self.actor.is_none_or(|actor| stored.actor == actor)
            && self.kind.is_none_or(|kind| stored.kind == kind)
    }
}

/// Some lines of a log, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The lines.
    pub lines: Vec<Line>,
    /// How many lines there are in all.
    pub of: usize,
}

/// One value that an event changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDifference {
    /// Which.
    pub what: String,
    /// What it was; empty for nothing.
    pub before: String,
    /// What it became.
    pub after: String,
}

impl Desk {
    /// A page of the log, newest first; `page` counts from 1.
    ///
    /// # Errors
    /// No such plan.
    pub fn log_page(
        &self,
        plan: &str,
        state: &State,
        wanted: &LogFilter<'_>,
        page: usize,
        most: usize,
    ) -> Result<Leaf, Problem> {
        let head = self.plan_named(plan)?;
        let names = self.names(&head.name)?;
        let skipped = page.saturating_sub(1).saturating_mul(most);
        let (stored, of): (Vec<Stored>, usize) = if wanted.is_all() {
            // Only the page is read.
            let of = usize::try_from(head.seq).unwrap_or(usize::MAX);
            let first = of.saturating_sub(skipped.saturating_add(most));
            let found = of.saturating_sub(skipped).min(most);
            (self.store().read(Stream::Plan(&head.name), first as u64, found)?.into_iter().rev().collect(), of)
        } else {
            let all = self.store().read(Stream::Plan(&head.name), 0, usize::MAX)?;
            let kept: Vec<Stored> = all.into_iter().rev().filter(|stored| wanted.takes(stored)).collect();
            let of = kept.len();
            (kept.into_iter().skip(skipped).take(most).collect(), of)
        };
        let lines = stored.into_iter().map(|stored| history::line(stored, state, &names).1).collect();
        Ok(Leaf { lines, of })
    }

    /// One event in words, and what it changed: the state before it against the state after it, both
    /// with everything that was known then.
    ///
    /// # Errors
    /// No such event.
    pub fn log_event(&self, plan: &str, seq: u64) -> Result<(Line, Vec<EventDifference>), Problem> {
        let plan = self.plan_named(plan)?.name;
        let stored = self.event(&plan, seq)?;
        let most = usize::try_from(seq).unwrap_or(usize::MAX);
        let events: Vec<Recorded> =
            self.store().read(Stream::Plan(&plan), 0, most)?.into_iter().map(|one| one.recorded).collect();
        let (after, earlier) = (fold(&events, Until::default()), events.split_last().map_or(&[][..], |(_, rest)| rest));
        let before = fold(earlier, Until::default());
        let names = self.names(&plan)?;
        let row = stored.recorded.event.as_ref().and_then(|event| row_of(event, &events)).map(str::to_owned);
        let differences = match &row {
            Some(key) => differences(&values(before.row(key), &names), &values(after.row(key), &names)),
            None => differences(&of_plan(&before), &of_plan(&after)),
        };
        Ok((history::line(stored, &after, &names).1, differences))
    }
}

/// The row that an event is about, be it through an earlier one.
fn row_of<'a>(event: &'a Event, events: &'a [Recorded]) -> Option<&'a str> {
    let earlier = |seq: u64| events.iter().find(|one| one.seq == seq).and_then(|one| one.event.as_ref()?.row());
    match event {
        Event::Plan(PlanEvent::DateDecided { proposal, .. }) => earlier(*proposal),
        Event::Plan(PlanEvent::Superseded { of }) => earlier(*of),
        _ => event.row(),
    }
}

/// What a row says, value by value, in the order in which pages show it.
fn values(held: Option<&Held>, names: &Names) -> Vec<(String, String)> {
    let Some(held) = held else { return Vec::new() };
    let text = |value: Option<Value>| value.as_ref().map_or_else(String::new, in_words);
    let json = |value: Result<Value, serde_json::Error>| text(value.ok());
    let officers = held.facts.officers.iter().map(|one| names.label(&one.person).written).collect::<Vec<_>>().join("/");
    let date = |date: &Option<onpace_core::plan::facts::DateFact>| {
        date.as_ref().map_or_else(String::new, |date| date.when.clone())
    };
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut all: Vec<(&str, String)> = vec![
        ("Code", held.facts.code.clone()),
        ("Title", held.facts.title.clone()),
        ("Officers", officers),
        ("Start", date(&held.facts.start)),
        ("Finish", date(&held.facts.finish)),
        ("Duration in working days", held.facts.duration.map_or_else(String::new, |days| days.to_string())),
        ("Refers to", held.facts.references.join(", ")),
        ("Complete", held.report.percent.map_or_else(String::new, |percent| percent.to_string())),
        ("Reported status", said(&held.report.status)),
        ("What happened", said(&held.report.note)),
        ("What comes next", said(&held.report.next)),
        ("Status set by hand", held.overridden.as_ref().map_or_else(String::new, |(status, _)| status.clone())),
        ("Milestone", yes(held.facts.milestone)),
        ("Withdrawn", yes(held.withdrawn)),
    ];
    all.push(("Under", json(serde_json::to_value(&held.spot))));
    all.push(("Waits for", held.links.iter().map(|link| link.on.clone()).collect::<Vec<_>>().join(", ")));
    all.push(("Evidence", held.evidence.iter().map(|one| one.title.clone()).collect::<Vec<_>>().join(", ")));
    all.into_iter().map(|(what, value)| (what.to_owned(), value)).collect()
}

/// What a plan says beside its rows.
fn of_plan(state: &State) -> Vec<(String, String)> {
    let holidays: Vec<String> = state.school_holidays.iter().map(school_holidays::line).collect();
    let granted = state.proposals.iter().filter(|one| one.granted.is_some()).count();
    let all = [
        ("Title", state.title.clone()),
        ("Area", state.area.clone()),
        ("Boards", state.boards.join(", ")),
        ("Policy", first_line(state.is_open().then(|| state.policy()))),
        ("Calendar", first_line(state.is_open().then(|| state.calendar()))),
        ("School holidays", holidays.join("; ")),
        ("Status words", state.status_words.iter().map(status_words::line).collect::<Vec<_>>().join("; ")),
        ("Document", state.document.as_ref().map_or_else(String::new, |document| document.path.clone())),
        ("Baselines", state.baselines.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(", ")),
        ("Approvals", state.approvals.iter().map(|one| one.version.clone()).collect::<Vec<_>>().join(", ")),
        ("Sign-off of packs", if state.second_person { "by a second person".to_owned() } else { String::new() }),
        ("Packs", packs(state)),
        ("Finishes decided", if granted == 0 { String::new() } else { granted.to_string() }),
    ];
    all.into_iter().map(|(what, value)| (what.to_owned(), value)).collect()
}

/// Every pack with where it stands and the number of the event that says what it is made of.
fn packs(state: &State) -> String {
    let told = |pack: &onpace_core::packs::pack::Pack| {
        format!("{} {} (event {})", pack.number, pack.standing().to_lowercase(), pack.seq)
    };
    state.packs.iter().map(told).collect::<Vec<_>>().join(", ")
}

/// A policy or calendar of one's own is TOML, of which the first line is enough here.
fn first_line(text: Option<&str>) -> String {
    text.and_then(|text| text.lines().next()).unwrap_or_default().to_owned()
}

fn differences(before: &[(String, String)], after: &[(String, String)]) -> Vec<EventDifference> {
    let of = |all: &[(String, String)], what: &str| {
        all.iter().find(|(known, _)| known == what).map_or_else(String::new, |(_, value)| value.clone())
    };
    let named: &[(String, String)] = if after.is_empty() { before } else { after };
    let each = named.iter().map(|(what, _)| (what, of(before, what), of(after, what)));
    each.filter(|(_, was, is)| was != is)
        .map(|(what, before, after)| EventDifference { what: what.clone(), before, after })
        .collect()
}

/// A value that has no words of its own yet.
fn in_words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(in_words).collect::<Vec<_>>().join(", "),
        Value::Object(all) => all.values().map(in_words).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
