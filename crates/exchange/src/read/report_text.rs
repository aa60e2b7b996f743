//! A report as text: prose with tab-separated lines or Markdown tables among it.
//!
//! Converted reports are neither one format nor the other: bold in `<b>`, ordinals in `<sup>`, a
//! table cut by page breaks. Tab-separated lines are taken first; what is left is Markdown.

use super::reader::{Reader, ReaderClaim};
use super::source::SourceFile;
use crate::draft::columns::Columns;
use crate::draft::labels_in;
use crate::grid::{Cells, Contents, Grid, GridRow, Paragraph};
use crate::problem::ReadProblem;
use onpace_core::place::Place;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The reader.
pub(super) struct ReportText;

/// Tabs that make a line a row of a table.
const TABS_OF_A_ROW: usize = 2;
/// Pipes that make a line a row of a table that has no line below its heading, and how many rows it has.
const PIPES_OF_A_ROW: usize = 2;
const FEWEST_BARE_ROWS: usize = 3;
/// No text is wrapped at fewer letters.
const NARROWEST: usize = 40;
/// No heading row is longer, in bytes.
const LONGEST_HEADING_ROW: usize = 10_000;
/// Signs before a line of a list that Markdown does not know.
const BULLETS: [char; 4] = ['\u{2022}', '\u{25cf}', '\u{25aa}', '\u{25e6}'];
/// No tag of a converted report is longer, in bytes.
const LONGEST_TAG: usize = 40;

impl Reader for ReportText {
    fn name(&self) -> &'static str {
        "report-text"
    }

    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim {
        let Some(text) = source.text() else { return ReaderClaim::No };
        let lines = || text.lines().filter(|line| !line.trim().is_empty());
        let rows = lines().filter(|line| is_row(line)).count();
        let bare = bare_rows(text).into_iter().any(|is_bare| is_bare);
        let is_tsv = rows > 0 && rows == lines().count() && !text.contains("<b>");
        let has_pipes = bare || lines().any(is_delimiter_row);
        if rows == 0 && !has_pipes && is_told_in_lines(text) {
            return ReaderClaim::Perhaps;
        }
        // Nothing but rows, or a quoted cell that runs over a line: that is TSV.
        if !has_pipes && (rows == 0 || is_tsv || lines().any(opens_a_quoted_cell)) {
            return ReaderClaim::No;
        }
        match lines().filter_map(known_columns).max() {
            Some(known) => ReaderClaim::Columns(known),
            None => ReaderClaim::Perhaps,
        }
    }

    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem> {
        let text = source.text().unwrap_or_default();
        let cells = |line: &str| line.bytes().filter(|b| matches!(b, b'\t' | b'|')).count();
        if text.lines().any(|line| cells(line) > super::MOST_COLUMNS) {
            let accepted = format!("a table of at most {} columns", super::MOST_COLUMNS);
            return Err(ReadProblem::new(source.path, "a table beyond all plans", accepted));
        }
        let bare = bare_rows(text);
        let has_table = bare.contains(&true) || text.lines().any(|line| is_row(line) || is_delimiter_row(line));
        if is_told_in_lines(text) && !has_table {
            return Ok(Contents { prose: lines_of(text), ..Contents::default() });
        }
        let (mut grids, rest) = tables_of_lines(text, &bare);
        let (pipe_tables, prose) = markdown(&rest);
        grids.extend(pipe_tables);
        grids.sort_by_key(|grid| grid.rows.first().and_then(|row| row.place.line));
        for grid in &mut grids {
            let begins = grid.rows.first().and_then(|row| row.place.line);
            grid.below = prose.partition_point(|paragraph| paragraph.place.line < begins);
        }
        Ok(Contents { grids, prose, ..Contents::default() })
    }
}

/// Lines looked at for labels.
const LINES_TO_LOOK_AT: usize = 2_000;
/// A text that is told in lines has at least so many labels.
const FEWEST_LABELS: usize = 2;

/// Whether a text tells its plan in lines of label and value.
fn is_told_in_lines(text: &str) -> bool {
    let labels = text.lines().take(LINES_TO_LOOK_AT).filter(|line| line.len() < 2_000).map(labels_in).sum::<usize>();
    labels >= FEWEST_LABELS
}

/// Each line of a text that says anything; one with marks of a heading is a heading.
fn lines_of(text: &str) -> Vec<Paragraph> {
    let lines = (1u32..).zip(text.lines()).map(|(number, line)| (number, line.trim_end_matches('\r')));
    let made = lines.filter(|(_, line)| !line.trim().is_empty()).map(|(number, line)| {
        let heading = line.starts_with('#');
        let text = in_one_line(&without_marks(line.trim_start_matches('#')));
        Paragraph { text, heading, place: Place::line(number) }
    });
    let mut made: Vec<Paragraph> = made.collect();
    if let Some(first) = made.first_mut() {
        first.heading = true;
    }
    made
}

