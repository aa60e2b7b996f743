//! `/p/{plan}/packs/{pack}`: where a pack stands, its files, its figures; signing it off, publishing it, taking it back.

use super::{address, back, here, title};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field};
use crate::parts::{link, who};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::figure::Figure;
use onpace_core::ledger::state::State;
use onpace_office::packs::Made;
use onpace_office::problem::Kind;
use onpace_office::publishing::ToCheck;
use onpace_office::{Problem, public, reports};

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/packs/{pack}", Act::SeePlan, show),
    post("/p/{plan}/packs/{pack}/sign", Act::SignPacks, sign),
    get("/p/{plan}/packs/{pack}/publish", Act::SignPacks, ask_publish),
    post("/p/{plan}/packs/{pack}/publish", Act::SignPacks, publish),
    get("/p/{plan}/packs/{pack}/withdraw", Act::SignPacks, ask_withdraw),
    post("/p/{plan}/packs/{pack}/withdraw", Act::SignPacks, withdraw),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &Errors::new())
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let made = here(visit)?;
    let state = visit.house.plans.state(visit.plan())?;
    let number = made.pack.number;
    let document = made.document()?;
    let answer = Answer::page(
        title(&made.pack, &made.round),
        html! {
            a.govuk-back-link href=(link::plan(visit.plan(), "packs")) { "Back to the packs" }
            (form::summary(errors))
            h1.govuk-heading-l { (title(&made.pack, &made.round)) }
            (standing(visit, &made)?)
            (acts(visit, &made, &state))
            p.govuk-body { a.govuk-link href=(address(visit, number, "preview")) { "Read the pack" } }
            h2.govuk-heading-m { "Keep it as a file" }
            ul."govuk-list downloads" {
                @for (ending, name) in reports::media() {
                    li { a."govuk-link target" href={ (address(visit, number, "file")) "/" (ending) } { (name) span.govuk-visually-hidden { " of pack " (number) } } }
                }
            }
            (figures(visit, number, &document.figures))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn standing(visit: &Visit<'_>, made: &Made) -> Result<Markup, Failure> {
    let pack = &made.pack;
    let mut rows = vec![
        ("State", pack.standing().to_owned()),
        ("Figures as at", day::in_full(made.round.facts.data_date)),
        ("Frozen", format!("as number {} on {}", made.freeze.number, who::instant(made.freeze.at))),
    ];
    if let Some(checkpoint) = made.checkpoint() {
        let root: String = onpace_office::history::root(&checkpoint).chars().take(16).collect();
        rows.push(("Checkpoint", format!("{} events, root {root}…", checkpoint.size)));
    }
    if let Some(by) = pack.prepared_by.last() {
        rows.push(("Prepared by", who::actor(visit, by)?));
    }
    if let Some(signed) = &pack.signed {
        let by = who::actor(visit, &signed.step.by)?;
        rows.push(("Signed off", format!("by {by} on {}", who::instant(signed.step.at))));
    }
    if let Some(published) = &pack.published {
        let by = who::actor(visit, &published.by)?;
        rows.push(("Published", format!("by {by} on {}", who::instant(published.at))));
    }
    if let Some(withdrawn) = &pack.withdrawn {
        rows.push(("Withdrawn", format!("on {}. Why: {}", who::instant(withdrawn.at), withdrawn.reason)));
    }
    Ok(html! {
        dl.govuk-summary-list {
            @for (what, value) in rows {
                div.govuk-summary-list__row { dt.govuk-summary-list__key { (what) } dd.govuk-summary-list__value { (value) } }
            }
        }
    })
}

/// What somebody may do with it as it stands, in a sentence before each.
fn acts(visit: &Visit<'_>, made: &Made, state: &State) -> Markup {
    let pack = &made.pack;
    let own = |page: &str| address(visit, pack.number, page);
    let is_open = pack.published.is_none() && pack.withdrawn.is_none();
    let account = visit.who.actor();
    let is_own = state.second_person && pack.prepared_by.iter().any(|by| by == account);
    let signs = visit.may(Act::SignPacks);
    let sign = html! {
        input type="hidden" name="of" value=(pack.seq);
        (form::button("Sign the pack off"))
    };
    html! {
        @if is_open && visit.may(Act::PreparePacks) {
            p.govuk-body { a.govuk-link href=(own("edit")) { "Change its words and sections" } @if pack.signed.is_some() { ". It must then be signed off again" } "." }
        }
        @if visit.may(Act::PreparePacks) || signs {
            p.govuk-body { a.govuk-link href=(own("public")) { "See what families would read" } }
        }
        @if is_open && pack.signed.is_none() && signs {
            div #sign {
                @if is_own { p.govuk-body { "You prepared this pack, so somebody else must sign it off." } }
                @else {
                    p.govuk-body { "Read the pack first. When you sign it off, board members can read it." }
                    (form::form(visit, &own("sign"), &sign))
                }
            }
        }
        @if is_open && pack.signed.is_none() && !signs { p.govuk-body { "It waits for somebody to sign it off." } }
        @if is_open && pack.signed.is_some() && signs {
            @if is_own { p.govuk-body { "You prepared this pack, so somebody else must publish it." } }
            @else { p.govuk-body { a.govuk-link href=(own("publish")) { "Publish it for everybody" } } }
        }
        @if pack.is_out() && signs { p.govuk-body { a.govuk-link href=(own("withdraw")) { "Withdraw it" } } }
        @if pack.is_out() && pack.published.is_some() {
            p.govuk-body { "Everybody can read " a.govuk-link href={ "/public/" (link::part(visit.plan())) } { "the public page" } @if !public::is_latest(state, pack) { ", which shows a newer pack" } "." }
        }
    }
}

/// Every figure with its value; each leads to how it was counted.
fn figures(visit: &Visit<'_>, number: u32, all: &[Figure]) -> Markup {
    html! {
        h2.govuk-heading-m { "Its figures" }
        p.govuk-body { "Each leads to how it was counted, and from which actions." }
        dl.govuk-summary-list {
            @for figure in all {
                div.govuk-summary-list__row {
                    dt.govuk-summary-list__key { (sentence(&figure.of.label).trim_end_matches('.')) }
                    dd.govuk-summary-list__value { (figure.value) }
                    dd.govuk-summary-list__actions {
                        a.govuk-link href={ (address(visit, number, "trace")) "/" (figure.of.key) } { "Trace" span.govuk-visually-hidden { ": " (figure.of.label) } }
                    }
                }
            }
        }
    }
}

fn sign(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let number = here(visit)?.pack.number;
    let of = visit.form.get("of").parse().unwrap_or_default();
    let done = visit.house.plans.sign_pack(visit.plan(), number, of, &visit.seat());
    answered(visit, number, "sign", done.map(|_| ()))
}

fn answered(visit: &Visit<'_>, number: u32, field: &'static str, done: Result<(), Problem>) -> Result<Answer, Failure> {
    match done {
        Ok(()) => Ok(Answer::saved(address(visit, number, ""))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            page(visit, &vec![(field, sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}

fn ask_publish(visit: &Visit<'_>) -> Result<Answer, Failure> {
    publish_page(visit, &Errors::new())
}

fn publish_page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let number = here(visit)?.pack.number;
    let to_check = visit.house.plans.to_check(visit.plan(), number, visit.today())?;
    let fields = html! {
        (checked(visit, number, &to_check))
        div.govuk-button-group #publish { (form::button("Publish for everybody")) a.govuk-link href=(address(visit, number, "")) { "Cancel" } }
    };
    let answer = Answer::page(
        "Publish the pack",
        html! {
            (back(visit, number))
            (form::summary(errors))
            h1.govuk-heading-l { "Publish the pack" }
            p.govuk-body { "Everyone can then read the public page: in plain words, with posts instead of names. It stays exactly as it is now until you withdraw it or publish a newer one." }
            p.govuk-body { a.govuk-link href=(address(visit, number, "public")) { "See what families will read" } }
            (form::form(visit, &address(visit, number, "publish"), &fields))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

/// What looks like a person, for somebody to look at: nothing where nothing does.
fn checked(visit: &Visit<'_>, number: u32, to_check: &ToCheck) -> Markup {
    let hint = "Do not tick this if any of them names a person.";
    let box_of = [(to_check.hash.clone(), "I have checked these words".to_owned(), false)];
    html! {
        @if !to_check.suspects.is_empty() {
            h2.govuk-heading-m { "Check these words" }
            p.govuk-body { "They look like the names of people. Names that the plan knows are already replaced." }
            ul.govuk-list.govuk-list--bullet {
                @for one in &to_check.suspects { li { strong { (one.text) } ", in " (one.place) } }
            }
            @if visit.may(Act::PreparePacks) {
                p.govuk-body { "If one of them is a person, " a.govuk-link href=(address(visit, number, "edit")) { "change the words of the pack" } ". It must then be signed off again." }
            } @else {
                p.govuk-body { "If one of them is a person, ask whoever prepared the pack to change its words." }
            }
            (form::checkboxes("checked", "Are you sure that no one is named?", hint, &box_of))
        }
    }
}

fn publish(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let number = here(visit)?.pack.number;
    match visit.house.plans.publish_pack(visit.plan(), number, visit.form.get("checked"), &visit.seat()) {
        Ok(_) => Ok(Answer::saved(address(visit, number, ""))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            publish_page(visit, &vec![("publish", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}

fn ask_withdraw(visit: &Visit<'_>) -> Result<Answer, Failure> {
    withdraw_page(visit, &Errors::new())
}

fn withdraw_page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let number = here(visit)?.pack.number;
    let hint = "Everybody can read that it was withdrawn, not why. The history keeps your reason.";
    let why = Field { name: "reason", label: "Why is it withdrawn?", hint, value: visit.form.get("reason"), width: 0 };
    let fields = html! {
        (form::textarea(&why, 2, errors))
        div.govuk-button-group { (form::button("Withdraw the pack")) a.govuk-link href=(address(visit, number, "")) { "Cancel" } }
    };
    let answer = Answer::page(
        format!("Withdraw pack {number}"),
        html! {
            (back(visit, number))
            (form::summary(errors))
            h1.govuk-heading-l { "Withdraw the pack" }
            p.govuk-body { "Board members see it no more. Where it was published, its public page says that it was withdrawn. To correct a pack, freeze the figures anew and make a newer one." }
            (form::form(visit, &address(visit, number, "withdraw"), &fields))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn withdraw(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let number = here(visit)?.pack.number;
    match visit.house.desk().withdraw_pack(visit.plan(), number, &visit.seat()) {
        Ok(_) => Ok(Answer::saved(link::plan(visit.plan(), "packs"))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            withdraw_page(visit, &vec![("reason", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}
