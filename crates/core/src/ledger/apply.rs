//! How an event changes a state. Total: an event about a row that is not there changes nothing, so
//! that no sequence of events, however it came to be, can stop the fold.

use super::event::{Change, Channel, Event, Names, Recorded};
use super::facts::{DateFact, ReportFacts, RowFacts};
use super::state::{Approval, Baseline, Evidence, FromFile, Heard, Held, Proposal, State};

/// The form of a state: counted up whenever the same events come to make another one, so that states that were kept
/// are made anew.
pub const STATE_FORM: u32 = 2;

/// Applies one recorded event.
pub fn apply(state: &mut State, recorded: &Recorded) {
    let effective = recorded.effective;
    state.seq = state.seq.max(recorded.seq);
    state.latest = state.latest.max(effective);
    let Some(event) = &recorded.event else { return };
    if event.round().is_some() {
        super::round::apply(&mut state.rounds, recorded, event);
        return;
    }
    if event.pack().is_some() {
        super::pack::apply(&mut state.packs, recorded, event);
        return;
    }
    let from_file = recorded.channel == Channel::Import;
    if !from_file && changes_rows(event) {
        state.document_holds = false;
    }
    let at = Heard { on: effective, seq: recorded.seq };
    match event {
        Event::Opened { title, level_name } => {
            state.title.clone_from(title);
            state.level_name.clone_from(level_name);
        }
        Event::Document(document) => {
            state.document = Some((**document).clone());
            state.document_holds = true;
        }
        Event::Added(addition) => {
            let (facts, spot) = (addition.facts.clone(), addition.spot.clone());
            let said = || Box::new(FromFile::of(addition.facts.clone()));
            state.hold(Held {
                key: addition.row.clone(),
                spot,
                facts,
                report: ReportFacts::default(),
                heard: None,
                from_file: from_file.then(said),
                withdrawn: false,
                links: Vec::new(),
                overridden: None,
                evidence: Vec::new(),
            });
        }
        Event::Reported { row, report } | Event::Corrected { row, report, .. } => {
            heard(state, row, report, at, from_file);
        }
        Event::Baselined { name, rows } => {
            state.baselines.retain(|baseline| baseline.name != *name);
            state.baselines.push(Baseline { name: name.clone(), on: effective, rows: rows.clone() });
        }
        Event::Approved { version, body } => {
            let (version, body) = (version.clone(), body.clone());
            state.approvals.push(Approval { version, body, on: effective, seq: recorded.seq });
        }
        Event::DateProposed { row, finish } => {
            let (row, finish) = (row.clone(), finish.clone());
            state.proposals.push(Proposal { seq: recorded.seq, row, finish, granted: None });
        }
        Event::DateDecided { proposal, granted, finish } => decided(state, *proposal, *granted, finish.as_ref()),
        Event::Named(names) => named(state, names),
        Event::PolicyChosen { policy } => state.policy = Some(policy.clone()),
        Event::SignOffChosen { second_person } => state.second_person = *second_person,
        Event::CalendarChosen { calendar } => state.calendar = Some(calendar.clone()),
        Event::SchoolHolidaysSet { holidays } => state.school_holidays.clone_from(holidays),
        Event::Superseded { .. } | Event::Erased { .. } | Event::Forgotten { .. } => {}
        _ => of_row(state, event, recorded.reason.as_deref(), from_file, at),
    }
}

/// Events that change one row that is there.
fn of_row(state: &mut State, event: &Event, reason: Option<&str>, from_file: bool, at: Heard) {
    let Some(held) = event.row().and_then(|row| state.row_mut(row)) else { return };
    match event {
        Event::Revised { changes, .. } => {
            let told = held.from_file.as_mut().filter(|_| from_file).map(|said| &mut said.facts);
            for facts in std::iter::once(&mut held.facts).chain(told) {
                for change in changes {
                    revise(facts, change);
                }
            }
        }
        Event::Moved { to, .. } => held.spot = to.clone(),
        Event::Withdrawn { .. } => held.withdrawn = true,
        Event::Linked { link, .. } => {
            let told = held.from_file.as_mut().filter(|_| from_file).map(|said| &mut said.links);
            for links in std::iter::once(&mut held.links).chain(told) {
                links.retain(|known| known.on != link.on);
                links.push(link.clone());
            }
        }
        Event::Unlinked { on, .. } => {
            let told = held.from_file.as_mut().filter(|_| from_file).map(|said| &mut said.links);
            for links in std::iter::once(&mut held.links).chain(told) {
                links.retain(|known| known.on != *on);
            }
        }
        Event::StatusOverridden { status, .. } => {
            held.overridden = Some((status.clone(), reason.unwrap_or_default().to_owned()));
        }
        Event::StatusLifted { .. } => held.overridden = None,
        Event::EvidenceAdded { title, place, .. } => {
            held.evidence.push(Evidence { title: title.clone(), place: place.clone(), on: at.on, seq: at.seq });
        }
        _ => {}
    }
}

/// Whether an event makes the prose of the document, written before it, speak of another plan.
fn changes_rows(event: &Event) -> bool {
    event.row().is_some() || matches!(event, Event::DateDecided { .. })
}

fn heard(state: &mut State, row: &str, report: &ReportFacts, at: Heard, from_file: bool) {
    let Some(held) = state.row_mut(row) else { return };
    held.report.over(report);
    held.heard = Some(at);
    if let Some(said) = held.from_file.as_mut().filter(|_| from_file) {
        said.report.over(report);
    }
    state.latest_report = state.latest_report.max(at.on);
}

fn named(state: &mut State, names: &Names) {
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

fn revise(facts: &mut RowFacts, change: &Change) {
    match change {
        Change::Code(code) => facts.code.clone_from(code),
        Change::Title(title) => facts.title.clone_from(title),
        Change::Officers(officers) => facts.officers.clone_from(officers),
        Change::Start(start) => facts.start.clone_from(start),
        Change::Finish(finish) => facts.finish.clone_from(finish),
        Change::Duration(days) => facts.duration = *days,
        Change::References(codes) => facts.references.clone_from(codes),
        Change::Milestone(is) => facts.milestone = *is,
        Change::Summary(is) => facts.summary = *is,
        Change::Place(place) => facts.place.clone_from(place),
    }
}
