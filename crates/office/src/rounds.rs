//! Rounds: seeing who would be asked, opening, answering, handing over, freezing.
//!
//! A round is opened together with its letters, in one transaction: nobody is asked without a letter in the
//! post, and no letter goes out about a round that was not opened. **Not here.** Answering by a link
//! ([`crate::answering`]); taking answers into the plan ([`crate::moderating`]); the words of the letters ([`crate::asking`]).

use crate::desk::{Desk, Done};
use crate::people::Person;
use crate::problem::{Kind, Problem};
use crate::recording::{Beside, Decision};
use crate::seat::Seat;
use crate::{asking, secrets};
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::Date;
use onpace_core::ids::PersonId;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::local_time;
use onpace_core::plan::facts::DateFact;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::dates::{self, RoundDates};
use onpace_core::rounds::decide::decide_round;
use onpace_core::rounds::event::RoundEvent;
use onpace_core::rounds::facts::{AskFact, RoundFacts};
use onpace_core::rounds::presence::{self, Because, Passing, To};
use onpace_core::rounds::refusal::RoundRefusal;
use onpace_core::rounds::rests_on::rests_on;
use onpace_core::rounds::round::Round;
use onpace_core::rounds::scope::{self, Scope};
use onpace_store::Directory as _;
use onpace_store::post::{LetterDraft, Post};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Letters of a round go out from this hour on.
const POST_HOUR: i8 = 9;
const POST_MINUTE: i8 = 30;
/// Why rows pass on; the history keeps it, and who it was stands in the event.
pub(crate) const HAS_LEFT: &str = "Who was to be asked has left";

/// A round that is not open yet: its days, and who would be asked about what.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Its name: the board's month.
    pub name: String,
    /// Its days.
    pub dates: RoundDates,
    /// Who is asked about what, and rows that name nobody.
    pub scope: Scope,
    /// Rows of people who have left, or are away for all of the round, and who is asked instead.
    pub passed: Vec<Passing>,
    /// Whom the plan itself would have asked: the event that opens the round says that, and those after it who is
    /// asked instead. What nobody takes stays with whom the plan names, for the manager to see to.
    pub asked_first: Vec<AskFact>,
    /// Whether its letters go out at once, rather than on the morning of its day.
    pub at_once: bool,
    /// The address of each person asked, where the directory holds one.
    pub addresses: BTreeMap<PersonId, Option<String>>,
}

impl Preview {
    /// The people who would be asked and whom no mail can reach.
    #[must_use]
    pub fn unreachable(&self) -> Vec<&str> {
        self.addresses.iter().filter(|(_, email)| email.is_none()).map(|(person, _)| person.as_str()).collect()
    }

    /// How many letters would go out: one an address, however many names it answers for.
    #[must_use]
    pub fn letters(&self) -> usize {
        let mut all: Vec<String> = self.addresses.values().flatten().map(|email| email.to_lowercase()).collect();
        all.sort();
        all.dedup();
        all.len()
    }

    /// The hand-overs with which the round begins, each with why.
    fn handed(&self) -> Vec<(String, Event)> {
        let handed = |one: &Passing| {
            let To::Person(to) = &one.to else { return None };
            let (round, row) = (self.name.clone(), one.row.clone());
            let why = match one.because {
                Because::Left => HAS_LEFT,
                Because::Away => "Who was to be asked is away until the answers are due",
            };
            Some((
                why.to_owned(),
                Event::Round(RoundEvent::HandedOver { round, row, from: one.from.clone(), to: to.clone() }),
            ))
        };
        self.passed.iter().filter_map(handed).collect()
    }

    /// A word for all that the preview shows: another one where anything of it has changed.
    #[must_use]
    pub fn mark(&self) -> String {
        secrets::derived(&format!("{:?}{:?}{:?}{:?}", self.dates, self.scope, self.passed, self.addresses), "preview")
    }
}

