//! How an event changes the rounds of a plan. Total: an event about a round that is not there changes nothing.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::ledger::event::Recorded;
use crate::rounds::event::RoundEvent;
use crate::rounds::round::{Freeze, HandOver, HeldAnswer, Moderation, Round};
use std::sync::Arc;

/// Applies what happened to a round.
pub(crate) fn apply(rounds: &mut Vec<Arc<Round>>, recorded: &Recorded, event: &RoundEvent) {
    if let RoundEvent::RoundOpened(facts) = event {
        if !rounds.iter().any(|round| round.facts.name == facts.name) {
            rounds.push(Arc::new(Round::opened(facts, recorded.seq)));
        }
        return;
    }
    let Some(round) = rounds.iter_mut().find(|one| one.facts.name == event.round()) else { return };
    let round = Arc::make_mut(round);
    match event {
        RoundEvent::HandedOver { row, from, to, .. } => {
            for ask in round.facts.asks.iter_mut().filter(|ask| ask.row == *row && ask.person == *from) {
                ask.person.clone_from(to);
            }
            round.handed.push(HandOver { row: row.clone(), from: from.clone(), to: to.clone() });
        }
        RoundEvent::Answered { row, person, answer, .. } => round.answers.push(Arc::new(HeldAnswer {
            row: row.clone(),
            person: person.clone(),
            facts: (**answer).clone(),
            seq: recorded.seq,
            at: recorded.recorded_at,
            on: recorded.effective,
            late: round.is_frozen,
            moderated: None,
        })),
        RoundEvent::Moderated { of, taken, wording, .. } => {
            if let Some(answer) = round.answers.iter_mut().find(|answer| answer.seq == *of) {
                let (wording, reason) = (wording.clone(), recorded.reason.clone());
                Arc::make_mut(answer).moderated =
                    Some(Moderation { seq: recorded.seq, taken: *taken, wording, reason });
            }
        }
        RoundEvent::RoundFrozen { number, figures, .. } => {
            let (number, figures) = (*number, *figures);
            round.freezes.push(Freeze { number, seq: recorded.seq, at: recorded.recorded_at, figures });
            round.is_frozen = true;
        }
        RoundEvent::RoundUnfrozen { .. } => {
            round.is_frozen = false;
            // What came too late for the last figures is in time for the next.
            round.answers.iter_mut().filter(|answer| answer.late).for_each(|answer| Arc::make_mut(answer).late = false);
        }
        RoundEvent::RoundOpened(_) | RoundEvent::Reminded { .. } | RoundEvent::LinksTakenBack { .. } => {}
    }
}
