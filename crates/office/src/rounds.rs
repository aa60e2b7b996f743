//! Rounds: seeing who would be asked, opening, answering on behalf, handing over, moderating, freezing.
//!
//! A round is opened together with its letters, in one transaction: nobody is asked without a letter in the
//! post, and no letter goes out about a round that was not opened. **Not here.** Answering by a link
//! ([`crate::answering`]); the words of the letters ([`crate::asking`]).

use crate::asking;
use crate::desk::{By, Desk, Done};
use crate::problem::{Kind, Problem};
use crate::secrets;
use crate::shelf;
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::{self, Date};
use onpace_core::ledger::decide_round::decide_round;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::round::Round;
use onpace_core::ledger::round_facts::{AskFact, RoundFacts, Wording};
use onpace_core::ledger::{Event, RoundCommand, State};
use onpace_core::local_time;
use onpace_core::rounds::dates::{self, RoundDates};
use onpace_core::rounds::flags::{self, Flag};
use onpace_core::rounds::presence::{self, Because, Passing, To};
use onpace_core::rounds::scope::{self, Scope};
use onpace_store::Ledger as _;
use onpace_store::post::Draft;
use std::collections::BTreeMap;

/// A round is decided again so often when others come in between.
const TRIES: usize = 20;
/// Letters of a round go out from this hour on.
const POST_HOUR: i8 = 9;
const POST_MINUTE: i8 = 30;

