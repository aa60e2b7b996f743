//! A report as Markdown, as GitHub and most wikis read it: headings, tables, lists.
//!
//! Whatever a plan's text holds is shown literally: characters that mean something to Markdown are
//! escaped, and line breaks become spaces. **Not here.** Pictures: their title, description and table.

use crate::format::{Format, PressError};
use crate::palette::glyph;
use crate::words;
use onpace_core::policy::level::Level;
use onpace_report::document::{Block, Cell, Chart, ColumnKind, Document, Inline, Table, TableRow, Tile};

/// Markdown with tables.
pub struct Markdown;

impl Format for Markdown {
    fn ending(&self) -> &'static str {
        "md"
    }

    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn write(&self, document: &Document) -> Result<Vec<u8>, PressError> {
        let mut parts = vec![heading(1, &document.title), start(&text(&document.plan))];
        parts.push(bullets(
            '*',
            document.details.iter().map(|(label, value)| start(&text(&format!("{label}: {value}")))),
        ));
        parts.extend(words::with_levels(&document.blocks).map(|(block, level)| one(document, block, level)));
        if !document.figures.is_empty() {
            parts.push(figures(document));
        }
        parts.retain(|part| !part.is_empty());
        Ok(words::printable(parts.join("\n\n") + "\n").into_bytes())
    }
}

fn one(document: &Document, block: &Block, level: u8) -> String {
    match block {
        Block::Heading { text, .. } => heading(level, text),
        Block::Paragraph(inlines) => running(inlines),
        Block::List { ordered: true, items } => {
            let numbered = items.iter().enumerate().map(|(n, item)| format!("{}. {}", n + 1, running(item)));
            numbered.collect::<Vec<_>>().join("\n")
        }
        Block::List { ordered: false, items } => bullets('-', items.iter().map(|item| running(item))),
        Block::Headline(tiles) => bullets('+', tiles.iter().map(tile)),
        Block::Callout { title, body } => format!("> {}\n>\n> {}", strong(title), running(body)),
        Block::Table(data) => table(data),
        Block::Chart(picture) => chart(picture, level),
        Block::Key => key(&document.levels, level),
    }
}

fn heading(level: u8, words: &str) -> String {
    let words = text(words.trim());
    // A `#` at the end would be taken for the end of the heading.
    let words = words.strip_suffix('#').map_or_else(|| words.clone(), |rest| format!("{rest}\\#"));
    format!("{} {words}", "#".repeat(usize::from(level)))
}

/// A list; where another list may follow or go before, another bullet keeps them apart.
fn bullets(bullet: char, items: impl Iterator<Item = String>) -> String {
    items.map(|item| format!("{bullet} {item}")).collect::<Vec<_>>().join("\n")
}

fn tile(tile: &Tile) -> String {
    let status = tile.status.as_ref().map_or_else(String::new, |level| format!(" ({})", status(level)));
    format!("{} {}{status}", strong(&tile.value), text(&tile.label))
}

fn chart(chart: &Chart, level: u8) -> String {
    [heading(level, &chart.message()), start(&text(&chart.description)), table(&chart.table)].join("\n\n")
}

fn key(levels: &[Level], level: u8) -> String {
    let lines = levels.iter().map(|level| format!("{}: {}", status(level), text(&level.meaning)));
    format!("{}\n\n{}", heading(level, "What the marks mean"), bullets('-', lines))
}

fn table(table: &Table) -> String {
    let rule = |kind| if kind == ColumnKind::Number { "---:" } else { "---" };
    let mut lines = vec![
        line(table.columns.iter().map(|column| text(&column.label))),
        line(table.columns.iter().map(|column| rule(column.kind).to_owned())),
    ];
    lines.extend(table.rows.iter().map(|row| line(row.cells.iter().map(|value| cell(row, value)))));
    let note = table.note.as_deref().map_or_else(String::new, |note| format!("\n\n{}", start(&text(note))));
    format!("{}\n\n{}{note}", strong(&table.caption), lines.join("\n"))
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn cell(row: &TableRow, value: &Cell) -> String {
    match value {
        Cell::Status(level) => status(level),
        _ if row.group => strong(&words::cell(value)),
        _ => text(&words::cell(value)),
    }
}

fn figures(document: &Document) -> String {
    let head = ["Figure", "Value", "How it is counted", "Rows"].into_iter().map(String::from);
    let mut lines = vec![line(head), "| --- | ---: | --- | --- |".to_owned()];
    lines.extend(document.figures.iter().map(|figure| {
        let words = [&*figure.of.label, &figure.value.to_string(), &*figure.of.definition, &words::rows(&figure.rows)]
            .map(text);
        line(words.into_iter())
    }));
    format!("{}\n\n{}", heading(2, "How each figure was counted"), lines.join("\n"))
}

fn running(inlines: &[Inline]) -> String {
    let parts = inlines.iter().map(|inline| match inline {
        Inline::Text(words) | Inline::Figure { text: words, .. } => text(words),
        Inline::Strong(words) => strong(words),
        Inline::Status(level) => status(level),
        Inline::Link { text: words, href } => link(words, href),
    });
    start(&parts.collect::<String>())
}

/// A status is its shape and its word; Markdown has no colour.
fn status(level: &Level) -> String {
    text(&format!("{} {}", glyph(level.mark), level.label))
}

fn strong(words: &str) -> String {
    let kept = words.trim();
    if kept.is_empty() {
        return words.to_owned();
    }
    // Marks must touch the words they strengthen; the spaces around them stay outside.
    let (before, rest) = words.split_at(words.len() - words.trim_start().len());
    format!("{before}**{}**{}", text(kept), &rest[kept.len()..])
}

fn link(words: &str, href: &str) -> String {
    match words::web_address(href) {
        Some(address) => {
            let address = address.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E").replace('|', "%7C");
            format!("[{}](<{}>)", text(words), address.replace('&', "&amp;"))
        }
        None => text(words),
    }
}

/// Text within a line, on one line, with nothing in it that Markdown would act on.
fn text(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '\n' | '\r' | '\t' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    // Bare addresses would become links.
    escaped.replace("://", "\\://").replace("www.", "www\\.").replace("WWW.", "WWW\\.")
}

/// A block's escaped text, where `#`, `-` or `1.` at its start would begin something else.
fn start(escaped: &str) -> String {
    let escaped = escaped.trim();
    let number = escaped.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    if escaped.starts_with(['#', '+', '-']) {
        format!("\\{escaped}")
    } else if number > 0 && escaped[number..].starts_with(['.', ')']) {
        format!("{}\\{}", &escaped[..number], &escaped[number..])
    } else {
        escaped.to_owned()
    }
}
