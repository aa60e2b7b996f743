//! A later file against what is held: what it would add and change, for people to accept.

use super::likeness;
use crate::finding::Finding;
use crate::ids::{PersonId, RowKey};
use crate::ledger::event::Event;
use crate::ledger::state::State;
use crate::plan::event::PlanEvent;
use crate::plan::facts::{DateFact, DocumentFacts, OfficerFact, RowFacts};
use crate::plan::held::Held;
use crate::plan::link::written;
use crate::plan::outline::Label;
use crate::plan::report_facts::ReportFacts;
use crate::plan::row_facts::{Addition, Change, Link, Order, Spot};
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

/// A field, and its value before and after.
type Told = (&'static str, String, String);

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A row that is not held.
    Added,
    /// Other values: field, before, after.
    Changed(Vec<Told>),
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
    let mut shown = Shown::of(state, plan, &matched, label);
    let mut keys: Vec<RowKey> = Vec::with_capacity(plan.rows.len());
    let mut taken: HashSet<RowKey> = HashSet::new();
    for (row, held) in plan.rows.iter().zip(&matched) {
        let key = held.map_or_else(|| free_key(state, row, &taken), |held| held.key.clone());
        taken.insert(key.clone());
        keys.push(key);
    }
    shown.names.extend(keys.iter().cloned().zip(plan.rows.iter().map(Row::name)));
    let mut offers = Vec::new();
    let mut places = Vec::new();
    for (at, (row, held)) in plan.rows.iter().zip(&matched).enumerate() {
        let links = super::links(row, &keys);
        let facts = RowFacts::of(row, person);
        let offer = |what, events| Offer { row: row.name(), title: row.title.to_string(), what, events };
        let Some(held) = held else {
            offers.push(offer(What::Added, added(plan, at, &keys, facts, &links, shown.in_order)));
            continue;
        };
        if held.withdrawn {
            offers.push(offer(What::Withdrawn, Vec::new()));
            continue;
        }
        let (mut told, mut events) = changed(held, row, &facts, label);
        let (waits, linked) = shown.linked(held, &links);
        told.extend(waits);
        events.extend(linked);
        if !told.is_empty() {
            offers.push(offer(What::Changed(told), events));
        }
        if let Some(to) = shown.moved(held, row, &keys) {
            offers.push(offer(What::Moved, vec![Event::Plan(PlanEvent::Moved { row: held.key.clone(), to })]));
        }
        if held.facts.place != facts.place {
            let changes = vec![Change::Place(facts.place)];
            places.push(Event::Plan(PlanEvent::Revised { row: held.key.clone(), changes }));
        }
    }
    let listed: HashSet<&str> = matched.iter().flatten().map(|held| &*held.key).collect();
    for held in state.standing().filter(|held| !listed.contains(&*held.key)) {
        let title = held.facts.title.clone();
        offers.push(Offer { row: held.name(), title, what: What::NotListed, events: Vec::new() });
    }
    if shown.comes_back {
        silence(state, &mut offers);
        return offers;
    }
    let document = DocumentFacts::of(plan, findings, person);
    let is_same = state.document.as_ref().is_some_and(|known| {
        // The same file under another name is the same file.
        let mut renamed = document.clone();
        renamed.path.clone_from(&known.path);
        *known == renamed
    });
    if !is_same || !places.is_empty() {
        places.push(Event::Plan(PlanEvent::Document(Box::new(document))));
        let (row, title) = (String::new(), plan.source.path.clone());
        offers.push(Offer { row, title, what: What::Document, events: places });
    }
    offers
}

/// A file that was written from here is no document of its own. What it changes makes the document
/// before it speak of another plan, so its claims and findings end with the last change.
fn silence(state: &State, offers: &mut [Offer]) {
    let Some(document) = state.document.as_ref().filter(|known| state.document_holds && known.speaks()) else { return };
    if let Some(last) = offers.iter_mut().rev().find(|offer| !offer.events.is_empty()) {
        last.events.push(Event::Plan(PlanEvent::Document(Box::new(document.silent()))));
    }
}

