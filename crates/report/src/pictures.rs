//! The charts that reports share, each with its message and its table twin.

use crate::derived;
use crate::document::{
    Bar, Cell, Chart, ColumnKind, Curve, Heat, HeatCell, HeatRow, Inline, Picture, Table, TableRow, Timeline,
};
use crate::sentences::text;
use crate::tables::{column, row, words};
use onpace_core::day::{self, Date, When};
use onpace_core::falling_due;
use onpace_core::figure::FigureValue;
use onpace_core::forecast::{planned_line, planned_on};
use onpace_core::plan::shortened;
use onpace_core::quantity::Percent;
use onpace_core::survey::Survey;
use std::cmp::Ordering;

/// Months in the table beside the curve.
const MOST_MONTHS: usize = 12;
/// Bars of one timeline.
const MOST_BARS: usize = 40;

/// Planned and reported progress of the whole plan. `earlier` is what was reported when figures were finalised before,
/// in order of days.
#[must_use]
pub fn pace(survey: &Survey<'_>, earlier: &[(Date, Percent)]) -> Option<Chart> {
    let planned = planned_line(survey);
    let (first, _) = *planned.first()?;
    let (complete, now) = (survey.percent_of("percent_complete")?, survey.percent_of("percent_planned")?);
    let title = match now.in_tenths().cmp(&complete.in_tenths()) {
        Ordering::Equal => vec![text("On plan")],
        Ordering::Greater => vec![points(survey), text(" percentage points behind plan")],
        Ordering::Less => vec![points(survey), text(" percentage points ahead of plan")],
    };
    let table = Table {
        id: "pace-data".to_owned(),
        caption: "Share of the plan\u{2019}s working days that should be done".to_owned(),
        columns: vec![column("By the end of", ColumnKind::Date, 2), column("Planned", ColumnKind::Number, 1)],
        row_header: 0,
        rows: by_month(survey, first, planned.last()?.0),
        note: Some(said(earlier, survey.on, complete)),
    };
    Some(Chart {
        id: "pace".to_owned(),
        title,
        description: format!(
            "Line chart of planned progress from {} to {}. On {} {now} was planned and {complete} is reported.",
            day::in_words(first),
            planned.last().map(|(d, _)| day::in_words(*d)).unwrap_or_default(),
            day::in_words(survey.on)
        ),
        picture: Picture::Curve(Curve {
            reported: reported(first, earlier, (survey.on.max(first), complete)),
            planned,
            as_at: survey.on,
        }),
        table,
    })
}

fn points(survey: &Survey<'_>) -> Inline {
    let points = derived::points_from_plan(survey).map(FigureValue::Points);
    Inline::Figure {
        key: "points_from_plan".to_owned(),
        text: points.map(|value| value.to_string()).unwrap_or_default(),
    }
}

/// The points that are known, from the first day of the plan on; where several are of one day, the last.
fn reported(first: Date, earlier: &[(Date, Percent)], now: (Date, Percent)) -> Vec<(Date, Percent)> {
    let mut points = vec![(first, Percent::ZERO)];
    points.extend(earlier.iter().copied().filter(|(day, _)| *day > first && *day < now.0));
    points.push(now);
    points.dedup_by(|later, one| {
        let is_same_day = later.0 == one.0;
        if is_same_day {
            one.1 = later.1;
        }
        is_same_day
    });
    points
}

/// "Reported on 23 May 2022: 5.8%; on 13 June 2022: 12%."
fn said(earlier: &[(Date, Percent)], on: Date, complete: Percent) -> String {
    let points = earlier.iter().copied().filter(|(day, _)| *day < on).chain([(on, complete)]);
    let points: Vec<String> = points.map(|(day, share)| format!("{}: {share}", day::in_words(day))).collect();
    format!("Reported on {}.", points.join("; on "))
}

