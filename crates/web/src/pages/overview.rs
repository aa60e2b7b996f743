//! `/p/{plan}`: where a plan stands: figures, each a link to the rows it was counted from; the curve, the
//! heat map, what stands out, what changed.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::{link, status};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::finding::Severity;
use onpace_core::survey::Survey;

pub(super) const ROUTES: &[Route] = &[get("/p/{plan}", Act::SeePlan, overview)];

/// So many findings stand on the page.
const MOST_FINDINGS: usize = 5;

fn overview(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let assessment = day.assessment();
    let survey = &assessment.survey;
    let times = visit.times();
    let grave: Vec<_> = assessment.findings.iter().filter(|one| one.severity >= Severity::Warning).collect();
    Ok(Answer::page(
        survey.plan.title.clone(),
        html! {
            h1.govuk-heading-l { (survey.plan.title) }
            p.govuk-body-l { "As at " (day::in_full(survey.on)) }
            (figures(visit, survey))
            (statuses(visit, survey))
            h2.govuk-heading-m { "What stands out" }
            @if grave.is_empty() { p.govuk-body { "Nothing. Every check of the plan passes." } }
            ul.govuk-list.govuk-list--bullet { @for finding in grave.iter().take(MOST_FINDINGS) { li { (finding.message) } } }
            @if grave.len() > MOST_FINDINGS {
                p.govuk-body { a.govuk-link href={ (link::plan(visit.plan(), "findings")) (times) } { "All " (grave.len()) " findings" } }
            }
        },
    )
    .in_section(""))
}

/// The headline figures; each leads to the rows that it was counted from.
fn figures(visit: &Visit<'_>, survey: &Survey<'_>) -> Markup {
    html! {
        ul.figures {
            @for figure in &survey.figures {
                @if figure.of.key != "officers" && figure.of.key != "focus_areas" {
                    li {
                        a.govuk-link href={ (link::plan(visit.plan(), "actions")) (visit.query.with("figure", Some(figure.of.key))) } {
                            span.value { (figure.value) } span { (figure.of.label) }
                        }
                    }
                }
            }
        }
    }
}

fn statuses(visit: &Visit<'_>, survey: &Survey<'_>) -> Markup {
    html! {
        h2.govuk-heading-m { "Actions by computed status" }
        ul.govuk-list {
            @for (level, rows) in survey.status_rows() {
                @if !rows.is_empty() {
                    li {
                        (status::tag(level)) " "
                        a.govuk-link href={ (link::plan(visit.plan(), "actions")) (visit.query.with("status", Some(&level.code))) } {
                            (rows.len()) span.govuk-visually-hidden { " actions " (level.label) }
                        }
                    }
                }
            }
        }
    }
}
