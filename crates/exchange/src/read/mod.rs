//! Which reader a file is for, told by its content and never by its name.

mod delimited;
mod docx;
mod foreign;
mod gan;
mod html;
mod limits;
mod marks;
mod mpp;
mod mspdi;
mod ods;
mod package;
mod pdf;
mod reader;
mod report_text;
pub mod said;
mod source;
mod xlsx;
mod xml;

pub use reader::{Reader, ReaderClaim};
pub use source::{SourceFile, SourceForm};

use crate::draft::{self, Draft};
use crate::glimpse::{self, Glimpse};
use crate::grid::Contents;
use crate::mapping::Mapping;
use crate::problem::ReadProblem;
use crate::schedule::Schedule;
use onpace_core::plan;

/// Every reader; the surest of a file reads it, the first of those that are as sure.
pub static READERS: &[&dyn Reader] = &[
    &report_text::ReportText,
    &delimited::Delimited,
    &xlsx::Xlsx,
    &ods::Ods,
    &docx::Docx,
    &mpp::Mpp,
    &mspdi::Mspdi,
    &gan::Gan,
    &html::Html,
    &pdf::Pdf,
];

/// No table of a plan is wider; a wider one is refused before its cells are made.
const MOST_COLUMNS: usize = 1_000;

/// Files are read up to this size.
pub const LARGEST_BYTES: usize = 64 * 1024 * 1024;

/// Reads a plan from the bytes of a file. `path` is how messages name it.
///
/// # Errors
/// [`ReadProblem`] where the file is none that can be read, with what would be.
pub fn read(bytes: &[u8], path: &str) -> Result<Draft, ReadProblem> {
    read_by(bytes, path, None)
}

/// The same, where a mapping says which column is what.
///
/// # Errors
/// As [`read`].
pub fn read_by(bytes: &[u8], path: &str, mapping: Option<&Mapping>) -> Result<Draft, ReadProblem> {
    let source = SourceFile::of(bytes, path)?;
    let reader = reader_of(&source)?;
    let contents = reader.contents(&source)?;
    let mut draft = draft::draft_of(&contents, path, mapping)?;
    draft.plan.source = plan::Source { path: path.to_owned(), format: reader.name().to_owned() };
    Ok(draft)
}

/// What a document says in numbers in which no plan was found: its prose and its tables of figures.
///
/// # Errors
/// [`ReadProblem`] where the file is none that can be read.
pub fn read_paper(bytes: &[u8], path: &str) -> Result<Draft, ReadProblem> {
    let source = SourceFile::of(bytes, path)?;
    let reader: &dyn Reader = match &source.form {
        SourceForm::Text(text) if !is_of_rows(text) => &report_text::ReportText,
        _ => reader_of(&source)?,
    };
    let mut draft = draft::paper_of(&reader.contents(&source)?, path);
    draft.plan.source = plan::Source { path: path.to_owned(), format: reader.name().to_owned() };
    Ok(draft)
}

/// Whether most lines of a text have as many cells as each other: a table, and no prose with commas in it.
fn is_of_rows(text: &str) -> bool {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let all = lines().count();
    [',', ';', '\t'].iter().any(|mark| {
        let mut widths = std::collections::HashMap::new();
        lines().for_each(|line| *widths.entry(line.matches(*mark).count()).or_insert(0) += 1);
        widths.into_iter().any(|(width, lines)| width > 0 && lines * 10 > all * 6)
    })
}

/// What stands in a file, as its reader has it: tables and prose, whatever they are of.
///
/// # Errors
/// [`ReadProblem`] where the file is none that can be read.
pub fn contents(bytes: &[u8], path: &str) -> Result<Contents, ReadProblem> {
    let source = SourceFile::of(bytes, path)?;
    reader_of(&source)?.contents(&source)
}

