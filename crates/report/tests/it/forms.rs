//! Tables and pictures: their rows and totals, counted by looking.

use onpace_core::assessment::assess;
use onpace_core::calendar::WorkingCalendar;
use onpace_core::policy::Policy;
use onpace_report::document::{Block, Cell, Chart, Document, Table};
use onpace_report::ground::Ground;
use onpace_report::{report, report_named};

/// As at 11 March 2024: 1A has begun, 1B has not and should have, 1C began before its start, 1D is done, 2A and 2B are
/// not due.
pub(crate) const PLAN: &str = "Code,Action,Lead,Start,Finish,% complete\n\
    1,Focus area one,,,,\n\
    1A,Write it,JC,01/03/2024,29/03/2024,60\n1B,Agree it,BB,01/03/2024,28/06/2024,0\n\
    1C,Print it,JC,01/04/2024,28/06/2024,40\n1D,Plan it,BB,01/02/2024,29/02/2024,100\n\
    2,Focus area two,,,,\n\
    2A,Send it,JC,01/05/2024,28/06/2024,0\n2B,Ask,,01/05/2024,28/06/2024,\n";

pub(crate) fn made(name: &str, plan: &str, on: &str, words: &str) -> Result<Document, String> {
    let draft = onpace_exchange::read(plan.as_bytes(), "plan.csv").unwrap();
    let (calendar, policy) = (WorkingCalendar::weekdays(), Policy::shipped("pace").unwrap());
    let assessment = assess(&draft.plan, &draft.findings, on.parse().unwrap(), &calendar, &policy);
    let (report, ground) = (report_named(name).unwrap(), Ground::of(&assessment, words));
    report::check_words(report, &ground).map_err(|problem| problem.0)?;
    report::document(report, &ground).map_err(|problem| problem.0)
}

pub(crate) fn document(name: &str, plan: &str, on: &str) -> Document {
    made(name, plan, on, "").unwrap()
}

fn table(document: &Document, id: &str) -> Table {
    let of = |block: &Block| match block {
        Block::Table(table) if table.id == id => Some(table.clone()),
        _ => None,
    };
    document.blocks.iter().find_map(of).unwrap()
}

fn chart(document: &Document, id: &str) -> Chart {
    let of = |block: &Block| match block {
        Block::Chart(chart) if chart.id == id => Some(chart.clone()),
        _ => None,
    };
    document.blocks.iter().find_map(of).unwrap()
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "-".to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Days(days) => days.to_string(),
        Cell::Percent(percent) | Cell::Points(percent) => percent.to_string(),
        Cell::Date(when) => when.to_string(),
        Cell::Status(level) => level.label.clone(),
    }
}

fn lines(table: &Table) -> Vec<String> {
    table.rows.iter().map(|row| row.cells.iter().map(words).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn a_focus_area_in_a_line_counts_its_own_actions() {
    let summary = table(&document("summary", PLAN, "2024-03-11"), "areas");
    let codes: Vec<String> =
        summary.rows.iter().map(|row| format!("{} {}", words(&row.cells[0]), words(&row.cells[2]))).collect();
    assert_eq!(codes, ["1 4", "2 2"]);
    assert_eq!(words(&summary.rows[0].cells[5]), "Amber", "1B should have started");
}

#[test]
fn whom_to_ask_stands_under_each_name_worst_first() {
    let chase = lines(&table(&document("chase", PLAN, "2024-03-11"), "chase"));
    let heads: Vec<&str> = chase.iter().map(|line| line.split(" | ").next().unwrap()).collect();
    // 1D is done, and 2B names nobody.
    assert_eq!(heads, ["BB", "1B", "JC", "1A", "1C", "2A"], "{chase:?}");
    assert!(chase[0].contains("1 action to ask about") && chase[2].contains("3 actions to ask about"));
}

#[test]
fn what_needs_the_board_is_late_first_then_not_started() {
    let late =
        PLAN.replace("29/03/2024,60", "08/03/2024,60").replace("Agree it,BB,01/03/2024", "Agree it,BB,02/01/2024");
    let board = document("board", &late, "2024-03-11");
    let exceptions = lines(&table(&board, "exceptions"));
    let heads: Vec<&str> = exceptions.iter().map(|line| line.split(" | ").next().unwrap()).collect();
    assert_eq!(heads, ["1A", "1B"], "{exceptions:?}");
}

#[test]
fn a_picture_has_its_message_and_its_table() {
    let board = document("board", PLAN, "2024-03-11");
    // Of 279 working days 59.6 are reported and 35 should be: 21.4% and 12.5%.
    let pace = chart(&board, "pace");
    assert_eq!(pace.message(), "8.9 percentage points ahead of plan");
    assert_eq!(lines(&pace.table).last().unwrap(), "2024-06 | 100%");
    let heat = chart(&board, "heat");
    assert_eq!(heat.message(), "4 actions finish in June 2024, more than in any other month");
    let june: i64 = heat
        .table
        .rows
        .iter()
        .filter(|row| words(&row.cells[1]).starts_with("Jun"))
        .map(|row| words(&row.cells[2]).parse::<i64>().unwrap())
        .sum();
    assert_eq!(june, 4);
    assert!(board.figures.iter().any(|one| one.of.key == "most_due" && one.rows.len() == 4));
}
