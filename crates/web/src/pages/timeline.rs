//! `/p/{plan}/timeline`: when actions run, beside the dates they are measured against. The table comes
//! first in rank: the picture shows the same.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::form::{self, Errors, Field};
use crate::parts::{empty, link, moved, status, times};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::plan::held::HeldBaseline;
use onpace_core::plan::shortened;
use onpace_core::survey::Survey;
use onpace_office::pictures::{self, MOST_BARS, SlippageLine};
use onpace_press::html as press;
use std::sync::Arc;

pub(super) const ROUTES: &[Route] = &[get("/p/{plan}/timeline", Act::SeePlan, show).listed(Part::Plan, "Timeline")];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let survey = &day.assessment().survey;
    let baselines = &day.ground().state.baselines;
    let named = |name: &str| baselines.iter().find(|one| one.name == name);
    let baseline = visit.query.said("baseline").and_then(named).or(baselines.last()).map(|one| &**one);
    let (area, rows) = chosen(visit, survey);
    let lines = pictures::lines(survey, &rows, baseline);
    let undated: Vec<usize> = survey.actions_where(|_, state| state.stretch.is_none());
    let title = area.map_or_else(
        || "Every action".to_owned(),
        |at| shortened(&format!("{} {}", survey.plan.rows[at].code, survey.plan.rows[at].title), 80),
    );
    let picture = pictures::timeline(survey, &lines, &title);
    Ok(Answer::page(
        "Timeline",
        html! {
            h1.govuk-heading-l { "Timeline" }
            p.govuk-body { "As at " (day::in_full(survey.on)) "." }
            p.govuk-body { a.govuk-link href=(link::plan(visit.plan(), "what-if")) { "If an action slips, what else moves?" } }
            (times::form(visit))
            (choose(visit, survey, area, baselines, baseline))
            h2.govuk-heading-m { (title) }
            @match baseline {
                Some(baseline) => p.govuk-body { "Measured against the baseline \u{201c}" (baseline.name) "\u{201d}" @if let Some(on) = baseline.on { " of " (day::in_words(on)) } ". Slips are in working days." },
                None => p.govuk-body {
                    "No baseline is set, so no slip can be told."
                    @if visit.may(Act::ChangePlan) { " " a.govuk-link href=(link::plan(visit.plan(), "settings/baselines")) { "Set a baseline" } }
                },
            }
            (empty::told(visit, survey))
            @if rows.is_empty() && !empty::is(survey) { p.govuk-body { "There is no action here yet. Choose another " (survey.plan.level_name.to_lowercase()) "." } }
            @if !rows.is_empty() { (table(visit, survey, &lines, baseline.is_some())) }
            @if let Some(chart) = &picture {
                @if lines.len() > MOST_BARS { p.govuk-body { "The picture shows the first " (MOST_BARS) " of " (lines.len()) " actions. The table has all." } }
                (press::drawing(chart))
            }
            @if !undated.is_empty() {
                h2.govuk-heading-m { "Needs dates" }
                p.govuk-body { (undated.len()) @if undated.len() == 1 { " action has" } @else { " actions have" } " no start and finish:" }
                ul.govuk-list.govuk-list--bullet { @for at in &undated { li { (moved::row_link(visit, &survey.plan.rows[*at])) } } }
            }
        },
    ))
}

/// The rows to show: those of the focus area asked for; without one all where they fit a picture, else
/// those of the first.
fn chosen(visit: &Visit<'_>, survey: &Survey<'_>) -> (Option<usize>, Vec<usize>) {
    let asked = visit.query.said("area").and_then(|code| {
        survey.areas.iter().find(|area| survey.plan.rows[area.row].code.as_str().eq_ignore_ascii_case(code))
    });
    let all: Vec<usize> = survey.plan.actions().map(|(at, _)| at).collect();
    let first = || survey.areas.iter().find(|area| !area.actions.is_empty()).filter(|_| all.len() > MOST_BARS);
    match asked.or_else(first) {
        Some(area) => (Some(area.row), area.actions.clone()),
        None => (None, all),
    }
}

fn choose(
    visit: &Visit<'_>,
    survey: &Survey<'_>,
    area: Option<usize>,
    baselines: &[Arc<HeldBaseline>],
    baseline: Option<&HeldBaseline>,
) -> Markup {
    let none = Errors::new();
    let mut areas = Vec::new();
    if survey.plan.actions().count() <= MOST_BARS {
        areas.push((String::new(), "Every action".to_owned()));
    }
    areas.extend(survey.areas.iter().filter(|area| !area.actions.is_empty()).map(|area| {
        let row = &survey.plan.rows[area.row];
        (row.code.to_string(), shortened(&format!("{} {}", row.code, row.title), 60))
    }));
    let current = area.map(|at| survey.plan.rows[at].code.to_string()).unwrap_or_default();
    let names: Vec<(String, String)> = baselines.iter().map(|one| (one.name.clone(), one.name.clone())).collect();
    html! {
        form.filters method="get" action=(visit.path) {
            @for name in ["as_at", "known_by"] {
                @if let Some(value) = visit.query.said(name) { input type="hidden" name=(name) value=(value); }
            }
            div.row {
                (form::select(&Field { name: "area", label: &survey.plan.level_name, hint: "", value: &current, width: 0 }, &areas, &none))
                @if names.len() > 1 {
                    @let value = baseline.map_or("", |one| one.name.as_str());
                    (form::select(&Field { name: "baseline", label: "Baseline", hint: "", value, width: 0 }, &names, &none))
                }
            }
            (form::button("Show"))
        }
    }
}

fn table(visit: &Visit<'_>, survey: &Survey<'_>, lines: &[SlippageLine], measured: bool) -> Markup {
    let has_slack = lines.iter().any(|line| line.slack.is_some());
    let mut headings = vec![("", "Action"), ("", "Status"), ("", "Start"), ("", "Finish")];
    if measured {
        headings.extend([("", "Baseline finish"), ("number", "Slip")]);
    }
    if has_slack {
        headings.push(("number", "Slack"));
    }
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby="timeline-caption" {
            table.govuk-table {
                caption.govuk-table__caption.govuk-table__caption--s #timeline-caption {
                    "When the actions run"
                    @if has_slack { ". Slack is how many working days an action can slip before the plan ends later" }
                }
                thead.govuk-table__head {
                    tr.govuk-table__row { @for (class, words) in &headings { th class={ "govuk-table__header " (class) } scope="col" { (words) } } }
                }
                tbody.govuk-table__body { @for line in lines { (row(visit, survey, line, measured, has_slack)) } }
            }
        }
    }
}

fn row(visit: &Visit<'_>, survey: &Survey<'_>, line: &SlippageLine, measured: bool, has_slack: bool) -> Markup {
    let dates = [line.now.map(|(start, _)| start), line.now.map(|(_, finish)| finish)];
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" { (moved::row_link(visit, &survey.plan.rows[line.row])) }
            td.govuk-table__cell { @if let Some(level) = survey.level_of(line.row) { (status::tag(level)) } }
            @for date in dates { td."govuk-table__cell date" { @if let Some(date) = date { (day::in_words(date)) } } }
            @if measured {
                td."govuk-table__cell date" { @if let Some((_, finish)) = line.then { (day::in_words(finish)) } }
                td."govuk-table__cell number" { @if let Some(slip) = line.slip { @if slip > 0 { "+" } (slip) } }
            }
            @if has_slack {
                td."govuk-table__cell number" {
                    @match line.slack { Some(..=0) => "None: critical", Some(days) => (days), None => "" }
                }
            }
        }
    }
}
