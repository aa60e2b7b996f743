//! Tables with a value a row: period and value, perhaps with counts, the measure, the area, the group. Several measures may
//! stand in one file. **Not here.** Months across ([`super::across`]); published statistics ([`super::ees`]); a chart of one
//! series, which needs no plan ([`super::long`]).

use super::across::look_at;
use super::cell::{self, better_of, number_of, period_of, resets_of, unit_of};
use super::file::{FileSeries, FileValue, MeasureFile};
use crate::grid::{CellValue, Grid, GridRow};
use onpace_core::measures::facts::ValueMark;
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::series::ValueStatus;
use std::collections::HashMap;

/// The headings stand in one of so many first rows.
const FIRST_ROWS: usize = 10;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum RowColumn {
    Period,
    Value,
    Part,
    Whole,
    Measure,
    Reference,
    AreaCode,
    Area,
    By,
    Group,
    Status,
    Unit,
    Better,
    Target,
    Owner,
    Source,
}

/// The headings that each has, in small letters and with spaces.
const HEADINGS: [(RowColumn, &[&str]); 16] = [
    (
        RowColumn::Period,
        &["period", "month", "quarter", "date", "day", "year", "term", "time period", "reporting period"],
    ),
    (RowColumn::Value, &["value", "figure", "result", "actual", "score", "performance"]),
    (RowColumn::Part, &["numerator", "part", "num"]),
    (RowColumn::Whole, &["denominator", "whole", "out of", "den"]),
    (
        RowColumn::Measure,
        &["measure", "indicator", "kpi", "metric", "measure name", "indicator name", "performance measure", "name"],
    ),
    (
        RowColumn::Reference,
        &["ref", "ref.", "reference", "id", "key", "measure key", "kpi ref", "code", "indicator id"],
    ),
    (RowColumn::AreaCode, &["area code", "la code", "ons code", "new la code", "geography code", "organisation code"]),
    (
        RowColumn::Area,
        &["area", "area name", "local authority", "la", "la name", "authority", "geography", "organisation"],
    ),
    (RowColumn::By, &["breakdown by", "breakdown topic", "dimension", "group type"]),
    (RowColumn::Group, &["breakdown", "group", "category", "cohort", "series"]),
    (RowColumn::Status, &["status", "provisional or final"]),
    (RowColumn::Unit, &["unit", "units"]),
    (RowColumn::Better, &["good is", "polarity", "better", "direction", "good to be"]),
    (RowColumn::Target, &["target", "goal"]),
    (RowColumn::Owner, &["owner", "lead", "responsible", "lead officer"]),
    (RowColumn::Source, &["source", "note", "notes", "comment", "comments"]),
];

/// Which column holds what.
type RowColumns = HashMap<RowColumn, usize>;

/// Reads the tables of a file that have a value a row; none where no table has.
pub(super) fn read(grids: &[Grid], stem: &str) -> Option<MeasureFile> {
    let mut file = MeasureFile { kind: "a period a row", ..MeasureFile::default() };
    for grid in grids {
        let mut heads = grid.rows.iter().take(FIRST_ROWS).enumerate();
        let Some((head, columns)) = heads.find_map(|(at, row)| Some((at, columns_of(row)?))) else { continue };
        table(grid, head, &columns, stem, &mut file);
    }
    let wants_target = file.series.iter().any(|series| series.target.is_some());
    for series in &mut file.series {
        look_at(series, wants_target, &mut file.findings);
    }
    (!file.series.is_empty()).then_some(file)
}

fn columns_of(row: &GridRow) -> Option<RowColumns> {
    let mut columns = RowColumns::new();
    for (at, text) in row.cells.iter().enumerate() {
        let small = text.trim().trim_start_matches('\u{feff}').to_lowercase().replace('_', " ");
        let found = HEADINGS.iter().find(|(_, names)| names.contains(&small.as_str()));
        if let Some((column, _)) = found {
            columns.entry(*column).or_insert(at);
        }
    }
    let has = |column| columns.contains_key(&column);
    let has_number = has(RowColumn::Value) || has(RowColumn::Part) && has(RowColumn::Whole);
    (has(RowColumn::Period) && has_number).then_some(columns)
}

