//! Who is there to be asked: of somebody who has left, or is away for all of a round, each row passes on, to their
//! deputy, else to whoever is accountable for it; where nobody takes it, that is said.
//!
//! What is known of people lives in a directory beside the ledger, for it must be erasable; an event says only who
//! was asked instead of whom. **Not here.** The directory; handing over.

use crate::day::Date;
use crate::ledger::facts::{PersonId, RoleFact};
use crate::ledger::round_facts::AskFact;
use crate::ledger::State;
use crate::ledger::event::RowKey;
use std::collections::BTreeMap;

/// What is known of when somebody is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// Their last day in post.
    pub until: Option<Date>,
    /// The days on which they are away, the first and the last.
    pub away: Option<(Date, Date)>,
    /// Who stands in for them.
    pub deputy: Option<PersonId>,
}

/// Everybody of whom something is known.
pub type Presences = BTreeMap<PersonId, Presence>;

/// Why a row passes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Because {
    /// Who was to be asked has left.
    Left,
    /// They are away for all of the time.
    Away,
}

/// To whom a row passes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum To {
    /// To somebody who is not asked about it yet.
    Person(PersonId),
    /// Others are asked about it anyway.
    Others,
    /// To nobody.
    Nobody,
}

/// A row that passes on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passing {
    /// Which row.
    pub row: RowKey,
    /// Who was to be asked.
    pub from: PersonId,
    /// Who is asked.
    pub to: To,
    /// Why.
    pub because: Because,
}

impl Presence {
    /// Whether they have left before a day.
    #[must_use]
    pub fn has_left(&self, on: Date) -> bool {
        self.until.is_some_and(|until| until < on)
    }

    fn is_away(&self, first: Date, last: Date) -> bool {
        self.away.is_some_and(|(from, until)| from <= first && last <= until)
    }
}

/// The rows that pass on, of those asked about from one day to another, in the order of the asks. Who is away and
/// has nobody to stand in for them is asked all the same: the letter waits for them.
#[must_use]
pub fn passing(asks: &[AskFact], state: &State, known: &Presences, first: Date, last: Date) -> Vec<Passing> {
    let is_there = |person: &str| {
        known.get(person).is_none_or(|one| !one.has_left(first) && !one.is_away(first, last))
    };
    let mut all: Vec<Passing> = Vec::new();
    for ask in asks {
        let Some(one) = known.get(&ask.person) else { continue };
        let because = match (one.has_left(first), one.is_away(first, last)) {
            (true, _) => Because::Left,
            (false, true) => Because::Away,
            (false, false) => continue,
        };
        let deputy = one.deputy.clone().filter(|deputy| is_there(deputy) && *deputy != ask.person);
        let instead = deputy.or_else(|| {
            accountable(state, &ask.row).into_iter().find(|person| is_there(person) && *person != ask.person)
        });
        if because == Because::Away && instead.is_none() {
            continue;
        }
        let is_asked = |person: &str| {
            asks.iter().any(|other| other.row == ask.row && other.person == person)
                || all.iter().any(|other| other.row == ask.row && other.to == To::Person(person.to_owned()))
        };
        let others = asks.iter().any(|other| other.row == ask.row && is_there(&other.person));
        let to = match instead {
            Some(person) if !is_asked(&person) => To::Person(person),
            Some(_) => To::Others,
            None if others => To::Others,
            None => To::Nobody,
        };
        all.push(Passing { row: ask.row.clone(), from: ask.person.clone(), to, because });
    }
    all
}

fn accountable(state: &State, row: &str) -> Vec<PersonId> {
    let officers = state.row(row).map_or(&[][..], |held| &held.facts.officers);
    officers.iter().filter(|one| one.role == RoleFact::Accountable).map(|one| one.person.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::round_facts::Why;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn rows_pass_to_the_deputy_else_to_others_who_are_asked_else_to_nobody() {
        let ask = |person: &str, row: &str| AskFact { person: person.into(), row: row.into(), why: Why::InProgress };
        let asks = [ask("a", "1"), ask("a", "2"), ask("b", "2"), ask("c", "3"), ask("d", "4"), ask("e", "1")];
        let left = |deputy: Option<&str>| Presence {
            until: Some(day("2022-06-30")),
            away: None,
            deputy: deputy.map(str::to_owned),
        };
        let away = |from: &str, until: &str, deputy: Option<&str>| Presence {
            until: None,
            away: Some((day(from), day(until))),
            deputy: deputy.map(str::to_owned),
        };
        let known: Presences = [
            ("a".to_owned(), left(Some("b"))),
            ("c".to_owned(), left(Some("a"))),
            ("d".to_owned(), away("2022-06-01", "2022-07-31", None)),
            ("e".to_owned(), away("2022-07-06", "2022-07-31", Some("b"))),
        ]
        .into();
        let told: Vec<_> = passing(&asks, &State::default(), &known, day("2022-07-01"), day("2022-07-14"))
            .into_iter()
            .map(|one| (one.from, one.row, one.to))
            .collect();
        let to = |person: &str| To::Person(person.to_owned());
        assert_eq!(
            told,
            [
                ("a".into(), "1".into(), to("b")),
                ("a".into(), "2".into(), To::Others),
                ("c".into(), "3".into(), To::Nobody), // whose deputy has left too
            ]
        );
        // On their last day they are still there.
        assert!(passing(&asks, &State::default(), &known, day("2022-06-30"), day("2022-07-14")).is_empty());
        // Away for all of it, and somebody stands in.
        let told = passing(&asks, &State::default(), &known, day("2022-07-06"), day("2022-07-14"));
        let of_e = told.iter().find(|one| one.from == "e").map(|one| (&one.to, one.because));
        assert_eq!(of_e, Some((&To::Others, Because::Away)), "who stands in for both is asked once");
    }
}
