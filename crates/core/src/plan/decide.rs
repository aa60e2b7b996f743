//! A command against a state: the events it makes, or why not. Pure; nothing is written here.
//!
//! The state given is that of the day from which the command is to hold, so that nobody reports on a
//! row before it was in the plan.

use crate::calendar::WorkingCalendar;
use crate::day::{self, Date};
use crate::ledger::event::Event;
use crate::ledger::refusal::Refusal;
use crate::ledger::state::State;
use crate::plan::command::{Command, NewRow};
use crate::plan::event::{PlanEvent, PlanNames, SchoolHoliday};
use crate::plan::facts::{DateFact, RowFacts};
use crate::plan::held::Held;
use crate::plan::impact;
use crate::plan::link::LONGEST_LAG;
use crate::plan::outline::Label;
use crate::plan::refusal::{Named, PlanRefusal};
use crate::plan::report_facts::ReportFacts;
use crate::plan::row_facts::{Addition, BaselineRow, Change, Link, LinkKind, Order, Spot};
use crate::plan::status_words::{self, StatusWord};
use crate::plan::{Code, RowKind};
use crate::policy::{Policy, SHIPPED};
use crate::quantity::Percent;

/// No note is longer, in letters.
pub const LONGEST_NOTE: usize = 5_000;
/// No title is longer, in letters.
pub const LONGEST_TITLE: usize = 2_000;
/// No name of a version, a baseline, a status or a body is longer, in letters.
const LONGEST_NAME: usize = 100;
/// So many school holidays are kept: those of some years.
const MOST_HOLIDAYS: usize = 100;
/// None is longer, in days.
const LONGEST_HOLIDAY: i32 = 100;
/// So many words of statuses are explained.
const MOST_STATUS_WORDS: usize = 100;
/// No action takes longer, in working days.
const LONGEST_DURATION: i32 = 20_000;
/// So many boards are named.
const MOST_BOARDS: usize = 10;
/// Where evidence is kept is said in so many letters.
const LONGEST_PLACE: usize = 2_000;

/// The events that a command makes.
///
/// # Errors
/// A command that the state does not allow; the refusal says what would be accepted.
pub fn decide(state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        Command::Add(new) => added(state, new)?,
        Command::Revise { code, changes } => return revised(state, code, changes),
        Command::Move { code, under, after } => moved(state, code, under.as_deref(), after.as_deref())?,
        Command::Withdraw { code } => withdrawn(state, code)?,
        Command::Link { code, on, kind, lag } => linked(state, code, on, *kind, *lag)?,
        Command::Unlink { code, on } => {
            let (row, on) = (called(state, code)?, called(state, on)?);
            if !row.links.iter().any(|link| link.on == on.key) {
                return Err(PlanRefusal::NoSuchLink { row: row.name(), on: on.name() }.into());
            }
            Event::Plan(PlanEvent::Unlinked { row: row.key.clone(), on: on.key.clone() })
        }
        Command::SetBaseline { name } => baseline(state, name)?,
        Command::Approve { version, body } => {
            named(Named::Version, version)?;
            named(Named::Body, body)?;
            if state.approvals.iter().any(|known| known.version == *version && known.body == *body) {
                let (body, version) = (body.clone(), version.clone());
                return Err(PlanRefusal::ApprovedAlready { body, version }.into());
            }
            Event::Plan(PlanEvent::Approved { version: version.clone(), body: body.clone() })
        }
        Command::Report { code, report } => {
            let row = called(state, code)?;
            sound(report)?;
            Event::Plan(PlanEvent::Reported { row: row.key.clone(), report: report.clone() })
        }
        Command::ProposeDate { code, finish } => {
            let row = called(state, code)?;
            in_order(row.facts.start.as_ref(), Some(finish))?;
            Event::Plan(PlanEvent::DateProposed { row: row.key.clone(), finish: Some(finish.clone()) })
        }
        Command::DecideDate { proposal, granted, finish } => decided(state, *proposal, *granted, finish.as_ref())?,
        Command::Name(names) => renamed(state, names)?,
        Command::OverrideStatus { code, status } => {
            named(Named::Status, status)?;
            Event::Plan(PlanEvent::StatusOverridden { row: called(state, code)?.key.clone(), status: status.clone() })
        }
        Command::LiftStatus { code } => {
            let row = called(state, code)?;
            if row.overridden.is_none() {
                return Err(PlanRefusal::StatusIsComputed { row: row.name() }.into());
            }
            Event::Plan(PlanEvent::StatusLifted { row: row.key.clone() })
        }
        Command::ChoosePolicy { policy } => policy_chosen(state, policy)?,
        Command::ChooseCalendar { calendar } => calendar_chosen(state, calendar)?,
        Command::SetSchoolHolidays { holidays } => school_holidays(state, holidays)?,
        Command::SetStatusWords { words } => status_words(state, words)?,
        Command::AddEvidence { code, title, place } => evidence(state, code, title, place)?,
        Command::ShowImpact { code, by } => Event::Plan(impact::decide(called(state, code)?, by)?),
        Command::Correct { original, report } => {
            sound(report)?;
            let row = reported_row(original)?;
            Event::Plan(PlanEvent::Corrected { of: original.seq, row: row.into(), report: report.clone() })
        }
        Command::Supersede { original } => {
            reported_row(original)?;
            Event::Plan(PlanEvent::Superseded { of: original.seq })
        }
    };
    Ok(vec![event])
}