/// How many columns a line names, as a heading row of either kind of table.
fn known_columns(line: &str) -> Option<usize> {
    if line.len() > LONGEST_HEADING_ROW {
        return None;
    }
    let separator = if is_row(line) { '\t' } else { '|' };
    let cells: Cells = line.trim_matches(['|', ' ']).split(separator).map(without_marks).collect();
    Columns::of(&cells).map(|columns| columns.count())
}

/// A row that ends inside a quoted cell, as spreadsheets copy cells of several lines.
fn opens_a_quoted_cell(line: &str) -> bool {
    is_row(line) && line.contains("\t\"") && line.matches('"').count() % 2 == 1
}

fn is_row(line: &str) -> bool {
    line.bytes().filter(|b| *b == b'\t').count() >= TABS_OF_A_ROW
}

/// `|---|:--:|`, the second line of a Markdown table.
fn is_delimiter_row(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// A line of a frame: "-----+-----", "+====+".
fn is_frame(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.contains(['-', '=']) && line.chars().all(|c| matches!(c, '-' | '=' | '+' | '|' | ' '))
}

/// Which lines are rows whose cells pipes part, without the line below the heading that Markdown asks for; lines of a
/// frame among them too.
fn bare_rows(text: &str) -> Vec<bool> {
    let lines: Vec<&str> = text.lines().collect();
    let mut bare = vec![false; lines.len()];
    let pipes = |line: &str| line.trim().trim_matches('|').bytes().filter(|byte| *byte == b'|').count();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let begins = at;
        let count = pipes(line);
        let belongs = |line: &&str| is_frame(line) || count >= PIPES_OF_A_ROW && pipes(line) == count;
        at += lines.iter().skip(begins).take_while(|line| belongs(line)).count().max(1);
        let run = lines.get(begins..at).unwrap_or_default();
        let rows = run.iter().filter(|line| !is_frame(line)).count();
        let is_markdown = run.get(1).is_some_and(|second| is_delimiter_row(second) && !second.contains('+'));
        if rows >= FEWEST_BARE_ROWS && count >= PIPES_OF_A_ROW && !is_markdown {
            bare.iter_mut().take(at).skip(begins).for_each(|line| *line = true);
        }
    }
    bare
}

/// Runs of lines whose cells tabs or bare pipes part as tables, and the text with those lines blanked.
fn tables_of_lines(text: &str, bare: &[bool]) -> (Vec<Grid>, String) {
    let mut grids: Vec<Grid> = Vec::new();
    let mut rest = String::with_capacity(text.len());
    let mut under_way = None;
    for ((number, line), is_bare) in (1u32..).zip(text.split_inclusive('\n')).zip(bare) {
        let parts = if is_row(line) { Some('\t') } else { is_bare.then_some('|') };
        if let Some(separator) = parts {
            if under_way != parts {
                grids.push(Grid { flows: true, ..Grid::default() });
            }
            if !(*is_bare && is_frame(line)) {
                let line = line.trim_end_matches(['\n', '\r']);
                let line = if *is_bare { line.trim().trim_matches('|') } else { line };
                let cells = line.split(separator).map(without_marks).collect();
                if let Some(grid) = grids.last_mut() {
                    grid.rows.push(GridRow::new(Place::line(number), cells));
                }
            }
            rest.push('\n');
        } else {
            rest.push_str(line);
        }
        under_way = parts;
    }
    (grids, rest)
}

