//! `/public/{name}`: what everybody may read of a plan, without signing in: the latest published pack in plain words,
//! earlier months, its files, a feed. Not there before something is published; withdrawn ones say so.
//!
//! **Not here.** What is public of a pack, which the office says.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::link;
use crate::route::{Route, public};
use crate::visit::Visit;
use maud::{Markup, PreEscaped, html};
use onpace_core::instant::Instant;
use onpace_core::{day, local_time};
use onpace_office::history;
use onpace_office::problem::Kind;
use onpace_office::public::{self as office, Found, MEASURES, MEASURES_TABLE, MEDIA, Month, TABLE};
use onpace_press::atom;

pub(super) const ROUTES: &[Route] = &[
    public("/public/{name}", latest),
    public("/public/{name}/{what}", one),
    public("/public/{name}/{what}/{file}", file),
];

/// What describes the table.
const METADATA: &str = "actions.csv-metadata.json";

fn address(visit: &Visit<'_>, rest: &str) -> String {
    format!("/public/{}{rest}", link::part(visit.part("name")))
}

/// What is there; a plan that there is not has nothing either.
fn found(visit: &Visit<'_>, month: Option<&str>) -> Result<Found, Failure> {
    match visit.house.plans.public(visit.part("name"), month, visit.today()) {
        Ok(found) => Ok(found),
        Err(problem) if problem.kind == Kind::NotFound => Ok(Found::Nothing),
        Err(problem) => Err(problem.into()),
    }
}

fn latest(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, None)
}

fn one(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match visit.part("what") {
        "feed.atom" => feed(visit),
        name @ (TABLE | METADATA | MEASURES | MEASURES_TABLE) => match found(visit, None)? {
            Found::Shown { month, .. } => Ok(Answer::go(address(visit, &format!("/{}/{name}", month.name)))),
            Found::Withdrawn(at) => Ok(withdrawn(at)),
            Found::Nothing => Err(Failure::NotFound),
        },
        month => page(visit, Some(month)),
    }
}

fn withdrawn(at: Instant) -> Answer {
    let body = html! {
        h1.govuk-heading-l { "This report was withdrawn" }
        p.govuk-body { "It was withdrawn on " (local_time::in_full(at)) ". A new one may follow." }
    };
    Answer::page("This report was withdrawn", body).with_status(410)
}

fn page(visit: &Visit<'_>, month: Option<&str>) -> Result<Answer, Failure> {
    let (shown, title, text) = match found(visit, month)? {
        Found::Nothing => return Err(Failure::NotFound),
        Found::Withdrawn(at) => return Ok(withdrawn(at)),
        Found::Shown { month, title, page } => (month, title, page),
    };
    let all = visit.house.plans.public_months(visit.part("name"))?;
    let named = month.map_or_else(|| title.clone(), |_| format!("{title}: board of {}", day::in_full(shown.board)));
    Ok(Answer::page(
        named,
        html! {
            h1.govuk-heading-l { (title) }
            p.govuk-body-l { "For the board of " (day::in_full(shown.board)) }
            p.govuk-body { "These figures are of " (day::in_full(shown.data_date)) ". They were published on " (local_time::in_full(shown.at)) "." }
            @if all.first().is_some_and(|newest| newest.name != shown.name && newest.pack.is_some()) {
                p.govuk-body { "There is a newer report. " a.govuk-link href=(address(visit, "")) { "Read the newest" } "." }
            }
            div.pressed { (PreEscaped(text)) }
            @if of_measures(visit, &shown).is_some() {
                p.govuk-body { a.govuk-link href=(address(visit, &format!("/{}/{MEASURES}", shown.name))) { "See what difference it makes, with charts" } }
            }
            (downloads(visit, &shown))
            (earlier(visit, &all, &shown))
        },
    ))
}

fn downloads(visit: &Visit<'_>, month: &Month) -> Markup {
    let own = |file: &str| address(visit, &format!("/{}/{file}", month.name));
    html! {
        h2.govuk-heading-m { "Keep it as a file" }
        ul."govuk-list downloads" {
            @for (ending, name) in MEDIA {
                @let file = if ending == "csv" { TABLE.to_owned() } else { format!("progress.{ending}") };
                li { a."govuk-link target" href=(own(&file)) { (name) } }
            }
            li { a."govuk-link target" href=(own(METADATA)) { "What the columns of the CSV mean" } }
        }
        p.govuk-body { "You may use this under the Open Government Licence, version 3." }
    }
}