/// The row that people call so.
///
/// # Errors
/// No such row; codes near it are named.
pub fn called<'s>(state: &'s State, code: &str) -> Result<&'s Held, Refusal> {
    state.called(code).ok_or_else(|| {
        let wanted = Code::new(code);
        let mut codes: Vec<Code> =
            state.standing().map(|row| Code::new(&row.facts.code)).filter(|code| !code.is_empty()).collect();
        codes.sort();
        let at = codes.partition_point(|known| *known < wanted);
        let near: Vec<String> = codes.iter().skip(at.saturating_sub(3)).take(6).map(ToString::to_string).collect();
        let row = wanted.to_string();
        let gone = state.rows.iter().any(|row| row.withdrawn && Code::new(&row.facts.code) == wanted);
        if gone { PlanRefusal::RowWithdrawn { row, near }.into() } else { PlanRefusal::NoSuchRow { row, near }.into() }
    })
}

fn linked(state: &State, code: &str, on: &str, kind: LinkKind, lag: i32) -> Result<Event, Refusal> {
    let (row, on) = (called(state, code)?, called(state, on)?);
    refuse_circle(state, row, on)?;
    if lag.abs() > LONGEST_LAG {
        return Err(PlanRefusal::LagTooLong { days: lag, most: LONGEST_LAG }.into());
    }
    Ok(Event::Plan(PlanEvent::Linked { row: row.key.clone(), link: Link { on: on.key.clone(), kind, lag } }))
}

fn added(state: &State, new: &NewRow) -> Result<Event, Refusal> {
    titled(&new.title)?;
    in_order(new.start.as_ref(), new.finish.as_ref())?;
    if !new.code.is_empty() && !Code::fits(&new.code) {
        return Err(PlanRefusal::NotACode { text: crate::plan::shortened(&new.code, 40) }.into());
    }
    if let Some(held) = state.called(&new.code).filter(|_| !new.code.is_empty()) {
        return Err(PlanRefusal::CodeTaken { row: held.name(), title: held.facts.title.clone() }.into());
    }
    if state.row(&new.key).is_some() || new.key.is_empty() {
        return Err(PlanRefusal::KeyUsed { key: new.key.to_string() }.into());
    }
    let mut spot = Spot::default();
    if let Some(under) = &new.under {
        hang(state, called(state, under)?, &mut spot);
    }
    if let Some(after) = &new.after {
        spot.order = Order::After(called(state, after)?.key.clone());
    }
    let facts = RowFacts {
        focus_area: new.focus_area,
        officers: new.officers.clone(),
        start: new.start.clone(),
        finish: new.finish.clone(),
        references: crate::plan::crossref::references_in(&new.title).iter().map(ToString::to_string).collect(),
        ..RowFacts::titled(&new.code, &new.title)
    };
    Ok(Event::Plan(PlanEvent::Added(Box::new(Addition { row: new.key.clone(), spot, facts }))))
}

