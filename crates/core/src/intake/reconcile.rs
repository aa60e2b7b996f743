//! A later file against what is held: what it would add and change, for people to accept.

use super::likeness;
use crate::finding::Finding;
use crate::ledger::event::{Addition, Change, Order, RowKey, Spot};
use crate::ledger::facts::{DateFact, DocumentFacts, OfficerFact, PersonId, ReportFacts, RowFacts};
use crate::ledger::outline::Label;
use crate::ledger::{Event, Held, State};
use crate::plan::{Plan, Row};
use std::collections::{HashMap, HashSet};

/// What a file offers for one row, and the events that accepting it makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The row's code, or the beginning of its title.
    pub row: String,
    /// Its title.
    pub title: String,
    /// What is offered.
    pub what: What,
    /// The events; none where there is only something to know.
    pub events: Vec<Event>,
}

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A row that is not held.
    Added,
    /// Other values: field, before, after.
    Changed(Vec<(&'static str, String, String)>),
    /// Another focus area or parent.
    Moved,
    /// A row that is held is not in the file. Nothing is deleted.
    NotListed,
    /// A row that was withdrawn is in the file. It stays withdrawn.
    Withdrawn,
    /// The document's own words, and where in it rows stand.
    Document,
}

/// Everything that a draft says differently from the file before it and from what is held, in the
/// draft's order, then what it does not list. `person` gives the id of a name, `label` its opposite.
pub fn reconcile(
    state: &State,
    plan: &Plan,
    findings: &[Finding],
    person: &dyn Fn(&str) -> PersonId,
    label: &dyn Fn(&str) -> Label,
) -> Vec<Offer> {
    let matched = matches(state, plan);
    let mut keys: Vec<RowKey> = Vec::with_capacity(plan.rows.len());
    let mut taken: HashSet<RowKey> = HashSet::new();
    for (row, held) in plan.rows.iter().zip(&matched) {
        let key = held.map_or_else(|| free_key(state, row, &taken), |held| held.key.clone());
        taken.insert(key.clone());
        keys.push(key);
    }
    let mut offers = Vec::new();
    let mut places = Vec::new();
    for (at, (row, held)) in plan.rows.iter().zip(&matched).enumerate() {
        let facts = RowFacts::of(row, person);
        let offer = |what, events| Offer { row: row.name(), title: row.title.to_string(), what, events };
        let Some(held) = held else {
            offers.push(offer(What::Added, added(plan, at, &keys, facts)));
            continue;
        };
        if held.withdrawn {
            offers.push(offer(What::Withdrawn, Vec::new()));
            continue;
        }
        let (told, events) = changed(held, row, &facts, label);
        if !told.is_empty() {
            offers.push(offer(What::Changed(told), events));
        }
        if let Some(to) = moved(held, row, &keys) {
            offers.push(offer(What::Moved, vec![Event::Moved { row: held.key.clone(), to }]));
        }
        if held.facts.place != facts.place {
            let changes = vec![Change::Place(facts.place)];
            places.push(Event::Revised { row: held.key.clone(), changes });
        }
    }
    let listed: HashSet<&str> = matched.iter().flatten().map(|held| &*held.key).collect();
    for held in state.standing().filter(|held| !listed.contains(&*held.key)) {
        let title = held.facts.title.clone();
        offers.push(Offer { row: held.name(), title, what: What::NotListed, events: Vec::new() });
    }
    let document = DocumentFacts::of(plan, findings, person);
    let is_same = state.document.as_ref().is_some_and(|known| {
        // The same file under another name is the same file.
        let mut renamed = document.clone();
        renamed.path.clone_from(&known.path);
        *known == renamed
    });
    if !is_same || !places.is_empty() {
        places.push(Event::Document(Box::new(document)));
        let (row, title) = (String::new(), plan.source.path.clone());
        offers.push(Offer { row, title, what: What::Document, events: places });
    }
    offers
}

/// The row held for each row of a draft: by code, in turn where a code stands twice; then by likeness.
fn matches<'s>(state: &'s State, plan: &Plan) -> Vec<Option<&'s Held>> {
    let mut by_code: HashMap<(bool, String), Vec<&Held>> = HashMap::new();
    for held in state.rows.iter().rev().filter(|held| !held.facts.code.is_empty()) {
        by_code.entry((held.withdrawn, held.facts.code.to_ascii_uppercase())).or_default().push(held);
    }
    let mut matched: Vec<Option<&Held>> = Vec::with_capacity(plan.rows.len());
    for row in &plan.rows {
        let mut take = |withdrawn| by_code.get_mut(&(withdrawn, row.code.key())).and_then(Vec::pop);
        matched.push(if row.code.is_empty() { None } else { take(false).or_else(|| take(true)) });
    }
    let used: HashSet<&str> = matched.iter().flatten().map(|held| &*held.key).collect();
    let free: Vec<&Held> = state.standing().filter(|held| !used.contains(&*held.key)).collect();
    for focus_area in [true, false] {
        let is = |row: &Row| (row.kind == crate::plan::RowKind::FocusArea) == focus_area;
        let new: Vec<usize> = (0..matched.len()).filter(|at| matched[*at].is_none() && is(&plan.rows[*at])).collect();
        let old: Vec<&Held> = free.iter().copied().filter(|held| held.facts.focus_area == focus_area).collect();
        let titles: Vec<&str> = new.iter().map(|at| &*plan.rows[*at].title).collect();
        let old_titles: Vec<&str> = old.iter().map(|held| &*held.facts.title).collect();
        for (at, pair) in new.into_iter().zip(likeness::pairs(&titles, &old_titles)) {
            matched[at] = pair.map(|pair| old[pair]);
        }
    }
    matched
}

