//! The PDF: PDF/UA-1 for who listens to it, PDF/A-3a for who finds it in twenty years, with the
//! assessment attached for who computes on.
//!
//! Reads top to bottom: the document becomes values ([`values`]), Typst lays the template out with
//! them in a closed world ([`world`]), and the pages are written as PDF. **Not here.** How it looks:
//! `document.typ`, `table.typ` and `marks.typ`, beside this file.

mod cells;
mod columns;
mod glyphs;
mod level;
mod pictures;
mod sheets;
mod table;
mod typeset;
mod values;
mod world;

use onpace_report::document::Document;
use typst::WorldExt as _;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::format::{Format, PressError};
use world::Desk;

const MEDIUM: &str = "PDF";

/// Writes PDF files.
pub struct Pdf;

impl Format for Pdf {
    fn ending(&self) -> &'static str {
        "pdf"
    }

    fn name(&self) -> &'static str {
        MEDIUM
    }

    fn write(&self, document: &Document) -> Result<Vec<u8>, PressError> {
        let _swept = Sweep;
        let inputs = values::of(document).map_err(|problem| PressError::new(MEDIUM, problem))?;
        let desk = Desk::new(inputs, document.as_at);
        let in_words = |problems: &[SourceDiagnostic]| PressError::new(MEDIUM, say_all(problems, &desk));
        let pages: PagedDocument = typst::compile(&desk).output.map_err(|problems| in_words(&problems))?;
        typst_pdf::pdf(&pages, &options(document)?).map_err(|problems| in_words(&problems))
    }
}

/// Typst remembers what it has laid out, for editors that compile again and again. A server would
/// only grow, so its memory is emptied after every document, however that ended.
struct Sweep;

impl Drop for Sweep {
    fn drop(&mut self) {
        typst::comemo::evict(0);
    }
}

fn options(document: &Document) -> Result<PdfOptions, PressError> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|problem| PressError::new(MEDIUM, problem.message()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!("{}\n{}\n{}", document.report, document.plan, document.as_at)),
        creator: Smart::Custom(Some("Onpace".into())),
        standards,
        ..PdfOptions::default()
    })
}

/// What Typst found wrong, as one line: where in the template, what, and what it would have liked.
fn say_all(problems: &[SourceDiagnostic], desk: &Desk) -> String {
    let lines = problems.iter().map(|problem| {
        let hints = problem.hints.iter().map(|hint| hint.v.as_str());
        let said: Vec<&str> = std::iter::once(problem.message.as_str()).chain(hints).collect();
        format!("{}{}", place_of(problem, desk), said.join(", "))
    });
    lines.collect::<Vec<_>>().join("; ")
}

fn place_of(problem: &SourceDiagnostic, desk: &Desk) -> String {
    use typst::World as _;
    let line = || {
        let id = problem.span.id()?;
        let line = desk.source(id).ok()?.lines().byte_to_line(desk.range(problem.span)?.start)?;
        Some(format!("{} line {}: ", id.vpath().get_without_slash(), line + 1))
    };
    line().unwrap_or_default()
}