/// Hangs a spot from a row: below an action, or in a focus area.
fn hang(state: &State, above: &Held, spot: &mut Spot) {
    spot.on_top = false;
    if above.facts.focus_area {
        (spot.area, spot.parent) = (Some(above.key.clone()), None);
    } else {
        spot.parent = Some(above.key.clone());
        spot.area = above.spot.area.clone().or_else(|| {
            let codes = std::iter::successors(Code::new(&above.facts.code).parent(), Code::parent);
            codes
                .filter_map(|code| state.called(code.as_str()))
                .find(|row| row.facts.focus_area)
                .map(|row| row.key.clone())
        });
    }
}

fn revised(state: &State, code: &str, changes: &[Change]) -> Result<Vec<Event>, Refusal> {
    let held = called(state, code)?;
    let mut facts = held.facts.clone();
    for change in changes {
        match change {
            Change::Title(title) => titled(title)?,
            Change::Code(new) => {
                if !Code::fits(new) {
                    return Err(PlanRefusal::NotACode { text: crate::plan::shortened(new, 40) }.into());
                }
                if let Some(other) = state.called(new).filter(|other| other.key != held.key) {
                    let (row, title) = (other.name(), other.facts.title.clone());
                    return Err(PlanRefusal::CodeTaken { row, title }.into());
                }
            }
            Change::Duration(Some(days)) if !(0..=LONGEST_DURATION).contains(days) => {
                return Err(PlanRefusal::DurationOutOfRange { days: *days, most: LONGEST_DURATION }.into());
            }
            Change::Start(start) => facts.start.clone_from(start),
            Change::Finish(finish) => facts.finish.clone_from(finish),
            _ => {}
        }
    }
    if changes.iter().any(|change| matches!(change, Change::Start(_) | Change::Finish(_))) {
        in_order(facts.start.as_ref(), facts.finish.as_ref())?;
    }
    if changes.is_empty() {
        return Err(PlanRefusal::NothingToChange.into());
    }
    Ok(vec![Event::Plan(PlanEvent::Revised { row: held.key.clone(), changes: changes.to_vec() })])
}

fn moved(state: &State, code: &str, under: Option<&str>, after: Option<&str>) -> Result<Event, Refusal> {
    let held = called(state, code)?;
    let mut spot = held.spot.clone();
    if let Some(under) = under {
        let above = called(state, under)?;
        let mut up = Some(above);
        while let Some(row) = up {
            if row.key == held.key {
                return Err(PlanRefusal::HangsFromItself { row: held.name(), above: above.name() }.into());
            }
            up = row.spot.parent.as_deref().and_then(|key| state.row(key));
        }
        if held.facts.focus_area {
            return Err(PlanRefusal::FocusAreaStaysOnTop { row: held.name() }.into());
        }
        hang(state, above, &mut spot);
        spot.order = Order::ByCode;
    }
    if let Some(after) = after {
        let before = called(state, after)?;
        let mut back = Some(before);
        while let Some(row) = back {
            if row.key == held.key {
                return Err(PlanRefusal::FollowsItself { row: held.name(), after: before.name() }.into());
            }
            back = match &row.spot.order {
                Order::After(key) => state.row(key),
                _ => None,
            };
        }
        spot.order = Order::After(before.key.clone());
    }
    if spot == held.spot {
        return Err(PlanRefusal::StandsThereAlready { row: held.name() }.into());
    }
    Ok(Event::Plan(PlanEvent::Moved { row: held.key.clone(), to: spot }))
}

