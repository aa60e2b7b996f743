//! PDF files: text by its position on the page, put together into lines, and lines into tables.
//!
//! A PDF does not say what is a column or a row. What is told from positions is a guess, carries a
//! finding that says so, and is for a person to look at. **Not here.** What columns mean.

mod attached;
mod font;
mod lines;
mod measure;
mod pieces;
mod table;
mod text;
mod tokens;

pub(super) use attached::attached;
pub(super) use pieces::pieces;

use super::limits;
use super::reader::{Reader, ReaderClaim};
use super::source::{SourceFile, SourceForm};
use crate::grid::{Contents, Grid, Paragraph};
use crate::problem::ReadProblem;
use font::number;
use lines::{Line, Stretch};
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};
use measure::Excess;
use onpace_core::checks::reading;
use onpace_core::place::Place;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use text::{Budget, Fonts, Matrix, Page, Spent, Walk, contents_of};

/// The reader.
pub(super) struct Pdf;

/// A file; a plan of 20,000 rows has a few.
const LARGEST_BYTES: usize = 20 * 1024 * 1024;
/// Pages of it.
const MOST_PAGES: usize = 500;
/// Lines of a page.
const MOST_LINES: usize = 2_000;
/// What is spent on one file at most.
const BUDGET: Budget =
    Budget { bytes: 64 * 1024 * 1024, operators: 5_000_000, letters: 3_000_000, forms: 5_000, codes: 500_000 };
/// Resources are looked for in so many folders of pages above a page.
const MOST_FOLDERS: usize = 32;

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim {
        if matches!(source.form, SourceForm::Pdf(_)) { ReaderClaim::Certain } else { ReaderClaim::No }
    }

    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem> {
        let SourceForm::Pdf(bytes) = source.form else { return Ok(Contents::default()) };
        let damaged = || {
            refused(
                source.path,
                "a PDF that is damaged or cut off",
                "the whole file, or the document that it was made from (.docx, .xlsx)",
            )
        };
        // The parser is somebody else's. What it does not foresee must not end the program.
        catch_unwind(AssertUnwindSafe(|| read(bytes, source.path))).unwrap_or_else(|_| Err(damaged()))
    }
}

fn refused(path: &str, found: &str, accepted: &str) -> ReadProblem {
    ReadProblem::new(path, found, accepted)
}

fn read(bytes: &[u8], path: &str) -> Result<Contents, ReadProblem> {
    let pdf = open(bytes, path)?;
    let ids: Vec<ObjectId> = pdf.page_iter().take(MOST_PAGES + 1).collect();
    if ids.len() > MOST_PAGES {
        let accepted = format!("a PDF of at most {MOST_PAGES} pages; larger plans can be read as CSV");
        return Err(ReadProblem::new(path, format!("a PDF of more than {MOST_PAGES} pages"), accepted));
    }
    if ids.is_empty() {
        return Err(refused(
            path,
            "a PDF without pages",
            "the whole file, or the document that it was made from (.docx, .xlsx)",
        ));
    }
    let (mut fonts, mut budget) = (Fonts::default(), BUDGET);
    let mut pages = Vec::with_capacity(ids.len());
    for id in ids {
        let page = page(&pdf, id, &mut fonts, &mut budget).map_err(|Spent(what)| {
            ReadProblem::new(path, format!("a PDF with {what}"), "the plan's own file: .docx, .xlsx or CSV")
        })?;
        pages.push(page);
    }
    if pages.iter().all(|page| page.words.is_empty()) {
        let lost = pages.iter().map(|page| page.lost).sum::<usize>();
        return Err(if lost > 0 {
            let found = "a PDF whose letters do not say which they are";
            refused(path, found, "the document that it was made from (.docx, .xlsx), or the PDF exported again from it")
        } else {
            let found = "a PDF without text: pages that are pictures, as a scanner makes them";
            refused(
                path,
                found,
                "the document that was printed (.docx, .xlsx); or the scan after text recognition (OCR)",
            )
        });
    }
    contents(pages, path)
}