/// The row held for each row of a draft: by its name in the ledger, by code, in turn where a code
/// stands twice; then by likeness.
fn matches<'s>(state: &'s State, plan: &Plan) -> Vec<Option<&'s Held>> {
    let mut matched = Matched { rows: vec![None; plan.rows.len()], used: HashSet::new() };
    let held = |row: &Row| row.key.as_deref().and_then(|key| state.row(key));
    let same_code = |held: &Held, row: &Row| held.facts.code.eq_ignore_ascii_case(row.code.as_str());
    // A row that was copied brings the same name twice: it is the one that still has the code.
    matched.take(plan, |row| held(row).filter(|held| same_code(held, row)));
    // A name that is only the row's own code says no more than the code does.
    matched.take(plan, |row| held(row).filter(|held| *held.key != *row.code.key()));
    let mut by_code: HashMap<(bool, String), Vec<&Held>> = HashMap::new();
    let is_free = |held: &&Held| !held.facts.code.is_empty() && !matched.used.contains(&*held.key);
    for held in state.rows.iter().rev().map(|held| &**held).filter(is_free) {
        by_code.entry((held.withdrawn, held.facts.code.to_ascii_uppercase())).or_default().push(held);
    }
    matched.take(plan, |row| {
        let mut take = |withdrawn| by_code.get_mut(&(withdrawn, row.code.key())).and_then(Vec::pop);
        if row.code.is_empty() { None } else { take(false).or_else(|| take(true)) }
    });
    matched.take(plan, held);
    let Matched { rows: mut matched, used } = matched;
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

/// Rows of a draft with the row that is held for each; none is used twice.
struct Matched<'s> {
    rows: Vec<Option<&'s Held>>,
    used: HashSet<&'s str>,
}

impl<'s> Matched<'s> {
    /// Takes for each row that has none yet what `find` finds, if that is free.
    fn take(&mut self, plan: &Plan, mut find: impl FnMut(&Row) -> Option<&'s Held>) {
        for (place, row) in self.rows.iter_mut().zip(&plan.rows).filter(|(place, _)| place.is_none()) {
            *place = find(row).filter(|held| self.used.insert(&held.key));
        }
    }
}

/// What is held as people see it, against which a file's outline is held.
struct Shown {
    /// By name in the ledger: what people call the row; of new rows as well.
    names: HashMap<RowKey, String>,
    /// By name in the ledger: the parent and the focus area.
    above: HashMap<RowKey, (Option<RowKey>, Option<RowKey>)>,
    /// Whether the file lists what is held in the order of the plan.
    in_order: bool,
    /// Whether the file was written from here, for it brings rows' names in the ledger.
    comes_back: bool,
}

impl Shown {
    fn of(state: &State, plan: &Plan, matched: &[Option<&Held>], label: &dyn Fn(&str) -> Label) -> Self {
        let (known, _) = state.plan(label);
        let key = |row: &Row| RowKey::from(row.key.as_deref().unwrap_or_default());
        let key_of = |at: Option<usize>| at.and_then(|at| known.rows.get(at)).map(key);
        let above = known.rows.iter().map(|row| (key(row), (key_of(row.parent), key_of(row.focus_area)))).collect();
        let places: HashMap<RowKey, usize> = known.rows.iter().enumerate().map(|(at, row)| (key(row), at)).collect();
        let in_order = matched.iter().flatten().filter_map(|held| places.get(&held.key)).is_sorted();
        let names = known.rows.iter().map(|row| (key(row), row.name())).collect();
        Self { names, above, in_order, comes_back: plan.rows.iter().any(|row| row.key.is_some()) }
    }

    /// What a row waits for now by the file, where that is other than what the last file said and than what is held.
    /// A file that says nothing of it takes nothing away.
    fn linked(&self, held: &Held, links: &[Link]) -> (Option<Told>, Vec<Event>) {
        if links.is_empty() {
            return (None, Vec::new());
        }
        let said: &[Link] = held.from_file.as_ref().map_or(&[], |said| &said.links);
        let is_new = |link: &&Link| !said.contains(link) && !held.links.contains(link);
        let names = |on: &RowKey| links.iter().any(|link| link.on == *on);
        let is_gone = |link: &&Link| !names(&link.on) && held.links.iter().any(|known| known.on == link.on);
        let mut after = held.links.clone();
        let mut events = Vec::new();
        for Link { on, .. } in said.iter().filter(is_gone) {
            after.retain(|known| known.on != *on);
            events.push(Event::Plan(PlanEvent::Unlinked { row: held.key.clone(), on: on.clone() }));
        }
        for link in links.iter().filter(is_new) {
            after.retain(|known| known.on != link.on);
            after.push(link.clone());
            events.push(Event::Plan(PlanEvent::Linked { row: held.key.clone(), link: link.clone() }));
        }
        let told = (!events.is_empty()).then(|| ("waits for", self.waits(&held.links), self.waits(&after)));
        (told, events)
    }