fn withdrawn(state: &State, code: &str) -> Result<Event, Refusal> {
    let held = called(state, code)?;
    let is_below =
        |row: &&Held| row.spot.parent.as_ref() == Some(&held.key) || row.spot.area.as_ref() == Some(&held.key);
    let below: Vec<String> = state.standing().filter(is_below).take(6).map(Held::name).collect();
    if !below.is_empty() {
        return Err(PlanRefusal::RowsBelow { row: held.name(), below }.into());
    }
    Ok(Event::Plan(PlanEvent::Withdrawn { row: held.key.clone() }))
}

fn refuse_circle(state: &State, row: &Held, on: &Held) -> Result<(), Refusal> {
    if row.key == on.key {
        return Err(PlanRefusal::WaitsForItself { row: row.name() }.into());
    }
    if let Some((part, whole)) = part_and_whole(state, row, on) {
        return Err(PlanRefusal::PartOfTheOther { part: part.name(), whole: whole.name() }.into());
    }
    let mut seen = std::collections::HashSet::new();
    let mut waiting = vec![&on.key];
    while let Some(key) = waiting.pop() {
        if *key == row.key {
            return Err(PlanRefusal::CircleOfLinks { row: row.name(), on: on.name() }.into());
        }
        if seen.insert(key) {
            waiting.extend(state.row(key).into_iter().flat_map(|held| held.links.iter().map(|link| &link.on)));
        }
    }
    Ok(())
}

/// The part and the whole, where one of two rows is a sum of which the other is a part. An action can wait for the one
/// that it hangs from: that is work of its own.
fn part_and_whole<'h>(state: &State, row: &'h Held, other: &'h Held) -> Option<(&'h Held, &'h Held)> {
    let (plan, _) = state.plan(&|_| Label { written: String::new(), described: String::new() });
    let place = |held: &Held| plan.rows.iter().position(|row| row.key.as_deref() == Some(&*held.key));
    let above = |at: &usize| plan.rows[*at].parent.or(plan.rows[*at].focus_area).filter(|above| above != at);
    let is_part = |part: Option<usize>, whole: Option<usize>| {
        let mut all = std::iter::successors(part, above).take(plan.rows.len()).skip(1);
        let is_sum = |at: usize| plan.rows[at].kind == RowKind::FocusArea || plan.rows[at].summary;
        whole.is_some_and(|whole| is_sum(whole) && all.any(|at| at == whole))
    };
    let (one, two) = (place(row), place(other));
    if is_part(one, two) { Some((row, other)) } else { is_part(two, one).then_some((other, row)) }
}

fn baseline(state: &State, name: &str) -> Result<Event, Refusal> {
    named(Named::Baseline, name)?;
    let dates = |held: &Held| BaselineRow {
        row: held.key.clone(),
        start: held.facts.start.clone(),
        finish: held.facts.finish.clone(),
    };
    let rows: Vec<BaselineRow> =
        state.standing().filter(|held| held.facts.start.is_some() || held.facts.finish.is_some()).map(dates).collect();
    if rows.is_empty() {
        return Err(PlanRefusal::NoDatesToFreeze.into());
    }
    Ok(Event::Plan(PlanEvent::Baselined { name: name.to_owned(), rows }))
}

fn evidence(state: &State, code: &str, title: &str, place: &str) -> Result<Event, Refusal> {
    named(Named::Evidence, title)?;
    if place.trim().is_empty() || place.chars().count() > LONGEST_PLACE || place.contains(char::is_control) {
        return Err(PlanRefusal::NoPlace { most: LONGEST_PLACE }.into());
    }
    let row = called(state, code)?.key.clone();
    Ok(Event::Plan(PlanEvent::EvidenceAdded { row, title: title.trim().to_owned(), place: place.trim().to_owned() }))
}