/// A cell's text: tags and bold marks go, a line break in it stays one, blanks are one.
fn without_marks(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some((before, tail)) = rest.find('<').and_then(|open| rest.split_at_checked(open)) {
        text.push_str(before);
        if let Some(name) = tag_at(tail) {
            if name.starts_with("br") {
                text.push('\n');
            }
            rest = tail.get(name.len() + 2..).unwrap_or_default();
        } else {
            text.push('<');
            rest = tail.get(1..).unwrap_or_default();
        }
    }
    text.push_str(rest);
    let text = text.replace("**", "");
    let lines = text.lines().map(in_one_line).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands between `<` and `>` at the head of a text, where that is a tag.
fn tag_at(text: &str) -> Option<&str> {
    let end = text.bytes().take(LONGEST_TAG).position(|byte| byte == b'>')?;
    let name = text.get(1..end)?;
    name.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tables and prose of Markdown text, with the lines they begin on.
fn markdown(text: &str) -> (Vec<Grid>, Vec<Paragraph>) {
    let mut builder = Builder::default();
    let lines = LineIndex::of(text);
    let ends = ends_of_statements(text);
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        // A line at the edge below a list is no item of it.
        let at_edge = range.start.checked_sub(1).is_some_and(|before| text.as_bytes().get(before) == Some(&b'\n'));
        if matches!(event, Event::Text(_)) && at_edge && builder.in_item {
            builder.finish_paragraph();
            builder.began = lines.line_at(range.start);
        }
        let line = lines.line_at(range.start);
        let is_break = matches!(event, Event::SoftBreak | Event::HardBreak);
        if is_break && usize::try_from(line).is_ok_and(|line| ends.get(line.saturating_sub(1)) == Some(&true)) {
            builder.finish_paragraph();
            builder.began = line.saturating_add(1);
            continue;
        }
        builder.take(event, line);
    }
    (builder.grids, builder.prose)
}

/// After which lines a statement of its own ends: the writer began a new line although the next word had room on it.
fn ends_of_statements(text: &str) -> Vec<bool> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut ends = vec![false; lines.len()];
    let length = |text: &str| text.chars().count();
    for block in lines.split(|line| line.is_empty()).filter(|block| block.len() > 1) {
        let widest = block.iter().map(|line| length(line)).max().unwrap_or(0).max(NARROWEST);
        let Some(first) = block.first().and_then(|first| lines.iter().position(|line| std::ptr::eq(*line, *first)))
        else {
            continue;
        };
        // Where no line goes on in the next, each is a statement.
        let stops = |line: &str| line.ends_with(['.', '!', '?', ':', ';']);
        let has_room_for = |line: &str, next: &str| {
            let word = next.split_whitespace().next().unwrap_or_default();
            let begins = next.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
            begins && length(line) + 1 + length(word) <= widest
        };
        let pairs = || block.iter().zip(block.iter().skip(1));
        let all_stop = pairs().all(|(line, next)| stops(line) || has_room_for(line, next));
        for (end, (line, next)) in ends.iter_mut().skip(first).zip(pairs()) {
            *end = all_stop || has_room_for(line, next);
        }
    }
    ends
}

/// Where lines begin, so that a byte's line is found by binary search.
struct LineIndex(Vec<usize>);

impl LineIndex {
    fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    fn line_at(&self, byte: usize) -> u32 {
        u32::try_from(self.0.partition_point(|start| *start <= byte)).unwrap_or(u32::MAX)
    }
}

#[derive(Default)]
struct Builder {
    grids: Vec<Grid>,
    prose: Vec<Paragraph>,
    text: String,
    began: u32,
    heading: bool,
    bold_letters: usize,
    in_bold: bool,
    in_item: bool,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, line: u32) {
        match event {
            Event::Start(Tag::Table(_)) => self.grids.push(Grid { flows: true, ..Grid::default() }),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                if let Some(grid) = self.grids.last_mut() {
                    grid.rows.push(GridRow::new(Place::line(line), Cells::default()));
                }
            }
            Event::Start(Tag::TableCell) => self.text.clear(),
            Event::End(TagEnd::TableCell) => {
                let cell = without_marks(&std::mem::take(&mut self.text));
                if let Some(row) = self.grids.last_mut().and_then(|grid| grid.rows.last_mut()) {
                    row.cells.push(&cell);
                }
            }
            Event::Start(tag @ (Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::CodeBlock(_))) => {
                self.in_item = matches!(tag, Tag::Item);
                self.finish_paragraph();
                self.began = line;
            }
            Event::End(TagEnd::Heading(_)) => {
                self.heading = true;
                self.finish_paragraph();
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock) => {
                self.in_item = false;
                self.finish_paragraph();
            }
            Event::Start(Tag::Strong) => self.in_bold = true,
            Event::End(TagEnd::Strong) => self.in_bold = false,
            Event::Text(words) if words.starts_with(BULLETS) => {
                self.finish_paragraph();
                self.began = line;
                self.text.push_str(words.trim_start_matches(BULLETS).trim_start());
            }
            Event::Text(words) | Event::Code(words) => {
                self.bold_letters += if self.in_bold { words.len() } else { 0 };
                self.text.push_str(&words);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.text.push('\n'),
            _ => {}
        }
    }

    fn finish_paragraph(&mut self) {
        let all_bold = !self.text.is_empty() && self.bold_letters == self.text.len();
        let text = in_one_line(&without_marks(&std::mem::take(&mut self.text)));
        if !text.is_empty() {
            self.prose.push(Paragraph { text, heading: self.heading || all_bold, place: Place::line(self.began) });
        }
        self.heading = false;
        self.bold_letters = 0;
    }
}