    /// What is waited for, as people read it.
    fn waits(&self, links: &[Link]) -> String {
        let name = |link: &Link| {
            let name = self.names.get(&link.on).map_or(link.on.as_str(), String::as_str);
            written(name, link.kind, link.lag)
        };
        links.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    /// Where a row hangs now by the file, where that is elsewhere. A file that does not say does not move.
    fn moved(&self, held: &Held, row: &Row, keys: &[RowKey]) -> Option<Spot> {
        held.from_file.as_ref()?;
        let known = (held.spot.parent.clone(), held.spot.area.clone());
        let (parent, area) = self.above.get(&held.key).unwrap_or(&known);
        let other = |at: Option<usize>, known: &Option<RowKey>, stated: &Option<RowKey>| {
            let key = at.and_then(|at| keys.get(at)).filter(|key| Some(*key) != known.as_ref());
            key.filter(|key| Some(*key) != stated.as_ref()).cloned()
        };
        let (parent, area) =
            (other(row.parent, parent, &held.spot.parent), other(row.focus_area, area, &held.spot.area));
        (parent.is_some() || area.is_some()).then(|| {
            let mut to = held.spot.clone();
            to.parent = parent.or(to.parent);
            to.area = area.or(to.area);
            to
        })
    }
}

fn free_key(state: &State, row: &Row, taken: &HashSet<RowKey>) -> RowKey {
    let base = state.free_key(row.code.as_str());
    let numbered = (2..).map(|n| RowKey::from(format!("{base}~{n}")));
    let is_free = |key: &RowKey| !taken.contains(key) && state.row(key).is_none();
    std::iter::once(base.clone()).chain(numbered).find(is_free).unwrap_or(base)
}

fn added(plan: &Plan, at: usize, keys: &[RowKey], facts: RowFacts, links: &[Link], in_order: bool) -> Vec<Event> {
    let row = &plan.rows[at];
    let key_of = |at: Option<usize>| at.and_then(|at| keys.get(at)).cloned();
    // In a table that somebody sorted, the row above says nothing.
    let above = at.checked_sub(1).filter(|_| in_order || row.code.is_empty());
    let order = above.map_or(Order::ByCode, |before| Order::After(keys[before].clone()));
    let spot = Spot { parent: key_of(row.parent), area: key_of(row.focus_area), on_top: row.on_top, order };
    let mut events = vec![Event::Plan(PlanEvent::Added(Box::new(Addition { row: keys[at].clone(), spot, facts })))];
    let report = ReportFacts::of(row);
    if !report.is_empty() {
        events.push(Event::Plan(PlanEvent::Reported { row: keys[at].clone(), report }));
    }
    events
        .extend(links.iter().map(|link| Event::Plan(PlanEvent::Linked { row: keys[at].clone(), link: link.clone() })));
    events
}

/// The values that a file gives otherwise than the file before it did, and otherwise than is held.
struct Differences<'a> {
    held: &'a Held,
    told: Vec<Told>,
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

    /// Whether a file gives another date. The same day spelt otherwise, or without its weekday, is none.
    fn is_other_date(&self, of: impl Fn(&RowFacts) -> Option<&DateFact>, new: Option<&DateFact>) -> bool {
        let Some(new) = new else { return false };
        let is_same =
            |known: &DateFact| known.when == new.when && (new.weekday.is_none() || new.weekday == known.weekday);
        let said = self.held.from_file.as_ref().map(|said| &said.facts);
        !std::iter::once(&self.held.facts).chain(said).filter_map(of).any(is_same)
    }
}

fn changed(held: &Held, row: &Row, facts: &RowFacts, label: &dyn Fn(&str) -> Label) -> (Vec<Told>, Vec<Event>) {
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
    if found.is_other_date(|f| f.start.as_ref(), facts.start.as_ref()) {
        found.field("start", |f| &f.start, &facts.start, date, Change::Start);
    }
    if found.is_other_date(|f| f.finish.as_ref(), facts.finish.as_ref()) {
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
        events.push(Event::Plan(PlanEvent::Revised { row: held.key.clone(), changes }));
    }
    let report = reported(held, row, &mut told);
    if !report.is_empty() {
        events.push(Event::Plan(PlanEvent::Reported { row: held.key.clone(), report }));
    }
    (told, events)
}

fn reported(held: &Held, row: &Row, told: &mut Vec<Told>) -> ReportFacts {
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
