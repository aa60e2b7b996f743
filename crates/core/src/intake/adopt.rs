//! Taking a plan over: the events that make an empty ledger say what a draft says.
//!
//! Rows hold always; what is reported of them holds from the day of the document's data, where it
//! names one.

use super::Decided;
use crate::day::Dated;
use crate::finding::Finding;
use crate::ids::{PersonId, RowKey};
use crate::ledger::event::Event;
use crate::plan::Plan;
use crate::plan::event::PlanEvent;
use crate::plan::facts::{DateFact, DocumentFacts, RowFacts};
use crate::plan::report_facts::ReportFacts;
use crate::plan::row_facts::{Addition, BaselineRow, Order, Spot};
use std::collections::HashSet;

/// What the baseline is called that a plan brings.
const ORIGINAL: &str = "As first planned";

/// The events of taking a plan over. `person` gives the id of a name; `on` the day from which reports
/// hold where the document names none.
pub fn adopt(
    plan: &Plan,
    findings: &[Finding],
    on: Option<crate::day::Date>,
    person: &dyn Fn(&str) -> PersonId,
) -> Vec<Decided> {
    let document = DocumentFacts::of(plan, findings, person);
    let spoken_of = document.data_date().or(on);
    let keys = keys(plan);
    let always = |event| Decided { effective: None, event };
    let title = if plan.title.is_empty() { "Plan".to_owned() } else { plan.title.clone() };
    let mut decided = vec![always(Event::Plan(PlanEvent::Opened { title, level_name: plan.level_name.clone() }))];
    let key_of = |at: Option<usize>| at.and_then(|at| keys.get(at)).cloned();
    for (nth, (row, key)) in (0..).zip(plan.rows.iter().zip(&keys)) {
        let spot = Spot {
            parent: key_of(row.parent),
            area: key_of(row.focus_area),
            on_top: row.on_top,
            order: Order::Nth(nth),
        };
        let addition = Addition { row: key.clone(), spot, facts: RowFacts::of(row, person) };
        decided.push(always(Event::Plan(PlanEvent::Added(Box::new(addition)))));
    }
    for (row, key) in plan.rows.iter().zip(&keys) {
        let linked = |link| always(Event::Plan(PlanEvent::Linked { row: key.clone(), link }));
        decided.extend(super::links(row, &keys).into_iter().map(linked));
    }
    decided.push(Decided { effective: spoken_of, event: Event::Plan(PlanEvent::Document(Box::new(document))) });
    for (row, key) in plan.rows.iter().zip(&keys) {
        let report = ReportFacts::of(row);
        if !report.is_empty() {
            decided.push(Decided {
                effective: spoken_of,
                event: Event::Plan(PlanEvent::Reported { row: key.clone(), report }),
            });
        }
    }
    decided.extend(original(plan, &keys).map(|event| Decided { effective: spoken_of, event }));
    decided
}

/// The baseline that a plan brings: its finishes as they were at first, where it keeps them beside those that were moved.
fn original(plan: &Plan, keys: &[RowKey]) -> Option<Event> {
    if plan.rows.iter().all(|row| row.original_finish.is_none()) {
        return None;
    }
    let dated = |dated: Option<&Dated>| dated.map(DateFact::from);
    let rows = plan.rows.iter().zip(keys).map(|(row, key)| BaselineRow {
        row: key.clone(),
        start: dated(row.start.as_ref()),
        finish: dated(row.original_finish.as_ref().or(row.finish.as_ref())),
    });
    let rows = rows.filter(|row| row.start.is_some() || row.finish.is_some()).collect();
    Some(Event::Plan(PlanEvent::Baselined { name: ORIGINAL.to_owned(), rows }))
}

/// A name in the ledger for each row: the one that it brings, else its code, numbered where that is taken.
#[must_use]
pub fn keys(plan: &Plan) -> Vec<RowKey> {
    let mut taken: HashSet<RowKey> = HashSet::new();
    let brought = |row: &crate::plan::Row| row.key.as_deref().map(RowKey::from).filter(|key| taken.insert(key.clone()));
    let brought: Vec<Option<RowKey>> = plan.rows.iter().map(brought).collect();
    let mut name = |(at, (row, brought)): (usize, (&crate::plan::Row, Option<RowKey>))| {
        if let Some(key) = brought {
            return key;
        }
        let base = if row.code.is_empty() { format!("row-{}", at + 1) } else { row.code.key() };
        let numbered = (2..).map(|n| format!("{base}~{n}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|key| !taken.contains(key.as_str()));
        let free = RowKey::from(free.unwrap_or(base));
        taken.insert(free.clone());
        free
    };
    plan.rows.iter().zip(brought).enumerate().map(&mut name).collect()
}
