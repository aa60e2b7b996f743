//! `/p/{plan}/actions`: the actions by focus area, filtered and sorted by what the address says.

use super::people;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::parts::{link, status};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::plan::{Row, RowKind};
use onpace_core::survey::Survey;

pub(super) const ROUTES: &[Route] = &[get("/p/{plan}/actions", Act::SeePlan, list)];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let survey = &day.assessment().survey;
    let rows = chosen(visit, survey);
    let all = survey.plan.actions().count();
    Ok(Answer::page(
        "Actions",
        html! {
            h1.govuk-heading-l { "Actions" }
            (filters(visit, survey))
            p.govuk-body role="status" { (rows.len()) " of " (all) " actions, as at " (day::in_full(survey.on)) "." }
            @if rows.is_empty() {
                p.govuk-body { "No actions match. " a.govuk-link href={ (link::plan(visit.plan(), "actions")) (visit.times()) } { "Clear the filters" } }
            } @else { (table(visit, survey, &rows)) }
        },
    )
    .in_section("actions"))
}

/// The rows that the filters leave, in the order asked for.
fn chosen(visit: &Visit<'_>, survey: &Survey<'_>) -> Vec<usize> {
    let query = &visit.query;
    let figure = query.said("figure").and_then(|key| survey.figure(key));
    let words = query.get("q").to_lowercase();
    let keeps = |at: &usize| {
        let row = &survey.plan.rows[*at];
        let area = row.focus_area.map(|area| survey.plan.rows[area].code.to_string()).unwrap_or_default();
        query.said("status").is_none_or(|code| survey.level_of(*at).is_some_and(|level| level.code == code))
            && query.said("area").is_none_or(|wanted| area.eq_ignore_ascii_case(wanted))
            && query.said("officer").is_none_or(|name| row.officers.iter().any(|officer| {
                &*officer.name == name && query.said("role").is_none_or(|role| role == people::role_word(officer.role))
            }))
            && figure.is_none_or(|figure| figure.rows.iter().any(|name| **name == *row.name()))
            && (words.is_empty() || row.title.to_lowercase().contains(&words) || row.code.as_str().to_lowercase().contains(&words))
    };
    let mut rows: Vec<usize> = survey.plan.actions().map(|(at, _)| at).filter(keeps).collect();
    let finish = |at: &usize| survey.plan.rows[*at].finish.as_ref().map(|finish| finish.when.last);
    let start = |at: &usize| survey.plan.rows[*at].start.as_ref().map(|start| start.when.first);
    match query.get("sort") {
        "finish" => rows.sort_by_key(|at| (finish(at).is_none(), finish(at))),
        "start" => rows.sort_by_key(|at| (start(at).is_none(), start(at))),
        "status" => rows.sort_by_key(|at| std::cmp::Reverse(survey.level_of(*at).map(|level| level.tone.concern()))),
        "complete" => rows.sort_by_key(|at| survey.plan.rows[*at].percent),
        _ => {}
    }
    rows
}

fn filters(visit: &Visit<'_>, survey: &Survey<'_>) -> Markup {
    let query = &visit.query;
    let any = |words: &str| vec![(String::new(), words.to_owned())];
    let mut statuses = any("Any status");
    statuses.extend(survey.policy.levels.iter().map(|level| (level.code.clone(), level.label.clone())));
    let mut areas = any(&format!("Any {}", survey.plan.level_name.to_lowercase()));
    areas.extend(survey.plan.focus_areas().map(|(_, row)| {
        (row.code.to_string(), onpace_core::plan::shortened(&format!("{} {}", row.code, row.title), 50))
    }));
    let mut officers = any("Anybody");
    officers.extend(survey.plan.officer_names().into_iter().map(|name| (name.to_owned(), name.to_owned())));
    let orders: Vec<(String, String)> = [("", "The plan\u{2019}s order"), ("finish", "Finish"), ("start", "Start"), ("status", "Status"), ("complete", "% complete")]
        .iter()
        .map(|(value, words)| ((*value).to_owned(), (*words).to_owned()))
        .collect();
    let none = Errors::new();
    let field = |name, label| Field { name, label, hint: "", value: query.get(name), width: 0 };
    html! {
        form.filters method="get" action=(link::plan(visit.plan(), "actions")) {
            h2.govuk-heading-s { "Filter and sort" }
            @for name in ["as_at", "known_by", "figure"] {
                @if let Some(value) = query.said(name) { input type="hidden" name=(name) value=(value); }
            }
            div.row {
                (form::input(&field("q", "Words in the title"), "search", "", &none))
                (form::select(&field("status", "Status"), &statuses, &none))
                (form::select(&field("area", &survey.plan.level_name), &areas, &none))
                (form::select(&field("officer", "Officer"), &officers, &none))
                (form::select(&field("sort", "Sort by"), &orders, &none))
            }
            (form::button("Show"))
        }
    }
}

fn table(visit: &Visit<'_>, survey: &Survey<'_>, rows: &[usize]) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby="actions-caption" {
            table.govuk-table.govuk-table--small-text-until-tablet {
                caption.govuk-table__caption.govuk-table__caption--m #actions-caption { "Actions of the plan" }
                thead.govuk-table__head {
                    tr.govuk-table__row {
                        @for (class, heading) in [("word", "Code"), ("", "Action"), ("word", "Officers"), ("date", "Start"), ("date", "Finish"), ("number", "Complete"), ("number", "Planned"), ("word", "Reported"), ("", "Status")] {
                            th.govuk-table__header class=(format!("govuk-table__header {class}")) scope="col" { (heading) }
                        }
                    }
                }
                tbody.govuk-table__body { @for at in rows { (line(visit, survey, *at)) } }
            }
        }
    }
}

fn line(visit: &Visit<'_>, survey: &Survey<'_>, at: usize) -> Markup {
    let row = &survey.plan.rows[at];
    let date = |dated: &Option<day::Dated>| dated.as_ref().map_or_else(String::new, |dated| day::when_in_words(dated.when));
    html! {
        tr.govuk-table__row {
            th.govuk-table__header.word scope="row" { a.govuk-link href={ (link::action(visit.plan(), &called(row))) (visit.times()) } { (row.name()) } }
            td.govuk-table__cell { (row.title) }
            td.govuk-table__cell.word { (row.officer_names()) }
            td.govuk-table__cell.date { (date(&row.start)) }
            td.govuk-table__cell.date { (date(&row.finish)) }
            td.govuk-table__cell.number { @if let Some(percent) = row.percent { (percent) } }
            td.govuk-table__cell.number { @if let Some(planned) = survey.rows[at].planned { (planned) } }
            td.govuk-table__cell.word { (row.status.as_deref().unwrap_or_default()) }
            td.govuk-table__cell { @if let Some(level) = survey.level_of(at) { (status::tag(level)) } }
        }
    }
}

/// What a row is called in addresses.
fn called(row: &Row) -> String {
    debug_assert!(row.kind == RowKind::Action);
    row.code.to_string()
}
