//! What an event is about, and what a decision rests on: so that two that have nothing to do with each other
//! need not wait for one another. A decision holds as long as nothing came in between about what it rests on.
//!
//! **Not here.** Looking whether something did, which is the store's.

use super::command::RoundCommand;
use super::event::{Event, RowKey};
use super::facts::PersonId;
use super::round::Round;
use super::state::State;

/// Something that events are about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A row: what it is, what was said of it, who is asked about it.
    Row(RowKey),
    /// A round as a whole: that it is there, and whether it is frozen.
    Round(String),
    /// An answer, by its number: what was made of it.
    Answer(u64),
    /// Somebody who is asked: letters that were written to them by hand, links that were taken back.
    Asked(PersonId),
}

impl Event {
    /// What it is about; `None` for what may change anything.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Self::RoundOpened(facts) => Some(Subject::Round(facts.name.clone())),
            Self::RoundFrozen { round, .. } | Self::RoundUnfrozen { round, .. } => Some(Subject::Round(round.clone())),
            Self::Moderated { of, .. } => Some(Subject::Answer(*of)),
            Self::Reminded { person, .. } | Self::LinksTakenBack { person, .. } => Some(Subject::Asked(person.clone())),
            // It puts something else out of force, which may be of another row.
            Self::Corrected { .. } => None,
            other => other.row().map(|row| Subject::Row(row.to_owned())),
        }
    }
}

/// What a decision about a round rests on; `None` where it rests on the whole plan.
#[must_use]
pub fn rests_on(state: &State, command: &RoundCommand) -> Option<Vec<Subject>> {
    let held = |name: &str| state.rounds.iter().find(|round| round.facts.name.eq_ignore_ascii_case(name));
    let whole = |round: &Round| Subject::Round(round.facts.name.clone());
    Some(match command {
        RoundCommand::Open(_) => return None,
        RoundCommand::Answer { round, row, .. } | RoundCommand::HandOver { round, row, .. } => {
            vec![whole(held(round)?), Subject::Row(row.clone())]
        }
        RoundCommand::Moderate { round, of, .. } => {
            let round = held(round)?;
            let row = round.answers.iter().find(|answer| answer.seq == *of)?.row.clone();
            vec![whole(round), Subject::Row(row), Subject::Answer(*of)]
        }
        RoundCommand::Remind { round, person } | RoundCommand::TakeLinksBack { round, person } => {
            let round = held(round)?;
            // Whether they are asked, a hand-over of a row may change.
            let rows = round.asked(person).map(|ask| Subject::Row(ask.row.clone()));
            [whole(round), Subject::Asked(person.clone())].into_iter().chain(rows).collect()
        }
        RoundCommand::Freeze { round } | RoundCommand::Unfreeze { round } => vec![whole(held(round)?)],
    })
}