/// The tables of a file as they stand, for somebody to say what their columns hold; none where nothing
/// in it looks like a table.
///
/// # Errors
/// [`ReadProblem`] where the file is none that can be read.
pub fn glimpse(bytes: &[u8], path: &str) -> Result<Vec<Glimpse>, ReadProblem> {
    let source = SourceFile::of(bytes, path)?;
    Ok(glimpse::of(&reader_of(&source)?.contents(&source)?))
}

/// Which of some mappings is for a file, by the headings that it has: the first of them.
///
/// # Errors
/// [`ReadProblem`] where the file is none that can be read.
pub fn recognised(bytes: &[u8], path: &str, mappings: &[Mapping]) -> Result<Option<usize>, ReadProblem> {
    let source = SourceFile::of(bytes, path)?;
    let contents = reader_of(&source)?.contents(&source)?;
    Ok(mappings.iter().position(|mapping| draft::is_of(mapping, &contents)))
}

/// Every row of every table of a file, as the texts of its cells, and its lines of prose: for who looks for something
/// in it that is no plan.
///
/// # Errors
/// [`ReadProblem`] where the file is none that can be read.
pub fn texts(bytes: &[u8], path: &str) -> Result<Vec<Vec<String>>, ReadProblem> {
    let source = SourceFile::of(bytes, path)?;
    let contents = reader_of(&source)?.contents(&source)?;
    let rows = contents.grids.iter().flat_map(|grid| &grid.rows);
    let rows = rows.map(|row| row.cells.iter().map(str::to_owned).collect());
    Ok(rows.chain(contents.prose.iter().map(|line| vec![line.text.clone()])).collect())
}

/// A file that is attached to a PDF, by its name; none where the PDF has none of that name.
///
/// # Errors
/// [`ReadProblem`] where the PDF is damaged, locked or too large.
pub fn attached(bytes: &[u8], path: &str, name: &str) -> Result<Option<Vec<u8>>, ReadProblem> {
    pdf::attached(bytes, path, name)
}

/// The whole model of a schedule file, as its reader has it.
///
/// # Errors
/// [`ReadProblem`] where the file is none that can be read, or no schedule.
pub fn schedule(bytes: &[u8], path: &str) -> Result<Schedule, ReadProblem> {
    let source = SourceFile::of(bytes, path)?;
    let reader = reader_of(&source)?;
    reader.schedule(&source).unwrap_or_else(|| {
        let accepted = "a schedule: a Microsoft Project plan, its XML, or GanttProject";
        Err(ReadProblem::new(path, format!("a plan in the format {}, which has no schedule", reader.name()), accepted))
    })
}

fn reader_of<'a>(source: &SourceFile<'_>) -> Result<&'a dyn Reader, ReadProblem> {
    let claims = READERS.iter().rev().map(|reader| (*reader, reader.claim(source)));
    let surest = claims.filter(|(_, claim)| *claim > ReaderClaim::No).max_by_key(|(_, claim)| *claim);
    surest.map(|(reader, _)| reader).ok_or_else(|| {
        let (found, accepted) = match source.form {
            // Readers look at how a file begins, and a document type may hold megabytes.
            SourceForm::Markup(ref text) if text.contains("<!ENTITY") => (
                "XML with a document type of its own, which could bring in other files",
                "the file as its program exports it, without <!DOCTYPE>",
            ),
            SourceForm::Markup(ref text) if text.contains("mrproject-version") => (
                "a file of GNOME Planner",
                "the plan saved from Planner as Microsoft Project XML (File, Export), or as a web page",
            ),
            SourceForm::Markup(_) => (
                "an XML file of a kind that is not known",
                "Microsoft Project XML, a GanttProject file, or a web page with a table of the plan",
            ),
            SourceForm::Text(_) | SourceForm::Package(_) | SourceForm::Pdf(_) | SourceForm::ProjectPlan(_) => (
                "no table of a plan was found in it",
                "a table with a heading row that names at least the tasks and one of their dates, people or percentages",
            ),
        };
        ReadProblem::new(source.path, found, accepted)
    })
}
