//! What may happen to a round, decided against the plan. Pure, as all deciding. **Not here.** Whom to ask and
//! when ([`crate::rounds`]); everything else that can be asked of a plan ([`crate::plan::decide`]).

use crate::ledger::event::Event;
use crate::ledger::refusal::Refusal;
use crate::ledger::state::State;
use crate::plan::decide::{LONGEST_NOTE, in_order, named};
use crate::plan::event::PlanEvent;
use crate::plan::refusal::{Named, PlanRefusal};
use crate::plan::report_facts::ReportFacts;
use crate::quantity::Percent;
use crate::rounds::command::RoundCommand;
use crate::rounds::event::{FIGURES, RoundEvent};
use crate::rounds::facts::{AnswerFacts, Choice, RoundFacts, Wording};
use crate::rounds::refusal::RoundRefusal;
use crate::rounds::round::{HeldAnswer, Round};

/// The events that a command about a round makes.
///
/// # Errors
/// A command that the state does not allow; the refusal says what would be accepted.
pub fn decide_round(state: &State, command: &RoundCommand) -> Result<Vec<Event>, Refusal> {
    match command {
        RoundCommand::Open(facts) => opened(state, facts).map(|event| vec![event]),
        RoundCommand::Answer { round, row, person, answer, seen } => {
            let held = named_round(state, round)?;
            asked(held, row, person)?;
            sound(answer)?;
            let start = state.row(row).and_then(|row| row.facts.start.as_ref());
            in_order(start, answer.finish.as_ref())?;
            if let Some(other) = held.answer(row).filter(|one| one.person != *person && one.seq > *seen) {
                return Err(RoundRefusal::AnsweredMeanwhile { event: other.seq }.into());
            }
            let (round, row, person) = (held.facts.name.clone(), row.clone(), person.clone());
            Ok(vec![Event::Round(RoundEvent::Answered { round, row, person, answer: answer.clone() })])
        }
        RoundCommand::HandOver { round, row, from, to } => {
            let held = open_round(state, round)?;
            asked(held, row, from)?;
            if held.asks(to, row) {
                return Err(RoundRefusal::AskedAlready.into());
            }
            let (round, row) = (held.facts.name.clone(), row.clone());
            Ok(vec![Event::Round(RoundEvent::HandedOver { round, row, from: from.clone(), to: to.clone() })])
        }
        RoundCommand::Remind { round, person } => {
            let round = of_somebody_asked(open_round(state, round)?, person)?;
            Ok(vec![Event::Round(RoundEvent::Reminded { round, person: person.clone() })])
        }
        RoundCommand::TakeLinksBack { round, person } => {
            let round = of_somebody_asked(named_round(state, round)?, person)?;
            Ok(vec![Event::Round(RoundEvent::LinksTakenBack { round, person: person.clone() })])
        }
        RoundCommand::Moderate { round, of, taken, wording } => moderated(state, round, *of, *taken, wording),
        RoundCommand::Freeze { round } => {
            let held = open_round(state, round)?;
            let number = u32::try_from(held.freezes.len()).unwrap_or(u32::MAX).saturating_add(1);
            Ok(vec![Event::Round(RoundEvent::RoundFrozen { round: held.facts.name.clone(), number, figures: FIGURES })])
        }
        RoundCommand::Unfreeze { round } => {
            let held = named_round(state, round)?;
            match held.freezes.last().filter(|_| held.is_frozen) {
                Some(last) => Ok(vec![Event::Round(RoundEvent::RoundUnfrozen {
                    round: held.facts.name.clone(),
                    number: last.number,
                })]),
                None => Err(RoundRefusal::RoundIsOpen { round: round.clone() }.into()),
            }
        }
    }
}

/// The round of a name.
///
/// # Errors
/// None of that name; those there are named.
pub fn named_round<'s>(state: &'s State, name: &str) -> Result<&'s Round, Refusal> {
    let mut all = state.rounds.iter().map(|round| &**round);
    all.find(|round| round.facts.name.eq_ignore_ascii_case(name)).ok_or_else(|| {
        let known = state.rounds.iter().map(|round| round.facts.name.clone()).collect();
        RoundRefusal::NoSuchRound { round: name.to_owned(), known }.into()
    })
}

fn open_round<'s>(state: &'s State, name: &str) -> Result<&'s Round, Refusal> {
    let round = named_round(state, name)?;
    if round.is_frozen {
        return Err(RoundRefusal::RoundIsFrozen { round: name.to_owned() }.into());
    }
    Ok(round)
}

/// The name of a round that asks somebody, or asked them before their rows were handed over.
fn of_somebody_asked(round: &Round, person: &str) -> Result<String, Refusal> {
    if round.has_asked(person) {
        return Ok(round.facts.name.clone());
    }
    Err(RoundRefusal::AskedAboutNothing.into())
}

fn asked(round: &Round, row: &str, person: &str) -> Result<(), Refusal> {
    if round.asks(person, row) {
        return Ok(());
    }
    Err(RoundRefusal::NotAskedAboutIt.into())
}

