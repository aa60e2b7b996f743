//! Reports: build one and write it in the media asked for.

use crate::files;
use crate::problem::{Kind, Problem};
use onpace_core::assessment::Assessment;
use onpace_core::figure::Figure;
use onpace_core::packs::refusal::{PackRefusal, Text};
use onpace_press::FORMATS;
use onpace_report::document::{Block, Document};
use onpace_report::ground::Ground;
use onpace_report::measures::told::MeasuresTold;
use onpace_report::narrative::NarrativeProblem;
use onpace_report::report::Report;
use onpace_report::{REPORTS, report, report_named};

/// The names of all reports with what each is for.
pub fn list() -> impl Iterator<Item = (&'static str, &'static str)> {
    of_plan().map(|report| (report.name(), report.about()))
}

/// Those that are made of a plan alone; the others are of a round whose figures are frozen.
fn of_plan() -> impl Iterator<Item = &'static dyn Report> {
    REPORTS.iter().copied().filter(|report| !report.is_of_round())
}

/// The document of a report by its name, of whatever it is made of.
///
/// # Errors
/// Words that contradict the figures.
pub(crate) fn made(name: &str, ground: &Ground<'_>, text: Text) -> Result<Document, Problem> {
    let report = report_named(name).ok_or_else(|| unknown(name))?;
    report::document(report, ground).map_err(|problem| contradicts(problem, text))
}

/// Refuses words with a number that is neither bound, counted in its sentence, nor marked as typed.
///
/// # Errors
/// Every such number, with what may stand in its place.
pub(crate) fn check_words(name: &str, ground: &Ground<'_>, text: Text) -> Result<(), Problem> {
    let report = report_named(name).ok_or_else(|| unknown(name))?;
    report::check_words(report, ground).map_err(|problem| contradicts(problem, text))
}

/// A narrative with a figure in place of each number that was typed and that one counts, and what took whose place.
///
/// # Errors
/// No report of that name; a figure that does not exist.
pub fn with_figures(
    name: &str,
    assessment: &Assessment<'_>,
    measures: Option<&MeasuresTold>,
    narrative: &str,
) -> Result<(String, Vec<String>), Problem> {
    let ground = Ground { measures, ..Ground::of(assessment, narrative) };
    words_with_figures(name, &ground, Text::Narrative)
}

/// The same of any ground.
///
/// # Errors
/// As [`with_figures`].
pub(crate) fn words_with_figures(
    name: &str,
    ground: &Ground<'_>,
    text: Text,
) -> Result<(String, Vec<String>), Problem> {
    let report = report_named(name).ok_or_else(|| unknown(name))?;
    report::words_with_figures(report, ground).map_err(|problem| contradicts(problem, text))
}

/// The figures that a person may write of in a report: those of the plan, and of its measures.
///
/// # Errors
/// No report of that name.
pub fn figures_to_write(
    name: &str,
    assessment: &Assessment<'_>,
    measures: Option<&MeasuresTold>,
) -> Result<Vec<Figure>, Problem> {
    let report = found(name)?;
    Ok(figures_beside(report.name(), &Ground { measures, ..Ground::of(assessment, "") }))
}

/// The same of any ground.
pub(crate) fn figures_beside(name: &str, ground: &Ground<'_>) -> Vec<Figure> {
    let mut all = ground.assessment.survey.figures.clone();
    all.extend(report_named(name).map(|report| report::beside_the_plan(report, ground)).unwrap_or_default());
    all
}

/// The endings of all media, with their names.
pub fn media() -> impl Iterator<Item = (&'static str, &'static str)> {
    FORMATS.iter().map(|format| (format.ending(), format.name()))
}

/// Makes a report's document.
///
/// # Errors
/// No report of that name, or a narrative that contradicts the figures.
pub fn document(name: &str, assessment: &Assessment<'_>, narrative: Option<&str>) -> Result<Document, Problem> {
    made_of(name, assessment, None, narrative, report::document)
}

