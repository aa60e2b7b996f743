//! What changed since the pack before, as one table. **Not here.** What belongs to which group, which the core says.

use crate::document::{Block, Cell, ColumnKind, Table, TableRow};
use crate::sentences::text;
use crate::tables::{column, row, words};
use onpace_core::changes::{Difference, PlanChange};
use onpace_core::day;
use onpace_core::movement::{self, Movement};
use onpace_core::plan::shortened;
use onpace_core::survey::Survey;

/// Letters of a value that was replaced.
const LONGEST: usize = 120;

pub(super) fn blocks(before: Option<&Survey<'_>>, after: &Survey<'_>) -> Vec<Block> {
    let Some(before) = before else {
        return vec![Block::Paragraph(vec![text("This is the first pack of the plan: there is nothing before it.")])];
    };
    let movement = movement::between(before, after);
    let since = format!("From {} to {}", day::in_full(before.on), day::in_full(after.on));
    if movement.is_empty() {
        return vec![Block::Paragraph(vec![text(format!("{since} nothing changed."))])];
    }
    let rows = rows(&movement, after);
    let note =
        Some("A date that moved is followed by the working days that it moved, later being positive.".to_owned());
    vec![Block::Table(Table {
        id: "changes".to_owned(),
        caption: since,
        columns: vec![
            column("What", ColumnKind::Text, 16),
            column("Code", ColumnKind::Word, 8),
            column("Action", ColumnKind::Text, 32),
            column("Before", ColumnKind::Text, 22),
            column("Now", ColumnKind::Text, 22),
        ],
        row_header: 1,
        rows,
        note,
    })]
}

fn rows(movement: &Movement<'_>, after: &Survey<'_>) -> Vec<TableRow> {
    let action = |what: &str, at: &usize| {
        let one = &after.plan.rows[*at];
        let title = words(shortened(&one.title, 90));
        row(vec![words(what), words(one.code.as_str()), title, Cell::Empty, Cell::Empty])
    };
    let mut rows: Vec<TableRow> = movement.finished.iter().map(|at| action("Finished", at)).collect();
    rows.extend(movement.late.iter().map(|at| action("Newly past its finish", at)));
    rows.extend(movement.dates.iter().map(|one| changed("Date moved", one)));
    rows.extend(movement.statuses.iter().map(|one| {
        let known = &after.plan.rows[one.row];
        let title = words(shortened(&known.title, 90));
        let (before, now) = (Cell::Status(one.before.clone()), Cell::Status(one.after.clone()));
        row(vec![words("Status by rule"), words(known.code.as_str()), title, before, now])
    }));
    rows.extend(movement.reported.iter().map(|one| changed("Reported", one)));
    rows.extend(movement.officers.iter().map(|one| changed("Officers", one)));
    rows.extend(movement.added.iter().map(|one| changed("Added", one)));
    rows.extend(movement.gone.iter().map(|one| changed("Withdrawn, or no longer listed", one)));
    rows.extend(movement.words.iter().map(|one| changed("Words", one)));
    rows
}

fn changed(what: &str, change: &PlanChange) -> TableRow {
    let (what, before, now) = match &change.what {
        Difference::Changed { field, before, after, moved } => {
            let days = moved.filter(|days| *days != 0).map_or_else(String::new, |days| format!(" ({days:+} days)"));
            let now =
                if after.is_empty() { "nothing".to_owned() } else { format!("{}{days}", shortened(after, LONGEST)) };
            (format!("{what}: {field}"), shortened(before, LONGEST), now)
        }
        _ => (what.to_owned(), String::new(), String::new()),
    };
    row(vec![words(what), words(change.row.clone()), words(shortened(&change.title, 90)), words(before), words(now)])
}
