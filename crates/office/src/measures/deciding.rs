//! Doing what is asked of measures: decided by what is known, recorded where nothing came in between, else decided again.
//! **Not here.** What is allowed to happen (`onpace_core::measures::decide`).

use crate::desk::{Desk, Done};
use crate::gate;
use crate::problem::{Kind, Problem};
use crate::seat::{By, Seat};
use onpace_core::day::Date;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::stream::Stream;
use onpace_core::local_time;
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::decide::decide_measures;
use onpace_core::measures::event::MeasureEvent;
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::measures::state::MeasuresHeld;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_store::{Ledger as _, StoreError};

/// It is decided again so often when others come in between.
const TRIES: usize = 20;

impl Desk {
    /// Does what is asked of the measures of the area. `plan` is that by which somebody came, whose roles count; `on` is the
    /// day from which it holds, on which a value came to be known.
    ///
    /// # Errors
    /// Not theirs to do; what the measures do not allow; a day to come; the disk.
    pub fn do_measures(&self, plan: &str, seat: &Seat, on: Date, command: &MeasureCommand) -> Result<Done, Problem> {
        self.do_all_measures(plan, seat, on, std::slice::from_ref(command))
    }

    /// Does several things, all or none of them.
    ///
    /// # Errors
    /// As [`Desk::do_measures`].
    pub fn do_all_measures(
        &self,
        plan: &str,
        seat: &Seat,
        on: Date,
        commands: &[MeasureCommand],
    ) -> Result<Done, Problem> {
        for _ in 0..TRIES {
            let known = self.measures_kept.now(self.store())?;
            let by = leave(self, plan, seat, &known.held, commands)?;
            let today = local_time::day_of(by.now().max(known.recorded_at));
            if on > today {
                return Err(PlanRefusal::DayToCome { on }.into());
            }
            let mut events = Vec::new();
            for command in commands {
                let decided = decide_measures(&known.held, command, today);
                events.extend(decided.map_err(|refusal| hushed(self, plan, seat, &known.held, command, refusal))?);
            }
            let effective = |event: &MeasureEvent| match event {
                // There is a measure for whoever asks about any day.
                MeasureEvent::MeasureDefined { .. } => None,
                // Nothing is put right before it was known.
                MeasureEvent::ValueCorrected { of, .. } | MeasureEvent::ValueWithdrawn { of, .. } => {
                    let first = known.held.value_of(*of);
                    let value = first.and_then(|(measure, series, period)| measure.value(series, period));
                    Some(value.and_then(|value| value.known).map_or(on, |known| known.max(on)))
                }
                _ => Some(on),
            };
            let entries: Vec<_> = events
                .iter()
                .map(|event| by.entry(effective(event), by.reason().map(str::to_owned), Event::Measure(event.clone())))
                .collect();
            let done = |appended| Done {
                effective: Some(on),
                events: events.iter().cloned().map(Event::Measure).collect(),
                appended,
            };
            if by.is_trial() {
                return Ok(done(None));
            }
            match self.store().append(Stream::Measures, known.seq, by.now(), entries) {
                Err(StoreError::Conflict { .. }) => {}
                Err(problem) => return Err(problem.into()),
                Ok(appended) => return Ok(done(Some(appended))),
            }
        }
        Err(Problem::refused(Kind::Conflict, MeasureRefusal::OthersAreGiving))
    }
}

/// A refusal without the value that is there, for who may not see it: who gives figures need not know small ones.
pub(super) fn hushed(
    desk: &Desk,
    plan: &str,
    seat: &Seat,
    held: &MeasuresHeld,
    command: &MeasureCommand,
    refusal: MeasureRefusal,
) -> Problem {
    match refusal {
        MeasureRefusal::ValueIsThere { period, .. } if !seat.sees_exact(desk, plan, held, &command.measures()) => {
            MeasureRefusal::ValueIsThere { period, value: String::new() }.into()
        }
        refusal => refusal.into(),
    }
}

/// Leave for all of several things.
fn leave(
    desk: &Desk,
    plan: &str,
    seat: &Seat,
    held: &MeasuresHeld,
    commands: &[MeasureCommand],
) -> Result<By, Problem> {
    let mut by = Err(gate::not_theirs());
    for command in commands {
        by = Ok(seat.may_measure(desk, plan, held, command)?);
    }
    by
}
