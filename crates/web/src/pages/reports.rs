//! `/p/{plan}/reports`: every report, to be read here or kept in any medium, with one's own words before
//! it where somebody has some.

use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::navigation::Part;
use crate::parts::form::{self, Errors, Field};
use crate::parts::{empty, link, times};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day::{self, Date};
use onpace_core::figure::Figure;
use onpace_core::ledger::fold::Until;
use onpace_office::measures::telling::MeasuresTold;
use onpace_office::problem::Kind;
use onpace_office::reports;
use onpace_press::html as press;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/reports", Act::SeePlan, list).listed(Part::Board, "Reports"),
    get("/p/{plan}/reports/{report}", Act::SeePlan, read),
    post("/p/{plan}/reports/{report}", Act::SeePlan, with_words),
    get("/p/{plan}/reports/{report}/{medium}", Act::SeePlan, keep),
];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    Ok(Answer::page(
        "Reports",
        html! {
            h1.govuk-heading-l { "Reports" }
            p.govuk-body { "Made of the plan as at " (day::in_full(day.ground().on)) ". No number in them is typed." }
            (times::form(visit))
            (empty::told(visit, &day.assessment().survey))
            @for (name, about) in reports::list() {
                h2.govuk-heading-m { (capital(name)) }
                p.govuk-body { (sentence(about)) }
                p.govuk-body { a.govuk-link href={ (address(visit, name)) (visit.times()) } { "Read the " (name) " report, or add your own words" } }
                (downloads(visit, name))
            }
        },
    ))
}

/// The measures of the plan, for who may see them.
fn measures(visit: &Visit<'_>) -> Result<Option<MeasuresTold>, Failure> {
    if !visit.may(Act::SeeMeasures) {
        return Ok(None);
    }
    let until = Until { as_at: visit.as_at(), known_by: visit.known_by() };
    Ok(Some(visit.house.desk().measures_of_report(visit.plan(), until, visit.today())?))
}

fn capital(word: &str) -> String {
    sentence(word).trim_end_matches('.').to_owned()
}

fn address(visit: &Visit<'_>, report: &str) -> String {
    format!("{}/{}", link::plan(visit.plan(), "reports"), link::part(report))
}

fn downloads(visit: &Visit<'_>, report: &str) -> Markup {
    html! {
        ul."govuk-list downloads" {
            @for (ending, name) in reports::media() {
                li {
                    a."govuk-link target" href={ (address(visit, report)) "/" (ending) (visit.times()) } {
                        (name) span.govuk-visually-hidden { " of the " (report) " report" }
                    }
                }
            }
        }
    }
}

fn read(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, None, &Errors::new())
}