/// Opens a file, once it is measured.
fn open(bytes: &[u8], path: &str) -> Result<Document, ReadProblem> {
    const LOCKED: (&str, &str) = (
        "a PDF locked with a password or against copying",
        "the same file without: print it to a new PDF; or the document that it was made from (.docx, .xlsx)",
    );
    if bytes.len() > LARGEST_BYTES {
        return Err(refused(
            path,
            "a PDF of more than 20 MB",
            "a PDF of at most 20 MB; larger plans can be read as CSV",
        ));
    }
    measure::measured(bytes).map_err(|excess| match excess {
        Excess::Locked => refused(path, LOCKED.0, LOCKED.1),
        Excess::Large => {
            refused(path, "a PDF with more in it than any plan has", "the plan's own file: .docx, .xlsx or CSV")
        }
    })?;
    let options = LoadOptions::with_max_decompressed_size(measure::LARGEST_OBJECTS);
    let pdf = Document::load_mem_with_options(bytes, options).map_err(|_| {
        let accepted = "the whole file, or the document that it was made from (.docx, .xlsx)";
        refused(path, "a PDF that is damaged or cut off", accepted)
    })?;
    if pdf.is_encrypted() || pdf.was_encrypted() {
        return Err(refused(path, LOCKED.0, LOCKED.1));
    }
    Ok(pdf)
}

/// What stands on a page.
fn page(pdf: &Document, id: ObjectId, fonts: &mut Fonts, budget: &mut Budget) -> Result<Page, Spent> {
    let Ok(page) = pdf.get_dictionary(id) else { return Ok(Page::default()) };
    let above = folders(pdf, page);
    let inherited = |key: &[u8]| above.iter().find_map(|folder| folder.get_deref(key, pdf).ok());
    let resources: Vec<&Dictionary> =
        above.iter().filter_map(|folder| folder.get_deref(b"Resources", pdf).and_then(Object::as_dict).ok()).collect();
    let sides: Vec<f64> = inherited(b"MediaBox")
        .and_then(|sides| sides.as_array().ok())
        .map(|sides| sides.iter().take(4).filter_map(|side| number(pdf, side)).collect())
        .unwrap_or_default();
    let turn = inherited(b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0);
    let mut contents = Vec::new();
    for part in pdf.get_page_contents(id) {
        if let Ok(stream) = pdf.get_object(part).and_then(Object::as_stream) {
            let room = Budget { bytes: budget.bytes.saturating_sub(contents.len()), ..*budget };
            contents.extend(contents_of(stream, &room)?);
            contents.push(b'\n');
        }
    }
    let mut walk = Walk::new(pdf, fonts, budget, upright(&sides, turn));
    walk.over(&contents, &resources, 0)?;
    Ok(walk.page)
}

/// A page and the folders that it stands in.
fn folders<'a>(pdf: &'a Document, page: &'a Dictionary) -> Vec<&'a Dictionary> {
    let parent = |one: &&'a Dictionary| one.get_deref(b"Parent", pdf).and_then(Object::as_dict).ok();
    std::iter::successors(Some(page), parent).take(MOST_FOLDERS).collect()
}

/// From the page's own places to those that a reader sees: from the left, and down from the top.
fn upright(sides: &[f64], turn: i64) -> Matrix {
    let &[left, bottom, right, top] = sides else { return [1.0, 0.0, 0.0, -1.0, 0.0, 842.0] };
    match turn.rem_euclid(360) {
        90 => [0.0, 1.0, 1.0, 0.0, -bottom, -left],
        180 => [-1.0, 0.0, 0.0, 1.0, right, -bottom],
        270 => [0.0, -1.0, -1.0, 0.0, top, right],
        _ => [1.0, 0.0, 0.0, -1.0, -left, top],
    }
}

