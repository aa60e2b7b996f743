//! Moderating: taking answers into the plan, or sending them back, all of a form or none.
//!
//! **Not here.** What in an answer wants a second look ([`onpace_core::rounds::flags`]).

use crate::desk::Desk;
use crate::problem::Problem;
use crate::recording::{Beside, Decision};
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::Date;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::state::State;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::decide::decide_round;
use onpace_core::rounds::event::RoundEvent;
use onpace_core::rounds::facts::Wording;
use onpace_core::rounds::flags::{self, Flag};
use onpace_core::rounds::refusal::RoundRefusal;
use onpace_core::rounds::rests_on::rests_on;
use onpace_core::rounds::round::{HeldAnswer, Round};
use onpace_store::post::Post;
use std::collections::{BTreeSet, HashSet};

/// What is to be done with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dealt {
    /// It goes into the plan, with other words where there are any.
    Taken(Wording),
    /// It goes back to who gave it, for a reason.
    SentBack(String),
}

impl Desk {
    /// Takes answers into the plan, or sends them back, all or none.
    ///
    /// # Errors
    /// As [`Desk::deal_with`].
    pub fn moderate(
        &self,
        plan: &str,
        round: &str,
        all: &[(u64, bool, Wording)],
        seat: &Seat,
    ) -> Result<Vec<Event>, Problem> {
        let reason = || seat.reason().unwrap_or_default().to_owned();
        let dealt = |(of, taken, wording): &(u64, bool, Wording)| {
            (*of, if *taken { Dealt::Taken(wording.clone()) } else { Dealt::SentBack(reason()) })
        };
        self.deal_with(plan, round, &all.iter().map(dealt).collect::<Vec<_>>(), seat)
    }

    /// Sends an answer back to who gave it, saying why: it is open again, and they get a letter.
    ///
    /// # Errors
    /// As [`Desk::deal_with`].
    pub fn send_back(&self, plan: &str, round: &str, of: u64, reason: &str, seat: &Seat) -> Result<(), Problem> {
        self.deal_with(plan, round, &[(of, Dealt::SentBack(reason.to_owned()))], seat).map(|_| ())
    }

    /// Deals with answers by their numbers, with all or none. Who gets one back gets a letter, in the same
    /// transaction.
    ///
    /// # Errors
    /// An answer that does not wait, or is named twice; one sent back without a reason; a round that is frozen.
    pub fn deal_with(&self, plan: &str, round: &str, all: &[(u64, Dealt)], seat: &Seat) -> Result<Vec<Event>, Problem> {
        let by = seat.may(Act::Moderate, plan)?;
        let mut seen = HashSet::new();
        if !all.iter().all(|(of, _)| seen.insert(*of)) {
            return Err(RoundRefusal::AnswerNamedTwice.into());
        }
        if all.iter().any(|(_, dealt)| matches!(dealt, Dealt::SentBack(reason) if reason.trim().is_empty())) {
            return Err(RoundRefusal::SentBackWithoutReason.into());
        }
        let known = self.addresses(plan)?;
        let done = self.decided(plan, seat, |state, today| {
            let (mut subjects, mut events, mut back) = (HashSet::new(), Vec::new(), BTreeSet::new());
            for (of, dealt) in all {
                let (taken, wording, reason) = match dealt {
                    Dealt::Taken(wording) => (true, wording.clone(), by.reason().map(str::to_owned)),
                    Dealt::SentBack(reason) => (false, Wording::default(), Some(reason.clone())),
                };
                let answer = answer(state, round, *of);
                let command = RoundCommand::Moderate { round: round.to_owned(), of: *of, taken, wording };
                // What an officer says holds from the day on which they said it, for the figures of its round.
                let on = answer.and_then(|(round, answer)| said_on(round, answer));
                // That it was looked at holds from today: events are applied by day, and this one needs its answer.
                let from = |event: &Event| {
                    if matches!(event, Event::Round(RoundEvent::Moderated { .. })) { Some(today) } else { on }
                };
                let decided = decide_round(state, &command)?;
                events.extend(decided.into_iter().map(|event| (from(&event), reason.clone(), event)));
                subjects.extend(rests_on(state, &command).unwrap_or_default());
                if !taken {
                    back.extend(answer.and_then(|(_, answer)| known.get(&answer.person).cloned().flatten()));
                }
            }
            let mut letters = Vec::new();
            for address in &back {
                letters.extend(self.reachable_drafts(Some(address))?);
            }
            let beside = Beside::Post(Post { letters, due_at: by.now() });
            Ok(Decision { by: by.clone(), rests_on: Some(subjects.into_iter().collect()), beside, events })
        })?;
        Ok(done.events)
    }
}

fn answer<'s>(state: &'s State, round: &str, of: u64) -> Option<(&'s Round, &'s HeldAnswer)> {
    let round = state.rounds.iter().find(|one| one.facts.name.eq_ignore_ascii_case(round))?;
    Some((round, round.answers.iter().find(|answer| answer.seq == of)?))
}

/// The day from which an answer holds once it is taken: that on which it was given, the round's data date at
/// the latest, so that what came between that and the freeze is in its figures.
fn said_on(round: &Round, answer: &HeldAnswer) -> Option<Date> {
    answer.on.map(|on| on.min(round.facts.data_date))
}

/// The answers of a round that wait for somebody to look at them, flagged first, each with its flags.
#[must_use]
pub fn waiting<'s>(state: &'s State, round: &'s Round) -> Vec<(&'s HeldAnswer, Vec<Flag>)> {
    // A calendar that cannot be read any more is told where the plan is; days are counted all the same.
    let calendar = WorkingCalendar::chosen(state.calendar()).unwrap_or_else(|_| WorkingCalendar::weekdays());
    let at = state.rounds.iter().take_while(|one| one.facts.name != round.facts.name).count();
    let before = &state.rounds[..at];
    let mut all: Vec<_> = round
        .standing()
        .filter(|answer| answer.moderated.is_none())
        .map(|answer| (answer, flags::of(answer, state, round.facts.data_date, &calendar, before)))
        .collect();
    all.sort_by_key(|(_, flags)| flags.is_empty());
    all
}
