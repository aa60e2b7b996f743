//! Tables of indicators with a baseline, a target, and pairs of milestone and actual, as accelerated progress plans have them.
//! **Not here.** Months across ([`super::across`]).

use super::across::finding;
use super::cell::{self, number_of, period_within, resets_of, unit_of};
use super::file::{FileSeries, FileValue, MeasureFile};
use crate::grid::{Grid, GridRow};
use onpace_core::measures::period::Period;
use onpace_core::measures::series::ValueStatus;

/// What a column of such a table holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PairColumn {
    Name,
    Baseline(Option<Period>),
    Target,
    Milestone(Period),
    Reached(Option<Period>),
    Other,
}

/// Reads the tables of a file that pair milestones and what was reached; none where no table does.
pub(super) fn read(grids: &[Grid]) -> Option<MeasureFile> {
    let mut file = MeasureFile { kind: "indicators with milestones", ..MeasureFile::default() };
    for grid in grids {
        let found = grid.rows.iter().enumerate().find_map(|(at, row)| Some((at, columns_of(row)?)));
        let Some((head, columns)) = found else { continue };
        for row in grid.rows.iter().skip(head + 1) {
            row_of(row, &columns, &mut file);
        }
    }
    (!file.series.is_empty()).then_some(file)
}

fn columns_of(row: &GridRow) -> Option<Vec<PairColumn>> {
    let kind = |(at, text): (usize, &str)| {
        let small = text.trim().to_lowercase();
        let begins = |words: &[&str]| words.iter().any(|word| small.starts_with(word));
        match period_within(text) {
            _ if begins(&["baseline", "starting"]) => PairColumn::Baseline(period_within(text)),
            Some(period) if begins(&["milestone", "target", "trajectory", "planned"]) => PairColumn::Milestone(period),
            period if begins(&["actual", "achieved", "outturn", "reported", "result"]) => PairColumn::Reached(period),
            _ if begins(&["target", "goal", "ambition"]) => PairColumn::Target,
            _ if at == 0 || begins(&["kpi", "measure", "indicator", "outcome measure", "success measure"]) => {
                PairColumn::Name
            }
            _ => PairColumn::Other,
        }
    };
    let columns: Vec<PairColumn> = row.cells.iter().enumerate().map(kind).collect();
    let reached = columns.iter().any(|one| matches!(one, PairColumn::Reached(_)));
    let aimed = columns.iter().any(|one| matches!(one, PairColumn::Milestone(_) | PairColumn::Baseline(_)));
    (reached && aimed).then_some(columns)
}

fn row_of(row: &GridRow, columns: &[PairColumn], file: &mut MeasureFile) {
    let text = |wanted: &dyn Fn(&PairColumn) -> bool| {
        let at = columns.iter().position(wanted);
        at.and_then(|at| row.cells.get(at)).unwrap_or_default().trim().to_owned()
    };
    let name = text(&|one| *one == PairColumn::Name);
    if name.is_empty() {
        return;
    }
    let is_value =
        |one: &PairColumn| matches!(one, PairColumn::Baseline(_) | PairColumn::Reached(_) | PairColumn::Milestone(_));
    let cells: Vec<&str> =
        columns.iter().enumerate().filter(|(_, one)| is_value(one)).filter_map(|(at, _)| row.cells.get(at)).collect();
    let mut series = FileSeries {
        reference: (file.series.len() + 1).to_string(),
        unit: unit_of(&name, &cells),
        resets: resets_of(&name),
        target: number_of(&text(&|one| *one == PairColumn::Target)),
        name,
        ..FileSeries::default()
    };
    for (at, column) in columns.iter().enumerate() {
        let written = row.cells.get(at).unwrap_or_default().trim().to_owned();
        match column {
            PairColumn::Milestone(period) => {
                series.milestones.extend(number_of(&written).map(|value| (*period, value)));
            }
            PairColumn::Baseline(period) | PairColumn::Reached(period) => {
                let is_baseline = matches!(column, PairColumn::Baseline(_));
                value_of(row, (*period, is_baseline), written, &mut series, file);
            }
            PairColumn::Name | PairColumn::Target | PairColumn::Other => {}
        }
    }
    if series.resets.is_some() {
        let months: Vec<Period> = series.values.iter().map(|value| value.period).collect();
        let crossed =
            months.windows(2).find(|pair| matches!(pair, [one, other] if one.first().month() != other.first().month()));
        if let Some([one, other]) = crossed {
            let message = format!("{one} stands beside {other} of a count that begins again each year");
            file.findings.extend(finding("cumulative-crossed", &series, None, &message));
        }
    }
    series.values.sort_by_key(|value| value.period);
    file.series.push(series);
}

fn value_of(
    row: &GridRow,
    (heading, is_baseline): (Option<Period>, bool),
    written: String,
    series: &mut FileSeries,
    file: &mut MeasureFile,
) {
    if written.is_empty() {
        if let Some(period) = heading.filter(|_| !is_baseline) {
            series.empty.push(period);
            file.findings.extend(finding("period-missing", series, Some(period), "there is no value"));
        }
        return;
    }
    let mut said = cell::read(&written, series.unit);
    if let (Some(own), Some(heading)) = (said.period, heading)
        && own != heading
    {
        let message = format!("the heading says {heading}, the cell {own}");
        file.findings.extend(finding("period-disagrees", series, Some(own), &message));
    }
    let Some(period) = said.period.or(heading) else {
        file.left_out.push(format!("\u{201c}{written}\u{201d} of {}, which has no period", series.name));
        return;
    };
    if said.unknown {
        file.findings.extend(finding("symbol-unknown", series, Some(period), &format!("\u{201c}{written}\u{201d}")));
    }
    if said.said.status == ValueStatus::Projected {
        file.findings.extend(finding("status-mixed", series, Some(period), "a projection stands as what was reached"));
    }
    if is_baseline {
        series.baseline = said.said.value.map(|value| (period, value));
        // A baseline that names no other month is where it began, and no value of the row's own.
        if heading == Some(period) {
            return;
        }
    }
    let place = row.place.to_string();
    said.said.place.clear();
    series.values.push(FileValue { period, said: said.said, written, place, question: said.question });
}
