//! `/p/{plan}/actions/{code}`: everything about one action.

pub(super) mod add;
pub(super) mod by_hand;
mod conflict;
pub(super) mod edit;
pub(super) mod evidence;
pub(super) mod finish;
pub(super) mod links;
pub(super) mod place;
mod target;
pub(super) mod update;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::{link, status};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::plan::Code;

pub(super) const ROUTES: &[Route] = &[get("/p/{plan}/actions/{code}", Act::SeePlan, show)];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let survey = &day.assessment().survey;
    let at = *survey.index.get(&Code::new(visit.part("code"))).ok_or(Failure::NotFound)?;
    let row = &survey.plan.rows[at];
    let date = |dated: &Option<day::Dated>| dated.as_ref().map_or_else(|| "not said".to_owned(), |dated| day::when_in_words(dated.when));
    let state = &survey.rows[at];
    Ok(Answer::page(
        format!("{} {}", row.code, row.title),
        html! {
            h1.govuk-heading-l { (row.code) " " (row.title) }
            dl.govuk-summary-list {
                (line("Officers", &html! { (row.officer_names()) }))
                (line("Start", &html! { (date(&row.start)) }))
                (line("Finish", &html! { (date(&row.finish)) }))
                (line("Complete", &html! { @if let Some(percent) = row.percent { (percent) " reported" } @else { "not reported" } @if let Some(planned) = state.planned { ", " (planned) " planned by now" } }))
                (line("Reported status", &html! { (row.status.as_deref().unwrap_or("none")) }))
                @if let (Some(level), Some(verdict)) = (survey.level_of(at), &state.verdict) {
                    (line("Computed status", &html! { (status::tag(level)) " " (verdict.reason) }))
                }
            }
            p.govuk-body { a.govuk-link href={ (link::plan(visit.plan(), "actions")) (visit.times()) } { "All actions" } }
        },
    )
    .in_section("actions"))
}

fn line(key: &str, value: &Markup) -> Markup {
    html! { div.govuk-summary-list__row { dt.govuk-summary-list__key { (key) } dd.govuk-summary-list__value { (value) } } }
}
