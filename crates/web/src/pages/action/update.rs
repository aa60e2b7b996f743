//! `/p/{plan}/actions/{code}/update` and `/updates/{seq}`: saying how an action stands, and putting right
//! what was said.

use super::outcome::outcome;
use super::target::{self, Ask, Target, typed};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::ledger::event::{Event, Recorded};
use onpace_core::plan::command::Command;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_office::updates;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/actions/{code}/update", Act::Update, show),
    post("/p/{plan}/actions/{code}/update", Act::Update, save),
    get("/p/{plan}/actions/{code}/updates/{seq}", Act::Update, show_correction),
    post("/p/{plan}/actions/{code}/updates/{seq}", Act::Update, correct),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::Update)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask(visit, &target, &none)?, &none))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::Update)?;
    let mut errors = Errors::new();
    let report = report(visit, &mut errors);
    let on = target::day_of(visit, &mut errors);
    // Pages speak of the day of the latest report: a mistyped year would carry the whole plan there, for everybody.
    if on > visit.today() {
        errors.push(("on", "Enter today or a day in the past".to_owned()));
    }
    if !errors.is_empty() {
        return Ok(target::page(visit, &target, &ask(visit, &target, &errors)?, &errors));
    }
    let command = Command::Report { code: target.code.clone(), report };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, on, &visit.seat());
    outcome(visit, &target, done, "percent", &|target, errors| ask(visit, target, errors))
}

/// What was typed as an update.
fn report(visit: &Visit<'_>, errors: &mut Errors) -> ReportFacts {
    let said = |name: &str| visit.form.said(name).map(str::to_owned);
    let percent = match visit.form.said("percent").map(updates::percent) {
        Some(Ok(percent)) => Some(percent),
        Some(Err(_)) => {
            errors.push(("percent", "Enter a percentage from 0 to 100, such as 45 or 12.5".to_owned()));
            None
        }
        None => None,
    };
    let report = ReportFacts {
        percent,
        status: said("status"),
        note: said("note"),
        next: said("next"),
        ..ReportFacts::default()
    };
    if report.is_empty() && errors.is_empty() {
        errors
            .push(("percent", "Enter how it stands: a percentage, a status, what happened or what is next".to_owned()));
    }
    report
}

fn ask(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Result<Ask, Failure> {
    let fields = html! {
        (report_fields(visit, &ReportFacts::default(), &target.held()?.report, errors))
        (target::day_field(visit, "From which day does this hold?", errors))
    };
    let lead = html! { p.govuk-body { "What you leave empty stays as it was last said." } };
    Ok(Ask {
        title: format!("Update {}", target.name),
        page: "update".to_owned(),
        lead,
        fields,
        button: "Record the update",
    })
}

/// The fields of an update, with what stands in them and what was said last.
fn report_fields(visit: &Visit<'_>, before: &ReportFacts, last: &ReportFacts, errors: &Errors) -> Markup {
    let bare =
        |report: &ReportFacts| report.percent.map(|percent| percent.to_string().trim_end_matches('%').to_owned());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let percent = typed(visit, "percent", &bare(before).unwrap_or_default());
    let status = typed(visit, "status", &text(&before.status));
    let (note, next) = (typed(visit, "note", &text(&before.note)), typed(visit, "next", &text(&before.next)));
    let last_percent =
        bare(last).map_or_else(|| "From 0 to 100.".to_owned(), |said| format!("From 0 to 100. Last said: {said}."));
    let last_status = last.status.as_ref().map_or_else(
        || "In a word, as your plan writes it.".to_owned(),
        |said| format!("In a word. Last said: {said}."),
    );
    html! {
        (form::input(&Field { name: "percent", label: "Percent complete", hint: &last_percent, value: &percent, width: 5 }, "text", "", errors))
        (form::input(&Field { name: "status", label: "Status", hint: &last_status, value: &status, width: 20 }, "text", "", errors))
        (form::textarea(&Field { name: "note", label: "What happened", hint: "Do not name children or families.", value: &note, width: 0 }, 5, errors))
        (form::textarea(&Field { name: "next", label: "What is next", hint: "", value: &next, width: 0 }, 3, errors))
    }
}

/// The update of the address, where it is one of this row.
fn original(visit: &Visit<'_>, target: &Target) -> Result<(Recorded, ReportFacts), Failure> {
    let seq = visit.part("seq").parse::<u64>().map_err(|_| Failure::NotFound)?;
    let recorded = visit.house.desk().event(visit.plan(), seq)?.recorded;
    match recorded.event.clone() {
        Some(Event::Plan(PlanEvent::Reported { row, report } | PlanEvent::Corrected { row, report, .. }))
            if row == target.key =>
        {
            Ok((recorded, report))
        }
        _ => Err(Failure::NotFound),
    }
}

fn show_correction(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::Update)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask_correction(visit, &target, &none)?, &none))
}

fn correct(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::Update)?;
    let (recorded, _) = original(visit, &target)?;
    let mut errors = Errors::new();
    let report = match visit.form.get("way") {
        "correct" => Some(report(visit, &mut errors)),
        "take-back" => None,
        _ => {
            errors.push(("way", "Choose whether to correct the update or to take it back".to_owned()));
            None
        }
    };
    target::need_reason(visit, &mut errors);
    if !errors.is_empty() {
        return Ok(target::page(visit, &target, &ask_correction(visit, &target, &errors)?, &errors));
    }
    let done =
        visit.house.desk().correct_on(visit.plan(), &target.seen(visit), recorded.seq, report.as_ref(), &visit.seat());
    outcome(visit, &target, done, "way", &|target, errors| ask_correction(visit, target, errors))
}

fn ask_correction(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Result<Ask, Failure> {
    let (recorded, report) = original(visit, target)?;
    let ways =
        [("correct", "Correct it: what stands below holds in its place"), ("take-back", "Take it back: it never held")];
    let from = recorded.effective.map_or_else(|| "always".to_owned(), day::in_full);
    let fields = html! {
        (form::radios(&Field { name: "way", label: "What do you want to do?", hint: "", value: visit.form.get("way"), width: 0 }, &ways, errors))
        (report_fields(visit, &report, &report, errors))
        (target::reason_field(visit, errors))
    };
    let lead = html! { p.govuk-body { "The update holds from " (from) ". What you put in its place holds from the same day. The history keeps both." } };
    let title = format!("Put right update {} of {}", recorded.seq, target.name);
    Ok(Ask { title, page: format!("updates/{}", recorded.seq), lead, fields, button: "Save" })
}