/// What is planned by the ends of months, the last of them with the whole plan done.
fn by_month(survey: &Survey<'_>, first: Date, last: Date) -> Vec<TableRow> {
    let number = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let count = usize::try_from(number(last) - number(first)).unwrap_or(0) + 1;
    let step = count.div_ceil(MOST_MONTHS);
    let month = |n: i32| When::month(i16::try_from(n.div_euclid(12)).ok()?, i8::try_from(n.rem_euclid(12)).ok()? + 1);
    let line = |n| {
        let month = month(n)?;
        Some(row(vec![Cell::Date(month), Cell::Percent(planned_on(survey, month.last)?)]))
    };
    // Counted back from the end, so that the last row is the whole.
    let mut rows: Vec<TableRow> = (number(first)..=number(last)).rev().step_by(step).filter_map(line).collect();
    rows.reverse();
    rows
}

/// Where and when actions fall due, and how they stand.
#[must_use]
pub fn heat(survey: &Survey<'_>) -> Option<Chart> {
    let grid = falling_due::grid(survey)?;
    let by_quarter = grid.by_quarter;
    let cell = |due: &Vec<usize>| {
        let levels = due.iter().filter_map(|at| survey.level_of(*at));
        let worst = levels.max_by_key(|level| level.tone.concern())?;
        Some(HeatCell { count: due.len(), worst: worst.clone() })
    };
    let line = |row: &falling_due::DueRow| {
        let place = &survey.plan.rows[row.area];
        let cells = row.cells.iter().map(cell).collect();
        HeatRow { code: place.code.to_string(), label: place.title.to_string(), cells }
    };
    let rows: Vec<HeatRow> = grid.rows.iter().map(line).collect();
    let columns: Vec<String> = grid.slots.iter().map(|slot| slot.label()).collect();
    let slots: Vec<(usize, String)> =
        grid.slots.iter().enumerate().map(|(at, slot)| (due_in(&rows, at), slot.in_words())).collect();
    let title = busiest(&slots, by_quarter);
    let area_word = survey.plan.level_name.clone();
    let table = heat_table(&rows, &columns, &area_word);
    let now = grid.slots.iter().position(|slot| slot.holds(survey.on));
    Some(Chart {
        id: "heat".to_owned(),
        title,
        description: format!(
            "Grid of {} and {}: how many actions finish in each, and the status among them that most needs attention.",
            area_word.to_lowercase(),
            if by_quarter { "quarters" } else { "months" }
        ),
        picture: Picture::Heat(Heat { columns, now, rows }),
        table,
    })
}

/// "7 actions finish in June 2022, more than in any other month"; where several have as many, all of them.
fn busiest(slots: &[(usize, String)], by_quarter: bool) -> Vec<Inline> {
    let most = slots.iter().map(|(count, _)| *count).max().unwrap_or(0);
    let names: Vec<&str> = slots.iter().filter(|(count, _)| *count == most).map(|(_, name)| name.as_str()).collect();
    let (one, many) = if by_quarter { ("quarter", "quarters") } else { ("month", "months") };
    let actions = if most == 1 { " action finishes" } else { " actions finish" };
    let rest = match names[..] {
        [only] if slots.len() == 1 => format!("{actions} in {only}"),
        [only] => format!("{actions} in {only}, more than in any other {one}"),
        [first, second] => format!("{actions} in {first} and as many in {second}, more than in any other {one}"),
        _ => format!("{actions} in each of several {many}, and in no {one} more"),
    };
    vec![Inline::Figure { key: "most_due".to_owned(), text: most.to_string() }, text(rest)]
}

fn heat_table(lines: &[HeatRow], months: &[String], area_word: &str) -> Table {
    let cells_of = |line: &HeatRow| {
        let said = words(format!("{} {}", line.code, shortened(&line.label, 60)));
        let filled = line.cells.iter().zip(months).filter_map(|(cell, month)| Some((cell.as_ref()?, month)));
        filled
            .map(|(cell, month)| {
                let count = Cell::Count(i64::try_from(cell.count).unwrap_or(0));
                row(vec![said.clone(), words(month.clone()), count, Cell::Status(cell.worst.clone())])
            })
            .collect::<Vec<_>>()
    };
    Table {
        id: "heat-data".to_owned(),
        caption: format!(
            "Actions by {} and finish, with the status that most needs attention",
            area_word.to_lowercase()
        ),
        columns: vec![
            column(area_word, ColumnKind::Text, 5),
            column("Finish", ColumnKind::Word, 2),
            column("Actions", ColumnKind::Number, 2),
            column("Worst status", ColumnKind::Status, 3),
        ],
        row_header: 0,
        rows: lines.iter().flat_map(cells_of).collect(),
        note: None,
    }
}

