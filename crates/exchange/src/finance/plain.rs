//! A table of money as offices keep one: years across, lines down, the unit in the title or beside it. **Not here.** Which way
//! its signs are written, which its arithmetic says.

use crate::grid::{CellValue, Grid, GridRow};
use crate::read::contents;
use onpace_core::finance::carry::{MoneyRow, MoneyTable, SignsOfTable};
use onpace_core::finance::lines::MoneyLine;
use onpace_core::finance::money::{Money, MoneyUnit};
use onpace_core::finance::year::{MoneyYear, YearSaid};
use onpace_core::place::Place;

/// What would be read.
pub const ACCEPTED: &str = "a table with financial years across, such as 2024/25, and lines of money down";

/// Years across make a table.
const FEWEST_YEARS: usize = 1;
/// The headings stand in one of so many first rows.
const FIRST_ROWS: usize = 30;

/// A table of money that was read.
#[derive(Clone, Debug)]
pub struct PlainFinance {
    /// The table.
    pub table: MoneyTable,
    /// In what its amounts are given.
    pub unit: MoneyUnit,
    /// What its title says of it: "forecast", "budget", "unmitigated".
    pub scenario: &'static str,
    /// Where it stands.
    pub place: Place,
    /// Years that can be read in two ways, as they are written.
    pub unclear_years: Vec<String>,
    /// Cells that are no amount, with their place.
    pub not_read: Vec<(Place, String)>,
}

/// Reads the tables of money of a file.
///
/// # Errors
/// What was found where the file has none.
pub fn read(bytes: &[u8], path: &str) -> Result<Vec<PlainFinance>, String> {
    let found = contents(bytes, path).map_err(|problem| problem.to_string())?;
    let prose: Vec<&str> = found.prose.iter().map(|paragraph| &*paragraph.text).collect();
    let tables: Vec<PlainFinance> = found.grids.iter().filter_map(|grid| table(grid, &prose.join("\n"))).collect();
    if tables.is_empty() { Err("no table of it has financial years across".to_owned()) } else { Ok(tables) }
}

/// The years of a row of headings, with their columns.
fn years_of(row: &GridRow) -> Vec<(usize, MoneyYear, bool)> {
    let year = |(at, text): (usize, &str)| match MoneyYear::said(text)? {
        YearSaid::Year(year) => Some((at, year, true)),
        YearSaid::OneOf(_, begins) => Some((at, begins, false)),
    };
    row.cells.iter().enumerate().filter_map(year).collect()
}

fn table(grid: &Grid, prose: &str) -> Option<PlainFinance> {
    let heads = grid.rows.iter().take(FIRST_ROWS).enumerate();
    let (head, years) = heads.map(|(at, row)| (at, years_of(row))).find(|(_, years)| years.len() >= FEWEST_YEARS)?;
    let above: Vec<&str> = grid.rows.iter().take(head + 1).flat_map(|row| row.cells.iter()).collect();
    let title = format!("{prose}\n{}", above.join(" ")).to_lowercase();
    let unit = unit_of(&title);
    let first = years.first().map_or(0, |(at, ..)| *at);
    let mut found = PlainFinance {
        table: MoneyTable {
            years: years.iter().map(|(_, year, _)| *year).collect(),
            rows: Vec::new(),
            said: said_of(&title),
        },
        unit,
        scenario: scenario_of(&title),
        place: grid.rows.get(head)?.place.clone(),
        unclear_years: Vec::new(),
        not_read: Vec::new(),
    };
    let head_row = grid.rows.get(head)?;
    let unclear = years.iter().filter(|(.., is_sure)| !is_sure);
    found.unclear_years = unclear.filter_map(|(at, ..)| Some(head_row.cells.get(*at)?.trim().to_owned())).collect();
    for row in grid.rows.iter().skip(head + 1) {
        let words: Vec<&str> =
            (0..first).filter_map(|at| row.cells.get(at)).map(str::trim).filter(|text| !text.is_empty()).collect();
        let words = words.join(" ");
        let has_any = years.iter().any(|(at, ..)| row.cells.get(*at).is_some_and(|cell| !cell.trim().is_empty()));
        if words.is_empty() || !has_any {
            continue;
        }
        let mut amounts = Vec::with_capacity(years.len());
        for (at, ..) in &years {
            amounts.push(amount(row, *at, unit, &mut found.not_read));
        }
        if amounts.iter().any(Option::is_some) {
            found.table.rows.push(MoneyRow { line: MoneyLine::named(&words), words, amounts });
        }
    }
    (!found.table.rows.is_empty()).then_some(found)
}

fn amount(row: &GridRow, at: usize, unit: MoneyUnit, not_read: &mut Vec<(Place, String)>) -> Option<Money> {
    let text = row.cells.get(at).unwrap_or_default().trim();
    if text.is_empty() {
        return None;
    }
    if let Some(money) = Money::parse(text, unit) {
        return Some(money);
    }
    if let Some(CellValue::Number(number)) = row.cells.value(at)
        && let Some(money) = Money::parse(&format!("{number:.3}"), unit)
    {
        return Some(money);
    }
    not_read.push((row.place.clone(), onpace_core::plan::shortened(text, 40)));
    None
}

/// In what amounts are given, as a title says it.
fn unit_of(title: &str) -> MoneyUnit {
    let has = |all: &[&str]| all.iter().any(|one| title.contains(one));
    if has(&["\u{a3}000", "\u{a3}'000", "\u{a3}\u{2019}000", "\u{a3}k", "\u{a3} 000", "thousands", "(000s)"]) {
        MoneyUnit::Thousands
    } else if has(&["\u{a3}m", "\u{a3} m", "millions", "\u{a3}million"]) {
        MoneyUnit::Millions
    } else {
        MoneyUnit::Pounds
    }
}

/// Which way a deficit is written, as a title says it; that it is by brackets says that a surplus is above nothing.
fn said_of(title: &str) -> Option<SignsOfTable> {
    let has = |all: &[&str]| all.iter().any(|one| title.contains(one));
    if has(&[
        "deficits shown in brackets",
        "deficit in brackets",
        "deficits in brackets",
        "(deficit)",
        "deficits are shown as negative",
        "deficit is negative",
    ]) {
        Some(SignsOfTable::SurplusPositive)
    } else if has(&[
        "surplus in brackets",
        "surpluses in brackets",
        "(surplus)",
        "surpluses shown in brackets",
        "deficits are shown as positive",
        "deficit is positive",
    ]) {
        Some(SignsOfTable::DeficitPositive)
    } else {
        None
    }
}

/// Of what a table is.
fn scenario_of(title: &str) -> &'static str {
    let has = |one: &str| title.contains(one);
    if has("unmitigated") {
        "unmitigated"
    } else if has("mitigated") {
        "mitigated"
    } else if has("outturn") || has("actual") {
        "actual"
    } else if has("budget") {
        "budget"
    } else if has("agreed") {
        "agreed"
    } else {
        "forecast"
    }
}
