//! Chasing: who has not answered yet, what became of their last letter, and writing to one of them by hand.
//!
//! **Not here.** Reminders by the calendar, and the words of letters ([`crate::asking`]).

use crate::asking::{self, REMIND};
use crate::desk::Desk;
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::ids::{PersonId, RowKey};
use onpace_core::instant::Instant;
use onpace_core::ledger::state::State;
use onpace_core::local_time;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::refusal::RoundRefusal;
use onpace_core::rounds::round::Round;
use onpace_store::Letters as _;
use onpace_store::post::{Letter, LetterState};

/// Somebody with rows that nobody has answered about.
#[derive(Clone, Debug)]
pub struct Silent {
    /// Who.
    pub person: PersonId,
    /// The rows, most pressing first.
    pub rows: Vec<RowKey>,
    /// Their address, where one is known.
    pub email: Option<String>,
    /// The last letter about rounds to it.
    pub letter: Option<Letter>,
}

/// What became of reminding somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminded {
    /// A letter was put into the post.
    Put,
    /// They have one of today already.
    HadOne,
    /// Nobody knows their address.
    NoAddress,
    /// They work in a school, and schools are closed.
    SchoolsClosed,
}

impl Reminded {
    /// Its word for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Put => "put",
            Self::HadOne => "had_one_today",
            Self::NoAddress => "no_address",
            Self::SchoolsClosed => "schools_closed",
        }
    }

    /// In words; of a trial, what would be.
    #[must_use]
    pub const fn words(self, dry_run: bool) -> &'static str {
        match self {
            Self::Put if dry_run => "would get a reminder",
            Self::Put => "a reminder is in the post",
            Self::HadOne => "has a letter of today already",
            Self::NoAddress => "has no email address: phone them",
            Self::SchoolsClosed => "works in a school, and schools are closed today",
        }
    }
}

/// Where a letter stands, in the words of GOV.UK Notify.
#[must_use]
pub fn delivery(letter: &Letter) -> &'static str {
    let problem = letter.problem.as_deref().unwrap_or_default();
    let answered = problem.rsplit(' ').next().unwrap_or_default();
    // RFC 5321: 552 is a mailbox that is full, even where the server will not be asked again.
    let is_full = answered.starts_with('4') || answered == "552";
    match letter.state {
        LetterState::Sent => "Delivered to the mail server",
        LetterState::Unneeded => "Not needed: they had answered",
        LetterState::Waiting if letter.tries == 0 => "Sending",
        LetterState::Waiting if is_full => "Inbox not accepting messages; it is tried again",
        LetterState::Waiting => "Technical failure; it is tried again",
        LetterState::Failed if is_full => "Inbox not accepting messages",
        LetterState::Failed if answered.starts_with("55") => "Email address does not exist",
        LetterState::Failed => "Technical failure",
    }
}

impl Desk {
    /// Those of a round who have rows without an answer on a day, in the order of its asks. Whoever has left by then
    /// is not chased: their rows pass on, or are a task ([`Desk::leaving`]).
    ///
    /// # Errors
    /// A damaged directory.
    pub fn silent(&self, plan: &str, round: &Round, today: Date) -> Result<Vec<Silent>, Problem> {
        let (known, presences) = (self.addresses(plan)?, self.presences(plan)?);
        let has_left = |person: &str| presences.get(person).is_some_and(|one| one.has_left(today));
        let mut all: Vec<Silent> = Vec::new();
        let state = self.as_of_now(plan)?.state;
        let is_open = |row: &str| state.stands(row) && !round.is_answered(row);
        for ask in round.facts.asks.iter().filter(|ask| is_open(&ask.row) && !has_left(&ask.person)) {
            if let Some(one) = all.iter_mut().find(|one| one.person == ask.person) {
                one.rows.push(ask.row.clone());
                continue;
            }
            let email = known.get(&ask.person).cloned().flatten();
            let letter = match &email {
                Some(email) => self.store().newest_letter(&asking::named(asking::ASK, email))?,
                None => None,
            };
            all.push(Silent { person: ask.person.clone(), rows: vec![ask.row.clone()], email, letter });
        }
        Ok(all)
    }

    /// Puts reminders into the post, at once: to one person, or to all of a round who have rows without an answer.
    /// What became of each, in the order of the round.
    ///
    /// # Errors
    /// A round that is frozen; of one person: that they have answered, or as [`Desk::remind_one`].
    pub fn remind_silent(
        &self,
        plan: &str,
        round: &Round,
        to: Option<&str>,
        seat: &Seat,
    ) -> Result<Vec<(PersonId, Reminded)>, Problem> {
        seat.may(Act::RunRounds, plan)?;
        if round.is_frozen {
            return Err(RoundRefusal::RoundIsFrozen { round: round.facts.name.clone() }.into());
        }
        let today = local_time::day_of(seat.now());
        let closed = self.schools_closed(plan, &self.as_of_now(plan)?.state, today)?;
        let mut silent = self.silent(plan, round, today)?;
        if let Some(person) = to {
            silent.retain(|one| one.person == person);
            if silent.is_empty() {
                let (person, round) = (person.to_owned(), round.facts.name.clone());
                return Err(RoundRefusal::NothingLeftToAnswer { person, round }.into());
            }
            if !seat.is_trial() {
                self.remind_one(plan, &round.facts.name, person, seat)?;
                return Ok(vec![(person.into(), Reminded::Put)]);
            }
        }
        let one = |one: Silent| {
            let what = match &one.email {
                None => Reminded::NoAddress,
                Some(_) if closed.contains(&one.person) => Reminded::SchoolsClosed,
                Some(_) if seat.is_trial() => Reminded::Put,
                Some(email) if self.has_letter_today(email, seat.now())? => Reminded::HadOne,
                Some(email) => {
                    self.put_reminder(plan, &round.facts.name, &one.person, email, seat)?;
                    Reminded::Put
                }
            };
            Ok((one.person, what))
        };
        silent.into_iter().map(one).collect()
    }

