//! The one way to record: deciding by what is known, recording it where nothing came in between about what it rests
//! on, and deciding again where something did.

use crate::desk::{Desk, Done};
use crate::problem::{Kind, Problem};
use crate::seat::{By, Seat};
use crate::shelf;
use onpace_core::day::Date;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::ledger::stream::Stream;
use onpace_core::ledger::subject::Subject;
use onpace_core::local_time;
use onpace_core::plan::command::Command;
use onpace_core::plan::decide;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_core::plan::rests_on::rests_on;
use onpace_store::post::Post;
use onpace_store::published::Published;
use onpace_store::{Appended, Entry, Ledger as _, PublishedFiles as _, Stand, StoreError};
use std::borrow::Cow;

/// It is decided again so often when others come in between.
const TRIES: usize = 20;

/// What was decided.
pub(crate) struct Decision {
    /// By whose leave; only a seat gives it.
    pub(crate) by: By,
    /// What it rests on; `None` for the whole plan.
    pub(crate) rests_on: Option<Vec<Subject>>,
    /// What is kept with it, in the same transaction.
    pub(crate) beside: Beside,
    /// The events, each with the day from which it holds and why it came, where somebody said.
    pub(crate) events: Vec<(Option<Date>, Option<String>, Event)>,
}

/// What is kept in the transaction of events.
#[derive(Default)]
pub(crate) enum Beside {
    /// Nothing else.
    #[default]
    Nothing,
    /// Letters go into the post.
    Post(Post),
    /// What is published of a pack is there for everybody from then on.
    Publish(u32, Vec<Published>),
    /// What was published of a pack is let go.
    Withdraw(u32),
}

impl Desk {
    /// Decides, and records what was decided. `decide` is asked with the plan and with today, which is never
    /// earlier than the last event: a round's events are folded by their days, and one that came after another
    /// must not be folded before it because a clock was set back.
    ///
    /// # Errors
    /// No such plan; what `decide` refuses; the disk.
    pub(crate) fn decided(
        &self,
        plan: &str,
        seat: &Seat,
        decide: impl Fn(&State, Date) -> Result<Decision, Problem>,
    ) -> Result<Done, Problem> {
        let mut known = if seat.is_trial() { self.as_of_now(plan)? } else { self.known(plan)? };
        for _ in 0..TRIES {
            let today = local_time::day_of(seat.now().max(known.recorded_at));
            let decision = match decide(&known.state, today) {
                Ok(decision) => decision,
                Err(refused) => {
                    // What came since may allow it; of many who are refused at once, one looks.
                    let newer = self.known_at(plan, Some(known.seq + 1))?;
                    if newer.seq == known.seq {
                        return Err(refused);
                    }
                    known = newer;
                    continue;
                }
            };
            let effective = decision.events.first().and_then(|(effective, ..)| *effective);
            let events = decision.events.iter().map(|(.., event)| event.clone()).collect();
            if seat.is_trial() {
                return Ok(Done { effective, events, appended: None });
            }
            match self.append_decided(&known.plan, known.seq, decision) {
                Err(StoreError::Conflict { found, .. }) => known = self.known_at(plan, Some(found))?,
                Err(problem) => return Err(problem.into()),
                Ok(appended) => {
                    shelf::keep_after(self.store(), &known.plan, appended);
                    return Ok(Done { effective, events, appended: Some(appended) });
                }
            }
        }
        Err(Problem::refused(Kind::Conflict, PlanRefusal::OthersAreChanging { plan: plan.to_owned() }))
    }