/// The tables and the prose of pages.
fn contents(pages: Vec<Page>, path: &str) -> Result<Contents, ReadProblem> {
    let lost = pages.iter().map(|page| page.lost).sum::<usize>();
    let mut made = Contents::default();
    let (mut open, mut rows) = (None, 0);
    for (number, mut page) in (1..).zip(pages) {
        let lines = lines::lines_of(page.words);
        if lines.len() > MOST_LINES {
            let found = format!("more than {MOST_LINES} lines on page {number}");
            return Err(ReadProblem::new(
                path,
                found,
                "pages as a printer prints them; larger plans can be read as CSV",
            ));
        }
        page.rules.sort_by(|a, b| a.down.total_cmp(&b.down));
        let headings = table::headings(&lines);
        let mut from = 0;
        let before = open.take();
        let mut prose: Vec<&Line> = Vec::new();
        while let Some(found) =
            table::next(&lines, &headings, from, &page.rules, number, before.as_ref().filter(|_| from == 0))
        {
            prose.extend(lines.get(from..found.lines.start).unwrap_or_default());
            from = found.lines.end;
            rows += found.grid.rows.len();
            limits::rows(rows, path, "the PDF's tables")?;
            for row in &found.grid.rows {
                row.cells.iter().try_for_each(|cell| limits::cell(cell, path, &row.place))?;
            }
            let so_far = paragraphs(&prose, number).len();
            made.grids.push(Grid { below: made.prose.len() + so_far, ..found.grid });
            // Only what reaches the end of a page goes on on the next.
            open = Some(found.shape).filter(|_| lines.len() - from <= 2);
        }
        prose.extend(lines.get(from..).unwrap_or_default());
        made.prose.extend(paragraphs(&prose, number));
    }
    let mut finding = reading::READ_FROM_PDF
        .finding("the columns and rows of a PDF were told from where its words stand".to_owned())
        .found(format!("tables on {}", onpace_core::checks::rule::counted(made.grids.len(), "page", "pages")))
        .expected("a look at every row; the document that the PDF was made from needs none")
        .meanwhile("read what stands there");
    if lost > 0 {
        finding = finding.found(format!("{lost} letters that do not say which they are, left out"));
    }
    made.findings.push(finding);
    Ok(made)
}

/// A line stands under a column where it begins this close to it, in points.
const UNDER_A_COLUMN: f64 = 3.0;

/// Which lines are of some table: those of several stretches, and those close below that begin where one of its columns does,
/// for cells run on over lines.
fn of_tables(lines: &[&Line]) -> Vec<bool> {
    let (mut columns, mut base): (Vec<f64>, f64) = (Vec::new(), 0.0);
    let mut all = Vec::with_capacity(lines.len());
    for line in lines {
        let stretches = line.stretches();
        let gap = line.base - base;
        let under = |stretch: &Stretch| columns.iter().skip(1).any(|at| (stretch.left - at).abs() < UNDER_A_COLUMN);
        let goes_on = gap > 0.0 && gap < 2.2 * line.size && stretches.iter().any(under);
        if stretches.len() >= 3 {
            columns = stretches.iter().map(|stretch| stretch.left).collect();
        }
        all.push(stretches.len() >= 3 || goes_on);
        if all.last() == Some(&true) {
            base = line.base;
        }
    }
    // What runs on in the first column alone stands between others of the table.
    let edge = columns.get(1).copied().unwrap_or_default();
    let is_short =
        |line: &&Line| line.stretches().len() == 1 && line.words.last().is_some_and(|word| word.right < edge);
    for at in 1..all.len() {
        let between = all.get(at - 1) == Some(&true) && all.get(at + 1) == Some(&true);
        if let Some(one) = all.get_mut(at).filter(|_| between && lines.get(at).is_some_and(is_short)) {
            *one = true;
        }
    }
    all
}

/// Lines that belong together; what looks like rows of some other table is no prose.
fn paragraphs(lines: &[&Line], page: usize) -> Vec<Paragraph> {
    let sheet: Arc<str> = format!("page {page}").into();
    let mut sizes: Vec<f64> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let mut made: Vec<Paragraph> = Vec::new();
    let mut above: Option<&Line> = None;
    let of_table = of_tables(lines);
    for (line, _) in lines.iter().zip(of_table).filter(|(_, of_table)| !of_table) {
        let goes_on = above.is_some_and(|above| {
            let gap = line.base - above.base;
            gap > 0.0
                && gap < 1.5 * line.size
                && (above.size - line.size).abs() < 0.5
                && above.is_bold == line.is_bold
                && line.number == above.number + 1
        });
        match made.last_mut().filter(|_| goes_on) {
            Some(paragraph) if paragraph.text.len() < limits::LONGEST_CELL => {
                paragraph.text.push(' ');
                paragraph.text.push_str(&line.text());
            }
            _ => made.push(Paragraph {
                text: line.text(),
                heading: line.is_bold || line.size > 1.15 * usual,
                place: Place { sheet: Some(sheet.clone()), line: Some(line.number), ..Place::default() },
            }),
        }
        above = Some(line);
    }
    made
}
