//! Who is there to be asked: what the directory knows of people's days, and passing on the rows of who has left.
//!
//! When somebody is away, and that they have left, is theirs: it stands in the directory, where it can be erased,
//! and in no event. What an event says is who was asked instead of whom, a hand-over like any other. **Not here.**
//! To whom a row passes (`onpace_core::rounds::presence`).

use crate::desk::Desk;
use crate::people::{Details, Person};
use crate::problem::{Kind, Problem};
use crate::rounds::{HAS_LEFT, morning};
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::ids::PersonId;
use onpace_core::instant::Instant;
use onpace_core::ledger::state::State;
use onpace_core::local_time;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::presence::{Passing, Presence, Presences, To, leaving};
use onpace_core::rounds::round::Round;
use onpace_store::{Directory as _, Store};
use std::collections::HashSet;

fn presence(details: &Details) -> Presence {
    let day = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
    Presence {
        until: day(&details.until),
        away: day(&details.away_from).zip(day(&details.away_until)),
        deputy: details.deputy.clone(),
    }
}

/// What is known of when people are there: of each by their own entry, else by that of whom they are the same as.
pub(crate) fn of_all(store: &Store, people: &[Person]) -> Result<Presences, Problem> {
    let mut all = Presences::default();
    for person in people {
        let mut found = presence(&person.details);
        if found == Presence::default()
            && let Some(same) = same_as(store, person)?
        {
            found = presence(&same.details);
        }
        // A deputy who was forgotten stands in for nobody.
        if let Some(deputy) = &found.deputy
            && store.person_of(deputy)?.is_none()
        {
            found.deputy = None;
        }
        if found != Presence::default() {
            all.insert(person.id.clone(), found);
        }
    }
    Ok(all)
}

/// Whom somebody is the same as.
fn same_as(store: &Store, person: &Person) -> Result<Option<Person>, Problem> {
    Ok(person.details.same_as.as_deref().map_or(Ok(None), |same| store.person_of(same))?)
}

impl Desk {
    /// The people of a plan who work in a school.
    ///
    /// # Errors
    /// A damaged directory.
    pub(crate) fn in_schools(&self, plan: &str) -> Result<HashSet<PersonId>, Problem> {
        let mut all = HashSet::new();
        for person in self.people(Some(plan))? {
            if person.details.school || same_as(self.store(), &person)?.is_some_and(|same| same.details.school) {
                all.insert(person.id);
            }
        }
        Ok(all)
    }

    /// The people of a plan who are not reminded on a day, because they work in a school and schools are closed.
    pub(crate) fn schools_closed(&self, plan: &str, state: &State, on: Date) -> Result<HashSet<PersonId>, Problem> {
        let is_closed = state.school_holidays.iter().any(|one| one.first <= on && on <= one.last);
        if is_closed { self.in_schools(plan) } else { Ok(HashSet::new()) }
    }

    /// Whether everybody with an address has left by a day. One that nobody has has not.
    ///
    /// # Errors
    /// A damaged directory.
    pub(crate) fn has_left(&self, email: &str, today: Date) -> Result<bool, Problem> {
        let mut found = false;
        for (plan, people) in self.people_by_plan(email)? {
            let known = self.presences(&plan)?;
            if people.iter().any(|person| !known.get(person).is_some_and(|one| one.has_left(today))) {
                return Ok(false);
            }
            found = true;
        }
        Ok(found)
    }

    /// Passes on, in every plan, the open rows of those whose last day is over.
    ///
    /// # Errors
    /// The disk; of the first plan where it failed, after all were tried.
    pub fn pass_on_all(&self, now: Instant) -> Result<(), Problem> {
        let seat = Seat::machine(now);
        let mut all: Vec<_> = self.plans()?.iter().map(|head| self.pass_on(&head.name, &seat)).collect();
        all.retain(Result::is_err);
        all.into_iter().next().map_or(Ok(()), |failed| failed.map(|_| ()))
    }

    /// Passes on the open rows of those of a plan who have left, in its open round: each who takes them gets a
    /// letter, one for all. Says what passed on, and what nobody takes.
    ///
    /// # Errors
    /// The disk.
    pub fn pass_on(&self, plan: &str, seat: &Seat) -> Result<Vec<Passing>, Problem> {
        let plan = self.plan_named(plan)?.name;
        seat.may(Act::RunRounds, &plan)?;
        let today = local_time::day_of(seat.now());
        if !self.presences(&plan)?.values().any(|one| one.has_left(today)) {
            return Ok(Vec::new());
        }
        let state = self.as_of_now(&plan)?.state;
        let Some(round) = state.rounds.last().filter(|round| !round.is_frozen) else { return Ok(Vec::new()) };
        let all = self.leaving(&plan, &state, round, today)?;
        let seat = seat.clone().because(Some(HAS_LEFT));
        // Nobody is written to at night, or before everybody is.
        let due_at = morning(round.facts.opens.max(today)).unwrap_or(seat.now()).max(seat.now());
        for one in &all {
            let To::Person(to) = &one.to else { continue };
            let (round, row) = (round.facts.name.clone(), one.row.clone());
            let command = RoundCommand::HandOver { round, row, from: one.from.clone(), to: to.clone() };
            match self.hand_over_by(&plan, &command, to, due_at, &seat) {
                // Somebody handed it over, or froze the round, a moment ago.
                Err(problem) if problem.kind == Kind::NotAccepted => {}
                done => drop(done?),
            }
        }
        Ok(all)
    }

    /// The open rows of a round that were to be answered by somebody who has left, and to whom each passes.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn leaving(&self, plan: &str, state: &State, round: &Round, today: Date) -> Result<Vec<Passing>, Problem> {
        let known = self.presences(plan)?;
        let is_open = |row: &str| state.stands(row) && !round.is_answered(row);
        let open: Vec<_> = round.facts.asks.iter().filter(|ask| is_open(&ask.row)).cloned().collect();
        Ok(leaving(&open, state, &known, today, round.facts.due))
    }
}