/// The same, of a plan that is held with its measures.
fn made_of(
    name: &str,
    assessment: &Assessment<'_>,
    measures: Option<&MeasuresTold>,
    narrative: Option<&str>,
    make: fn(&dyn Report, &Ground<'_>) -> Result<Document, NarrativeProblem>,
) -> Result<Document, Problem> {
    let ground = Ground { measures, ..Ground::of(assessment, narrative.unwrap_or_default()) };
    let report = found(name)?;
    report::check_words(report, &ground).map_err(|problem| contradicts(problem, Text::Narrative))?;
    make(report, &ground).map_err(|problem| contradicts(problem, Text::Narrative))
}

/// Media that carry the assessment that they were made from.
const WITH_RECORD: [&str; 2] = ["json", "pdf"];

/// Whether the medium of an ending carries the assessment, which is as large as the plan.
#[must_use]
pub fn carries_record(ending: &str) -> bool {
    WITH_RECORD.iter().any(|one| ending.eq_ignore_ascii_case(one))
}

/// The report of a name for a medium, or for a page where none is named: with the assessment that it was made from only
/// where the medium carries it.
///
/// # Errors
/// As [`document`].
pub fn document_for(
    name: &str,
    medium: Option<&str>,
    assessment: &Assessment<'_>,
    measures: Option<&MeasuresTold>,
    narrative: Option<&str>,
) -> Result<Document, Problem> {
    let make = if medium.is_some_and(carries_record) { report::document } else { report::without_record };
    made_of(name, assessment, measures, narrative, make)
}

/// What somebody wrote for a report contradicts its figures.
pub(crate) fn contradicts(problem: NarrativeProblem, text: Text) -> Problem {
    PackRefusal::WordsContradictFigures { text, lines: problem.0 }.into()
}

fn found(name: &str) -> Result<&'static dyn Report, Problem> {
    report_named(name).filter(|report| !report.is_of_round()).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Problem {
    let known = of_plan().map(Report::name).collect::<Vec<_>>().join(", ");
    Problem::new(Kind::NotFound, format!("there is no report \u{201c}{name}\u{201d}; accepted are {known}"))
}

/// Refuses an ending that no medium has, before any work is done.
///
/// # Errors
/// An ending that no medium has.
pub fn check_ending(out: &str) -> Result<(), Problem> {
    let ending = files::ending(out);
    if onpace_press::by_ending(&ending).is_some() {
        return Ok(());
    }
    let known = FORMATS.iter().map(|format| format!(".{}", format.ending())).collect::<Vec<_>>().join(", ");
    Err(Problem::new(
        Kind::NotAccepted,
        format!("{out}: a report is not written as \u{201c}.{ending}\u{201d}; accepted are {known}"),
    ))
}

/// Writes a document into a file, in the medium that its ending names.
///
/// # Errors
/// An ending that no medium has, a medium that refuses, a path that cannot be written.
pub fn write(document: &Document, out: &str) -> Result<(), Problem> {
    check_ending(out)?;
    let Some(format) = onpace_press::by_ending(&files::ending(out)) else { return Ok(()) };
    let bytes = format.write(document).map_err(|e| Problem::new(Kind::Unexpected, format!("{out}: {e}")))?;
    files::save(out, &bytes)
}

/// Rows of a document that is made into a PDF for a page: a longer one keeps a whole processor for minutes.
const MOST_PDF_ROWS: usize = 2_000;

/// Refuses a PDF that would take too long, with the ways out.
fn check_length(document: &Document, ending: &str) -> Result<(), Problem> {
    let rows = |block: &Block| match block {
        Block::Table(table) => table.rows.len(),
        Block::Chart(chart) => chart.table.rows.len(),
        _ => 0,
    };
    let rows: usize = document.blocks.iter().map(rows).sum();
    if rows <= MOST_PDF_ROWS || !ending.eq_ignore_ascii_case("pdf") {
        return Ok(());
    }
    let what = format!(
        "This report has {rows} rows, and a PDF on these pages can have {MOST_PDF_ROWS}. Download it as a Word document, an Excel workbook or a web page, or choose the summary"
    );
    Err(Problem::new(Kind::NotAccepted, what))
}

/// What [`bytes`] gives, for somebody who waits at a page.
///
/// # Errors
/// As there, and a PDF that would take too long.
pub fn download(document: &Document, ending: &str) -> Result<(Vec<u8>, &'static str), Problem> {
    check_length(document, ending)?;
    bytes(document, ending)
}

/// A document in the medium of an ending: its bytes, and the type that browsers know it by.
///
/// # Errors
/// An ending that no medium has, a medium that refuses.
pub fn bytes(document: &Document, ending: &str) -> Result<(Vec<u8>, &'static str), Problem> {
    let Some(format) = onpace_press::by_ending(ending) else {
        return Err(Problem::new(Kind::NotFound, format!("a report is not written as \u{201c}.{ending}\u{201d}")));
    };
    let bytes = format.write(document).map_err(|e| Problem::new(Kind::Unexpected, e))?;
    Ok((bytes, kind_of(format.ending())))
}

pub(crate) fn kind_of(ending: &str) -> &'static str {
    match ending {
        "html" => "text/html; charset=utf-8",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

/// A document as JSON.
///
/// # Errors
/// Never, while the medium is there.
pub fn as_json(document: &Document) -> Result<Vec<u8>, Problem> {
    let unexpected = |problem: &dyn std::fmt::Display| Problem::new(Kind::Unexpected, problem);
    let format = onpace_press::by_ending("json").ok_or_else(|| unexpected(&"there is no writer of JSON"))?;
    format.write(document).map_err(|problem| unexpected(&problem))
}

/// The assessment as JSON.
#[must_use]
pub fn record(assessment: &Assessment<'_>) -> serde_json::Value {
    onpace_report::record::of(assessment)
}
