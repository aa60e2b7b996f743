//! `/p/{plan}/history`: who did what, when, how and why; and whether all of it is as it was written.

use super::admin::{back, when};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::parts::table::{Column, Setting, Table};
use crate::parts::who::Faces;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::{Act, Reach};
use onpace_core::checks::rule::counted;
use onpace_core::day;
use onpace_core::ids::RowKey;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::state::State;
use onpace_office::history::{Line, hex, shown};
use onpace_office::log::LogFilter;
use onpace_office::{gate, words};
use std::collections::{HashMap, HashSet};

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/history", Act::SeeLog, list).listed(Part::Record, "Record of changes"),
    get("/p/{plan}/history/verify", Act::SeeLog, verify),
    get("/p/{plan}/history/checkpoint", Act::SeeLog, checkpoint),
];

/// Lines on a page.
const A_PAGE: usize = 50;

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let state = visit.state()?;
    let (row, actor, kind) = (visit.query.said("row"), visit.query.said("who"), visit.query.said("kind"));
    // A row that is not there is looked for in vain; it is no error.
    let key = row
        .map(|code| state.called(code).map_or_else(|| RowKey::from(format!("no row {code}")), |held| held.key.clone()));
    let wanted = LogFilter { rows: own_rows(visit, &state)?, row: key, actor, kind };
    let page = visit.query.get("page").parse::<usize>().unwrap_or(1).clamp(1, 1_000_000);
    let leaf = visit.house.desk().log_page(visit.plan(), &state, &wanted, page, A_PAGE)?;
    let mut faces = Faces::new(visit);
    let who: Vec<String> = leaf.lines.iter().map(|line| faces.said(&state, &line.stored)).collect::<Result<_, _>>()?;
    let pages = leaf.of.div_ceil(A_PAGE).max(1);
    Ok(Answer::page(
        "Record of changes",
        html! {
            h1.govuk-heading-l { "Record of changes" }
            @if wanted.rows.is_some() { p.govuk-body { "You see what happened to the actions that you lead or are accountable for." } }
            (filters(visit))
            p.govuk-body role="status" { (counted(leaf.of, "event", "events")) ", the newest first. Page " (page) " of " (pages) "." }
            @if leaf.lines.is_empty() {
                p.govuk-body { "Nothing happened that matches. " a.govuk-link href=(link::plan(visit.plan(), "history")) { "See everything" } }
            } @else { (table(visit, &leaf.lines, &who)) }
            (paging(visit, page, pages))
            h2.govuk-heading-m { "Proof" }
            p.govuk-body { "Every event is sealed together with all those before it, so that a change of any of them shows." }
            ul.govuk-list {
                li { a.govuk-link href=(link::plan(visit.plan(), "history/verify")) { "Check that everything is as it was written" } }
                @if wanted.rows.is_none() {
                    li { a.govuk-link href=(link::plan(visit.plan(), "history/access")) { "See who was given access" } }
                }
                li { a.govuk-link href=(link::plan(visit.plan(), "history/checkpoint")) { "Download the checkpoint" } }
            }
        },
    ))
}

/// The keys of the rows that somebody may see events of; none where they may see all.
pub(super) fn own_rows(visit: &Visit<'_>, state: &State) -> Result<Option<HashSet<RowKey>>, Failure> {
    if visit.reach(Act::SeeLog) == Reach::All {
        return Ok(None);
    }
    let own = visit.own()?;
    Ok(Some(state.rows.iter().filter(|held| gate::is_own(held, &own)).map(|held| held.key.clone()).collect()))
}

/// The names of accounts, for those who may know who people are.
pub(super) fn names(visit: &Visit<'_>) -> Result<HashMap<String, String>, Failure> {
    if !visit.may(Act::SeeContacts) {
        return Ok(HashMap::new());
    }
    let all = visit.house.desk().accounts()?;
    Ok(all.into_iter().map(|account| (account.id, account.details.name)).collect())
}

/// By which way something came, in words.
pub(super) const fn way(channel: Channel) -> &'static str {
    match channel {
        Channel::Cli => "command line",
        Channel::Import => "file",
        Channel::Web => "page",
        Channel::Api => "program",
        Channel::Mail => "email",
    }
}

/// A kind of event in words.
pub(super) fn kind_words(kind: &str) -> String {
    super::admin::capital(&words::kind(kind))
}

/// What an event did. Only these two kinds are not in their own words already.
fn what(line: &Line) -> String {
    match line.stored.kind.as_str() {
        kind @ ("reported" | "revised") => format!("{}: {}", kind_words(kind), line.words),
        _ => super::admin::capital(&line.words),
    }
}

