//! How an event changes a plan. Total: an event about a row that is not there changes nothing.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::ids::RowKey;
use crate::ledger::domain::DomainEvent as _;
use crate::ledger::event::{Channel, Recorded};
use crate::ledger::state::State;
use crate::plan::event::{PlanEvent, PlanNames};
use crate::plan::facts::{DateFact, RowFacts};
use crate::plan::held::{Approval, Evidence, FromFile, Heard, Held, HeldBaseline, Proposal};
use crate::plan::impact;
use crate::plan::report_facts::ReportFacts;
use crate::plan::row_facts::{Addition, Change, Link};
use crate::plan::status_words::{self, StatusWord};
use std::sync::Arc;

/// Applies what happened to a plan.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &PlanEvent) {
    let from_file = recorded.channel == Channel::Import;
    if !from_file && changes_rows(event) {
        state.document_holds = false;
    }
    let at = Heard { on: recorded.effective, seq: recorded.seq };
    match event {
        PlanEvent::Opened { title, level_name } => {
            state.title.clone_from(title);
            state.level_name.clone_from(level_name);
        }
        PlanEvent::Document(document) => {
            state.document = Some((**document).clone());
            state.document_holds = true;
        }
        PlanEvent::Added(addition) => state.hold(added(addition, from_file)),
        PlanEvent::Revised { row, changes } => with(state, row, |held| revised(held, changes, from_file)),
        PlanEvent::Moved { row, to } => with(state, row, |held| held.spot = to.clone()),
        PlanEvent::Withdrawn { row } => with(state, row, |held| held.withdrawn = true),
        PlanEvent::Linked { row, link } => waits_for(state, row, &link.on, Some(link), from_file),
        PlanEvent::Unlinked { row, on } => waits_for(state, row, on, None, from_file),
        PlanEvent::Reported { row, report } | PlanEvent::Corrected { row, report, .. } => {
            heard(state, row, report, at, from_file);
        }
        PlanEvent::Superseded { .. } => {}
        PlanEvent::Baselined { name, rows } => {
            state.baselines.retain(|baseline| baseline.name != *name);
            state.baselines.push(Arc::new(HeldBaseline { name: name.clone(), on: at.on, rows: rows.clone() }));
        }
        PlanEvent::Approved { version, body } => {
            let (version, body) = (version.clone(), body.clone());
            state.approvals.push(Approval { version, body, on: at.on, seq: at.seq });
        }
        PlanEvent::DateProposed { row, finish } => {
            let (row, finish) = (row.clone(), finish.clone());
            state.proposals.push(Proposal { seq: at.seq, row, finish, granted: None });
        }
        PlanEvent::DateDecided { proposal, granted, finish } => decided(state, *proposal, *granted, finish.as_ref()),
        PlanEvent::Named(names) => named(state, names),
        PlanEvent::StatusOverridden { row, status } => {
            let reason = recorded.reason.clone().unwrap_or_default();
            with(state, row, |held| held.overridden = Some((status.clone(), reason)));
        }
        PlanEvent::StatusLifted { row } => with(state, row, |held| held.overridden = None),
        PlanEvent::PolicyChosen { policy } => state.policy = Some(policy.clone()),
        PlanEvent::CalendarChosen { calendar } => state.calendar = Some(calendar.clone()),
        PlanEvent::SchoolHolidaysSet { holidays } => state.school_holidays.clone_from(holidays),
        PlanEvent::StatusWordsSet { words } => status_words(state, words),
        PlanEvent::EvidenceAdded { row, title, place } => {
            let evidence = Evidence { title: title.clone(), place: place.clone(), on: at.on, seq: at.seq };
            with(state, row, |held| held.evidence.push(evidence));
        }
        PlanEvent::MeasureAttached { row, .. }
        | PlanEvent::MeasureDetached { row, .. }
        | PlanEvent::ImpactDeclared { row, .. } => with(state, row, |held| impact::apply(held, event)),
    }
}

/// Whether an event makes the prose of the document, written before it, speak of another plan.
fn changes_rows(event: &PlanEvent) -> bool {
    let is_of_impact = matches!(
        event,
        PlanEvent::MeasureAttached { .. } | PlanEvent::MeasureDetached { .. } | PlanEvent::ImpactDeclared { .. }
    );
    event.row().is_some() && !is_of_impact || matches!(event, PlanEvent::DateDecided { .. })
}

/// Changes a row that is there.
fn with(state: &mut State, row: &str, change: impl FnOnce(&mut Held)) {
    if let Some(held) = state.row_mut(row) {
        change(held);
    }
}