/// The report as a page. Where the words could not be used, it stands without them, and they are kept.
fn page(visit: &Visit<'_>, words: Option<&str>, errors: &Errors) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let report = visit.part("report");
    let bound = words.filter(|_| errors.is_empty());
    let told = measures(visit)?;
    let document = reports::document_for(report, None, day.assessment(), told.as_ref(), bound)?;
    let figures = reports::figures_to_write(report, day.assessment(), told.as_ref())?;
    let answer = Answer::page(
        document.title.clone(),
        html! {
            a.govuk-back-link href={ (link::plan(visit.plan(), "reports")) (visit.times()) } { "Back to the reports" }
            (form::summary(errors))
            h1.govuk-heading-l { (document.title) }
            p.govuk-body-l { (document.plan) ", as at " (day::in_full(day.ground().on)) }
            (times::form(visit))
            (narrative(visit, (day.ground().on, &figures), words.unwrap_or_default(), errors))
            h2.govuk-heading-s { "Keep it as a file" @if bound.is_some() { ", without your words" } }
            (downloads(visit, report))
            dl.govuk-summary-list {
                @for (label, value) in &document.details {
                    div.govuk-summary-list__row { dt.govuk-summary-list__key { (label) } dd.govuk-summary-list__value { (value) } }
                }
            }
            div.pressed { (press::fragment(&document)) }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn narrative(visit: &Visit<'_>, (on, figures): (Date, &[Figure]), words: &str, errors: &Errors) -> Markup {
    let hint = "Markdown. Write {{started}} where a figure is to stand. A number from elsewhere needs its source: {{typed 27 | our survey, June}}.";
    let field =
        Field { name: "narrative", label: "Your own words, to stand before the report", hint, value: words, width: 0 };
    let body = html! {
        (form::textarea(&field, 8, errors))
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { "Figures that you can write" } }
            dl.govuk-details__text {
                dt { "{{as_at}}" } dd { (day::in_full(on)) ", the day" }
                dt { "{{started_percent}}" } dd { "the share of those due to have started that have" }
                @for figure in figures { dt { "{{" (figure.of.key) "}}" } dd { (figure.value) " " (figure.of.label) } }
            }
        }
        div.govuk-button-group {
            button.govuk-button type="submit" name="as" value="page" data-module="govuk-button" { "Show it with these words" }
            @if !errors.is_empty() {
                button.govuk-button.govuk-button--secondary type="submit" name="as" value="figures" data-module="govuk-button" { "Use the plan\u{2019}s figures" }
            }
            @for (ending, name) in reports::media() {
                button.govuk-button.govuk-button--secondary type="submit" name="as" value=(ending) data-module="govuk-button" { (name) span.govuk-visually-hidden { " with these words" } }
            }
        }
    };
    let action = format!("{}{}", address(visit, visit.part("report")), visit.times());
    html! {
        details.govuk-details open[!words.is_empty() || !errors.is_empty()] {
            summary.govuk-details__summary { span.govuk-details__summary-text { "Put your own words before it" } }
            div.govuk-details__text { (form::form(visit, &action, &body)) }
        }
    }
}

/// Nothing is saved by this: the answer is the report itself.
fn with_words(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let words = visit.form.said("narrative");
    let wants_figures = visit.form.said("as") == Some("figures");
    let bound = if wants_figures { with_figures(visit, words.unwrap_or_default())? } else { None };
    let words = bound.as_deref().or(words);
    let made = file(visit, visit.form.said("as").filter(|medium| !matches!(*medium, "page" | "figures")), words);
    match made {
        Ok(Some(file)) => Ok(file),
        Ok(None) => page(visit, words, &Errors::new()),
        Err(Failure::Refused(problem)) if problem.kind == Kind::NotAccepted => {
            page(visit, words, &vec![("narrative", one_line(&words::of(&problem)))])
        }
        Err(failure) => Err(failure),
    }
}

/// The words with a figure in place of each number that one counts, to be read before they are used.
fn with_figures(visit: &Visit<'_>, words: &str) -> Result<Option<String>, Failure> {
    let day = visit.day()?;
    let told = measures(visit)?;
    let made = reports::with_figures(visit.part("report"), day.assessment(), told.as_ref(), words);
    Ok(made.ok().map(|(bound, _)| bound))
}

/// A refusal in several lines, as one sentence.
pub(super) fn one_line(message: &str) -> String {
    let mut text = String::new();
    for (nth, line) in message.lines().enumerate() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        text.push_str(match nth {
            0 => "",
            1 => ": ",
            _ if text.ends_with(['.', '\u{201d}']) => " ",
            _ => "; ",
        });
        text.push_str(&line);
    }
    sentence(&text)
}

fn keep(visit: &Visit<'_>) -> Result<Answer, Failure> {
    file(visit, Some(visit.part("medium")), None)?.ok_or(Failure::NotFound)
}

/// The report in a medium; none where no medium is asked for, once it is known that it can be made.
fn file(visit: &Visit<'_>, medium: Option<&str>, words: Option<&str>) -> Result<Option<Answer>, Failure> {
    let day = visit.day()?;
    let report = visit.part("report");
    let told = measures(visit)?;
    let document = reports::document_for(report, medium, day.assessment(), told.as_ref(), words)?;
    let Some(medium) = medium else { return Ok(None) };
    let (bytes, kind) = reports::download(&document, medium)?;
    let name = format!("{}-{}-{}.{}", document.report, visit.plan(), day.ground().on, medium.to_ascii_lowercase());
    Ok(Some(Answer::File { name, kind, bytes }))
}