fn free_key(state: &State, row: &Row, taken: &HashSet<RowKey>) -> RowKey {
    let base = state.free_key(row.code.as_str());
    let numbered = (2..).map(|n| format!("{base}~{n}"));
    let is_free = |key: &RowKey| !taken.contains(key) && state.row(key).is_none();
    std::iter::once(base.clone()).chain(numbered).find(is_free).unwrap_or(base)
}

fn added(plan: &Plan, at: usize, keys: &[RowKey], facts: RowFacts) -> Vec<Event> {
    let row = &plan.rows[at];
    let key_of = |at: Option<usize>| at.and_then(|at| keys.get(at)).cloned();
    let order = at.checked_sub(1).map_or(Order::ByCode, |before| Order::After(keys[before].clone()));
    let spot = Spot { parent: key_of(row.parent), area: key_of(row.focus_area), order };
    let mut events = vec![Event::Added(Box::new(Addition { row: keys[at].clone(), spot, facts }))];
    let report = ReportFacts::of(row);
    if !report.is_empty() {
        events.push(Event::Reported { row: keys[at].clone(), report });
    }
    events
}

/// Where a row hangs now by the file, where that is elsewhere. A file that does not say does not move.
fn moved(held: &Held, row: &Row, keys: &[RowKey]) -> Option<Spot> {
    held.from_file.as_ref()?;
    let mut to = held.spot.clone();
    let key_of = |at: Option<usize>| at.and_then(|at| keys.get(at)).cloned();
    to.parent = key_of(row.parent).or(to.parent);
    to.area = key_of(row.focus_area).or(to.area);
    (to != held.spot).then_some(to)
}

/// The values that a file gives otherwise than the file before it did, and otherwise than is held.
struct Differences<'a> {
    held: &'a Held,
    told: Vec<(&'static str, String, String)>,
    changes: Vec<Change>,
}

impl Differences<'_> {
    fn field<T: PartialEq + Clone>(
        &mut self,
        name: &'static str,
        of: impl Fn(&RowFacts) -> &T,
        new: &T,
        show: impl Fn(&T) -> String,
        change: impl Fn(T) -> Change,
    ) {
        let before = self.held.from_file.as_ref().map_or(of(&self.held.facts), |said| of(&said.facts));
        let now = of(&self.held.facts);
        if new != before && new != now {
            self.told.push((name, show(now), show(new)));
            self.changes.push(change(new.clone()));
        }
    }
}

fn changed(
    held: &Held,
    row: &Row,
    facts: &RowFacts,
    label: &dyn Fn(&str) -> Label,
) -> (Vec<(&'static str, String, String)>, Vec<Event>) {
    let mut found = Differences { held, told: Vec::new(), changes: Vec::new() };
    let text = |text: &String| text.clone();
    if !facts.code.is_empty() {
        found.field("code", |f| &f.code, &facts.code, text, Change::Code);
    }
    found.field("title", |f| &f.title, &facts.title, text, Change::Title);
    let names = |all: &Vec<OfficerFact>| all.iter().map(|o| label(&o.person).written).collect::<Vec<_>>().join("/");
    if !facts.officers.is_empty() {
        found.field("officers", |f| &f.officers, &facts.officers, names, Change::Officers);
    }
    let date = |date: &Option<DateFact>| date.as_ref().map_or_else(String::new, |date| date.when.clone());
    if facts.start.is_some() {
        found.field("start", |f| &f.start, &facts.start, date, Change::Start);
    }
    if facts.finish.is_some() {
        found.field("finish", |f| &f.finish, &facts.finish, date, Change::Finish);
    }
    if facts.duration.is_some() {
        let days = |days: &Option<i32>| days.map_or_else(String::new, |days| format!("{days} days"));
        found.field("duration", |f| &f.duration, &facts.duration, days, Change::Duration);
    }
    if !facts.references.is_empty() {
        found.field("references", |f| &f.references, &facts.references, |codes| codes.join(" "), Change::References);
    }
    found.field("milestone", |f| &f.milestone, &facts.milestone, ToString::to_string, Change::Milestone);
    found.field("summary", |f| &f.summary, &facts.summary, ToString::to_string, Change::Summary);
    let Differences { mut told, changes, .. } = found;
    let mut events = Vec::new();
    if !changes.is_empty() {
        events.push(Event::Revised { row: held.key.clone(), changes });
    }
    let report = reported(held, row, &mut told);
    if !report.is_empty() {
        events.push(Event::Reported { row: held.key.clone(), report });
    }
    (told, events)
}

fn reported(held: &Held, row: &Row, told: &mut Vec<(&'static str, String, String)>) -> ReportFacts {
    let said = ReportFacts::of(row);
    let before = held.from_file.as_ref().map_or(&held.report, |file| &file.report);
    let mut report = ReportFacts::default();
    if said.percent.is_some() && said.percent != before.percent && said.percent != held.report.percent {
        let show = |percent: Option<crate::quantity::Percent>| percent.map_or_else(String::new, |p| p.to_string());
        told.push(("percent complete", show(held.report.percent), show(said.percent)));
        report.percent = said.percent;
    }
    let mut text = |name, now: &Option<String>, before: &Option<String>, new: &Option<String>| {
        let differs = new.is_some() && new != before && new != now;
        if differs {
            told.push((name, now.clone().unwrap_or_default(), new.clone().unwrap_or_default()));
        }
        new.clone().filter(|_| differs)
    };
    report.status = text("reported status", &held.report.status, &before.status, &said.status);
    report.note = text("notes", &held.report.note, &before.note, &said.note);
    report
}