    /// Decides a command against the plan as at the day from which it is to hold, and records what
    /// it makes. `command` is asked with all that is known, once or, where others come in between, again.
    ///
    /// # Errors
    /// No such plan, a command that it does not allow, or that is not for whoever sits there.
    pub fn act(
        &self,
        plan: &str,
        on: Date,
        seat: &Seat,
        command: impl Fn(&State) -> Result<Command, Problem>,
    ) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        self.decided(&plan, seat, |all, _| {
            let command = command(all)?;
            let by = seat.may_do(self, &plan, all, &command)?;
            check_asked(&command, on, &by)?;
            // Where nothing holds from a later day, the plan as at that day is the plan: nothing is folded.
            let then = if all.latest <= Some(on) {
                Cow::Borrowed(all)
            } else {
                Cow::Owned(shelf::state(self.store(), &plan, Until { as_at: Some(on), known_by: None })?.0)
            };
            // What a code means on an earlier day may be another row by now; then it rests on the whole plan.
            let on_what = if matches!(then, Cow::Borrowed(_)) { rests_on(all, &command) } else { None };
            let effective = effective_of(&command, on);
            let reason = by.reason().map(str::to_owned);
            let events = decide::decide(&then, &command)?.into_iter();
            let events = events.map(|event| (effective, reason.clone(), event)).collect();
            Ok(Decision { by, rests_on: on_what, beside: Beside::default(), events })
        })
    }

    /// Records what holds always, wherever the plan stands by now.
    pub(crate) fn record_always(&self, plan: &str, seat: &Seat, by: &By, event: &Event) -> Result<(), Problem> {
        self.decided(plan, seat, |_, _| {
            let events = vec![(None, by.reason().map(str::to_owned), event.clone())];
            Ok(Decision { by: by.clone(), rests_on: None, beside: Beside::Nothing, events })
        })?;
        Ok(())
    }

    /// Appends events that were decided.
    pub(crate) fn record(
        &self,
        plan: &str,
        expected: u64,
        by: &By,
        decided: Vec<(Option<Date>, Event)>,
    ) -> Result<Option<Appended>, Problem> {
        if by.is_trial() {
            return Ok(None);
        }
        let appended = self.store().append(Stream::Plan(plan), expected, by.now(), entries(by, decided))?;
        shelf::keep_after(self.store(), plan, appended);
        Ok(Some(appended))
    }

    fn append_decided(&self, plan: &str, since: u64, decision: Decision) -> Result<Appended, StoreError> {
        let Decision { by, rests_on, beside, events } = decision;
        let mut entries: Vec<_> =
            events.into_iter().map(|(effective, reason, event)| by.entry(effective, reason, event)).collect();
        let stand = rests_on.map_or(Stand::At(since), |on| Stand::Untouched { since, on });
        match beside {
            Beside::Nothing => self.store().append_where(Stream::Plan(plan), stand, by.now(), entries, Post::default()),
            Beside::Post(post) => self.store().append_where(Stream::Plan(plan), stand, by.now(), entries, post),
            Beside::Publish(number, files) => {
                self.store().publish((plan, since), by.now(), entries.swap_remove(0), number, files)
            }
            Beside::Withdraw(number) => self.store().withdraw((plan, since), by.now(), entries.swap_remove(0), number),
        }
    }
}

/// Refuses a command without what it needs, whichever way it came.
fn check_asked(command: &Command, on: Date, by: &By) -> Result<(), Problem> {
    if command.needs_reason() && by.reason().is_none() {
        return Err(PlanRefusal::NeedsReason.into());
    }
    // A year that was mistyped would move the whole plan to a day to come.
    if !command.allows_future() && on > local_time::day_of(by.now()) {
        return Err(PlanRefusal::DayToCome { on }.into());
    }
    Ok(())
}

/// What was decided, as it is appended.
pub(crate) fn entries(by: &By, decided: Vec<(Option<Date>, Event)>) -> Vec<Entry> {
    let entry = |(effective, event)| by.entry(effective, by.reason().map(str::to_owned), event);
    decided.into_iter().map(entry).collect()
}

/// A correction holds from the day of what it corrects, everything else from the day given.
fn effective_of(command: &Command, on: Date) -> Option<Date> {
    match command {
        Command::Correct { original, .. } | Command::Supersede { original } => original.effective,
        _ => Some(on),
    }
}