fn earlier(visit: &Visit<'_>, all: &[Month], shown: &Month) -> Markup {
    let others: Vec<&Month> = all.iter().filter(|month| month.name != shown.name).collect();
    html! {
        h2.govuk-heading-m { "Other months" }
        @if others.is_empty() { p.govuk-body { "This is the first report." } }
        @else {
            ul.govuk-list {
                @for month in others {
                    li {
                        a.govuk-link href=(address(visit, &format!("/{}", month.name))) { (day::month_name(month.board.month())) " " (month.board.year()) }
                        @if month.pack.is_none() { ", withdrawn" }
                    }
                }
            }
        }
        p.govuk-body { a.govuk-link href=(address(visit, "/feed.atom")) { "Follow new reports as a feed (Atom)" } }
    }
}

fn file(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let month = match found(visit, Some(visit.part("what")))? {
        Found::Nothing => return Err(Failure::NotFound),
        Found::Withdrawn(at) => return Ok(withdrawn(at)),
        Found::Shown { month, .. } => month,
    };
    if visit.part("file") == MEASURES {
        return measures(visit, &month);
    }
    let (ending, kind) = match visit.part("file") {
        METADATA => (office::METADATA, "application/csvm+json"),
        TABLE => ("csv", "text/csv; charset=utf-8"),
        MEASURES_TABLE => (MEASURES_TABLE, "text/csv; charset=utf-8"),
        "progress.pdf" => ("pdf", "application/pdf"),
        "progress.xlsx" => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        _ => return Err(Failure::NotFound),
    };
    let number = month.pack.ok_or(Failure::NotFound)?;
    let bytes = visit.house.plans.public_file(visit.part("name"), number, ending, visit.today())?.bytes;
    if ending == office::METADATA {
        return Ok(Answer::Shown { kind, bytes });
    }
    let what = if ending == MEASURES_TABLE { "measures" } else { "progress" };
    let ending = ending.rsplit('.').next().unwrap_or(ending);
    let name = format!("{what}-{}-{}.{ending}", visit.part("name"), month.name);
    Ok(Answer::File { name, kind, bytes })
}

/// What was published of measures with a month.
fn of_measures(visit: &Visit<'_>, month: &Month) -> Option<String> {
    let file = visit.house.plans.public_file(visit.part("name"), month.pack?, MEASURES, visit.today()).ok()?;
    String::from_utf8(file.bytes).ok()
}

fn measures(visit: &Visit<'_>, month: &Month) -> Result<Answer, Failure> {
    let text = of_measures(visit, month).ok_or(Failure::NotFound)?;
    let own = |file: &str| address(visit, &format!("/{}{file}", month.name));
    Ok(Answer::page(
        format!("What difference it makes: board of {}", day::in_full(month.board)),
        html! {
            a.govuk-back-link href=(own("")) { "Back to the report" }
            h1.govuk-heading-l { "What difference it makes" }
            p.govuk-body { "These figures are of " (day::in_full(month.data_date)) ". They were published on " (local_time::in_full(month.at)) "." }
            div.pressed { (PreEscaped(text)) }
            p.govuk-body { a.govuk-link href=(own(&format!("/{MEASURES_TABLE}"))) { "Keep these figures as a file (CSV)" } }
        },
    ))
}

fn feed(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let title = match found(visit, None)? {
        Found::Nothing => return Err(Failure::NotFound),
        Found::Withdrawn(_) => "Progress".to_owned(),
        Found::Shown { title, .. } => title,
    };
    let base = &visit.house.settings.base;
    let entry = |month: &Month| {
        let what = if month.pack.is_some() { "" } else { " (withdrawn)" };
        atom::FeedEntry {
            address: format!("{base}{}", address(visit, &format!("/{}", month.name))),
            title: format!("{title}: {} {}{what}", day::month_name(month.board.month()), month.board.year()),
            updated: history::instant(month.at),
            summary: format!("Figures of {}", day::in_full(month.data_date)),
        }
    };
    let entries: Vec<atom::FeedEntry> =
        visit.house.plans.public_months(visit.part("name"))?.iter().map(entry).collect();
    let own = format!("{base}{}", address(visit, "/feed.atom"));
    let page = format!("{base}{}", address(visit, ""));
    let author =
        if visit.house.settings.organisation.is_empty() { "Onpace" } else { &visit.house.settings.organisation };
    Ok(Answer::Shown { kind: "application/atom+xml", bytes: atom::feed(&title, author, &own, &page, &entries) })
}