fn filters(visit: &Visit<'_>) -> Markup {
    let mut kinds = vec![(String::new(), "Anything".to_owned())];
    kinds.extend(words::kinds().map(|(word, words)| (word.to_owned(), words.to_owned())));
    let none = Errors::new();
    let field = |name, label, width| Field { name, label, hint: "", value: visit.query.get(name), width };
    html! {
        form.filters method="get" action=(link::plan(visit.plan(), "history")) {
            h2.govuk-heading-s { "Filter" }
            div.row {
                (form::input(&field("row", "Row, by its code", 10), "text", "", &none))
                (form::input(&field("who", "Who, such as user-3", 10), "text", "", &none))
                (form::select(&field("kind", "What", 0), &kinds, &none))
            }
            (form::button("Show"))
        }
    }
}

fn table(visit: &Visit<'_>, lines: &[Line], who: &[String]) -> Markup {
    const COLUMNS: [Column; 8] = [
        ("Event", Setting::Word),
        ("Recorded", Setting::Word),
        ("Who", Setting::Word),
        ("How", Setting::Word),
        ("Row", Setting::Word),
        ("What happened", Setting::Text),
        ("Holds from", Setting::Word),
        ("Reason", Setting::Word),
    ];
    let row = |(line, who): (&Line, &String)| {
        let recorded = &line.stored.recorded;
        vec![
            html! { a.govuk-link href={ (link::plan(visit.plan(), "history")) "/" (recorded.seq) } { (recorded.seq) } },
            html! { (when(recorded.recorded_at)) },
            html! { (who) br; span.quiet { (line.stored.actor) } },
            html! { (way(recorded.channel)) },
            html! { (line.row.as_deref().unwrap_or_default()) },
            html! { (what(line)) },
            html! { @if let Some(day) = recorded.effective { (day::in_full(day)) } @else { "always" } },
            html! { (recorded.reason.as_deref().unwrap_or_default()) },
        ]
    };
    Table { id: "history", caption: "Events", columns: &COLUMNS }.of(lines.iter().zip(who).map(row))
}

fn paging(visit: &Visit<'_>, page: usize, pages: usize) -> Markup {
    let to = |page: usize| format!("{}{}", visit.path, visit.query.with("page", Some(&page.to_string())));
    html! {
        @if pages > 1 {
            nav.govuk-pagination aria-label="Pages of the history" {
                @if page > 1 { div.govuk-pagination__prev { a.govuk-link.govuk-pagination__link href=(to(page - 1)) rel="prev" { "Newer events" } } }
                @if page < pages { div.govuk-pagination__next { a.govuk-link.govuk-pagination__link href=(to(page + 1)) rel="next" { "Older events" } } }
            }
        }
    }
}

fn verify(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let verdict = visit.house.desk().verify(None)?;
    let (size, root) = (verdict.checkpoint.size, hex(&verdict.checkpoint.root));
    let to = link::plan(visit.plan(), "history");
    let Some(fault) = &verdict.fault else {
        let shown = shown(&verdict, None);
        return Ok(Answer::page(
            "Everything is as it was written",
            html! {
                (back(&to, "Record of changes"))
                h1.govuk-heading-l { "Everything is as it was written" }
                p.govuk-body { "All " strong { (size) } " events of this service were checked one by one." }
                ul.govuk-list.govuk-list--bullet { @for line in &shown.checked { li { (line) } } }
                p.govuk-body { "This check cannot show:" }
                ul.govuk-list.govuk-list--bullet { @for line in &shown.cannot_show { li { (line) } } }
                p.govuk-body { "The root over them: " code { (root) } }
                p.govuk-body { "Compare it with a checkpoint that you kept: " code { "onpace verify --against checkpoint.txt" } "." }
            },
        ));
    };
    // What is wrong in a plan that they do not see is not theirs to know.
    let is_here = fault.plan.as_deref().is_none_or(|plan| plan.eq_ignore_ascii_case(visit.plan()));
    Ok(Answer::page(
        "The history was altered",
        html! {
            (back(&to, "Record of changes"))
            div.govuk-error-summary {
                div role="alert" {
                    h1.govuk-error-summary__title { "The history was altered" }
                    div.govuk-error-summary__body {
                        @if is_here {
                            p.govuk-body { "The first record that is not as it was written" @if let Some(seq) = fault.seq { " is event " strong { (seq) } } @if let Some(position) = fault.position { ", number " (position) " in the whole history" } "." }
                            p.govuk-body { (crate::failure::sentence(&fault.what)) }
                        } @else {
                            p.govuk-body { "The first record that is not as it was written belongs to another plan." }
                        }
                    }
                }
            }
            h2.govuk-heading-m { "What to do" }
            ol.govuk-list.govuk-list--number {
                li { "Stop using figures from this service until it is mended." }
                li { "Tell who runs the service. The folder with the data must be kept as it is." }
                li { "They restore the newest sound backup into a new folder and start the service on that." }
            }
        },
    )
    .with_status(500))
}

fn checkpoint(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let bytes = visit.house.desk().checkpoint()?.to_string().into_bytes();
    Ok(Answer::File { name: "checkpoint.txt".to_owned(), kind: "text/plain; charset=utf-8", bytes })
}
