//! What became of a file that was read, in words and as JSON: what was recognised, what was guessed,
//! what was left out, and where every row went.

use onpace_core::checks::reading;
use onpace_core::checks::rule::counted;
use onpace_core::finding::Finding;
use onpace_office::plans::{ColumnAccount, Draft, ReadingAccount, RowCounts, TableAccount};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Findings of one kind that are printed; the others are counted.
const MOST_SHOWN: usize = 20;

/// The report of a reading, in words.
pub(super) fn in_words(draft: &Draft, file: &str) -> String {
    let account = &draft.account;
    let mut text = format!("Read {file} as {}", format_name(&draft.plan.source.format));
    if let Some(mapping) = &account.mapping {
        let _ = write!(text, ", by the mapping \u{201c}{mapping}\u{201d}");
    }
    text.push_str(".\n");
    for table in &account.tables {
        text.push_str(&table_in_words(table));
    }
    if !account.left_out.is_empty() {
        text.push('\n');
    }
    for what in &account.left_out {
        let _ = writeln!(text, "Left out: {what}.");
    }
    let of = |rule: &str| draft.findings.iter().filter(move |finding| finding.rule == rule).collect::<Vec<_>>();
    for (title, rule) in [
        ("To be looked at", reading::READ_FROM_PDF.name),
        ("Guessed, please look", reading::GUESSED.name),
        (
            "Could be read two ways and left out; a mapping with dates = \"day-first\" or \"month-first\" says which",
            reading::AMBIGUOUS_DATE.name,
        ),
        ("Values that were not understood and left out", reading::UNREADABLE_VALUE.name),
        ("Columns that were left out, or are not the first for what they hold", reading::COLUMNS_LEFT_OUT.name),
        ("Rows that were left out", reading::UNREAD_ROW.name),
        ("Rows that were joined", reading::TITLE_JOINED.name),
    ] {
        list(&mut text, title, &of(rule));
    }
    text.push_str(&sums(account.rows()));
    text
}

fn format_name(format: &str) -> &str {
    match format {
        "xlsx" => "an Excel workbook",
        "ods" => "an OpenDocument spreadsheet",
        "docx" => "a Word document",
        "html" => "a web page",
        "mspdi" => "Microsoft Project XML",
        "gan" => "a GanttProject file",
        "pdf" => "a PDF",
        "csv" => "a table of separated values",
        "report-text" => "the text of a report",
        other => other,
    }
}

fn table_in_words(table: &TableAccount) -> String {
    let mut text = String::new();
    let name = table.name.as_ref().map_or_else(|| "A table".to_owned(), |name| format!("Sheet \u{201c}{name}\u{201d}"));
    let _ = match &table.headings_at {
        Some(place) => {
            let at =
                place.row.map(|row| format!("row {row}")).or_else(|| place.line.map(|line| format!("line {line}")));
            writeln!(text, "\n{name}{}", at.map_or_else(String::new, |at| format!(", headings in {at}")))
        }
        None => return format!("\n{name}, which goes on from the one before it\n"),
    };
    let known = table.columns.iter().filter(|column| column.field.is_some());
    for column in known {
        let how = if column.mapped { " (by the mapping)" } else { "" };
        // The word by which a mapping says it.
        let field = column.field.map(onpace_office::mappings::Field::word).unwrap_or_default();
        let _ = writeln!(text, "  {:<24} {field}{how}", shown(column));
    }
    let unknown: Vec<String> = table.columns.iter().filter(|column| column.field.is_none()).map(shown).collect();
    if !unknown.is_empty() {
        let _ = writeln!(text, "  not taken: {}", unknown.join(", "));
    }
    text
}

fn shown(column: &ColumnAccount) -> String {
    column.heading.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(text: &mut String, title: &str, findings: &[&Finding]) {
    if findings.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}:");
    for finding in findings.iter().take(MOST_SHOWN) {
        let place = finding.place.as_ref().map(|place| format!("  ({place})")).unwrap_or_default();
        let _ = writeln!(text, "  {}{place}", finding.message);
    }
    if let Some(more) = findings.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "  and {more} more");
    }
}

fn sums(rows: RowCounts) -> String {
    let parts = [
        (rows.focus_areas, "focus area", "focus areas"),
        (rows.actions, "action", "actions"),
        (rows.joined, "joined to the row before", "joined to the rows before"),
        (rows.headings, "heading", "headings"),
        (rows.above, "above the headings", "above the headings"),
        (rows.left_out, "left out", "left out"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| counted(*count, one, many)).collect();
    let hidden = if rows.hidden > 0 { format!(" {} of them hidden in the file.", rows.hidden) } else { String::new() };
    format!("\n{} in the file = {}.{hidden}\n", counted(rows.read, "row", "rows"), parts.join(" + "))
}

/// The report of a reading, as JSON.
pub(super) fn as_json(draft: &Draft) -> Value {
    let ReadingAccount { mapping, tables, left_out } = &draft.account;
    let column = |column: &ColumnAccount| json!({ "heading": column.heading, "field": column.field.map(onpace_office::mappings::Field::word), "mapped": column.mapped });
    let rows = |rows: &RowCounts| {
        json!({
            "read": rows.read, "above": rows.above, "headings": rows.headings, "focus_areas": rows.focus_areas,
            "actions": rows.actions, "joined": rows.joined, "left_out": rows.left_out, "hidden": rows.hidden,
        })
    };
    let table = |table: &TableAccount| {
        json!({
            "name": table.name,
            "headings_at": table.headings_at.as_ref().map(ToString::to_string),
            "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
            "rows": rows(&table.rows),
        })
    };
    let finding = |finding: &Finding| json!({ "rule": finding.rule, "message": finding.message, "place": finding.place.as_ref().map(ToString::to_string) });
    json!({
        "format": draft.plan.source.format,
        "mapping": mapping,
        "tables": tables.iter().map(table).collect::<Vec<_>>(),
        "left_out": left_out,
        "rows": rows(&draft.account.rows()),
        "findings": draft.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
