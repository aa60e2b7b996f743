//! `/p/{plan}/import`, `/plans/new`: choose a file. `/p/{plan}/import/done`: what was recorded.

use super::{base, may_begin};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::navigation::Part;
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::route::{Route, get, upload};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::checks::rule::counted;
use onpace_office::desk::check_name;
use onpace_office::problem::Kind;
use onpace_office::uploads::Upload;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/import", Act::ChangePlan, ask).listed(Part::Plan, "Import"),
    upload("/p/{plan}/import", Act::ChangePlan, take),
    get("/p/{plan}/import/done", Act::ChangePlan, done),
    get("/plans/new", Act::BeginPlan, ask_new),
    upload("/plans/new", Act::BeginPlan, take_new),
];

fn ask(visit: &Visit<'_>) -> Result<Answer, Failure> {
    visit.house.desk().plan_named(visit.plan())?;
    Ok(page(visit, &Errors::new()))
}

fn ask_new(visit: &Visit<'_>) -> Result<Answer, Failure> {
    may_begin(visit)?;
    Ok(page(visit, &Errors::new()))
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Answer {
    let is_new = visit.plan().is_empty();
    let title = if is_new { "Import a new plan" } else { "Import a file" };
    let name = Field {
        name: "plan_name",
        label: "Name of the plan",
        hint: "Short, for addresses: for example, send-2022. It cannot be changed later.",
        value: visit.form.get("plan_name"),
        width: 20,
    };
    // From the page of a round's workbook: what was chosen there stays, and so does the way back.
    let round = visit.form.said("round").filter(|_| !is_new);
    let fields = html! {
        @if round.is_some() {
            @for name in ["round", "sender"] { input type="hidden" name=(name) value=(visit.form.get(name)); }
        }
        @if is_new { (form::input(&name, "text", "off", errors)) }
        (file(errors))
        (form::button("Upload"))
    };
    let action = if is_new { "/plans/new".to_owned() } else { link::plan(visit.plan(), "import") };
    let answer = Answer::page(
        title,
        html! {
            @if let Some(round) = round {
                a.govuk-back-link href={ (link::plan(visit.plan(), "rounds")) "/" (link::part(round)) "/workbook" } { "Back to the workbook of the round" }
            }
            (form::summary(errors))
            h1.govuk-heading-l { (title) }
            @if is_new {
                p.govuk-body { "Nothing is recorded before you have seen what was read. You will be the programme manager of the new plan." }
            } @else {
                p.govuk-body { "Nothing is recorded before you have seen what the file would change and agreed to it." }
            }
            (form::upload(visit, &action, &fields))
            h2.govuk-heading-m { "Which files can be read" }
            ul.govuk-list.govuk-list--bullet {
                li { "Excel workbooks (.xlsx), OpenDocument spreadsheets (.ods), CSV and TSV" }
                li { "Word documents (.docx), web pages, and the text of a report" }
                li { "Microsoft Project XML and GanttProject files" }
            }
            p.govuk-body { "The file needs a row of headings, such as Code, Action, Lead, Start, Finish, % complete. Where its headings are others, you say what each column holds." }
            p.govuk-body { "The file is kept for a day at most, and only you can go on with it." }
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn file(errors: &Errors) -> Markup {
    let error = errors.iter().find(|(field, _)| *field == "file").map(|(_, words)| words.as_str());
    let described = if error.is_some() { "file-hint file-error" } else { "file-hint" };
    html! {
        div.govuk-form-group.govuk-form-group--error[error.is_some()] {
            label.govuk-label for="file" { "File of the plan" }
            div.govuk-hint #file-hint { "At most 20 MB." }
            @if let Some(words) = error {
                p.govuk-error-message #file-error { span.govuk-visually-hidden { "Error: " } (words) }
            }
            input.govuk-file-upload.govuk-file-upload--error[error.is_some()] #file name="file" type="file" aria-describedby=(described);
        }
    }
}

fn take(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let plan = visit.house.desk().plan_named(visit.plan())?.name;
    keep(visit, &plan, false, Errors::new())
}

fn take_new(visit: &Visit<'_>) -> Result<Answer, Failure> {
    may_begin(visit)?;
    let mut errors = Errors::new();
    let plan = visit.form.get("plan_name");
    if plan.is_empty() {
        errors.push(("plan_name", "Enter a name for the plan".to_owned()));
    } else if check_name(plan).is_err() {
        errors.push(("plan_name", "The name must be 1 to 64 letters, digits, blanks, points, hyphens and underscores, and begin with a letter or digit".to_owned()));
    } else if visit.house.desk().plan_named(plan).is_ok() {
        errors.push(("plan_name", "This name is taken. Enter another name".to_owned()));
    }
    keep(visit, plan, true, errors)
}

/// Keeps the file, and goes on to what its columns hold.
fn keep(visit: &Visit<'_>, plan: &str, is_new: bool, mut errors: Errors) -> Result<Answer, Failure> {
    let sent = visit.files.iter().find(|file| file.field == "file").filter(|file| !file.name.is_empty());
    let Some(file) = sent else {
        errors.push(("file", "Select a file".to_owned()));
        return Ok(page(visit, &errors));
    };
    if !errors.is_empty() {
        return Ok(page(visit, &errors));
    }
    let upload = Upload {
        plan: plan.to_owned(),
        is_new,
        name: file.name.clone(),
        senders: visit.form.said("sender").filter(|_| !is_new).map(|id| vec![id.into()]),
        ..Upload::default()
    };
    match visit.house.desk().keep_upload(upload, &file.bytes, &visit.seat()) {
        Ok(upload) => Ok(Answer::go(format!("{}/columns", base(&upload)))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            errors.push(("file", sentence(&words::of(&problem))));
            Ok(page(visit, &errors))
        }
        Err(problem) => Err(problem.into()),
    }
}

fn done(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let plan = visit.house.desk().plan_named(visit.plan())?.name;
    let number = |name| visit.query.get(name).parse::<usize>().unwrap_or(0);
    let (events, last) = (number("events"), number("last"));
    let page = |name| link::plan(&plan, name);
    Ok(Answer::page(
        "The file was imported",
        html! {
            @if events == 0 {
                h1.govuk-heading-l { "Nothing changed" }
                p.govuk-body { "The plan said all of this already." }
            } @else {
                div.govuk-panel.govuk-panel--confirmation {
                    h1.govuk-panel__title { "The file was imported" }
                    div.govuk-panel__body { (counted(events, "event was recorded", "events were recorded")) }
                }
                p.govuk-body { "They are the last events of the plan, up to number " (last) "." }
            }
            h2.govuk-heading-m { "What you can do next" }
            ul.govuk-list.govuk-list--bullet {
                li { a.govuk-link href=(page("")) { "See the plan" } }
                li { a.govuk-link href=(page("history")) { "See what happened, event by event" } }
                li { a.govuk-link href=(page("people")) { "Say who the people in it are" } }
            }
            h2.govuk-heading-m { "If something is wrong" }
            p.govuk-body { "Open the action and correct it, or withdraw it. You can also import a corrected file. What was recorded is never deleted: the history shows both what was imported and the correction." }
        },
    ))
}
