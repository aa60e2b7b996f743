//! Tables with months across and measures down, as offices keep scorecards. **Not here.** What a cell says ([`super::cell`]).

use super::cell::{self, better_of, number_of, period_of, resets_of, unit_of};
use super::file::{FileSeries, FileValue, MeasureFile};
use crate::grid::{CellValue, Grid, GridRow};
use onpace_core::checks;
use onpace_core::finding::Finding;
use onpace_core::measures::checks::measure_rule_named;
use onpace_core::measures::definition::MeasureUnit;
use onpace_core::measures::facts::ObservedValue;
use onpace_core::measures::period::{Period, PeriodKind};
use std::collections::BTreeSet;

/// So many neighbouring headings that are periods make months across.
const FEWEST_PERIODS: usize = 3;

/// What the columns of a table hold.
#[derive(Default)]
struct AcrossColumns {
    reference: Option<usize>,
    name: usize,
    owner: Option<usize>,
    better: Option<usize>,
    target: Option<usize>,
    periods: Vec<(usize, Period)>,
    others: Vec<String>,
}

/// Reads the tables of a file that have periods across; none where no table has.
pub(super) fn read(grids: &[Grid]) -> Option<MeasureFile> {
    let mut file = MeasureFile { kind: "months across", ..MeasureFile::default() };
    for grid in grids {
        let found = grid.rows.iter().enumerate().find_map(|(at, row)| Some((at, columns_of(row)?)));
        let Some((head, columns)) = found else { continue };
        file.left_out.extend(columns.others.iter().map(|heading| format!("the column {heading}")));
        table(grid, head, &columns, &mut file);
    }
    (!file.series.is_empty()).then_some(file)
}

/// The period that a heading names, by its text or by the day behind it.
fn heading_period(row: &GridRow, column: usize) -> Option<Period> {
    match row.cells.value(column) {
        Some(CellValue::Day(day)) => Period::around(day, PeriodKind::Month),
        _ => period_of(row.cells.get(column)?),
    }
}

fn columns_of(row: &GridRow) -> Option<AcrossColumns> {
    let periods: Vec<(usize, Period)> =
        (0..row.cells.len()).filter_map(|column| Some((column, heading_period(row, column)?))).collect();
    let neighbours = periods.windows(FEWEST_PERIODS).any(|some| {
        let (Some(first), Some(last)) = (some.first(), some.last()) else { return false };
        last.0 - first.0 < FEWEST_PERIODS + 1
    });
    if !neighbours {
        return None;
    }
    let mut columns = AcrossColumns { periods, ..AcrossColumns::default() };
    let first_period = columns.periods.first().map_or(0, |(column, _)| *column);
    let mut named = None;
    for (at, text) in row.cells.iter().enumerate() {
        let small = text.trim().to_lowercase();
        let is = |words: &[&str]| words.iter().any(|word| small == *word || small.starts_with(&format!("{word} ")));
        if columns.periods.iter().any(|(column, _)| *column == at) || small.is_empty() {
        } else if is(&["ref", "ref.", "reference", "id", "no", "no.", "code", "kpi ref", "number", "#"]) {
            columns.reference = Some(at);
        } else if is(&["measure", "indicator", "kpi", "name", "description", "title", "metric", "performance measure"])
        {
            named = named.or(Some(at));
        } else if is(&["owner", "lead", "responsible", "lead officer"]) {
            columns.owner = Some(at);
        } else if is(&["good is", "polarity", "better", "direction", "good to be", "aim"]) {
            columns.better = Some(at);
        } else if is(&["target", "goal"]) {
            columns.target = Some(at);
        } else {
            columns.others.push(text.trim().to_owned());
        }
    }
    let before = (0..first_period).find(|at| Some(*at) != columns.reference);
    columns.name = named.or(before)?;
    Some(columns)
}

fn table(grid: &Grid, head: usize, columns: &AcrossColumns, file: &mut MeasureFile) {
    let mut group = String::new();
    for row in grid.rows.iter().skip(head + 1) {
        let text = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).unwrap_or_default().trim().to_owned();
        let said: Vec<&str> = row.cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
        if let [only] = said[..] {
            only.trim().clone_into(&mut group);
            continue;
        }
        let name = text(Some(columns.name));
        if name.is_empty() || said.is_empty() {
            continue;
        }
        let cells: Vec<&str> = columns.periods.iter().filter_map(|(at, _)| row.cells.get(*at)).collect();
        let mut series = FileSeries {
            reference: text(columns.reference),
            unit: unit_of(&name, &cells),
            resets: resets_of(&name),
            owner: text(columns.owner),
            better: better_of(&text(columns.better)),
            target: number_of(&text(columns.target)),
            group: group.clone(),
            name,
            ..FileSeries::default()
        };
        if series.reference.is_empty() {
            series.reference = (file.series.len() + 1).to_string();
        }
        for (at, period) in &columns.periods {
            cell_of(row, *at, *period, &mut series, &mut file.findings);
        }
        look_at(&mut series, true, &mut file.findings);
        file.series.push(series);
    }
}

