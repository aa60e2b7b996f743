//! `…/{id}/check`: what became of every row of the file, and what the checks find in it; the same as a
//! list of problems to keep, `…/{id}/problems.csv`.

use super::{Going, caption, format_name, going, way_out};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::table::{Setting, Table};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::checks::rule::counted;
use onpace_core::checks::{self, reading};
use onpace_core::finding::{Finding, Severity};
use onpace_office::plans::{self, Draft, RowCounts};
use onpace_office::{listing, settings};

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/import/{id}/check", Act::ChangePlan, show),
    get("/p/{plan}/import/{id}/problems.csv", Act::ChangePlan, download),
    get("/plans/new/{id}/check", Act::BeginPlan, show),
    get("/plans/new/{id}/problems.csv", Act::BeginPlan, download),
];

/// So many findings of one kind stand open; more are folded.
const MOST_UNFOLDED: usize = 3;
/// So many findings of one kind are listed; the others are counted.
const MOST_SHOWN: usize = 50;

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let going = going(visit)?;
    let draft = visit.house.desk().read_upload(&going.upload)?;
    let findings = findings(visit, &going, &draft)?;
    let is_reading = |finding: &Finding| reading::READING_RULES.iter().any(|rule| rule.name == finding.rule);
    let of_plan: Vec<&Finding> = findings.iter().filter(|finding| !is_reading(finding)).collect();
    let of = |severity| of_plan.iter().copied().filter(|one| one.severity == severity).collect::<Vec<_>>();
    Ok(Answer::page(
        "Check what was read",
        html! {
            (caption(&going, 3))
            h1.govuk-heading-l { "Check what was read" }
            p.govuk-body {
                "The file was read as " (format_name(&draft.plan.source.format))
                @if let Some(name) = &draft.account.mapping { ", by the mapping \u{201c}" (name) "\u{201d}" } "."
            }
            p.govuk-body { a.govuk-link href={ (going.base) "/changes" } { "Continue without reading what follows" } }
            (sums(draft.account.rows()))
            @if !findings.is_empty() {
                p.govuk-body { a.govuk-link href={ (going.base) "/problems.csv" } { "Download the list of problems (CSV)" } ", each with its row in the file." }
            }
            (account(&draft))
            h2.govuk-heading-m { "What the checks find in the plan" }
            @if of_plan.is_empty() { p.govuk-body { "Nothing. Every check of the plan passes." } }
            @else { p.govuk-body { "None of this keeps you from going on. It will stand among the findings of the plan." } }
            (list("Errors", &of(Severity::Error)))
            (list("Warnings", &of(Severity::Warning)))
            (list("Worth knowing", &of(Severity::Info)))
            p.govuk-body { a.govuk-button href={ (going.base) "/changes" } role="button" data-module="govuk-button" { "Continue" } }
            p.govuk-body { a.govuk-link href={ (going.base) "/columns" } { "Change what the columns hold" } }
            (way_out(&going))
        },
    ))
}

/// What was found while reading the file and in the plan that it makes.
fn findings(visit: &Visit<'_>, going: &Going, draft: &Draft) -> Result<Vec<Finding>, Failure> {
    let on = plans::day_of(draft, visit.today());
    if going.upload.is_new {
        let (calendar, policy) = (settings::calendar("none")?, settings::policy("pace")?);
        return Ok(plans::assess_draft(draft, on, &calendar, &policy).findings);
    }
    let day = visit.day()?;
    Ok(plans::assess_draft(draft, on, &day.ground().calendar, &day.ground().policy).findings)
}

fn download(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let going = going(visit)?;
    let draft = visit.house.desk().read_upload(&going.upload)?;
    let bytes = listing::findings_csv(&findings(visit, &going, &draft)?);
    let name = format!("{}-problems.csv", going.upload.plan);
    Ok(Answer::File { name, kind: "text/csv; charset=utf-8", bytes })
}

/// Every row of the file, by what became of it: what went in is what came out.
fn sums(rows: RowCounts) -> Markup {
    let parts = [
        ("Focus areas", rows.focus_areas),
        ("Actions", rows.actions),
        ("Joined to the row before", rows.joined),
        ("Headings", rows.headings),
        ("Above the headings", rows.above),
        ("Left out", rows.left_out),
    ];
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    let cells = parts.map(|(words, count)| vec![html! { (words) }, html! { (count) }]);
    let all = vec![html! { "All rows in the file" }, html! { strong { (rows.read) } }];
    let cells = cells.chain(std::iter::once(all));
    let columns = [("Became", Setting::Text), ("Rows", Setting::Number)];
    let table = Table { id: "went", caption: "Where the rows of the file went", columns: &columns };
    html! {
        (table.of(cells))
        @if rows.hidden > 0 { p.govuk-body { (counted(rows.hidden, "row is", "rows are")) " hidden in the file. They were read as well." } }
        @if !rows.balance() { p.govuk-body { strong { "These do not add up to the rows of the file." } " Compare the plan with the file before you apply it." } }
    }
}

fn account(draft: &Draft) -> Markup {
    let of = |rule: &str| draft.findings.iter().filter(|finding| finding.rule == rule).collect::<Vec<_>>();
    let listed = |finding: &Finding| finding.rule != reading::READ_FROM_PDF.name;
    html! {
        @if draft.findings.iter().any(listed) { h2.govuk-heading-m { "What to look at in the file" } }
        (list("Guessed: please look", &of(reading::GUESSED.name)))
        (list("Dates that could be read in two ways, and were left out", &of(reading::AMBIGUOUS_DATE.name)))
        (list("Values that were not understood, and were left out", &of(reading::UNREADABLE_VALUE.name)))
        (list("Columns that hold something and were left out, or that are not the first for what they hold", &of(reading::COLUMNS_LEFT_OUT.name)))
        (list("Rows that were left out", &of(reading::UNREAD_ROW.name)))
        (list("Rows that were joined to the row before", &of(reading::TITLE_JOINED.name)))
        @if !draft.account.left_out.is_empty() {
            h2.govuk-heading-m { "Left out whole" }
            ul.govuk-list.govuk-list--bullet { @for what in draft.account.left_out.iter().take(MOST_SHOWN) { li { (what) } } }
        }
    }
}

fn list(title: &str, findings: &[&Finding]) -> Markup {
    let kinds: Vec<&[&Finding]> = findings.chunk_by(|one, next| one.rule == next.rule).collect();
    html! {
        @if !findings.is_empty() {
            h3.govuk-heading-s { (title) " (" (findings.len()) ")" }
            @for kind in kinds { (folded(kind)) }
        }
    }
}

/// The findings of one kind: a few as they are, many folded under what they have in common.
fn folded(findings: &[&Finding]) -> Markup {
    let all = html! {
        ul.govuk-list.govuk-list--bullet {
            @for finding in findings.iter().take(MOST_SHOWN) {
                li {
                    (finding.message)
                    @if let Some(place) = &finding.place { " (" (place) ")" }
                    @if let Some(expected) = &finding.expected { ". Expected: " (expected) }
                }
            }
        }
        @if findings.len() > MOST_SHOWN { p.govuk-body { "And " (findings.len() - MOST_SHOWN) " more." } }
    };
    let finds = findings.first().and_then(|one| checks::rule_named(one.rule)).map_or("", |rule| rule.finds);
    html! {
        @if findings.len() > MOST_UNFOLDED {
            details.govuk-details {
                summary.govuk-details__summary { span.govuk-details__summary-text { (findings.len()) " times: " (finds) } }
                div.govuk-details__text { (all) }
            }
        } @else { (all) }
    }
}