fn due_in(rows: &[HeatRow], column: usize) -> usize {
    rows.iter().filter_map(|row| row.cells.get(column)?.as_ref()).map(|cell| cell.count).sum()
}

/// When the focus areas run; their own dates, or those of their actions.
#[must_use]
pub fn timeline(survey: &Survey<'_>) -> Option<Chart> {
    let bars: Vec<Bar> = survey
        .areas
        .iter()
        .take(MOST_BARS)
        .filter_map(|area| {
            let place = &survey.plan.rows[area.row];
            let spans = || area.actions.iter().filter_map(|at| survey.rows[*at].stretch);
            let own = survey.rows[area.row].stretch;
            let start = own.map(|s| s.start).or_else(|| spans().map(|s| s.start).min())?;
            let finish = own.map(|s| s.finish).or_else(|| spans().map(|s| s.finish).max())?;
            let status = area
                .actions
                .iter()
                .filter_map(|at| survey.level_of(*at))
                .max_by_key(|level| level.tone.concern())
                .cloned();
            Some(Bar {
                code: place.code.to_string(),
                label: place.title.to_string(),
                group: false,
                start,
                finish,
                percent: area.complete,
                status,
                baseline: None,
                critical: false,
            })
        })
        .collect();
    let (from, to) = (bars.iter().map(|b| b.start).min()?, bars.iter().map(|b| b.finish).max()?);
    let table = Table {
        id: "timeline-data".to_owned(),
        caption: format!("When each {} runs", survey.plan.level_name.to_lowercase()),
        columns: vec![
            column("Code", ColumnKind::Word, 2),
            column(&survey.plan.level_name, ColumnKind::Text, 9),
            column("Start", ColumnKind::Date, 3),
            column("Finish", ColumnKind::Date, 3),
            column("% complete", ColumnKind::Number, 2),
            column("Worst status", ColumnKind::Status, 3),
        ],
        row_header: 0,
        rows: bars
            .iter()
            .map(|b| {
                row(vec![
                    words(b.code.clone()),
                    words(shortened(&b.label, 90)),
                    Cell::Date(When::day(b.start)),
                    Cell::Date(When::day(b.finish)),
                    b.percent.map_or(Cell::Empty, Cell::Percent),
                    b.status.clone().map_or(Cell::Empty, Cell::Status),
                ])
            })
            .collect(),
        note: None,
    };
    Some(Chart {
        id: "timeline".to_owned(),
        title: vec![text(format!("The plan runs from {} to {}", day::in_words(from), day::in_words(to)))],
        description: format!(
            "One bar for each {}, from its start to its finish, with the share complete filled in and a line at {}.",
            survey.plan.level_name.to_lowercase(),
            day::in_words(survey.on)
        ),
        picture: Picture::Timeline(Timeline { from, to, as_at: survey.on, bars }),
        table,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;

    #[test]
    fn more_than_in_any_other_is_said_only_where_it_is_so() {
        let slots = |counts: &[usize]| -> Vec<(usize, String)> {
            ["May", "June", "July"].iter().zip(counts).map(|(name, count)| (*count, (*name).to_owned())).collect()
        };
        for (counts, says) in [
            (&[1, 7, 2][..], "7 actions finish in June, more than in any other month"),
            (&[7, 1, 7], "7 actions finish in May and as many in July, more than in any other month"),
            (&[3, 3, 3], "3 actions finish in each of several months, and in no month more"),
            (&[1, 0, 0], "1 action finishes in May, more than in any other month"),
            (&[4], "4 actions finish in May"),
        ] {
            assert_eq!(plain(&busiest(&slots(counts), false)), says);
        }
    }
}
