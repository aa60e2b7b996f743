//! Who did something, as far as the visitor may know, and a line of history in words.

use crate::failure::Failure;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::state::State;
use onpace_office::history::{Line, Stored};
use onpace_office::problem::Kind;
use std::collections::HashMap;

/// Who an actor of the ledger is: a name where the visitor may see names, else what they are in this plan.
pub(crate) fn actor(visit: &Visit<'_>, actor: &str) -> Result<String, Failure> {
    if let Some(own) = visit.who.account.as_ref().filter(|account| account.id == actor) {
        return Ok(format!("{} (you)", own.details.name));
    }
    if actor.starts_with("person-") {
        return person(visit, actor);
    }
    let account = match visit.house.desk().account(actor) {
        Ok(account) => account,
        Err(problem) if problem.kind == Kind::NotFound => return Ok(machine(actor).to_owned()),
        Err(problem) => return Err(problem.into()),
    };
    if visit.may(Act::SeeContacts) {
        return Ok(account.details.name);
    }
    let here = |plan: &Option<String>| plan.as_ref().is_none_or(|plan| plan.eq_ignore_ascii_case(visit.plan()));
    let role = account.roles.iter().find(|(plan, _)| here(plan)).map(|(_, role)| role.title().to_lowercase());
    Ok(role.map_or_else(|| "someone who has left".to_owned(), |role| format!("a {role}").replace("a a", "an a")))
}

/// Somebody whom the plan names: `Dana Hope (DHd)` for who may see names, else what the plan calls them.
fn person(visit: &Visit<'_>, id: &str) -> Result<String, Failure> {
    let people = visit.house.desk().people(Some(visit.plan()))?;
    let Some(found) = people.into_iter().find(|person| person.id == id) else {
        return Ok("someone whose details were deleted".to_owned());
    };
    match found.details.name.filter(|_| visit.may(Act::SeeContacts)) {
        Some(name) if name != found.written => Ok(format!("{name} ({})", found.written)),
        _ => Ok(found.written),
    }
}

/// A word of the ledger for what is nobody.
fn machine(actor: &str) -> &str {
    match actor {
        "operator" => "the operator of this service",
        "nobody" => "someone who was not signed in",
        other => other,
    }
}

/// Who said something, and who accepted it: `Dana Hope (DHd), accepted by Sam Lee`. Who recorded it, where it came of
/// no update.
pub(crate) fn said(visit: &Visit<'_>, state: &State, stored: &Stored) -> Result<String, Failure> {
    Faces::new(visit).said(state, stored)
}

/// Who is who on a page, each looked up once.
pub(crate) struct Faces<'v> {
    visit: &'v Visit<'v>,
    known: HashMap<String, String>,
}

impl<'v> Faces<'v> {
    /// Nobody is known yet.
    pub(crate) fn new(visit: &'v Visit<'v>) -> Self {
        Self { visit, known: HashMap::new() }
    }

    /// As [`said`].
    pub(crate) fn said(&mut self, state: &State, stored: &Stored) -> Result<String, Failure> {
        let recorder = self.face(&stored.actor)?;
        let row = stored.recorded.event.as_ref().and_then(Event::row);
        match row.and_then(|row| state.answer_behind(row, stored.recorded.seq)) {
            Some(answer) => Ok(format!("{}, accepted by {recorder}", self.face(&answer.person)?)),
            None => Ok(recorder),
        }
    }

    fn face(&mut self, id: &str) -> Result<String, Failure> {
        if let Some(known) = self.known.get(id) {
            return Ok(known.clone());
        }
        let face = actor(self.visit, id)?;
        self.known.insert(id.to_owned(), face.clone());
        Ok(face)
    }
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
pub(crate) fn instant(at: Instant) -> String {
    onpace_core::local_time::in_full(at)
}

/// A line of history: what, who, when, by which way, from which day, why.
pub(crate) fn line(visit: &Visit<'_>, line: &Line) -> Result<Markup, Failure> {
    let recorded = &line.stored.recorded;
    Ok(html! {
        strong { (crate::failure::sentence(&line.words)) }
        br;
        span.quiet {
            (instant(recorded.recorded_at)) ", " (said(visit, &*visit.state()?, &line.stored)?) ", " (way(recorded.channel))
            @if let Some(on) = recorded.effective { "; holds from " (day::in_words(on)) }
            ". Event " (recorded.seq) "."
        }
        @if let Some(reason) = recorded.reason.as_deref().filter(|reason| !reason.is_empty()) { br; "Why: " (reason) }
    })
}