/// A round that is not open yet: its days, and who would be asked about what.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Its name: the board's month.
    pub name: String,
    /// Its days.
    pub dates: RoundDates,
    /// Who is asked about what, and rows that name nobody.
    pub scope: Scope,
    /// Whether its letters go out at once, rather than on the morning of its day.
    pub at_once: bool,
    /// Rows of people who have left, or are away for all of the round, and who is asked instead.
    pub passed: Vec<Passing>,
    /// The address of each person asked, where the directory holds one.
    pub addresses: BTreeMap<String, Option<String>>,
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

    /// Whom the plan itself would have asked: the event that opens the round says that, and those after it who is
    /// asked instead.
    fn asked_first(&self) -> Vec<AskFact> {
        let mut asks = self.scope.asks.clone();
        for one in &self.passed {
            let To::Person(to) = &one.to else { continue };
            if let Some(ask) = asks.iter_mut().find(|ask| ask.row == one.row && ask.person == *to) {
                ask.person.clone_from(&one.from);
            }
        }
        asks
    }

    /// The hand-overs with which the round begins.
    fn handed(&self, by: &By) -> Vec<onpace_store::Entry> {
        let handed = |one: &Passing| {
            let To::Person(to) = &one.to else { return None };
            let (round, row) = (self.name.clone(), one.row.clone());
            let event = Event::HandedOver { round, row, from: one.from.clone(), to: to.clone() };
            let reason = Some(match one.because {
                Because::Left => "Who was to be asked has left",
                Because::Away => "Who was to be asked is away",
            });
            Some(onpace_store::Entry {
                effective: Some(local_time::day_of(by.now)),
                actor: by.actor.clone(),
                channel: by.channel,
                reason: reason.map(str::to_owned),
                event,
            })
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
    pub fn addresses(&self, plan: &str) -> Result<BTreeMap<String, Option<String>>, Problem> {
        let all = self.people(None)?;
        let email_of = |id: &str| all.iter().find(|one| one.id == id).and_then(|one| one.details.email.clone());
        let own = all.iter().filter(|person| person.plan.eq_ignore_ascii_case(plan));
        Ok(own
            .map(|person| {
                let of = person.details.same_as.as_deref().and_then(email_of);
                (person.id.clone(), person.details.email.clone().or(of))
            })
            .collect())
    }

    /// A round as it would be opened on a day for a board.
    ///
    /// # Errors
    /// No such plan; a board too far away to be counted back from.
    pub fn preview_round(&self, plan: &str, board: Date, today: Date) -> Result<Preview, Problem> {
        let plan = self.plan_named(plan)?.name;
        let state = self.state(&plan, Until::default())?;
        let calendar = WorkingCalendar::chosen(state.calendar()).map_err(|e| Problem::new(Kind::Unexpected, e))?;
        let too_far = || Problem::new(Kind::NotAccepted, "Enter a date on which the board can meet");
        let mut dates = dates::of_board(board, &calendar, &[]).ok_or_else(too_far)?;
        let quiet = self.quiet(&plan, &state, &scope::of(&state, dates.opens, board, &calendar))?;
        if !quiet.is_empty() {
            dates = dates::of_board(board, &calendar, &quiet).ok_or_else(too_far)?;
            dates.moved.extend(said_of_quiet(&dates, &quiet));
        }
        if board <= today {
            return Err(Problem::new(Kind::NotAccepted, "Enter a board date that is in the future"));
        }
        if dates.due < today {
            let what = "That board is too soon: nobody would have time to answer. Choose a later one";
            return Err(Problem::new(Kind::NotAccepted, what));
        }
        if dates.opens < today {
            // What was said of the day that has passed is no longer so.
            dates.moved.retain(|line| !line.starts_with("It opens on"));
            dates.moved.push("It opens at once: its day has passed.".to_owned());
            dates.opens = today;
            dates.reminders.retain(|date| *date > today);
        }
        let mut scope = scope::of(&state, dates.opens, board, &calendar);
        let passed = presence::passing(&scope.asks, &state, &self.presences(&plan)?, dates.opens, dates.due);
        pass(&mut scope.asks, &passed);
        let known = self.addresses(&plan)?;
        let addresses =
            scope.asks.iter().map(|ask| (ask.person.clone(), known.get(&ask.person).cloned().flatten())).collect();
        let month = board.strftime("%Y-%m").to_string();
        let taken = |name: &String| state.rounds.iter().any(|round| round.facts.name == *name);
        let names = std::iter::once(month.clone()).chain((2..).map(|n| format!("{month}-{n}")));
        let name = names.into_iter().find(|name| !taken(name)).unwrap_or(month);
        Ok(Preview { name, dates, scope, at_once: false, passed, addresses })
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
    pub fn open_round(&self, plan: &str, preview: &Preview, by: &By) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        let dates = &preview.dates;
        let facts = RoundFacts {
            name: preview.name.clone(),
            board: dates.board,
            data_date: dates.due,
            opens: dates.opens,
            due: dates.due,
            reminders: dates.reminders.clone(),
            freezes: dates.freezes,
            asks: preview.asked_first(),
        };
        let morning = local_time::instant(dates.opens, POST_HOUR, POST_MINUTE).filter(|_| !preview.at_once);
        let due_at = morning.unwrap_or(by.now).max(by.now);
        let letters = asking::drafts(asking::ASK, preview.addresses.values().flatten());
        let handed = preview.handed(by);
        let command = RoundCommand::Open(Box::new(facts));
        self.round(&plan, by, &command, |desk, seq, mut entries| {
            entries.extend(handed.clone());
            Ok(desk.store().append_and_post(&plan, seq, by.now, entries, letters.clone(), due_at)?)
        })
    }

    /// Hands a row over to somebody else, who gets a letter.
    ///
    /// # Errors
    /// Somebody who was not asked, or is asked already; a round that is frozen.
    pub fn hand_over(&self, plan: &str, command: &RoundCommand, to: &str, by: &By) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        let address = self.addresses(&plan)?.get(to).cloned().flatten();
        let letters = self.reachable_drafts(address.as_ref())?;
        self.round(&plan, by, command, |desk, seq, entries| {
            Ok(desk.store().append_and_post(&plan, seq, by.now, entries, letters.clone(), by.now)?)
        })
    }

    /// Records an answer, be it told by telephone: `by` says who records it, the command whose it is.
    ///
    /// # Errors
    /// Somebody who was not asked; an answer without what it needs; one of another that they have not seen.
    pub fn answer(&self, plan: &str, command: &RoundCommand, by: &By) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        self.round(&plan, by, command, |desk, seq, entries| Ok(desk.store().append(&plan, seq, by.now, entries)?))
    }

    /// Takes answers into the plan, or sends them back, all or none.
    ///
    /// # Errors
    /// An answer that does not wait; a round that is frozen.
    pub fn moderate(
        &self,
        plan: &str,
        round: &str,
        all: &[(u64, bool, Wording)],
        by: &By,
    ) -> Result<Vec<Event>, Problem> {
        let plan = self.plan_named(plan)?.name;
        let mut seen = std::collections::HashSet::new();
        if !all.iter().all(|(of, ..)| seen.insert(*of)) {
            return Err(Problem::new(Kind::NotAccepted, "an answer is named twice; choose one thing for each"));
        }
        for _ in 0..TRIES {
            let (state, seq) = shelf::state(self.store(), &plan, Until::default())?;
            let mut decided = Vec::new();
            for (of, taken, wording) in all {
                let (round, wording) = (round.to_owned(), wording.clone());
                let command = RoundCommand::Moderate { round: round.clone(), of: *of, taken: *taken, wording };
                // What an officer says holds from the day on which they said it, for the figures of its round.
                let on = said_on(&state, &round, *of);
                let day = Some(local_time::day_of(by.now));
                // That it was looked at holds from today: events are applied by day, and this one needs its answer.
                let from = |event: &Event| if matches!(event, Event::Moderated { .. }) { day } else { on };
                decided.extend(decide_round(&state, &command)?.into_iter().map(|event| (from(&event), event)));
            }
            let events = decided.iter().map(|(_, event)| event.clone()).collect();
            match self.record(&plan, seq, by, decided) {
                Err(problem) if problem.kind == Kind::Conflict => {}
                Err(problem) => return Err(problem),
                Ok(_) => return Ok(events),
            }
        }
        Err(Problem::new(Kind::Conflict, format!("others go on changing {plan}; nothing was saved, so repeat it")))
    }

    /// Sends an answer back to who gave it, saying why: it is open again, and they get a letter.
    ///
    /// # Errors
    /// As [`Desk::moderate`]; no reason.
    pub fn send_back(&self, plan: &str, round: &str, of: u64, reason: &str, by: &By) -> Result<(), Problem> {
        if reason.trim().is_empty() {
            return Err(Problem::new(Kind::NotAccepted, "Enter why the answer is sent back"));
        }
        let plan = self.plan_named(plan)?.name;
        let by = By { reason: Some(reason.to_owned()), ..by.clone() };
        let command = RoundCommand::Moderate { round: round.to_owned(), of, taken: false, wording: Wording::default() };
        let state = self.state(&plan, Until::default())?;
        let answers = state.rounds.iter().flat_map(|round| &round.answers);
        let person = answers.filter(|answer| answer.seq == of).map(|answer| &answer.person).next();
        let known = self.addresses(&plan)?;
        let address = person.and_then(|person| known.get(person).cloned().flatten());
        let letters = self.reachable_drafts(address.as_ref())?;
        self.round(&plan, &by, &command, |desk, seq, entries| {
            Ok(desk.store().append_and_post(&plan, seq, by.now, entries, letters.clone(), by.now)?)
        })?;
        Ok(())
    }

    /// Freezes the figures of a round, or opens them again.
    ///
    /// # Errors
    /// A round that is frozen, or is not; opening again without a reason.
    pub fn freeze_round(&self, plan: &str, round: &str, freeze: bool, by: &By) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        let round = round.to_owned();
        let command = if freeze { RoundCommand::Freeze { round } } else { RoundCommand::Unfreeze { round } };
        if !freeze && by.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Problem::new(Kind::NotAccepted, "Enter why the figures are opened again"));
        }
        self.round(&plan, by, &command, |desk, seq, entries| Ok(desk.store().append(&plan, seq, by.now, entries)?))
    }

    /// Records what is only to be known of a round, with the letters that it brings, which go out at once.
    pub(crate) fn note_of_round(
        &self,
        plan: &str,
        command: &RoundCommand,
        letters: Vec<Draft>,
        by: &By,
    ) -> Result<(), Problem> {
        self.round(plan, by, command, |desk, seq, entries| {
            Ok(desk.store().append_and_post(plan, seq, by.now, entries, letters.clone(), by.now)?)
        })?;
        Ok(())
    }

    /// Decides a command about a round and records it, again where others come in between.
    fn round(
        &self,
        plan: &str,
        by: &By,
        command: &RoundCommand,
        record: impl Fn(&Self, u64, Vec<onpace_store::Entry>) -> Result<onpace_store::Appended, Problem>,
    ) -> Result<Done, Problem> {
        let effective = Some(local_time::day_of(by.now));
        for _ in 0..TRIES {
            let (state, seq) = shelf::state(self.store(), plan, Until::default())?;
            let events = decide_round(&state, command)?;
            if by.dry_run {
                return Ok(Done { effective, events, appended: None });
            }
            let entry = |event: &Event| onpace_store::Entry {
                effective,
                actor: by.actor.clone(),
                channel: by.channel,
                reason: by.reason.clone(),
                event: event.clone(),
            };
            match record(self, seq, events.iter().map(entry).collect()) {
                Err(problem) if problem.kind == Kind::Conflict => {}
                Err(problem) => return Err(problem),
                Ok(appended) => {
                    // It is saved; that no state could be kept beside it must not look as if it were not.
                    let _ = shelf::keep(self.store(), plan);
                    return Ok(Done { effective, events, appended: Some(appended) });
                }
            }
        }
        Err(Problem::new(Kind::Conflict, format!("others go on changing {plan}; nothing was saved, so repeat it")))
    }
}