fn opened(state: &State, facts: &RoundFacts) -> Result<Event, Refusal> {
    named(Named::Round, &facts.name)?;
    if state.rounds.iter().any(|round| round.facts.name.eq_ignore_ascii_case(&facts.name)) {
        return Err(RoundRefusal::RoundNameTaken { round: facts.name.clone() }.into());
    }
    if let Some(open) = state.rounds.iter().find(|round| !round.is_frozen) {
        return Err(RoundRefusal::AnotherRoundIsOpen { round: open.facts.name.clone() }.into());
    }
    if facts.asks.is_empty() {
        return Err(RoundRefusal::NobodyToAsk.into());
    }
    let in_order = facts.opens <= facts.due && facts.due <= facts.freezes && facts.freezes <= facts.board;
    if !in_order {
        return Err(RoundRefusal::DaysOutOfOrder.into());
    }
    if let Some(ask) = facts.asks.iter().find(|ask| state.row(&ask.row).is_none_or(|row| row.withdrawn)) {
        return Err(RoundRefusal::AskedRowIsGone { row: ask.row.to_string() }.into());
    }
    Ok(Event::Round(RoundEvent::RoundOpened(Box::new(facts.clone()))))
}

/// Refuses what no answer can be. The sentences are for who answers.
///
/// # Errors
/// A text that is too long, a percentage beyond 100, a choice without what it needs.
pub fn sound(answer: &AnswerFacts) -> Result<(), Refusal> {
    if let Some(percent) = answer.percent.filter(|percent| !(Percent::ZERO..=Percent::HUNDRED).contains(percent)) {
        return Err(PlanRefusal::PercentOutOfRange { percent: percent.to_string() }.into());
    }
    short_enough(&[&answer.happened, &answer.next, &answer.evidence, &answer.reason])?;
    let says = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    match answer.choice {
        Choice::Progress if !says(&answer.happened) => Err(RoundRefusal::NothingHappened.into()),
        Choice::NotAsPlanned if !says(&answer.reason) => Err(RoundRefusal::NoReasonWhy.into()),
        _ => Ok(()),
    }
}

fn short_enough(texts: &[&Option<String>]) -> Result<(), Refusal> {
    let mut letters = texts.iter().filter_map(|text| text.as_ref()).map(|text| text.chars().count());
    match letters.find(|letters| *letters > LONGEST_NOTE) {
        Some(letters) => Err(PlanRefusal::TextTooLong { letters, most: LONGEST_NOTE }.into()),
        None => Ok(()),
    }
}

fn moderated(state: &State, round: &str, of: u64, taken: bool, wording: &Wording) -> Result<Vec<Event>, Refusal> {
    let held = open_round(state, round)?;
    let missing = || RoundRefusal::NotAnAnswer { event: of, round: round.to_owned() };
    let answer = held.answers.iter().find(|answer| answer.seq == of).ok_or_else(missing)?;
    if held.answer_of(&answer.person, &answer.row).is_some_and(|last| last.seq != of) {
        return Err(RoundRefusal::AnsweredAnew.into());
    }
    if answer.moderated.is_some() {
        return Err(RoundRefusal::DealtWithBefore { event: of }.into());
    }
    short_enough(&[&wording.happened, &wording.next])?;
    if taken && state.row(&answer.row).is_none_or(|row| row.withdrawn) {
        return Err(RoundRefusal::ActionIsGone.into());
    }
    let round = held.facts.name.clone();
    let mut events = vec![Event::Round(RoundEvent::Moderated { round, of, taken, wording: wording.clone() })];
    if taken {
        let row = answer.row.clone();
        events.push(Event::Plan(PlanEvent::Reported { row: row.clone(), report: report(answer, wording) }));
        if let Some(words) = answer.facts.evidence.clone().filter(|words| !words.trim().is_empty()) {
            let title = crate::plan::shortened(words.trim(), 90);
            events.push(Event::Plan(PlanEvent::EvidenceAdded {
                row: row.clone(),
                title,
                place: words.trim().to_owned(),
            }));
        }
        // What cannot be done as planned wants a decision, whether or not somebody knows another finish.
        let finish = answer.facts.finish.clone();
        if finish.is_some() || answer.facts.choice == Choice::NotAsPlanned {
            events.push(Event::Plan(PlanEvent::DateProposed { row, finish }));
        }
    }
    Ok(events)
}

/// What an answer says of its row once it is taken. "Nothing has changed" says nothing new: what was said goes
/// on holding, and is known to have been asked for.
fn report(answer: &HeldAnswer, wording: &Wording) -> ReportFacts {
    let facts = &answer.facts;
    let percent = match facts.choice {
        Choice::Finished => Some(facts.percent.unwrap_or(Percent::HUNDRED)),
        Choice::Unchanged => None,
        _ => facts.percent,
    };
    let note = wording.happened.clone().or_else(|| facts.happened.clone()).or_else(|| facts.reason.clone());
    let next = wording.next.clone().or_else(|| facts.next.clone());
    match facts.choice {
        Choice::Unchanged => ReportFacts::default(),
        // "Progress" without a number is progress; what was reported in numbers before goes on holding.
        choice => {
            let started = choice == Choice::Progress && percent.is_none_or(|percent| percent == Percent::ZERO);
            ReportFacts { percent, started, note, next, ..ReportFacts::default() }
        }
    }
}
