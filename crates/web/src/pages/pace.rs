//! `/p/{plan}/pace`: planned and reported progress, and when the plan would be done at that pace.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::{empty, times};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, PreEscaped, html};
use onpace_core::access::Act;
use onpace_core::assessment::Assessment;
use onpace_core::day;
use onpace_core::forecast::LIMITS;

pub(super) const ROUTES: &[Route] = &[get("/p/{plan}/pace", Act::SeePlan, show)];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let assessment = day.assessment();
    let survey = &assessment.survey;
    let figures = ["percent_complete", "percent_planned", "due_to_start", "started"];
    Ok(Answer::page(
        "Pace",
        html! {
            h1.govuk-heading-l { "Pace" }
            p.govuk-body { "As at " (day::in_full(survey.on)) "." }
            (times::form(visit))
            (empty::told(visit, survey))
            @match day.pace() {
                None if empty::is(survey) => {},
                Some(drawn) => div.pressed { (PreEscaped(drawn)) },
                None => p.govuk-body { "There is no curve yet: no action has a start and a finish. Give the actions dates." },
            }
            h2.govuk-heading-m { "The figures" }
            dl.govuk-summary-list {
                @for figure in figures.into_iter().filter_map(|key| survey.figure(key)) {
                    div.govuk-summary-list__row {
                        dt.govuk-summary-list__key { (figure.value) " " (figure.of.label) }
                        dd.govuk-summary-list__value { (figure.of.definition) }
                    }
                }
            }
            (forecast(assessment))
        },
    ))
}

fn forecast(assessment: &Assessment<'_>) -> Markup {
    let row = |key: &str, value: &str| {
        html! {
            div.govuk-summary-list__row { dt.govuk-summary-list__key { (key) } dd.govuk-summary-list__value { (value) } }
        }
    };
    html! {
        h2.govuk-heading-m { "If the rest goes as it went so far" }
        @match &assessment.forecast {
            None => p.govuk-body { "There is no forecast: it needs actions with dates, a first day that has passed, and progress between 0% and 100%." },
            Some(forecast) => {
                dl.govuk-summary-list {
                    (row("Planned from", &day::in_full(forecast.start)))
                    (row("Planned to finish", &day::in_full(forecast.planned_finish)))
                    (row("Today\u{2019}s progress was planned for", &day::in_full(forecast.earned_on)))
                    (row("Working days of work done", &format!("{} in {} gone", forecast.earned_days, forecast.gone_days)))
                    (row("Pace", &format!("{}; 100% is on pace", forecast.pace)))
                    (row("It would finish", &forecast.finish.map_or_else(|| "in no useful time".to_owned(), day::in_full)))
                }
                p.govuk-inset-text {
                    (LIMITS)
                    @for same in assessment.of_rule("same-figure").take(1) { " Take it with care: " (same.message) "." }
                }
            }
        }
    }
}
