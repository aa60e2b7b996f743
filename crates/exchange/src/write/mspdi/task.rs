//! Tasks: a row a task, at the depth at which the plan shows it, dated by hand.

use super::super::text::{printable, words_of};
use super::fields::Fields;
use super::is_known;
use super::xml::Xml;
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::{Date, Dated, Precision};
use onpace_core::plan::{LinkKind, Plan, Row, RowKind, RowLink};

/// Days as the unit of a duration, and days that are a guess.
const DAYS: (&str, &str) = ("7", "39");
/// Minutes of a day's work.
const MINUTES: i64 = 480;

/// Where a row stands in Project's outline.
pub(super) struct Place {
    pub(super) at: usize,
    level: usize,
    number: String,
    has_rows: bool,
}

/// The places of all rows, in the plan's order. Project knows only what stands above what, so a row is
/// one level below its parent or its focus area where that is the nearest above it at that level.
pub(super) fn places(plan: &Plan) -> Vec<Place> {
    let mut open: Vec<usize> = Vec::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut places: Vec<Place> = Vec::with_capacity(plan.rows.len());
    for (at, row) in plan.rows.iter().enumerate() {
        let above = |row: Option<usize>| row.and_then(|row| open.iter().position(|one| *one == row));
        let depth = match row.kind {
            RowKind::FocusArea => 0,
            RowKind::Action => above(row.parent).or_else(|| above(row.focus_area)).map_or(0, |found| found + 1),
        };
        if depth > 0
            && let Some(before) = open.get(depth - 1).and_then(|before| places.get_mut(*before))
        {
            before.has_rows = true;
        }
        open.truncate(depth);
        open.push(at);
        counts.truncate(depth + 1);
        if counts.len() <= depth {
            counts.push(0);
        }
        if let Some(count) = counts.last_mut() {
            *count += 1;
        }
        let number = counts.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
        places.push(Place { at, level: depth + 1, number, has_rows: false });
    }
    places
}

/// The row of the whole project, which every file of Project has.
pub(super) fn header(xml: &mut Xml, title: &str) {
    xml.open("Task");
    for (name, value) in [("UID", "0"), ("ID", "0"), ("Name", title), ("Manual", "0"), ("Type", "1"), ("IsNull", "0")] {
        xml.leaf(name, value);
    }
    for (name, value) in [("OutlineNumber", "0"), ("OutlineLevel", "0"), ("Summary", "1")] {
        xml.leaf(name, value);
    }
    xml.close("Task");
}

/// Writes one task.
pub(super) fn write(xml: &mut Xml, row: &Row, place: &Place, fields: &Fields) {
    let yes = |is: bool| if is { "1" } else { "0" };
    let number = (place.at + 1).to_string();
    xml.open("Task");
    xml.leaf("UID", &number);
    xml.leaf("ID", &number);
    xml.leaf("Name", &printable(&row.title));
    for (name, value) in [("Active", "1"), ("Manual", "1"), ("Type", "1"), ("IsNull", "0")] {
        xml.leaf(name, value);
    }
    xml.leaf("OutlineNumber", &place.number);
    xml.leaf("OutlineLevel", &place.level.to_string());
    xml.leaf("Priority", "500");
    let (start, finish) = (row.start.as_ref(), row.finish.as_ref());
    let begins = start.map(|dated| dated.when.first).filter(|day| is_known(*day));
    let ends = finish.map(|dated| dated.when.last).filter(|day| is_known(*day));
    let minutes = MINUTES * i64::from(days(row, begins, ends));
    let is_guess = row.duration.is_none();
    let (from, to) = (begins.map(|day| format!("{day}T08:00:00")), ends.map(|day| format!("{day}T17:00:00")));
    xml.some("Start", from.as_ref());
    xml.some("Finish", to.as_ref());
    xml.leaf("Duration", &hours(minutes));
    xml.some("StartText", start.filter(|dated| !is_plain(dated)).map(words_of));
    xml.some("FinishText", finish.filter(|dated| !is_plain(dated)).map(words_of));
    xml.some("ManualStart", from.as_ref());
    xml.some("ManualFinish", to.as_ref());
    xml.leaf("ManualDuration", &hours(minutes));
    xml.leaf("DurationFormat", if is_guess { DAYS.1 } else { DAYS.0 });
    xml.leaf("Estimated", yes(is_guess));
    xml.leaf("Milestone", yes(row.milestone));
    xml.leaf("Summary", yes(place.has_rows || row.kind == RowKind::FocusArea));
    let percent = row.percent.map_or(0, onpace_core::quantity::Percent::rounded);
    xml.leaf("PercentComplete", &percent.to_string());
    xml.leaf("PercentWorkComplete", &percent.to_string());
    // Project shows a task of 0% that has started as 99% done.
    xml.some("ActualStart", from.filter(|_| percent > 0));
    xml.some("ActualFinish", to.filter(|_| percent == 100));
    let done = minutes * percent.clamp(0, 100) / 100;
    xml.leaf("ActualDuration", &hours(done));
    xml.leaf("RemainingDuration", &hours(minutes - done));
    xml.leaf("ConstraintType", "0");
    xml.leaf("CalendarUID", "-1");
    xml.some("Notes", row.notes.as_deref().map(printable));
    for link in &row.links {
        waits(xml, link);
    }
    fields.write(xml, place.at);
    xml.close("Task");
}

/// What a task waits for; time between is in tenths of a minute.
fn waits(xml: &mut Xml, link: &RowLink) {
    let kind = match link.kind {
        LinkKind::FinishToFinish => "0",
        LinkKind::FinishToStart => "1",
        LinkKind::StartToFinish => "2",
        LinkKind::StartToStart => "3",
    };
    xml.open("PredecessorLink");
    xml.leaf("PredecessorUID", &(link.on + 1).to_string());
    xml.leaf("Type", kind);
    xml.leaf("CrossProject", "0");
    xml.leaf("LinkLag", &(i64::from(link.lag) * MINUTES * 10).to_string());
    xml.leaf("LagFormat", DAYS.0);
    xml.close("PredecessorLink");
}

/// Whether a date is one day that Project knows: it says the others in words.
fn is_plain(dated: &Dated) -> bool {
    dated.when.precision == Precision::Day && is_known(dated.when.first)
}

/// The working days stated; else those between the dates; else one, as Project has it.
fn days(row: &Row, begins: Option<Date>, ends: Option<Date>) -> i32 {
    match (row.duration, begins.zip(ends)) {
        (Some(days), _) => days.0.max(0),
        (None, _) if row.milestone => 0,
        (None, Some((from, to))) if from <= to => WorkingCalendar::weekdays().count(from, to),
        (None, _) => 1,
    }
}

/// Minutes of work as the format writes them.
fn hours(minutes: i64) -> String {
    format!("PT{}H{}M0S", minutes / 60, minutes % 60)
}
