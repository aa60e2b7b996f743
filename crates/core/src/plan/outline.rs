//! From a state to the plan that is judged and printed: rows in order, each with its parent and focus
//! area, and people by what the plan calls them.
//!
//! The order does not depend on which of two rows was added first: rows of the opening document
//! stand as there, a row placed after another follows it, any other stands where its code sorts.

use crate::finding::Finding;
use crate::ids::RowKey;
use crate::ledger::state::State;
use crate::place::Place;
use crate::plan::facts::FindingFact;
use crate::plan::held::Held;
use crate::plan::row_facts::Order;
use crate::plan::{Code, KeyedPerson, Officer, Plan, Row, RowKind, RowLink};
use crate::quantity::WorkingDays;
use std::collections::{BTreeMap, HashMap};

/// What the directory says of a person, for print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What the plan calls them.
    pub written: String,
    /// What the plan's own key says of them.
    pub described: String,
}

impl State {
    /// The plan, and the findings of whoever read its document. `label` knows the people.
    pub fn plan(&self, label: &dyn Fn(&str) -> Label) -> (Plan, Vec<Finding>) {
        let order = order(&self.standing().collect::<Vec<_>>());
        let at: HashMap<&str, usize> = order.iter().enumerate().map(|(at, held)| (&*held.key, at)).collect();
        let mut plan = Plan { title: self.title.clone(), level_name: self.level_name.clone(), ..Plan::default() };
        plan.rows = order.iter().map(|held| row(held, &at, label)).collect();
        plan.settle_outline();
        let mut findings = Vec::new();
        if let Some(document) = &self.document {
            document.describe(&mut plan);
            // Once something has changed, the day of the document is no longer that of the plan's data.
            if !self.document_holds {
                (plan.data_date, plan.meeting) = (None, None);
            }
            let key = document.people.iter().map(|id| label(id));
            plan.people =
                key.map(|who| KeyedPerson { initials: who.written.into(), described: who.described.into() }).collect();
            if self.document_holds {
                plan.paper.said = document.read_claims();
                findings = document.findings.iter().filter_map(FindingFact::finding).collect();
            }
        }
        (plan, findings)
    }
}

fn row(held: &Held, at: &HashMap<&str, usize>, label: &dyn Fn(&str) -> Label) -> Row {
    let (facts, spot) = (&held.facts, &held.spot);
    let kind = if facts.focus_area { RowKind::FocusArea } else { RowKind::Action };
    let place = facts.place.as_ref().map_or_else(Place::default, Into::into);
    let mut row = Row::new(kind, Code::new(&facts.code), &facts.title, place);
    row.key = Some(held.key.as_str().into());
    let officer =
        |o: &crate::plan::facts::OfficerFact| Officer { name: label(&o.person).written.into(), role: o.role.into() };
    row.officers = facts.officers.iter().map(officer).collect();
    row.start = facts.start.as_ref().and_then(crate::plan::facts::DateFact::dated);
    row.finish = facts.finish.as_ref().and_then(crate::plan::facts::DateFact::dated);
    row.duration = facts.duration.map(WorkingDays);
    row.own_days = facts.own_days;
    row.percent = held.report.percent;
    row.said_started = held.report.started;
    row.lifecycle = held.report.lifecycle;
    // Words stand in place of a day until there is one.
    let words = |words: &Option<String>, day: &Option<_>| words.as_deref().filter(|_| day.is_none()).map(Into::into);
    row.start_words = words(&facts.start_words, &facts.start);
    row.finish_words = words(&facts.finish_words, &facts.finish);
    row.heard = held.heard.and_then(|heard| heard.on);
    row.status = held.report.status.as_deref().map(Into::into);
    row.notes = held.report.note.as_deref().map(Into::into);
    row.references = facts.references.iter().map(|code| Code::new(code)).collect();
    row.milestone = facts.milestone;
    row.summary = facts.summary;
    let waits = held.links.iter();
    let link =
        |link: &crate::plan::row_facts::Link| Some(RowLink { on: *at.get(&*link.on)?, kind: link.kind, lag: link.lag });
    row.links = waits.filter_map(link).collect();
    if !facts.focus_area {
        let index = |key: &Option<RowKey>| key.as_deref().and_then(|key| at.get(key).copied());
        let own = at.get(&*held.key).copied();
        row.parent = index(&spot.parent).filter(|parent| Some(*parent) != own);
        row.focus_area = index(&spot.area);
        row.on_top = spot.on_top;
    }
    row
}

