//! What a decision about a round rests on: as long as nothing came in between about any of it, the decision holds.

use crate::ledger::state::State;
use crate::ledger::subject::Subject;
use crate::rounds::command::RoundCommand;
use crate::rounds::round::Round;

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