/// A finding about one value of a file.
pub(super) fn finding(rule: &str, series: &FileSeries, period: Option<Period>, message: &str) -> Option<Finding> {
    let rule = measure_rule_named(rule).or_else(|| checks::rule_named(rule))?;
    let when = period.map(|period| format!(" in {period}")).unwrap_or_default();
    Some(rule.finding(format!("{}{when}: {message}", series.name)).about(&series.reference))
}

fn cell_of(row: &GridRow, at: usize, heading: Period, series: &mut FileSeries, findings: &mut Vec<Finding>) {
    let written = row.cells.get(at).unwrap_or_default().trim().to_owned();
    let place = row.place.to_string();
    if written.is_empty() {
        series.empty.push(heading);
        return;
    }
    let mut said = cell::read(&written, series.unit);
    if let Some(CellValue::Day(_)) = row.cells.value(at) {
        // A spreadsheet makes a day of "1-4".
        said.question = Some(format!("{written} is a day: was it 1-4, which is hidden, or a number?"));
        said.said = ObservedValue::default();
    }
    if let Some(CellValue::Share(share)) = row.cells.value(at)
        && !said.has_percent
        && series.unit == MeasureUnit::Percent
    {
        #[expect(clippy::cast_possible_truncation, reason = "a share of one, in millionths of a hundredth")]
        let millionths = (share * 100_000_000.0).round() as i128;
        said.said.value = onpace_core::measures::value::MeasureValue::of_millionths(millionths, 1);
        said.has_percent = true;
    }
    let period = said.period.unwrap_or(heading);
    if period != heading {
        let message = format!("the heading says {heading}, the cell {period}");
        findings.extend(finding("period-disagrees", series, Some(period), &message));
    }
    if said.unknown {
        findings.extend(finding("symbol-unknown", series, Some(period), &format!("\u{201c}{written}\u{201d}")));
    }
    series.values.push(FileValue { period, said: said.said, written, place, question: said.question });
}

/// What the values of a series say together.
pub(super) fn look_at(series: &mut FileSeries, wants_target: bool, findings: &mut Vec<Finding>) {
    let with_sign = series.values.iter().filter(|value| value.written.contains('%')).count();
    let mut seen: BTreeSet<Period> = BTreeSet::new();
    let (mut asked, mut found) = (Vec::new(), Vec::new());
    for (at, value) in series.values.iter().enumerate() {
        if !seen.insert(value.period) {
            asked.push((at, "This period stands twice: which of the two is right?".to_owned()));
            found.push(("duplicate-period", Some(value.period), "it stands twice".to_owned()));
        }
        let Some(number) = value.said.value.filter(|_| series.unit == MeasureUnit::Percent) else { continue };
        let hundred = number.millionths() > 100_000_000;
        let share = !value.written.contains('%')
            && with_sign > 0
            && number.millionths() <= 1_000_000
            && number.millionths() > 0;
        if hundred {
            asked.push((at, format!("{} is over a hundred: is this what you meant?", value.written)));
            found.push(("percent-over-hundred", Some(value.period), value.written.clone()));
        } else if share {
            let percent = onpace_core::measures::value::MeasureValue::of_millionths(
                i128::from(number.millionths()) * 100,
                number.places().saturating_sub(2),
            );
            let percent = percent.map(|percent| percent.to_string()).unwrap_or_default();
            asked.push((
                at,
                format!("{} without a % sign among values with one: {percent}% or {}%?", value.written, value.written),
            ));
            found.push(("scale-mixed", Some(value.period), value.written.clone()));
        }
    }
    for (at, question) in asked {
        if let Some(value) = series.values.get_mut(at) {
            value.question = Some(question);
        }
    }
    let small = |value: &FileValue| {
        series.unit == MeasureUnit::Count
            && series.resets.is_none()
            && value.said.value.is_some_and(|number| (1..5).contains(&(number.millionths() / 1_000_000)))
    };
    if series.values.iter().any(small) {
        found.push(("small-numbers", None, "it holds counts of 1 to 4, which readers may not see".to_owned()));
    }
    // What lies between two values and is empty was left out.
    let said: Vec<Period> =
        series.values.iter().filter(|value| value.says_something()).map(|value| value.period).collect();
    let between = |period: &&Period| said.iter().any(|one| one < *period) && said.iter().any(|one| one > *period);
    for period in series.empty.iter().filter(between) {
        found.push(("period-missing", Some(*period), "there is no value".to_owned()));
    }
    if wants_target && series.target.is_none() && series.better != Some(onpace_core::measures::series::Better::Neither)
    {
        found.push(("measure-no-target", None, "the file says no target".to_owned()));
    }
    for (rule, period, message) in found {
        findings.extend(finding(rule, series, period, &message));
    }
    series.values.sort_by_key(|value| value.period);
}
