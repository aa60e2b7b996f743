//! What stands around one row: rows below it, what it waits for, cross references, what was found about it.

use super::{Seen, links, position, to_row};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::finding::Finding;
use onpace_core::plan::RowKind;

/// All of it.
pub(super) fn all(visit: &Visit<'_>, seen: &Seen<'_>) -> Markup {
    html! {
        (below(visit, seen))
        (waits(visit, seen))
        (references(visit, seen))
        (findings(visit, seen))
    }
}

fn below(visit: &Visit<'_>, seen: &Seen<'_>) -> Markup {
    let is_area = seen.row.kind == RowKind::FocusArea;
    let is_below = |row: &onpace_core::plan::Row| {
        row.parent == Some(seen.at) || is_area && row.parent.is_none() && row.focus_area == Some(seen.at)
    };
    let rows: Vec<usize> =
        seen.survey.plan.rows.iter().enumerate().filter(|(_, row)| is_below(row)).map(|(at, _)| at).collect();
    html! {
        @if is_area || !rows.is_empty() {
            h2.govuk-heading-m { "Actions below it" }
            @if rows.is_empty() { p.govuk-body { "None are listed." } }
            ul.govuk-list.govuk-list--spaced {
                @for at in rows {
                    li { (to_row(visit, seen.survey, at)) " " @if let Some(level) = seen.survey.level_of(at) { (crate::parts::status::tag(level)) } }
                }
            }
        }
    }
}

fn waits(visit: &Visit<'_>, seen: &Seen<'_>) -> Markup {
    if seen.row.kind == RowKind::FocusArea {
        return html! {};
    }
    let state = &seen.day.ground().state;
    let plan = seen.survey.plan;
    let lag = |days: i32| match days {
        0 => String::new(),
        1.. => format!(", and {days} working days after"),
        _ => format!(", {} working days before that", -days),
    };
    let waiting = state.standing().flat_map(|held| held.links.iter().map(move |link| (held, link)));
    let waiting: Vec<_> = waiting.filter(|(_, link)| link.on == seen.held.key).collect();
    let way = |kind| links::WAYS.iter().find(|(known, _, _)| *known == kind).map_or("", |(_, _, words)| *words);
    html! {
        h2.govuk-heading-m { "Links" }
        @if seen.held.links.is_empty() && waiting.is_empty() { p.govuk-body { "It waits for no other action, and none waits for it." } }
        @if !seen.held.links.is_empty() { h3.govuk-heading-s { "Waits for" } ul.govuk-list.govuk-list--bullet {
            @for link in &seen.held.links {
                li { @if let Some(at) = position(plan, &link.on) { (to_row(visit, seen.survey, at)) } @else { (link.on) " (no longer in the plan)" } ": " (way(link.kind)) (lag(link.lag)) }
            }
        } }
        @if !waiting.is_empty() { h3.govuk-heading-s { "These wait for it" } ul.govuk-list.govuk-list--bullet {
            @for (held, link) in waiting {
                @if let Some(at) = position(plan, &held.key) { li { (to_row(visit, seen.survey, at)) ": " (way(link.kind)) (lag(link.lag)) } }
            }
        } }
    }
}

fn references(visit: &Visit<'_>, seen: &Seen<'_>) -> Markup {
    let plan = seen.survey.plan;
    let refers = |row: &onpace_core::plan::Row| !seen.row.code.is_empty() && row.references.contains(&seen.row.code);
    let from: Vec<usize> =
        plan.rows.iter().enumerate().filter(|(at, row)| *at != seen.at && refers(row)).map(|(at, _)| at).collect();
    html! {
        h2.govuk-heading-m { "Cross references" }
        @if seen.row.references.is_empty() && from.is_empty() { p.govuk-body { "It names no other action, and none names it." } }
        @if !seen.row.references.is_empty() { h3.govuk-heading-s { "Refers to" } ul.govuk-list.govuk-list--bullet {
            @for code in &seen.row.references {
                li { @if let Some(at) = seen.survey.index.get(code) { (to_row(visit, seen.survey, *at)) } @else { (code) ": the plan has no row of this code" } }
            }
        } }
        @if !from.is_empty() { h3.govuk-heading-s { "These refer to it" } ul.govuk-list.govuk-list--bullet { @for at in from { li { (to_row(visit, seen.survey, at)) } } } }
    }
}

fn findings(visit: &Visit<'_>, seen: &Seen<'_>) -> Markup {
    let name = seen.row.name();
    let is_about =
        |finding: &&Finding| finding.subject.as_deref().is_some_and(|subject| subject.eq_ignore_ascii_case(&name));
    let own: Vec<_> = seen.day.assessment().findings.iter().filter(is_about).collect();
    html! {
        h2.govuk-heading-m { "What was found" }
        @if own.is_empty() { p.govuk-body { "Nothing is wrong with it." } }
        ul.govuk-list.govuk-list--bullet {
            @for finding in own {
                li {
                    (finding.message)
                    @if let Some(place) = &finding.place { " " span.quiet { "(" (place) ")" } }
                }
            }
        }
        p.govuk-body { a.govuk-link href={ (crate::parts::link::plan(visit.plan(), "findings")) (visit.times()) } { "All findings of the plan" } }
    }
}
