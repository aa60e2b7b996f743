//! `/p/{plan}/findings`: what was found in the plan, gravest first, rule by rule, each with what to do; the
//! same as CSV, each with its row in the file.

use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::navigation::Part;
use crate::parts::paging::{self, Paging};
use crate::parts::{empty, link, times};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::checks::{self, rule::Rule};
use onpace_core::day;
use onpace_core::finding::{Finding, Severity};
use onpace_core::plan::Code;
use onpace_core::survey::Survey;
use onpace_office::listing;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/findings", Act::SeePlan, show).listed(Part::Plan, "Checks"),
    get("/p/{plan}/findings.csv", Act::SeePlan, download),
];

/// Severities, gravest first, with what stands above them.
const SEVERITIES: [(Severity, &str); 3] = [
    (Severity::Error, "Errors: a report built on these would say something untrue"),
    (Severity::Warning, "Warnings: these need a person\u{2019}s attention"),
    (Severity::Info, "Worth knowing"),
];

/// So many findings of a check are listed beside those of others.
const MOST_OF_RULE: usize = 20;

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let assessment = day.assessment();
    let survey = &assessment.survey;
    Ok(Answer::page(
        "Checks",
        html! {
            h1.govuk-heading-l { "Checks" }
            p.govuk-body { (assessment.findings.len()) " findings, as at " (day::in_full(survey.on)) "." }
            (times::form(visit))
            @if !assessment.findings.is_empty() {
                p.govuk-body { a.govuk-link href={ (link::plan(visit.plan(), "findings.csv")) (visit.times()) } { "Download these findings (CSV)" } ", each with its row in the file that it was read from." }
            }
            (empty::told(visit, survey))
            @if assessment.findings.is_empty() && !empty::is(survey) { p.govuk-body { "Every check of the plan passes." } }
            @if let Some(rule) = visit.query.said("rule") {
                @let found: Vec<&Finding> = assessment.findings.iter().filter(|one| one.rule == rule).collect();
                (one_rule(visit, survey, &found))
            } @else {
                @for (severity, words) in SEVERITIES {
                    @let found: Vec<&Finding> = assessment.findings.iter().filter(|one| one.severity == severity).collect();
                    @if !found.is_empty() {
                        h2.govuk-heading-m #(severity.word()) { (words) }
                        @for group in found.chunk_by(|one, next| one.rule == next.rule) { (of_rule(visit, survey, group)) }
                    }
                }
            }
        },
    ))
}

fn download(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let assessment = day.assessment();
    let name = format!("{}-findings-{}.csv", visit.plan(), assessment.survey.on);
    let bytes = listing::findings_csv(&assessment.findings);
    Ok(Answer::File { name, kind: "text/csv; charset=utf-8", bytes })
}

/// All that one check found, and the way back to the others.
fn one_rule(visit: &Visit<'_>, survey: &Survey<'_>, found: &[&Finding]) -> Markup {
    let (address, paging) = (link::plan(visit.plan(), "findings"), Paging::of(visit, found.len()));
    let mut query = visit.query.clone();
    query.0.retain(|(name, _)| name != "rule" && name != paging::FIELD);
    html! {
        p.govuk-body { a.govuk-link href={ (address) (query.with("", None)) } { "Show what all checks found" } }
        @if found.is_empty() { p.govuk-body { "This check found nothing." } }
        (heading(found, true))
        (paging.says(visit, &address, "findings"))
        ul.govuk-list.govuk-list--bullet { @for finding in paging.slice(found) { li { (one(visit, survey, finding)) } } }
        (paging.nav(visit, &address, "the findings"))
    }
}

/// What one check found, or the first of it where it is much.
fn of_rule(visit: &Visit<'_>, survey: &Survey<'_>, group: &[&Finding]) -> Markup {
    let Some(first) = group.first() else { return html! {} };
    let shown = if group.len() > MOST_OF_RULE { &group[..MOST_OF_RULE] } else { group };
    html! {
        (heading(group, false))
        ul.govuk-list.govuk-list--bullet { @for finding in shown { li { (one(visit, survey, finding)) } } }
        @if shown.len() < group.len() {
            p.govuk-body { a.govuk-link href={ (link::plan(visit.plan(), "findings")) (visit.query.with("rule", Some(first.rule))) } { "Show all " (group.len()) span.govuk-visually-hidden { " of the check " (first.rule) } } }
        }
    }
}

/// What a check looks for, how much it found, and its story; below a severity, or alone on its page.
fn heading(group: &[&Finding], is_alone: bool) -> Markup {
    let Some(first) = group.first() else { return html! {} };
    let finds = checks::rule_named(first.rule).map_or(first.rule, |rule| rule.finds.trim_end_matches('.'));
    html! {
        @if is_alone {
            h2.govuk-heading-m #(first.rule) { (finds) " (" (group.len()) ")" }
        } @else {
            h3.govuk-heading-s #(first.rule) { (finds) " (" (group.len()) ")" }
        }
        @if let Some(rule) = checks::rule_named(first.rule) { (story(rule)) }
    }
}

fn story(rule: &Rule) -> Markup {
    html! {
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { "Why this matters, and what to do" span.govuk-visually-hidden { ": " (rule.name) } } }
            div.govuk-details__text {
                p.govuk-body { (rule.why) }
                p.govuk-body { (rule.remedy) }
                p."govuk-body quiet" { "The rule is called " (rule.name) "." }
            }
        }
    }
}

fn one(visit: &Visit<'_>, survey: &Survey<'_>, finding: &Finding) -> Markup {
    let action = finding.subject.as_deref().filter(|subject| survey.index.contains_key(&Code::new(subject)));
    let place = finding.place.as_ref().map(ToString::to_string);
    let parts = [
        ("Where", &place),
        ("Found", &finding.found),
        ("Expected", &finding.expected),
        ("Meanwhile", &finding.meanwhile),
    ];
    html! {
        (sentence(&finding.message))
        @for (label, value) in parts {
            @if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) { br; span.quiet { (label) ": " (value) } }
        }
        @if let Some(code) = action {
            br;
            a.govuk-link href={ (link::action(visit.plan(), code)) (visit.times()) } { "See " (code) }
        }
    }
}
