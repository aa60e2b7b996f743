//! Who did something, as far as the visitor may know, and a line of history in words.

use crate::failure::Failure;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::ledger::event::Channel;
use onpace_office::history::Line;
use onpace_office::problem::Kind;

/// Who an actor of the ledger is: a name where the visitor may see names, else what they are in this plan.
pub(crate) fn actor(visit: &Visit<'_>, actor: &str) -> Result<String, Failure> {
    if visit.who.account.as_ref().is_some_and(|account| account.id == actor) {
        return Ok("you".to_owned());
    }
    let account = match visit.house.desk().account(actor) {
        Ok(account) => account,
        Err(problem) if problem.kind == Kind::NotFound => return Ok(actor.to_owned()),
        Err(problem) => return Err(problem.into()),
    };
    if visit.may(Act::SeeContacts) {
        return Ok(account.details.name);
    }
    let here = |plan: &Option<String>| plan.as_ref().is_none_or(|plan| plan.eq_ignore_ascii_case(visit.plan()));
    let role = account.roles.iter().find(|(plan, _)| here(plan)).map(|(_, role)| role.title().to_lowercase());
    Ok(role.map_or_else(|| "somebody who has left".to_owned(), |role| format!("a {role}").replace("a a", "an a")))
}

/// By which way, in words.
pub(crate) const fn way(channel: Channel) -> &'static str {
    match channel {
        Channel::Cli => "on the command line",
        Channel::Import => "from a file",
        Channel::Web => "on a page",
        Channel::Api => "by a program",
        Channel::Mail => "by email",
    }
}

/// The day of an instant and its time, in words: "Monday 23 May 2022, 09:30".
pub(crate) fn instant(micros: i64) -> String {
    onpace_core::local_time::in_full(micros)
}

/// A line of history: what, who, when, by which way, from which day, why.
pub(crate) fn line(visit: &Visit<'_>, line: &Line) -> Result<Markup, Failure> {
    let recorded = &line.stored.recorded;
    Ok(html! {
        strong { (crate::failure::sentence(&line.words)) }
        br;
        span.quiet {
            (instant(recorded.recorded_at)) ", " (actor(visit, &line.stored.actor)?) ", " (way(recorded.channel))
            @if let Some(on) = recorded.effective { "; holds from " (day::in_words(on)) }
            ". Event " (recorded.seq) "."
        }
        @if let Some(reason) = recorded.reason.as_deref().filter(|reason| !reason.is_empty()) { br; "Why: " (reason) }
    })
}