    /// Puts a reminder to one person into the post, at once, and says so in the history.
    ///
    /// # Errors
    /// Nobody knows their address; they have a letter of today already; they work in a school, and schools are closed.
    pub fn remind_one(&self, plan: &str, round: &str, person: &str, seat: &Seat) -> Result<(), Problem> {
        seat.may(Act::RunRounds, plan)?;
        let plan = self.plan_named(plan)?.name;
        let email = self.address_of(&plan, person)?;
        let (state, today) = (self.as_of_now(&plan)?.state, local_time::day_of(seat.now()));
        if self.schools_closed(&plan, &state, today)?.contains(person) {
            return Err(RoundRefusal::SchoolsClosed { until: until(&state, today) }.into());
        }
        self.put_reminder(&plan, round, person, &email, seat)
    }

    fn put_reminder(&self, plan: &str, round: &str, person: &str, email: &str, seat: &Seat) -> Result<(), Problem> {
        let command = RoundCommand::Remind { round: round.to_owned(), person: person.into() };
        let letters = asking::drafts(REMIND, std::iter::once(&email.to_owned()));
        let is_first = || {
            if self.has_letter_today(email, seat.now())? { Err(RoundRefusal::HadALetterToday.into()) } else { Ok(()) }
        };
        self.note_of_round(plan, &command, letters, seat, is_first)?;
        Ok(())
    }

    /// Whether an address has a letter of a round today, whatever became of it.
    fn has_letter_today(&self, email: &str, now: Instant) -> Result<bool, Problem> {
        Ok(self.store().has_letter_of_day(&asking::named(REMIND, email), now)?)
    }

    /// Takes every link of a person back, puts a letter with a new one into the post, at once, and says so in the
    /// history.
    ///
    /// # Errors
    /// Nobody knows their address.
    pub fn new_link(&self, plan: &str, round: &str, person: &str, seat: &Seat) -> Result<(), Problem> {
        seat.may(Act::RunRounds, plan)?;
        let plan = self.plan_named(plan)?.name;
        let email = self.address_of(&plan, person)?;
        // First the links: one that is lost must not work on because the history could not be written.
        self.revoke_asks(&email.to_lowercase(), seat.now())?;
        let command = RoundCommand::TakeLinksBack { round: round.to_owned(), person: person.into() };
        let mut letters = asking::drafts(REMIND, std::iter::once(&email));
        for letter in &mut letters {
            // Beside the one letter a day: without it they could not answer at all.
            letter.about = format!("{}/new-{}", letter.about, seat.now().micros());
        }
        self.note_of_round(&plan, &command, letters, seat, || Ok(()))?;
        Ok(())
    }

    fn address_of(&self, plan: &str, person: &str) -> Result<String, Problem> {
        let email = self.addresses(plan)?.get(person).cloned().flatten();
        let email = email.ok_or(RoundRefusal::NoAddress)?;
        if self.is_reached(&email)? { Ok(email) } else { Err(RoundRefusal::AddressNotReached.into()) }
    }
}

/// Until when the school holidays of a day last.
fn until(state: &State, today: Date) -> Option<Date> {
    let lasting = state.school_holidays.iter().filter(|one| one.first <= today && today <= one.last);
    lasting.map(|one| one.last).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use onpace_store::post::LetterDraft;

    #[test]
    fn where_a_letter_stands_is_told_in_plain_words() {
        use LetterState::{Failed, Sent, Unneeded, Waiting};
        for (state, tries, problem, words) in [
            (Waiting, 0, None, "Sending"),
            (Waiting, 2, Some("the mail server answered 452"), "Inbox not accepting messages; it is tried again"),
            (Waiting, 1, Some("the mail server could not be reached"), "Technical failure; it is tried again"),
            (Sent, 1, None, "Delivered to the mail server"),
            (Failed, 1, Some("the mail server answered 550"), "Email address does not exist"),
            (Failed, 1, Some("the mail server answered 552"), "Inbox not accepting messages"),
            (Waiting, 1, Some("the mail server answered 535"), "Technical failure; it is tried again"),
            (Failed, 9, Some("the mail server answered 452"), "Inbox not accepting messages"),
            (Failed, 9, Some("the mail server did not answer in time"), "Technical failure"),
            (Unneeded, 1, None, "Not needed: they had answered"),
        ] {
            let letter = Letter {
                number: 1,
                draft: LetterDraft::default(),
                state,
                tries,
                due_at: Instant::from_micros(0),
                made_at: Instant::from_micros(0),
                sent_at: None,
                problem: problem.map(str::to_owned),
            };
            assert_eq!(delivery(&letter), words, "{state:?} {problem:?}");
        }
    }
}
