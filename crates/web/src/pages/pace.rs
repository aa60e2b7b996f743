//! `/p/{plan}/pace`: planned and reported progress, and when the plan, and each action, would be done at that pace.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::table::{Column, Setting, Table};
use crate::parts::{empty, moved, times};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, PreEscaped, html};
use onpace_core::access::Act;
use onpace_core::assessment::Assessment;
use onpace_core::day;
use onpace_core::forecast::{ActionForecast, LIMITS, latest_first};
use onpace_core::survey::Survey;
use onpace_office::forecasts;

/// So many actions are listed; more nobody reads.
const MOST_LATE: usize = 100;
/// So many of those of which nothing can be told are named.
const MOST_NAMED: usize = 12;

pub(super) const ROUTES: &[Route] =
    &[get("/p/{plan}/pace", Act::SeePlan, show).listed(Part::Plan, "Progress against plan")];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let assessment = day.assessment();
    let survey = &assessment.survey;
    let figures = ["percent_complete", "percent_planned", "due_to_start", "started"];
    Ok(Answer::page(
        "Progress against plan",
        html! {
            h1.govuk-heading-l { "Progress against plan" }
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
            (by_action(visit, survey, day.forecasts()))
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
            Err(why) => p.govuk-body { "When the plan will finish cannot be told yet: " (why.words()) "." },
            Ok(forecast) => {
                dl.govuk-summary-list {
                    (row("Planned from", &day::in_full(forecast.start)))
                    (row("Planned to finish", &day::in_full(forecast.planned_finish)))
                    (row("Today\u{2019}s progress was planned for", &day::in_full(forecast.earned_on)))
                    (row("Working days of work done", &format!("{} in {} gone", forecast.earned_days, forecast.gone_days)))
                    (row("Pace", &format!("{}; 100% is on pace", forecast.pace)))
                    (row("It would finish", &forecast.finish.words(assessment.survey.on)))
                }
                p.govuk-inset-text { (LIMITS) }
            }
        }
    }
}

/// The actions that may be late at their own pace, the latest first, and those of which nothing can be told.
fn by_action(visit: &Visit<'_>, survey: &Survey<'_>, all: &[ActionForecast]) -> Markup {
    let (late, undated) = (latest_first(all), forecasts::undated(survey).len());
    html! {
        @if !all.is_empty() {
            h2.govuk-heading-m { "Each action at its own pace" }
            p.govuk-body { (forecasts::summary(all)) @if late.len() > MOST_LATE { " These are the " (MOST_LATE) " latest." } }
            @if !late.is_empty() { (late_table(visit, survey, &late[..late.len().min(MOST_LATE)])) }
            @for (why, rows) in forecasts::untold(all) {
                p.govuk-body {
                    "Cannot be told yet of "
                    @for (at, row) in rows.iter().take(MOST_NAMED).enumerate() { @if at > 0 { ", " } (survey.plan.rows[*row].name()) }
                    @if rows.len() > MOST_NAMED { " and " (rows.len() - MOST_NAMED) " more" }
                    ": " (why) "."
                }
            }
            @if undated > 0 { p.govuk-body { (undated) @if undated == 1 { " open action has" } @else { " open actions have" } " no start and finish, so nothing can be said of " @if undated == 1 { "it." } @else { "them." } } }
            p.govuk-inset-text { (forecasts::LIMITS) }
        }
    }
}

fn late_table(visit: &Visit<'_>, survey: &Survey<'_>, late: &[ActionForecast]) -> Markup {
    const COLUMNS: [Column; 5] = [
        ("Action", Setting::Text),
        ("Finish", Setting::Day),
        ("Would be done", Setting::Text),
        ("How late", Setting::Text),
        ("Why", Setting::Text),
    ];
    let row = |one: &ActionForecast| {
        vec![
            moved::row_link(visit, &survey.plan.rows[one.row]),
            html! { (day::in_words(one.planned)) },
            html! { @if let Ok(range) = one.finish { (range.words(survey.on)) } },
            html! { (forecasts::how_late(one)) },
            html! { (forecasts::why(survey, one)) },
        ]
    };
    Table { id: "late", caption: "Actions that may be late", columns: &COLUMNS }.of(late.iter().map(row))
}