/// Gives rows that pass on to who takes them; those that nobody takes are asked about of nobody.
fn pass(asks: &mut Vec<AskFact>, passed: &[Passing]) {
    for one in passed {
        let at = asks.iter().position(|ask| ask.row == one.row && ask.person == one.from);
        match (&one.to, at) {
            (To::Person(to), Some(at)) => asks[at].person.clone_from(to),
            (_, Some(at)) => drop(asks.remove(at)),
            (_, None) => {}
        }
    }
}

/// A sentence for each stretch that falls into the time to answer.
fn said_of_quiet(dates: &RoundDates, quiet: &[(Date, Date, String)]) -> Vec<String> {
    let falls = |(first, last, _): &&(Date, Date, String)| *first <= dates.due && *last >= dates.opens;
    let said = |(first, last, name): &(Date, Date, String)| {
        let (first, last) = (day::in_full(*first), day::in_full(*last));
        format!("{name}, from {first} to {last}: who works in a school gets no reminder on those days.")
    };
    quiet.iter().filter(falls).map(said).collect()
}

/// The day from which an answer holds once it is taken: that on which it was given, the round's data date at
/// the latest, so that what came between that and the freeze is in its figures.
fn said_on(state: &State, round: &str, of: u64) -> Option<Date> {
    let round = state.rounds.iter().find(|one| one.facts.name.eq_ignore_ascii_case(round))?;
    let answer = round.answers.iter().find(|answer| answer.seq == of)?;
    answer.on.map(|on| on.min(round.facts.data_date))
}

/// The answers of a round that wait for somebody to look at them, flagged first, each with its flags.
#[must_use]
pub fn waiting<'s>(state: &'s State, round: &'s Round) -> Vec<(&'s onpace_core::ledger::round::Answer, Vec<Flag>)> {
    let before: Vec<Round> =
        state.rounds.iter().take_while(|one| one.facts.name != round.facts.name).cloned().collect();
    let mut all: Vec<_> = round
        .standing()
        .filter(|answer| answer.moderated.is_none())
        .map(|answer| (answer, flags::of(answer, state, round.facts.data_date, &before)))
        .collect();
    all.sort_by_key(|(_, flags)| flags.is_empty());
    all
}