/// The rows in the plan's order.
fn order<'a>(rows: &[&'a Held]) -> Vec<&'a Held> {
    let mut roots: Vec<(u32, &Held)> = Vec::new();
    let mut followers: HashMap<&str, Vec<&Held>> = HashMap::new();
    let mut loose: Vec<&Held> = Vec::new();
    for held in rows {
        match &held.spot.order {
            Order::Nth(n) => roots.push((*n, held)),
            Order::After(key) => followers.entry(key).or_default().push(held),
            Order::ByCode => loose.push(held),
        }
    }
    roots.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.key.cmp(&y.key)));
    let roots: Vec<&Held> = roots.into_iter().map(|(_, held)| held).collect();
    let mut placed = walk(&roots, &mut followers.clone());
    let first_loose = by_code(&placed, &mut loose, &mut followers);
    let roots = if roots.is_empty() { first_loose } else { roots.into_iter().chain(first_loose).collect() };
    placed = walk(&roots, &mut followers);
    // What follows a row that is gone, or rows that follow each other, come last.
    let mut rest: Vec<&Held> = followers.into_values().flatten().collect();
    rest.sort_by_cached_key(|held| (Code::new(&held.facts.code), held.key.clone()));
    placed.extend(rest);
    placed
}

/// Every root with all that follow it, depth first.
fn walk<'a>(roots: &[&'a Held], followers: &mut HashMap<&str, Vec<&'a Held>>) -> Vec<&'a Held> {
    let mut placed = Vec::new();
    let mut waiting: Vec<&Held> = roots.iter().rev().copied().collect();
    while let Some(held) = waiting.pop() {
        placed.push(held);
        let Some(mut next) = followers.remove(&*held.key) else { continue };
        // Actions before focus areas: an area placed after the last row of another must not cut it in two.
        next.sort_by_cached_key(|held| (held.facts.focus_area, Code::new(&held.facts.code), held.key.clone()));
        waiting.extend(next.into_iter().rev());
    }
    placed
}

/// Hangs rows without a place behind the one that their code follows; gives those that follow none.
fn by_code<'a>(
    placed: &[&'a Held],
    loose: &mut Vec<&'a Held>,
    followers: &mut HashMap<&'a str, Vec<&'a Held>>,
) -> Vec<&'a Held> {
    loose.sort_by_cached_key(|held| (!held.facts.focus_area, Code::new(&held.facts.code), held.key.clone()));
    let areas_by_code: HashMap<Code, &Held> = placed
        .iter()
        .chain(loose.iter())
        .filter(|held| held.facts.focus_area)
        .map(|held| (Code::new(&held.facts.code), *held))
        .collect();
    let areas_by_key: HashMap<&str, &Held> = areas_by_code.values().map(|area| (&*area.key, *area)).collect();
    let area_of = |held: &Held| -> Option<&'a str> {
        let known = held.spot.area.as_deref().and_then(|stated| areas_by_key.get(stated)).map(|area| &*area.key);
        known.or_else(|| {
            let above = std::iter::successors(Code::new(&held.facts.code).parent(), Code::parent);
            above.filter_map(|code| areas_by_code.get(&code)).map(|area| &*area.key).next()
        })
    };
    // The rows of each area by code; of the top by area code; and each area's last row.
    let mut of_area: HashMap<Option<&str>, BTreeMap<(Code, &str), &'a Held>> = HashMap::new();
    let mut last: HashMap<&str, &'a Held> = HashMap::new();
    let mut take = |held: &'a Held, area: Option<&'a str>| -> Option<&'a Held> {
        let entry = (Code::new(&held.facts.code), &*held.key);
        let siblings = of_area.entry(area).or_default();
        let before = siblings.range(..&entry).next_back().map(|(_, held)| *held);
        siblings.insert(entry, held);
        before
    };
    let mut above = None;
    for held in placed {
        if held.facts.focus_area {
            take(held, None);
            above = Some(&*held.key);
        } else {
            let area = area_of(held).or(above);
            take(held, area);
            if let Some(area) = area {
                last.insert(area, held);
            }
        }
    }
    let mut roots = Vec::new();
    for held in loose.drain(..) {
        let area = if held.facts.focus_area { None } else { area_of(held) };
        let before = take(held, area);
        let behind = match before {
            Some(before) if area.is_none() => Some(last.get(&*before.key).map_or(&*before.key, |row| &*row.key)),
            Some(before) => Some(&*before.key),
            None => area,
        };
        match behind {
            Some(behind) => followers.entry(behind).or_default().push(held),
            None => roots.push(held),
        }
    }
    roots
}
