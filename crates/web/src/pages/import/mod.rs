//! Importing: upload a file, see what its columns hold, check it, see what it changes, apply.
//!
//! The same pages serve a plan that is held (`/p/{plan}/import/{id}/…`) and a new one
//! (`/plans/new/{id}/…`). **Not here.** Reading and comparing, which the office does.

pub(super) mod changes;
pub(super) mod check;
pub(super) mod columns;
mod unknown;
pub(super) mod upload;

use crate::failure::Failure;
use crate::parts::link;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_office::uploads::Upload;

/// An import that somebody is in the middle of.
struct Going {
    /// The file.
    upload: Upload,
    /// How the addresses of its pages begin.
    base: String,
}

/// The import of the address, where it is theirs.
fn going(visit: &Visit<'_>) -> Result<Going, Failure> {
    let is_new = visit.plan().is_empty();
    if is_new {
        may_begin(visit)?;
    }
    let upload = visit.house.desk().upload(visit.part("id"), visit.who.actor(), visit.now)?;
    if upload.is_new != is_new || !is_new && !upload.plan.eq_ignore_ascii_case(visit.plan()) {
        return Err(Failure::NotFound);
    }
    let base = base(&upload);
    Ok(Going { upload, base })
}

/// How the addresses of an import begin.
pub(super) fn base(upload: &Upload) -> String {
    if upload.is_new {
        format!("/plans/new/{}", upload.id)
    } else {
        format!("{}/{}", link::plan(&upload.plan, "import"), upload.id)
    }
}

/// Refuses a new plan to whoever is neither manager of one nor administrator.
fn may_begin(visit: &Visit<'_>) -> Result<(), Failure> {
    if visit.who.may(Act::BeginPlan, None) { Ok(()) } else { Err(Failure::NotFound) }
}

/// What stands above the heading of each page: which step it is, of which file.
fn caption(going: &Going, step: u8) -> Markup {
    html! { span.govuk-caption-l { "Import, step " (step) " of 4: " (going.upload.name) } }
}

/// How to leave without changing anything.
fn way_out(going: &Going) -> Markup {
    let to = if going.upload.is_new { "/plans/new".to_owned() } else { link::plan(&going.upload.plan, "import") };
    html! { p.govuk-body { a.govuk-link href=(to) { "Start again with another file" } } }
}

/// The name of a format, as people say it.
fn format_name(format: &str) -> &str {
    match format {
        "xlsx" => "an Excel workbook",
        "ods" => "an OpenDocument spreadsheet",
        "docx" => "a Word document",
        "html" => "a web page",
        "mspdi" => "Microsoft Project XML",
        "mpp" => "a Microsoft Project plan",
        "gan" => "a GanttProject file",
        "pdf" => "a PDF",
        "csv" => "a table of separated values",
        "report-text" => "the text of a report",
        other => other,
    }
}
