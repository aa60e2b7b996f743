//! What is taken of a file's offers: what was ticked, or the rows of some codes. A row is never taken
//! without the new row that it stands under, for it would hang in nothing.
//!
//! **Not here.** The offers, which core makes, and recording them ([`crate::imports`]).

use crate::problem::{Kind, Problem};
use onpace_core::intake::{Offer, What};
use onpace_core::ledger::event::Event;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_core::plan::row_facts::Spot;
use onpace_core::plan::{Code, shortened};
use std::collections::HashMap;

/// No title is repeated longer in a refusal, in letters.
const LONGEST_TITLE: usize = 60;

/// The events of the offers that were ticked, by their places. The document's own words are taken where
/// all of it is, for they speak of all of it.
///
/// # Errors
/// A row that was ticked, under a new one that was not.
pub(crate) fn ticked(offers: Vec<Offer>, ticked: &[usize]) -> Result<Vec<Event>, Problem> {
    let can = |offer: &Offer| offer.what != What::Document && !offer.events.is_empty();
    let all = offers.iter().enumerate().all(|(at, offer)| !can(offer) || ticked.contains(&at));
    let is_taken = |at: usize, offer: &Offer| if offer.what == What::Document { all } else { ticked.contains(&at) };
    events(offers, is_taken)
}

/// The events of the offers that are accepted: all, or those of some rows. The document's own words
/// are only taken with all of it, for they speak of all of it.
///
/// # Errors
/// A code that the file changes nothing about; a row under a new one that is not accepted.
pub(crate) fn of_codes(offers: Vec<Offer>, only: Option<&[Code]>) -> Result<Vec<Event>, Problem> {
    let Some(only) = only else { return Ok(offers.into_iter().flat_map(|offer| offer.events).collect()) };
    let is_of = |offer: &Offer, code: &Code| offer.what != What::Document && Code::new(&offer.row) == *code;
    if let Some(code) = only.iter().find(|code| !offers.iter().any(|o| is_of(o, code) && !o.events.is_empty())) {
        return Err(Problem::refused(Kind::NotFound, PlanRefusal::FileChangesNothing { row: code.to_string() }));
    }
    events(offers, |_, offer| only.iter().any(|code| is_of(offer, code)))
}

fn events(offers: Vec<Offer>, is_taken: impl Fn(usize, &Offer) -> bool) -> Result<Vec<Event>, Problem> {
    let (taken, left): (Vec<_>, Vec<_>) = offers.into_iter().enumerate().partition(|(at, offer)| is_taken(*at, offer));
    let mut new: HashMap<&str, &Offer> = HashMap::new();
    for (_, offer) in &left {
        new.extend(offer.events.iter().filter_map(|event| Some((added(event)?, offer))));
    }
    for (_, offer) in &taken {
        let mut above = offer.events.iter().filter_map(spot).flat_map(|spot| [&spot.area, &spot.parent]).flatten();
        if let Some(missing) = above.find_map(|key| new.get(&**key)) {
            return Err(loose(offer, missing));
        }
    }
    Ok(taken.into_iter().flat_map(|(_, offer)| offer.events).collect())
}

/// The name in the ledger of a row that an event adds.
fn added(event: &Event) -> Option<&str> {
    if let Event::Plan(PlanEvent::Added(addition)) = event { Some(&addition.row) } else { None }
}

/// Where an event hangs a row.
fn spot(event: &Event) -> Option<&Spot> {
    match event {
        Event::Plan(PlanEvent::Added(addition)) => Some(&addition.spot),
        Event::Plan(PlanEvent::Moved { to, .. }) => Some(to),
        _ => None,
    }
}

fn loose(offer: &Offer, missing: &Offer) -> Problem {
    let (row, above) = (name(offer), name(missing));
    PlanRefusal::NewAboveIsLeft { row, above }.into()
}

/// A row as people find it on the page.
fn name(offer: &Offer) -> String {
    if offer.row == offer.title {
        return format!("\u{201c}{}\u{201d}", shortened(&offer.title, LONGEST_TITLE));
    }
    format!("{} \u{201c}{}\u{201d}", offer.row, shortened(&offer.title, LONGEST_TITLE))
}
