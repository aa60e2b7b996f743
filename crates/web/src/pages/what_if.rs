//! `/p/{plan}/what-if?action=3A&days=20`: if an action slips, what else moves, and past which board. Nothing is recorded.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::parts::table::{Column, Setting, Table};
use crate::parts::{empty, link, moved};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::quantity::WorkingDays;
use onpace_core::schedule::slips::Moved;
use onpace_core::survey::Survey;
use onpace_office::what_if::{self, Told};

pub(super) const ROUTES: &[Route] = &[get("/p/{plan}/what-if", Act::SeePlan, show).below("timeline")];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    // Of the plan as it stands today, not as it was last reported: what waits for what may be said since.
    let day = visit.day_on(visit.as_at().or(Some(visit.today())))?;
    let survey = &day.assessment().survey;
    let choices = what_if::choices(survey.plan);
    let boards: Vec<_> = day.ground().state.rounds.iter().map(|round| round.facts.board).collect();
    let mut errors = Errors::new();
    let told = match (visit.query.said("action"), visit.query.said("days")) {
        (Some(action), Some(days)) => {
            let slip = [format!("{action}={}", days.trim())];
            what_if::what_if(survey.plan, survey.calendar, &slip, &boards).map_or_else(
                |_| {
                    let is_number = days.trim().parse().is_ok_and(|days| (1..=what_if::LONGEST).contains(&days));
                    errors.push(if is_number {
                        ("action", "Choose an action that is open and has dates".to_owned())
                    } else {
                        ("days", format!("Enter working days, 1 to {}", what_if::LONGEST))
                    });
                    None
                },
                Some,
            )
        }
        _ => None,
    };
    let answer = Answer::page(
        "What if an action slips",
        html! {
            (form::summary(&errors))
            h1.govuk-heading-l { "What if an action slips" }
            p.govuk-body { "Choose an action, and by how many working days it ends later. You see what else moves. Nothing is changed." }
            (empty::told(visit, survey))
            @if choices.is_empty() && !empty::is(survey) { p.govuk-body { "No action here is open and has dates." } }
            @if !choices.is_empty() { (asked(visit, &choices, &errors)) }
            @if let Some(told) = &told { (answered(visit, survey, told)) }
            p.govuk-body { a.govuk-link href=(link::plan(visit.plan(), "timeline")) { "Back to the timeline" } }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn asked(visit: &Visit<'_>, choices: &[(String, String)], errors: &Errors) -> Markup {
    let (action, days) = (visit.query.said("action").unwrap_or_default(), visit.query.said("days").unwrap_or("20"));
    html! {
        form.filters method="get" action=(visit.path) {
            @for name in ["as_at", "known_by"] {
                @if let Some(value) = visit.query.said(name) { input type="hidden" name=(name) value=(value); }
            }
            (form::select(&Field { name: "action", label: "Action", hint: "", value: action, width: 0 }, choices, errors))
            (form::input(&Field { name: "days", label: "Working days later", hint: "", value: days, width: 4 }, "text", "off", errors))
            (form::button("Show what moves"))
        }
    }
}

fn answered(visit: &Visit<'_>, survey: &Survey<'_>, told: &Told<'_>) -> Markup {
    let what = told.what();
    html! {
        @for slipped in &what.slipped {
            h2.govuk-heading-m { "If " (survey.plan.rows[slipped.row].name()) " ends " (WorkingDays(slipped.days).in_full()) " later" }
            p.govuk-body {
                "It would end on " (day::in_full(slipped.new_finish)) ", not on " (day::in_full(slipped.finish)) "."
                @for board in told.past(slipped) { " That is past the board of " (day::in_words(board)) "." }
            }
        }
        @if what.moved.is_empty() {
            p.govuk-body {
                "Nothing else moves."
                @if !told.has_links() { " No action of this plan waits for another. Say on the page of an action what it waits for." }
            }
        }
        @if !what.moved.is_empty() { (table(visit, survey, told)) }
        @if let Some((before, after)) = what.finish {
            p.govuk-body {
                @if before == after { "The plan still ends on " (day::in_full(after)) "." }
                @else { "The plan then ends on " (day::in_full(after)) ", not on " (day::in_full(before)) "." }
            }
        }
        @if !what.begun.is_empty() {
            p.govuk-body { "These have begun, so they keep their dates: " (what.begun.iter().map(|row| survey.plan.rows[*row].name()).collect::<Vec<_>>().join(", ")) "." }
        }
        @if told.broken() > 0 {
            p.govuk-body { "Some actions start before what they wait for lets them. That overlap stays. " a.govuk-link href=(link::plan(visit.plan(), "findings")) { "See the findings" } }
        }
        @if !what.cycles.is_empty() {
            p.govuk-body { "Some actions wait for each other in a circle. Those links were passed over." }
        }
    }
}

fn table(visit: &Visit<'_>, survey: &Survey<'_>, told: &Told<'_>) -> Markup {
    const COLUMNS: [Column; 6] = [
        ("Action", Setting::Text),
        ("Finish", Setting::Day),
        ("Finish then", Setting::Day),
        ("Days later", Setting::Number),
        ("Waits for", Setting::Text),
        ("Past the board of", Setting::Day),
    ];
    let row = |moved: &Moved| {
        vec![
            moved::row_link(visit, &survey.plan.rows[moved.row]),
            html! { (day::in_words(moved.finish)) },
            html! { (day::in_words(moved.new_finish)) },
            html! { (moved.days) },
            html! { @if let Some(on) = moved.waits_for { (survey.plan.rows[on].name()) } },
            html! { @for board in told.past(moved) { (day::in_words(board)) " " } },
        ]
    };
    Table { id: "moved", caption: "What else moves", columns: &COLUMNS }.of(told.what().moved.iter().map(row))
}
