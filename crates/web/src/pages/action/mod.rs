//! `/p/{plan}/actions/{code}`: everything about one action or focus area, on the day asked for.

pub(super) mod add;
mod around;
pub(super) mod by_hand;
mod conflict;
pub(super) mod edit;
pub(super) mod evidence;
mod facts;
pub(super) mod finish;
pub(super) mod impact;
pub(super) mod links;
mod outcome;
pub(super) mod place;
mod said;
mod target;
pub(super) mod update;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::{difference, link};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::ledger::state::State;
use onpace_core::plan::held::Held;
use onpace_core::plan::{Code, Plan, Row, RowKind};
use onpace_core::survey::Survey;
use onpace_office::assessed::AssessedDay;
use onpace_office::editing;

pub(super) const ROUTES: &[Route] = &[get("/p/{plan}/actions/{code}", Act::SeePlan, show)];

/// A row on the day asked for, with all that its page is made of.
pub(super) struct Seen<'a> {
    /// Where it is in the plan.
    at: usize,
    /// The row.
    row: &'a Row,
    /// The plan on that day, judged.
    survey: &'a Survey<'a>,
    /// The same, with what it rests on.
    day: &'a AssessedDay,
    /// The row as it is held.
    held: &'a Held,
    /// What it is called in addresses.
    code: &'a str,
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let survey = &day.assessment().survey;
    let Some(at) = find(survey, visit.part("code")) else { return elsewhere(visit) };
    let row = &survey.plan.rows[at];
    let state = &day.ground().state;
    let held = row.key.as_deref().and_then(|key| state.row(key)).ok_or(Failure::NotFound)?;
    let seen = Seen { at, row, survey, day: &day, held, code: editing::handle(state, held) };
    let title = if row.code.is_empty() { row.title.to_string() } else { format!("{} {}", row.code, row.title) };
    Ok(Answer::page(
        title.clone(),
        html! {
            a.govuk-back-link href={ (link::plan(visit.plan(), "actions")) (visit.times()) } { "Back to the actions" }
            h1.govuk-heading-l { (title) }
            p.govuk-body { "As at " (day::in_full(survey.on)) "." }
            (changed_since(visit, &seen)?)
            (facts::list(visit, &seen)?)
            (changes(visit, &seen))
            (difference::of_row(visit, held)?)
            (around::all(visit, &seen))
            (said::all(visit, &seen)?)
        },
    ))
}

/// Where a row stands in a plan: by its code, else by its name in the ledger.
pub(super) fn find(survey: &Survey<'_>, wanted: &str) -> Option<usize> {
    let by_code = survey.index.get(&Code::new(wanted)).copied();
    by_code.or_else(|| survey.plan.rows.iter().position(|row| row.key.as_deref() == Some(wanted)))
}

/// What a row of a plan is called in addresses.
pub(super) fn called(survey: &Survey<'_>, at: usize) -> String {
    let row = &survey.plan.rows[at];
    let is_found = !row.code.is_empty() && survey.index.get(&row.code) == Some(&at);
    if is_found { row.code.to_string() } else { row.key.as_deref().unwrap_or(row.code.as_str()).to_owned() }
}

/// A link to a row, by its name and title.
fn to_row(visit: &Visit<'_>, survey: &Survey<'_>, at: usize) -> Markup {
    let row = &survey.plan.rows[at];
    html! {
        a.govuk-link href={ (link::action(visit.plan(), &called(survey, at))) (visit.times()) } { (row.name()) }
        @if !row.code.is_empty() { " " (row.title) }
    }
}

/// Where rows of a key stand.
fn position(plan: &Plan, key: &str) -> Option<usize> {
    plan.rows.iter().position(|row| row.key.as_deref() == Some(key))
}

/// The page of a row that is not in the plan on the day shown, but is on another.
fn elsewhere(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let state = visit.state()?;
    let wanted = visit.part("code");
    let is_it = |held: &&Held| {
        held.key == wanted || !held.facts.code.is_empty() && Code::new(&held.facts.code) == Code::new(wanted)
    };
    let held =
        state.called(wanted).or_else(|| state.rows.iter().map(|held| &**held).find(is_it)).ok_or(Failure::NotFound)?;
    if visit.known_by().is_some() {
        return Err(Failure::NotFound);
    }
    let shown = visit.day()?.ground().on;
    let today = visit.today();
    Ok(Answer::page(
        format!("{} is not in the plan on that day", held.name()),
        html! {
            h1.govuk-heading-l { (held.name()) " is not in the plan on that day" }
            p.govuk-body { "You see the plan as at " (day::in_full(shown)) "." }
            @if held.withdrawn { p.govuk-body { "It was withdrawn. Choose an earlier day to see it." } }
            @else {
                p.govuk-body {
                    a.govuk-link href={ (link::action(visit.plan(), editing::handle(&state, held))) "?as_at=" (today) } { "See it as at " (day::in_full(today)) }
                }
            }
        },
    ))
}

/// Says that more is known than what holds on the day shown.
fn changed_since(visit: &Visit<'_>, seen: &Seen<'_>) -> Result<Markup, Failure> {
    if visit.known_by().is_some() {
        return Ok(html! {});
    }
    let state = visit.state()?;
    let differs = state.row(&seen.held.key) != Some(seen.held);
    let Some(latest) = state.latest.filter(|latest| differs && *latest > seen.survey.on) else { return Ok(html! {}) };
    let is_withdrawn = state.row(&seen.held.key).is_some_and(|held| held.withdrawn);
    Ok(html! {
        div.govuk-inset-text {
            "This row changed after the day shown. "
            @if is_withdrawn { "It is withdrawn now." }
            @else { a.govuk-link href={ (link::action(visit.plan(), seen.code)) "?as_at=" (latest) } { "See it as at " (day::in_full(latest)) } }
        }
    })
}

/// What the visitor may change, each a page.
fn changes(visit: &Visit<'_>, seen: &Seen<'_>) -> Markup {
    if visit.known_by().is_some() {
        return html! {};
    }
    let state: &State = &seen.day.ground().state;
    let is_action = seen.row.kind == RowKind::Action;
    let lifts = seen.held.overridden.is_some();
    let has_links = !seen.held.links.is_empty();
    let pages = [
        ("update", "Record an update", Act::Update, true),
        ("evidence", "Add evidence", Act::Update, true),
        ("finish", "Ask for another finish", Act::ProposeDate, is_action),
        ("edit", "Edit", Act::ChangePlan, true),
        ("move", "Move", Act::ChangePlan, true),
        ("link", "Make it wait for another", Act::ChangePlan, is_action),
        ("unlink", "Let it no longer wait", Act::ChangePlan, has_links),
        ("status", "Set the status by hand", Act::ChangePlan, is_action),
        ("impact", "Declare what difference it makes", Act::ChangePlan, true),
        ("lift", "Use the computed status again", Act::ChangePlan, lifts),
        ("withdraw", "Withdraw", Act::ChangePlan, true),
    ];
    let allowed: Vec<_> =
        pages.into_iter().filter(|(_, _, act, fits)| *fits && visit.ask(*act, state, seen.code).is_ok()).collect();
    html! {
        @if !allowed.is_empty() {
            nav aria-label="Change this row" {
                ul.onpace-acts {
                    @for (page, words, _, _) in allowed {
                        li { a.govuk-link href={ (link::action(visit.plan(), seen.code)) "/" (page) } { (words) } }
                    }
                }
            }
        }
    }
}