fn policy_chosen(state: &State, policy: &str) -> Result<Event, Refusal> {
    let shipped = || SHIPPED.map(str::to_owned).to_vec();
    Policy::chosen(policy)
        .map_err(|problem| PlanRefusal::NotAPolicy { problem: problem.to_string(), shipped: shipped() })?;
    if state.policy() == policy {
        return Err(PlanRefusal::PolicyHoldsAlready.into());
    }
    Ok(Event::Plan(PlanEvent::PolicyChosen { policy: policy.to_owned() }))
}

fn calendar_chosen(state: &State, calendar: &str) -> Result<Event, Refusal> {
    let shipped = || crate::calendar::SHIPPED.map(str::to_owned).to_vec();
    WorkingCalendar::chosen(calendar)
        .map_err(|problem| PlanRefusal::NotACalendar { problem: problem.to_string(), shipped: shipped() })?;
    if state.calendar() == calendar {
        return Err(PlanRefusal::CalendarHoldsAlready.into());
    }
    Ok(Event::Plan(PlanEvent::CalendarChosen { calendar: calendar.to_owned() }))
}

/// The names that differ from those that hold; texts are kept without blanks around them.
fn renamed(state: &State, names: &PlanNames) -> Result<Event, Refusal> {
    let text = |what: Named, text: &Option<String>, now: &str| -> Result<Option<String>, Refusal> {
        let Some(text) = text.as_deref().map(str::trim) else { return Ok(None) };
        named(what, text)?;
        Ok((text != now).then(|| text.to_owned()))
    };
    let title = match names.title.as_deref().map(str::trim) {
        Some(title) => {
            titled(title)?;
            (title != state.title).then(|| title.to_owned())
        }
        None => None,
    };
    let area = text(Named::Area, &names.area, &state.area)?;
    let mut boards = None;
    if let Some(all) = &names.boards {
        let all: Vec<String> = all.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        all.iter().try_for_each(|name| named(Named::Board, name))?;
        if all.len() > MOST_BOARDS {
            return Err(PlanRefusal::TooManyBoards { count: all.len(), most: MOST_BOARDS }.into());
        }
        boards = (all != state.boards).then_some(all);
    }
    if title.is_none() && area.is_none() && boards.is_none() {
        return Err(PlanRefusal::NamesHoldAlready.into());
    }
    Ok(Event::Plan(PlanEvent::Named(Box::new(PlanNames { title, area, boards }))))
}

fn decided(state: &State, proposal: u64, granted: bool, finish: Option<&DateFact>) -> Result<Event, Refusal> {
    let open = || state.proposals.iter().filter(|one| one.granted.is_none()).map(|one| one.seq).collect();
    match state.proposals.iter().find(|one| one.seq == proposal) {
        None => Err(PlanRefusal::NoSuchProposal { event: proposal, open: open() }.into()),
        Some(known) if known.granted.is_some() => {
            Err(PlanRefusal::ProposalDecided { event: proposal, open: open() }.into())
        }
        Some(known) if granted && known.finish.is_none() && finish.is_none() => {
            Err(PlanRefusal::NoFinishGranted.into())
        }
        Some(known) => {
            let start = state.row(&known.row).and_then(|row| row.facts.start.as_ref());
            in_order(start, finish)?;
            let finish = finish.filter(|finish| granted && known.finish.as_ref() != Some(finish)).cloned();
            Ok(Event::Plan(PlanEvent::DateDecided { proposal, granted, finish }))
        }
    }
}

fn reported_row(original: &crate::ledger::event::Recorded) -> Result<&str, Refusal> {
    match &original.event {
        Some(Event::Plan(PlanEvent::Reported { row, .. } | PlanEvent::Corrected { row, .. })) => Ok(row),
        other => {
            let kind = other.as_ref().map_or("erased", Event::kind).to_owned();
            Err(PlanRefusal::NotAnUpdate { event: original.seq, kind }.into())
        }
    }
}