fn table(grid: &Grid, head: usize, columns: &RowColumns, stem: &str, file: &mut MeasureFile) {
    let text = |row: &GridRow, column: RowColumn| {
        columns.get(&column).and_then(|at| row.cells.get(*at)).unwrap_or_default().trim().to_owned()
    };
    let is_of_days = grid
        .rows
        .get(head)
        .is_some_and(|row| ["date", "day"].contains(&text(row, RowColumn::Period).to_lowercase().as_str()));
    let rows = || grid.rows.iter().skip(head + 1).filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    // The unit is told by the name, else by most of the cells of the same series.
    let name_of = |row: &GridRow| {
        let name = text(row, RowColumn::Measure);
        if name.is_empty() { stem.to_owned() } else { name }
    };
    let mut cells: HashMap<(String, String), Vec<String>> = HashMap::new();
    for row in rows() {
        cells.entry((text(row, RowColumn::Reference), name_of(row))).or_default().push(text(row, RowColumn::Value));
    }
    let mut places: HashMap<[String; 5], usize> = HashMap::new();
    for row in rows() {
        let Some(period) = period_in(row, columns, is_of_days) else {
            let said = onpace_core::plan::shortened(&text(row, RowColumn::Period), 40);
            file.left_out.push(format!("{}: \u{201c}{said}\u{201d} is no period, so it", row.place));
            continue;
        };
        let status = text(row, RowColumn::Status);
        if status.eq_ignore_ascii_case("ghost") {
            file.left_out.push(format!("{}: {period} is marked as left out of its chart, so it", row.place));
            continue;
        }
        let (reference, name) = (text(row, RowColumn::Reference), name_of(row));
        let area = (text(row, RowColumn::AreaCode), text(row, RowColumn::Area));
        let part = part_of(&text(row, RowColumn::By), &text(row, RowColumn::Group), columns, grid, head);
        let key = [reference.clone(), name.clone(), area.0.clone(), area.1.clone(), part.clone()];
        let next = file.series.len();
        let at = *places.entry(key).or_insert(next);
        if at == next {
            let all = cells.get(&(reference.clone(), name.clone())).map(Vec::as_slice).unwrap_or_default();
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            let has_counts = !text(row, RowColumn::Part).is_empty() && !text(row, RowColumn::Whole).is_empty();
            let unit = onpace_core::measures::definition::MeasureUnit::named(&text(row, RowColumn::Unit));
            let by_name = || {
                if has_counts { onpace_core::measures::definition::MeasureUnit::Percent } else { unit_of(&name, &all) }
            };
            file.series.push(FileSeries {
                reference: if reference.is_empty() { (next + 1).to_string() } else { reference },
                unit: unit.unwrap_or_else(by_name),
                resets: resets_of(&name),
                owner: text(row, RowColumn::Owner),
                better: better_of(&text(row, RowColumn::Better)),
                target: number_of(&text(row, RowColumn::Target)),
                area: (area.0, area.1, String::new()),
                part,
                name,
                ..FileSeries::default()
            });
        }
        if let Some(series) = file.series.get_mut(at) {
            let value = value_of(row, columns, period, series, &status);
            if value.written.is_empty() {
                series.empty.push(period);
            } else {
                series.values.push(value);
            }
        }
    }
}

fn value_of(row: &GridRow, columns: &RowColumns, period: Period, series: &FileSeries, status: &str) -> FileValue {
    let text = |column: RowColumn| columns.get(&column).and_then(|at| row.cells.get(*at)).unwrap_or_default().trim();
    let (written, part, whole) = (text(RowColumn::Value), text(RowColumn::Part), text(RowColumn::Whole));
    let mut said = cell::read(written, series.unit);
    let count = |text: &str| text.replace(',', "").parse::<i64>().ok();
    if let Some((part, whole)) = count(part).zip(count(whole)) {
        (said.said.numerator, said.said.denominator) = (Some(part), Some(whole));
        said.said.printed = said.said.value.take();
    } else if said.said.value.is_none() && said.said.mark.is_none() {
        said.said.mark = ValueMark::of_cell(part).or_else(|| ValueMark::of_cell(whole));
    }
    if let Some(CellValue::Day(_)) = columns.get(&RowColumn::Value).and_then(|at| row.cells.value(*at)) {
        said.question = Some(format!("{written} is a day: was it 1-4, which is hidden, or a number?"));
        said.said.value = None;
    }
    if said.unknown && said.question.is_none() {
        said.question = Some(format!("{written}: what number is that?"));
    }
    if let Some(status) = ValueStatus::named(status) {
        said.said.status = status;
    }
    let source = text(RowColumn::Source);
    if !source.is_empty() {
        source.clone_into(&mut said.said.source);
    }
    let counts = if whole.is_empty() { part.to_owned() } else { format!("{part} of {whole}") };
    let written = if written.is_empty() { counts } else { written.to_owned() };
    FileValue { period, said: said.said, written, place: row.place.to_string(), question: said.question }
}

/// The period of a row: as it is written, or the day behind it, which stands for its month unless days are told.
fn period_in(row: &GridRow, columns: &RowColumns, is_of_days: bool) -> Option<Period> {
    let at = *columns.get(&RowColumn::Period)?;
    let written = row.cells.get(at)?.trim();
    let of_day = |day| if is_of_days { Some(Period::day(day)) } else { Period::around(day, PeriodKind::Month) };
    if let Some(CellValue::Day(day)) = row.cells.value(at) {
        return of_day(day);
    }
    if let Some(stored) = Period::of_stored(written) {
        return Some(stored);
    }
    let day = Period::parse(written, PeriodKind::FinancialYear).filter(|period| period.kind() == PeriodKind::Day);
    match day {
        Some(day) => of_day(day.first()),
        None => period_of(written),
    }
}

/// "Age: Under 5"; empty for all together.
fn part_of(by: &str, group: &str, columns: &RowColumns, grid: &Grid, head: usize) -> String {
    let small = group.to_lowercase();
    if small.is_empty() || small == "all" || small == "total" || small.starts_with("all ") {
        return String::new();
    }
    if !by.is_empty() {
        return format!("{by}: {group}");
    }
    if group.contains(": ") {
        return group.to_owned();
    }
    let heading = columns.get(&RowColumn::Group).and_then(|at| grid.rows.get(head)?.cells.get(*at)).unwrap_or_default();
    format!("{}: {group}", heading.trim())
}
