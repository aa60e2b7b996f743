//! What words of a status say in a plan, as somebody types them, one a line: "Embedded = complete"; and the statuses
//! that its rows have, with what each is taken to say. **Not here.** What is made of them (`status_words`, in the core).

use crate::desk::{Desk, Done};
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::ledger::State;
use onpace_core::ledger::event::Event;
use onpace_core::local_time;
use onpace_core::plan::Plan;
use onpace_core::plan::command::Command;
use onpace_core::plan::decide::decide;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_core::vocabulary::Vocabulary;
use std::collections::HashMap;

pub use onpace_core::plan::lifecycle::Meaning;
pub use onpace_core::plan::status_words::{StatusWord, is_same};

/// So many statuses are shown, those of most rows first.
const MOST_SHOWN: usize = 40;
/// A longer status is a sentence, in letters.
const LONGEST: usize = 60;

/// One of them as it is typed.
#[must_use]
pub fn line(one: &StatusWord) -> String {
    format!("{} = {}", one.word, one.means.in_words())
}

/// A status that rows of a plan have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusShown {
    /// As the first of them has it.
    pub word: String,
    /// So many rows have it.
    pub rows: usize,
    /// What it is taken to say.
    pub means: Meaning,
}

/// The statuses of a plan's actions, those of most rows first.
#[must_use]
pub fn of_plan(plan: &Plan) -> Vec<StatusShown> {
    let mut all: Vec<StatusShown> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (_, row) in plan.actions() {
        let Some(status) = row.status.as_deref().map(str::trim) else { continue };
        if status.is_empty() || status.chars().count() > LONGEST {
            continue;
        }
        let at = *known.entry(status.to_lowercase()).or_insert(all.len());
        match all.get_mut(at) {
            Some(one) => {
                one.rows += 1;
                // What else a row says may tell how far it is: then the word alone is looked at.
                if one.means != Meaning::of(row.lifecycle) {
                    one.means = Meaning::of(Vocabulary::british().read(status).lifecycle);
                }
            }
            None => all.push(StatusShown { word: status.to_owned(), rows: 1, means: Meaning::of(row.lifecycle) }),
        }
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.rows));
    all.truncate(MOST_SHOWN);
    all
}

impl Desk {
    /// Sets what words of a status say in a plan, all of them, from a text with one a line.
    ///
    /// # Errors
    /// A line that is none, which is named; words that say this already.
    pub fn set_status_words(&self, plan: &str, text: &str, seat: &Seat) -> Result<Done, Problem> {
        let command = Command::SetStatusWords { words: read(text)? };
        self.command(plan, &command, local_time::day_of(seat.now()), seat)
    }
}

/// That a plan takes the words which were said of a file's statuses; what they say of a word goes before what the plan
/// says of it. Nothing where the plan says all of that.
///
/// # Errors
/// Words that no plan takes.
pub(crate) fn taken(state: &State, said: &[StatusWord]) -> Result<Option<Event>, Problem> {
    let is_old = |one: &&StatusWord| !said.iter().any(|other| is_same(&one.word, &other.word));
    let mut words: Vec<StatusWord> = state.status_words.iter().filter(is_old).chain(said).cloned().collect();
    words.sort();
    if words == state.status_words {
        return Ok(None);
    }
    Ok(decide(state, &Command::SetStatusWords { words })?.into_iter().next())
}

/// What a text says; empty lines say nothing.
fn read(text: &str) -> Result<Vec<StatusWord>, Problem> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let one = |(at, line): (usize, &str)| {
        read_line(line).ok_or_else(|| Problem::from(PlanRefusal::NotAStatusWord { line: at + 1 }))
    };
    lines.map(one).collect()
}

fn read_line(line: &str) -> Option<StatusWord> {
    let (word, means) = line.rsplit_once(['=', ':'])?;
    let (word, means) = (word.trim(), Meaning::typed(means)?);
    (!word.is_empty()).then(|| StatusWord { word: word.to_owned(), means })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_people_write_them_and_a_line_that_is_none_is_named() {
        let all = read("Embedded = complete\r\n\n B: stopped \nOn track = says nothing of it\nBegun = begun").unwrap();
        let lines: Vec<_> = all.iter().map(line).collect();
        assert_eq!(lines, ["Embedded = complete", "B = stopped", "On track = says nothing of it", "Begun = started"]);
        for text in ["Embedded", "= complete", "Embedded = nearly", "Embedded ="] {
            let problem = read(&format!("B = complete\n{text}")).unwrap_err();
            assert_eq!(problem, PlanRefusal::NotAStatusWord { line: 2 }.into(), "{text}");
        }
    }
}
