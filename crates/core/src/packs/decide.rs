//! What may happen to a pack, decided against the plan. Pure, as all deciding. **Not here.** What a pack says;
//! whether its words contradict its figures, which the report that is made of it finds.

use crate::ledger::event::Event;
use crate::ledger::refusal::Refusal;
use crate::ledger::state::State;
use crate::packs::command::PackCommand;
use crate::packs::event::PackEvent;
use crate::packs::facts::PackFacts;
use crate::packs::pack::Pack;

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
        PackCommand::Sign { number, of, by, figures } => {
            let pack = open(state, *number)?;
            if pack.signed.is_some() {
                return Err(Refusal::new(format!("pack {number} is signed off already"), "a pack that is not"));
            }
            if pack.seq != *of {
                return Err(Refusal::new(
                    format!("pack {number} was changed while you read it"),
                    "the pack as it stands now: read it again",
                ));
            }
            let stands = state.rounds.iter().find(|round| round.facts.name == pack.facts.round).is_some_and(|round| {
                round.is_frozen && round.freezes.last().is_some_and(|last| last.number == pack.facts.freeze)
            });
            if !stands {
                return Err(Refusal::new(
                    format!("the figures of pack {number} were opened again after it was made"),
                    "a new pack of the figures as they were frozen last",
                ));
            }
            if state.second_person && pack.prepared_by.contains(by) {
                return Err(Refusal::new("you prepared this pack yourself", "somebody else who may sign it off"));
            }
            Ok(Event::Pack(PackEvent::PackSigned {
                number: *number,
                of: *of,
                by: by.clone(),
                figures: figures.clone(),
            }))
        }
        PackCommand::Publish { number, by, files } => {
            let pack = open(state, *number)?;
            if pack.signed.is_none() {
                return Err(Refusal::new(format!("pack {number} is not signed off"), "a pack that is signed off"));
            }
            if state.second_person && pack.prepared_by.contains(by) {
                return Err(Refusal::new("you prepared this pack yourself", "somebody else who may publish it"));
            }
            Ok(Event::Pack(PackEvent::PackPublished { number: *number, by: by.clone(), files: files.clone() }))
        }
        PackCommand::Withdraw { number } => {
            let pack = numbered(state, *number)?;
            match (&pack.withdrawn, &pack.signed) {
                (Some(_), _) => {
                    Err(Refusal::new(format!("pack {number} is withdrawn already"), "a pack that people can read"))
                }
                (None, None) => Err(Refusal::new(
                    format!("nobody but those who prepare it has seen pack {number}"),
                    "a pack that was signed off: change this one instead",
                )),
                (None, Some(_)) => Ok(Event::Pack(PackEvent::PackWithdrawn { number: *number })),
            }
        }
        PackCommand::ChooseSignOff { second_person } if *second_person == state.second_person => {
            Err(Refusal::new("that is how it is now", "the other choice"))
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
    found.ok_or_else(|| Refusal::new(format!("there is no pack {number}"), "the number of a pack of this plan"))
}

/// One that is still to be changed, signed or published.
fn open(state: &State, number: u32) -> Result<&Pack, Refusal> {
    let pack = numbered(state, number)?;
    if pack.withdrawn.is_some() || pack.published.is_some() {
        let what = format!("pack {number} is {} and stays as it is", pack.standing().to_lowercase());
        return Err(Refusal::new(what, "a new pack, which takes its place"));
    }
    Ok(pack)
}

fn prepared(state: &State, number: Option<u32>, by: &str, facts: &PackFacts, seen: u64) -> Result<Event, Refusal> {
    let number = match number {
        Some(number) => {
            let pack = open(state, number)?;
            if pack.seq != seen {
                let what = format!("somebody else changed pack {number} while you were writing");
                return Err(Refusal::new(what, "the pack as it stands now, with your words put in again"));
            }
            if pack.facts == *facts {
                return Err(Refusal::new("nothing would change", "other words, or other sections"));
            }
            if pack.facts.round != facts.round || pack.facts.freeze != facts.freeze {
                return Err(Refusal::new("a pack keeps its figures", "a new pack for other figures"));
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
        let what = format!("the round {} was not frozen under number {}", facts.round, facts.freeze);
        return Err(Refusal::new(what, "a round whose figures are frozen"));
    }
    let mut seen = std::collections::HashSet::new();
    if facts.sections.is_empty() || !facts.sections.iter().all(|section| seen.insert(*section)) {
        return Err(Refusal::new("no section, or one of them twice", "at least one section, each once"));
    }
    let letters = facts.narrative.chars().count().max(facts.public.chars().count());
    if letters > LONGEST_NARRATIVE {
        return Err(Refusal::new(format!("a text of {letters} letters"), format!("at most {LONGEST_NARRATIVE}")));
    }
    if facts.decisions.len() > MOST_DECISIONS {
        return Err(Refusal::new(format!("{} decisions", facts.decisions.len()), format!("at most {MOST_DECISIONS}")));
    }
    match facts.decisions.iter().map(|one| one.chars().count()).find(|letters| *letters > LONGEST_DECISION) {
        Some(letters) => {
            Err(Refusal::new(format!("a decision of {letters} letters"), format!("at most {LONGEST_DECISION}")))
        }
        None => Ok(()),
    }
}