/// A row has other values; where a file says so, it is also what the file said last.
fn revised(held: &mut Held, changes: &[Change], from_file: bool) {
    for change in changes {
        held.facts.revise(change);
        if let Some(said) = told(held, from_file) {
            said.facts.revise(change);
        }
    }
}

/// A row of which nothing more was said yet.
fn added(addition: &Addition, from_file: bool) -> Held {
    Held {
        key: addition.row.clone(),
        spot: addition.spot.clone(),
        facts: addition.facts.clone(),
        report: ReportFacts::default(),
        heard: None,
        from_file: from_file.then(|| Box::new(FromFile::of(addition.facts.clone()))),
        withdrawn: false,
        links: Vec::new(),
        overridden: None,
        evidence: Vec::new(),
        measures: Vec::new(),
        impact: None,
    }
}

/// What a file said of a row, where a file says this as well.
fn told(held: &mut Held, from_file: bool) -> Option<&mut FromFile> {
    held.from_file.as_deref_mut().filter(|_| from_file)
}

/// A row waits for another, or no longer.
fn waits_for(state: &mut State, row: &str, on: &str, link: Option<&Link>, from_file: bool) {
    let set = |links: &mut Vec<Link>| {
        links.retain(|known| known.on != on);
        links.extend(link.cloned());
    };
    with(state, row, |held| {
        set(&mut held.links);
        if let Some(said) = told(held, from_file) {
            set(&mut said.links);
        }
    });
}

fn heard(state: &mut State, row: &str, report: &ReportFacts, at: Heard, from_file: bool) {
    let own = report.status.as_deref().and_then(|status| status_words::said(&state.status_words, status));
    let Some(held) = state.row_mut(row) else { return };
    held.report.over(report);
    // A percentage beside it says more than a word.
    if let Some(means) = own.filter(|_| report.percent.is_none() && !report.started) {
        held.report.lifecycle = means.lifecycle();
    }
    held.heard = Some(at);
    if let Some(said) = told(held, from_file) {
        said.report.over(report);
    }
    state.latest_report = state.latest_report.max(at.on);
}

/// Words of a status mean something else from then on, in rows that were reported before as well. What a file's own key
/// said of a word that the plan no longer explains is not known any more: the vocabulary that ships says it.
fn status_words(state: &mut State, words: &[StatusWord]) {
    let before = std::mem::replace(&mut state.status_words, words.to_vec());
    let concerns = |status: &str| [words, &before].into_iter().any(|words| status_words::said(words, status).is_some());
    let rows = state.rows.iter().filter(|held| held.report.status.as_deref().is_some_and(concerns));
    let rows: Vec<RowKey> = rows.map(|held| held.key.clone()).collect();
    for row in rows {
        with(state, &row, |held| {
            let status = held.report.status.as_deref().unwrap_or_default();
            held.report.lifecycle = status_words::lifecycle(words, status);
        });
    }
}

fn named(state: &mut State, names: &PlanNames) {
    if let Some(title) = &names.title {
        state.title.clone_from(title);
    }
    if let Some(area) = &names.area {
        state.area.clone_from(area);
    }
    if let Some(boards) = &names.boards {
        state.boards.clone_from(boards);
    }
}

fn decided(state: &mut State, seq: u64, granted: bool, other: Option<&DateFact>) {
    let Some(proposal) = state.proposals.iter_mut().find(|proposal| proposal.seq == seq) else { return };
    proposal.granted = Some(granted);
    let (row, finish) = (proposal.row.clone(), other.cloned().or_else(|| proposal.finish.clone()));
    if let (Some(held), Some(finish)) = (state.row_mut(&row).filter(|_| granted), finish) {
        held.facts.finish = Some(finish);
        // Working days stated for another finish would contradict this one.
        held.facts.duration = None;
    }
}

impl RowFacts {
    /// With another value.
    fn revise(&mut self, change: &Change) {
        match change {
            Change::Code(code) => self.code.clone_from(code),
            Change::Title(title) => self.title.clone_from(title),
            Change::Officers(officers) => self.officers.clone_from(officers),
            Change::Start(start) => self.start.clone_from(start),
            Change::Finish(finish) => self.finish.clone_from(finish),
            Change::Duration(days) => self.duration = *days,
            Change::References(codes) => self.references.clone_from(codes),
            Change::Milestone(is) => self.milestone = *is,
            Change::Summary(is) => self.summary = *is,
            Change::Place(place) => self.place.clone_from(place),
        }
    }
}