fn sound(report: &ReportFacts) -> Result<(), Refusal> {
    if report.is_empty() {
        return Err(PlanRefusal::UpdateSaysNothing.into());
    }
    if let Some(percent) = report.percent.filter(|percent| !(Percent::ZERO..=Percent::HUNDRED).contains(percent)) {
        return Err(PlanRefusal::PercentOutOfRange { percent: percent.to_string() }.into());
    }
    if let Some(status) = &report.status {
        named(Named::Status, status)?;
    }
    for text in [&report.note, &report.next].into_iter().flatten() {
        let letters = text.chars().count();
        if letters > LONGEST_NOTE {
            return Err(PlanRefusal::TextTooLong { letters, most: LONGEST_NOTE }.into());
        }
    }
    Ok(())
}

/// Terms of some years, and closed days between; in order, each once.
fn school_holidays(state: &State, holidays: &[SchoolHoliday]) -> Result<Event, Refusal> {
    if holidays.len() > MOST_HOLIDAYS {
        return Err(PlanRefusal::TooManyHolidays { count: holidays.len(), most: MOST_HOLIDAYS }.into());
    }
    for one in holidays {
        named(Named::Holiday, &one.name)?;
        if one.last < one.first || day::number_of(one.last) - day::number_of(one.first) > LONGEST_HOLIDAY {
            let (name, first, last) = (one.name.clone(), one.first, one.last);
            return Err(PlanRefusal::HolidayOutOfOrder { name, first, last, most: LONGEST_HOLIDAY }.into());
        }
    }
    let mut holidays = holidays.to_vec();
    holidays.sort_by(|one, other| (one.first, one.last, &one.name).cmp(&(other.first, other.last, &other.name)));
    holidays.dedup();
    if holidays == state.school_holidays {
        return Err(PlanRefusal::HolidaysHoldAlready.into());
    }
    Ok(Event::Plan(PlanEvent::SchoolHolidaysSet { holidays }))
}

/// Words that say how far an action is; in order, each once.
fn status_words(state: &State, words: &[StatusWord]) -> Result<Event, Refusal> {
    if words.len() > MOST_STATUS_WORDS {
        return Err(PlanRefusal::TooManyStatusWords { count: words.len(), most: MOST_STATUS_WORDS }.into());
    }
    let mut kept: Vec<StatusWord> = Vec::with_capacity(words.len());
    for one in words {
        named(Named::StatusWord, &one.word)?;
        match kept.iter().find(|known| status_words::is_same(&known.word, &one.word)) {
            Some(known) if known.means == one.means => {}
            Some(_) => return Err(PlanRefusal::StatusWordTwice { word: one.word.trim().to_owned() }.into()),
            None => kept.push(StatusWord { word: one.word.trim().to_owned(), means: one.means }),
        }
    }
    kept.sort();
    if kept == state.status_words {
        return Err(PlanRefusal::StatusWordsHoldAlready.into());
    }
    Ok(Event::Plan(PlanEvent::StatusWordsSet { words: kept }))
}

fn titled(title: &str) -> Result<(), Refusal> {
    let letters = title.chars().count();
    if title.trim().is_empty() {
        return Err(PlanRefusal::NoTitle.into());
    }
    if letters > LONGEST_TITLE {
        return Err(PlanRefusal::TitleTooLong { letters, most: LONGEST_TITLE }.into());
    }
    Ok(())
}

pub(crate) fn named(of: Named, name: &str) -> Result<(), Refusal> {
    let letters = name.chars().count();
    if name.trim().is_empty() || letters > LONGEST_NAME || name.contains(char::is_control) {
        return Err(PlanRefusal::NotAName { of, letters, most: LONGEST_NAME }.into());
    }
    Ok(())
}

pub(crate) fn in_order(start: Option<&DateFact>, finish: Option<&DateFact>) -> Result<(), Refusal> {
    let first = |fact: &DateFact| fact.dated().map(|dated| dated.when.first);
    let (start, finish): (Option<Date>, Option<Date>) = (start.and_then(first), finish.and_then(DateFact::last));
    match (start, finish) {
        (Some(start), Some(finish)) if finish < start => Err(PlanRefusal::FinishTooEarly { finish, start }.into()),
        _ => Ok(()),
    }
}
