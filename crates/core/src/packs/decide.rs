//! What may happen to a pack, decided against the plan. Pure, as all deciding. **Not here.** What a pack says;
//! whether its words contradict its figures, which the report that is made of it finds.

use crate::ledger::event::Event;
use crate::ledger::refusal::Refusal;
use crate::ledger::state::State;
use crate::packs::command::PackCommand;
use crate::packs::event::PackEvent;
use crate::packs::facts::PackFacts;
use crate::packs::pack::Pack;
use crate::packs::refusal::PackRefusal;

/// Letters of a narrative.
pub const LONGEST_NARRATIVE: usize = 20_000;
/// Letters of one decision asked for.
pub const LONGEST_DECISION: usize = 1_000;
/// Decisions asked for in one pack.
pub const MOST_DECISIONS: usize = 40;

/// The event that a command about a pack makes.
///
/// # Errors
/// A command that the state does not allow; the refusal says what would be accepted.
pub fn decide_pack(state: &State, command: &PackCommand) -> Result<Event, Refusal> {
    match command {
        PackCommand::Prepare { number, by, facts, seen } => prepared(state, *number, by, facts, *seen),
        PackCommand::Sign { number, of, by, seal } => {
            let pack = open(state, *number)?;
            if pack.signed.is_some() {
                return Err(PackRefusal::SignedAlready { pack: *number }.into());
            }
            if pack.seq != *of {
                return Err(PackRefusal::PackChangedMeanwhile { pack: *number }.into());
            }
            let stands = state.rounds.iter().find(|round| round.facts.name == pack.facts.round).is_some_and(|round| {
                round.is_frozen && round.freezes.last().is_some_and(|last| last.number == pack.facts.freeze)
            });
            if !stands {
                return Err(PackRefusal::FiguresOpenedAgain { pack: *number }.into());
            }
            if state.second_person && pack.prepared_by.contains(by) {
                return Err(PackRefusal::PreparedByYouToSign.into());
            }
            Ok(Event::Pack(PackEvent::PackSigned { number: *number, of: *of, by: by.clone(), seal: seal.clone() }))
        }
        PackCommand::Publish { number, by, files } => {
            let pack = open(state, *number)?;
            if pack.signed.is_none() {
                return Err(PackRefusal::NotSignedOff { pack: *number }.into());
            }
            if state.second_person && pack.prepared_by.contains(by) {
                return Err(PackRefusal::PreparedByYouToPublish.into());
            }
            Ok(Event::Pack(PackEvent::PackPublished { number: *number, by: by.clone(), files: files.clone() }))
        }
        PackCommand::Withdraw { number } => {
            let pack = numbered(state, *number)?;
            match (&pack.withdrawn, &pack.signed) {
                (Some(_), _) => Err(PackRefusal::WithdrawnAlready { pack: *number }.into()),
                (None, None) => Err(PackRefusal::SeenByNobody { pack: *number }.into()),
                (None, Some(_)) => Ok(Event::Pack(PackEvent::PackWithdrawn { number: *number })),
            }
        }
        PackCommand::ChooseSignOff { second_person } if *second_person == state.second_person => {
            Err(PackRefusal::SignOffHoldsAlready.into())
        }
        PackCommand::ChooseSignOff { second_person } => {
            Ok(Event::Pack(PackEvent::SignOffChosen { second_person: *second_person }))
        }
    }
}

/// The pack of a number.
///
/// # Errors
/// None of that number.
pub fn numbered(state: &State, number: u32) -> Result<&Pack, Refusal> {
    let found = state.packs.iter().find(|pack| pack.number == number);
    found.ok_or_else(|| PackRefusal::NoSuchPack { pack: number }.into())
}

/// One that is still to be changed, signed or published.
fn open(state: &State, number: u32) -> Result<&Pack, Refusal> {
    let pack = numbered(state, number)?;
    if pack.withdrawn.is_some() || pack.published.is_some() {
        return Err(PackRefusal::PackStays { pack: number, standing: pack.standing().to_lowercase() }.into());
    }
    Ok(pack)
}

fn prepared(state: &State, number: Option<u32>, by: &str, facts: &PackFacts, seen: u64) -> Result<Event, Refusal> {
    let number = match number {
        Some(number) => {
            let pack = open(state, number)?;
            if pack.seq != seen {
                return Err(PackRefusal::PackChangedByAnother { pack: number }.into());
            }
            if pack.facts == *facts {
                return Err(PackRefusal::PackSame.into());
            }
            if pack.facts.round != facts.round || pack.facts.freeze != facts.freeze {
                return Err(PackRefusal::PackKeepsFigures.into());
            }
            number
        }
        None => state.packs.iter().map(|pack| pack.number).max().unwrap_or(0).saturating_add(1),
    };
    sound(state, facts)?;
    Ok(Event::Pack(PackEvent::PackPrepared { number, by: by.to_owned(), facts: Box::new(facts.clone()) }))
}

fn sound(state: &State, facts: &PackFacts) -> Result<(), Refusal> {
    let round = crate::rounds::decide::named_round(state, &facts.round)?;
    if !round.freezes.iter().any(|freeze| freeze.number == facts.freeze) {
        return Err(PackRefusal::NotFrozenUnder { round: facts.round.clone(), freeze: facts.freeze }.into());
    }
    let mut seen = std::collections::HashSet::new();
    if facts.sections.is_empty() || !facts.sections.iter().all(|section| seen.insert(*section)) {
        return Err(PackRefusal::SectionsOnce.into());
    }
    let letters = facts.narrative.chars().count().max(facts.public.chars().count());
    if letters > LONGEST_NARRATIVE {
        return Err(PackRefusal::NarrativeTooLong { letters, most: LONGEST_NARRATIVE }.into());
    }
    if facts.decisions.len() > MOST_DECISIONS {
        return Err(PackRefusal::TooManyDecisions { count: facts.decisions.len(), most: MOST_DECISIONS }.into());
    }
    match facts.decisions.iter().map(|one| one.chars().count()).find(|letters| *letters > LONGEST_DECISION) {
        Some(letters) => Err(PackRefusal::DecisionTooLong { letters, most: LONGEST_DECISION }.into()),
        None => Ok(()),
    }
}
