//! `/p/{plan}/changes?from=&to=`: what moved between two days.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::form::{self, Errors, Field};
use crate::parts::times::day_typed;
use crate::parts::{empty, moved};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day::{self, Date};
use onpace_core::movement;

pub(super) const ROUTES: &[Route] = &[get("/p/{plan}/changes", Act::SeePlan, show).listed(Part::Plan, "Changes")];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let mut errors = Errors::new();
    let now = visit.day()?.ground().on;
    let to = asked(visit, "to", &mut errors).unwrap_or(now);
    let from = asked(visit, "from", &mut errors).unwrap_or_else(|| movement::a_month_before(to));
    if errors.is_empty() && from > to {
        let words =
            format!("The first day, {}, is after the last, {}; exchange them", day::in_words(from), day::in_words(to));
        errors.push(("from", words));
    }
    let body = if errors.is_empty() {
        between(visit, from, to)?
    } else {
        html! {}
    };
    let answer = Answer::page(
        "Changes",
        html! {
            (form::summary(&errors))
            h1.govuk-heading-l { "Changes" }
            (days(visit, from, to, &errors))
            (body)
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn asked(visit: &Visit<'_>, name: &'static str, errors: &mut Errors) -> Option<Date> {
    let day = day_typed(visit.query.said(name)?);
    if day.is_none() {
        errors.push((name, "Enter a day, such as 22 May 2022".to_owned()));
    }
    day
}

fn days(visit: &Visit<'_>, from: Date, to: Date, errors: &Errors) -> Markup {
    let value = |name, day| visit.query.said(name).map_or_else(|| day::in_words(day), str::to_owned);
    let (first, last) = (value("from", from), value("to", to));
    html! {
        form.filters method="get" action=(visit.path) {
            @if let Some(instant) = visit.query.said("known_by") { input type="hidden" name="known_by" value=(instant); }
            (form::input(&Field { name: "from", label: "From", hint: "", value: &first, width: 20 }, "text", "off", errors))
            (form::input(&Field { name: "to", label: "To", hint: "", value: &last, width: 20 }, "text", "off", errors))
            (form::button("Show what changed"))
        }
    }
}

fn between(visit: &Visit<'_>, from: Date, to: Date) -> Result<Markup, Failure> {
    let (before, after) = (visit.day_on(Some(from))?, visit.day_on(Some(to))?);
    let survey = &after.assessment().survey;
    let movement = movement::between(&before.assessment().survey, survey);
    Ok(html! {
        p.govuk-body { "From " strong { (day::in_full(from)) } " to " strong { (day::in_full(to)) } "." }
        (empty::told(visit, survey))
        @if movement.is_empty() {
            p.govuk-body { "Nothing changed between these days. Choose an earlier first day to see more." }
        } @else {
            ul.govuk-list {
                @for (id, words, count) in moved::groups(movement.counts()).filter(|(_, _, count)| *count > 0) {
                    li { a.govuk-link href={ "#" (id) } { (words) ": " (count) } }
                }
            }
            (moved::lists(visit, survey, &movement))
        }
    })
}