impl Desk {
    /// The address of each person of a plan, where one is known: their own, or of whom they are the same as.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn addresses(&self, plan: &str) -> Result<BTreeMap<PersonId, Option<String>>, Problem> {
        let mut all = BTreeMap::new();
        for Person { id, details, .. } in self.people(Some(plan))? {
            let email = match (details.email, &details.same_as) {
                (None, Some(same)) => self.store().person_of(same)?.and_then(|same| same.details.email),
                (own, _) => own,
            };
            all.insert(id, email);
        }
        Ok(all)
    }

    /// A round of a plan, by its name or the last one; and the plan.
    ///
    /// # Errors
    /// No such plan, or no such round; those there are named.
    pub fn round_named(&self, plan: &str, name: Option<&str>) -> Result<(Arc<State>, Arc<Round>), Problem> {
        let state = self.as_of_now(plan)?.state;
        let found = match name {
            Some(name) => state.rounds.iter().find(|round| round.facts.name.eq_ignore_ascii_case(name)),
            None => state.rounds.last(),
        };
        let known: Vec<String> = state.rounds.iter().map(|round| round.facts.name.clone()).collect();
        let Some(round) = found.cloned() else {
            let refusal = match name {
                Some(name) if !known.is_empty() => RoundRefusal::NoSuchRound { round: name.to_owned(), known },
                _ => RoundRefusal::NoRoundYet { plan: plan.to_owned() },
            };
            return Err(Problem::refused(Kind::NotFound, refusal));
        };
        Ok((state, round))
    }

    /// A round as it would be opened on a day for a board.
    ///
    /// # Errors
    /// No such plan; a board too far away to be counted back from.
    pub fn preview_round(&self, plan: &str, board: Date, today: Date) -> Result<Preview, Problem> {
        let plan = self.plan_named(plan)?.name;
        let state = self.state(&plan, Until::default())?;
        let calendar = WorkingCalendar::chosen(state.calendar()).map_err(|e| Problem::new(Kind::Unexpected, e))?;
        let too_far = || Problem::from(RoundRefusal::BoardTooFar);
        let mut dates = dates::of_board(board, &calendar, &[]).ok_or_else(too_far)?;
        let quiet = self.quiet(&plan, &state, &scope::of(&state, dates.opens, board, &calendar))?;
        if !quiet.is_empty() {
            dates = dates::of_board(board, &calendar, &quiet).ok_or_else(too_far)?;
        }
        if board <= today {
            return Err(RoundRefusal::BoardHasMet.into());
        }
        if dates.due < today {
            return Err(RoundRefusal::BoardTooSoon.into());
        }
        if dates.opens < today {
            // What was said of the day that has passed is no longer so.
            dates.moved.retain(|line| !line.starts_with("It opens on"));
            dates.moved.push("It opens at once: its day has passed.".to_owned());
            dates.opens = today;
            dates.reminders.retain(|date| *date > today);
        }
        dates.moved.extend(dates::said_of_quiet(&dates, &quiet));
        let mut scope = scope::of(&state, dates.opens, board, &calendar);
        let presences = self.presences(&plan)?;
        let passed = presence::passing(&scope.asks, &state, &presences, dates.opens, dates.due);
        let asked_first = asked_first(&scope.asks, &passed);
        presence::pass(&mut scope.asks, &passed);
        let known = self.addresses(&plan)?;
        let addresses =
            scope.asks.iter().map(|ask| (ask.person.clone(), known.get(&ask.person).cloned().flatten())).collect();
        let month = board.strftime("%Y-%m").to_string();
        let taken = |name: &String| state.rounds.iter().any(|round| round.facts.name == *name);
        let names = std::iter::once(month.clone()).chain((2..).map(|n| format!("{month}-{n}")));
        let name = names.into_iter().find(|name| !taken(name)).unwrap_or(month);
        Ok(Preview { name, dates, scope, passed, asked_first, at_once: false, addresses })
    }

    /// The school holidays of a plan, where somebody who works in a school is asked.
    fn quiet(&self, plan: &str, state: &State, scope: &Scope) -> Result<Vec<(Date, Date, String)>, Problem> {
        let schools = self.in_schools(plan)?;
        if !scope.asks.iter().any(|ask| schools.contains(&ask.person)) {
            return Ok(Vec::new());
        }
        Ok(state.school_holidays.iter().map(|one| (one.first, one.last, one.name.clone())).collect())
    }

    /// Opens a round as it was previewed, and puts a letter to everybody asked into the post.
    ///
    /// # Errors
    /// A round that is open already; nobody to ask; the disk.
    pub fn open_round(&self, plan: &str, preview: &Preview, seat: &Seat) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        let dates = &preview.dates;
        let today = local_time::day_of(seat.now());
        let facts = RoundFacts {
            name: preview.name.clone(),
            board: dates.board,
            data_date: dates.due,
            opens: if preview.at_once { dates.opens.min(today) } else { dates.opens },
            due: dates.due,
            reminders: dates.reminders.clone(),
            freezes: dates.freezes,
            asks: preview.asked_first.clone(),
        };
        let morning = morning(dates.opens).filter(|_| !preview.at_once);
        let due_at = morning.unwrap_or(seat.now()).max(seat.now());
        // Who brings figures gets the same letter, also where no action is theirs; with nothing to ask, none goes out.
        let owners = self.figure_owners(&plan)?;
        let letters = asking::drafts(asking::ASK, preview.addresses.values().flatten().chain(&owners));
        let command = RoundCommand::Open(Box::new(facts));
        let post = Post { letters, due_at };
        self.decided(&plan, seat, |state, today| {
            let mut decision = decision(&plan, state, today, seat, &command, &post)?;
            // In the same append: a round never stands there asking somebody who has left.
            let handed = preview.handed().into_iter();
            decision.events.extend(handed.map(|(why, event)| (Some(today), Some(why), event)));
            Ok(decision)
        })
    }

    /// Hands a row over to somebody else, who gets a letter.
    ///
    /// # Errors
    /// Somebody who was not asked, or is asked already; a round that is frozen.
    pub fn hand_over(&self, plan: &str, command: &RoundCommand, to: &str, seat: &Seat) -> Result<Done, Problem> {
        self.hand_over_by(plan, command, to, seat.now(), seat)
    }

    /// Hands a row over; the letter goes out at an instant at the earliest.
    pub(crate) fn hand_over_by(
        &self,
        plan: &str,
        command: &RoundCommand,
        to: &str,
        due_at: Instant,
        seat: &Seat,
    ) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        let address = self.addresses(&plan)?.get(to).cloned().flatten();
        let letters = self.reachable_drafts(address.as_ref())?;
        self.round(&plan, seat, command, &Post { letters, due_at })
    }

    /// Records an answer, be it told by telephone: the seat says who records it, the command whose it is.
    ///
    /// # Errors
    /// Somebody who was not asked; an answer without what it needs, or with a finish that has passed; one of another
    /// that they have not seen.
    pub fn answer(&self, plan: &str, command: &RoundCommand, seat: &Seat) -> Result<Done, Problem> {
        if let RoundCommand::Answer { answer, .. } = command
            && let Some(finish) = answer.finish.as_ref().and_then(DateFact::last)
            && finish < local_time::day_of(seat.now())
        {
            return Err(RoundRefusal::FinishHasPassed { finish }.into());
        }
        self.round(plan, seat, command, &Post::default())
    }

    /// Freezes the figures of a round, or opens them again.
    ///
    /// # Errors
    /// A round that is frozen, or is not; opening again without a reason.
    pub fn freeze_round(&self, plan: &str, round: &str, freeze: bool, seat: &Seat) -> Result<Done, Problem> {
        let round = round.to_owned();
        let command = if freeze { RoundCommand::Freeze { round } } else { RoundCommand::Unfreeze { round } };
        self.round(plan, seat, &command, &Post::default())
    }

    /// Decides a command about a round and records it, with letters.
    fn round(&self, plan: &str, seat: &Seat, command: &RoundCommand, post: &Post) -> Result<Done, Problem> {
        self.decided(plan, seat, |state, today| decision(plan, state, today, seat, command, post))
    }

    /// Records what was done about somebody in a round, with the letters that it brings, which go out at once.
    /// `allowed` is asked each time it is decided.
    pub(crate) fn note_of_round(
        &self,
        plan: &str,
        command: &RoundCommand,
        letters: Vec<LetterDraft>,
        seat: &Seat,
        allowed: impl Fn() -> Result<(), Problem>,
    ) -> Result<Done, Problem> {
        let post = Post { letters, due_at: seat.now() };
        self.decided(plan, seat, |state, today| {
            allowed()?;
            decision(plan, state, today, seat, command, &post)
        })
    }
}

/// What a command about a round comes to.
fn decision(
    plan: &str,
    state: &State,
    today: Date,
    seat: &Seat,
    command: &RoundCommand,
    post: &Post,
) -> Result<Decision, Problem> {
    let by = seat.may_round(plan, command)?;
    let reason = by.reason().map(str::to_owned);
    if command.needs_reason() && reason.is_none() {
        return Err(RoundRefusal::OpenedWithoutReason.into());
    }
    let events = decide_round(state, command)?.into_iter();
    let events = events.map(|event| (Some(today), reason.clone(), event)).collect();
    Ok(Decision { by, rests_on: rests_on(state, command), beside: Beside::Post(post.clone()), events })
}

/// When letters go out on a day.
pub(crate) fn morning(day: Date) -> Option<Instant> {
    local_time::instant(day, POST_HOUR, POST_MINUTE)
}

/// Whom the plan asks: without those in whose place others are asked anyway.
fn asked_first(asks: &[AskFact], passed: &[Passing]) -> Vec<AskFact> {
    let is_left_out =
        |ask: &&AskFact| passed.iter().any(|one| one.to == To::Others && one.row == ask.row && one.from == ask.person);
    asks.iter().filter(|ask| !is_left_out(ask)).cloned().collect()
}
